"""线下载体办理: compose and issue the gazette, hand over to reading points, give out printed matter, put up and take down.

What proves a release makes one: an issue of the gazette, a receipt, a photograph. Each act is one transaction and one entry.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.authorities import AuthorityKind
from gongkai.law.carriers import (
    GAZETTES,
    PLACES,
    BoardKind,
    Hanging,
    PointKind,
    PrintedKind,
    may_issue_gazette,
    require_left,
)
from gongkai.law.disclosure import ReleaseChannel
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.acts import Outlet
from gongkai.publication.disclosure.carriers import queries
from gongkai.publication.disclosure.carriers.models import (
    Board,
    Distribution,
    GazetteIssue,
    GazetteItem,
    Poster,
    PrintedMatter,
    ReadingPoint,
    SignedFor,
    Transfer,
    Visits,
)
from gongkai.publication.disclosure.models import Content
from gongkai.publication.documents.models import StoredFile
from gongkai.publication.gate import acts as gate

ON_A_BOARD: Mapping[BoardKind, ReleaseChannel] = {
    BoardKind.SCREEN: ReleaseChannel.SCREEN,
    BoardKind.KIOSK: ReleaseChannel.KIOSK,
}
"""公开栏的渠道: screens and kiosks are channels of their own; everything else is a board."""


# -- the gazette -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Selected:
    """选用: a content for an issue and the section it stands in."""

    content: Content
    section: str


@transaction.atomic
def compose(
    authority: Authority, title: str, selected: Sequence[Selected], *, on: date, today: date, by: Official
) -> GazetteIssue:
    """编辑公报: the next issue of the year with its contents in order; nothing is released until it is issued."""
    not_in_the_future(on, today)
    if objection := may_issue_gazette(AuthorityKind(authority.kind)):
        raise objection.raised("title")
    if not selected:
        raise Unlawful("一期公报至少应有一篇内容", GAZETTES, field="contents")
    if withdrawn := [each.content.title for each in selected if not each.content.is_public]:
        raise Unlawful(f"以下内容已经撤回，不能刊登：{'、'.join(withdrawn)}", GAZETTES, field="contents")
    last = GazetteIssue.objects.of(authority).filter(year=on.year).order_by("-number").first()
    issue = GazetteIssue(
        authority=authority, year=on.year, number=last.number + 1 if last else 1, title=title, composed_on=on
    )
    issue.save(force_insert=True)
    items = [
        GazetteItem(authority=authority, issue=issue, content=each.content, section=each.section, place=place)
        for place, each in enumerate(selected, 1)
    ]
    GazetteItem.objects.of(authority).bulk_create(items)
    numbers: list[JSON] = [each.content.index_number for each in selected]
    _enter(authority, "compose_gazette", on, by, issue=issue.pk, title=str(issue), contents=numbers)
    return issue


@transaction.atomic
def issue_gazette(issue: GazetteIssue, copies: int, *, on: date, today: date, by: Official) -> GazetteIssue:
    """出刊: the issue is closed, and each content in it is released by the gazette; its proof is issue and item."""
    not_in_the_future(on, today)
    issue.refresh_from_db(from_queryset=GazetteIssue.objects.everywhere().select_for_update())
    if issue.issued_on is not None:
        raise Unlawful("本期公报已经出刊", GAZETTES)
    if on < issue.composed_on:
        raise Unlawful("出刊日期不能早于编辑日期", GAZETTES, field="on")
    sections = [item.section for item in queries.items(issue)]
    gate.pass_words(issue.authority, f"gazette {issue.pk}", {"刊名和分栏": [issue.title, *sections]}, on=on, by=by)
    issue.issued_on, issue.copies = on, copies
    issue.save(update_fields=["issued_on", "copies"])
    _enter(issue.authority, "issue_gazette", on, by, issue=issue.pk, copies=copies)
    for item in queries.items(issue):
        outlet = Outlet(ReleaseChannel.GAZETTE, issue.title, f"{issue}第{item.place}篇")
        disclosure.release(item.content, outlet, on=on, today=today, by=by)
    return issue


# -- reading points --------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_point(
    authority: Authority, name: str, kind: PointKind, address: str, keeper: str, *, on: date, by: Official | None
) -> ReadingPoint:
    """设立查阅点."""
    _enter(authority, "open_reading_point", on, by, name=name, kind=kind.value, keeper=keeper)
    return ReadingPoint.objects.of(authority).create(
        authority=authority, name=name, kind=kind, address=address, keeper=keeper, opened_on=on
    )


@transaction.atomic
def close_point(point: ReadingPoint, *, on: date, by: Official, reason: str) -> None:
    """撤销查阅点: it stays in the history, with the reason."""
    if point.closed_on is not None:
        raise Unlawful("查阅点已经撤销", PLACES)
    if not reason.strip():
        raise Unlawful("撤销查阅点应当写明理由", PLACES, field="reason")
    if on < point.opened_on:
        raise Unlawful("撤销日期不能早于设立日期", PLACES, field="on")
    point.closed_on = on
    point.save(update_fields=["closed_on"])
    _enter(point.authority, "close_reading_point", on, by, point=point.pk, reason=reason.strip())


@transaction.atomic
def transfer(
    point: ReadingPoint, through: date, *, on: date, today: date, by: Official, issue: GazetteIssue | None = None
) -> Transfer:
    """移送: everything published since the last transfer up to a day; the number of pieces is counted, not typed."""
    not_in_the_future(on, today)
    if point.closed_on is not None:
        raise Unlawful("查阅点已经撤销，不能移送", PLACES)
    since = queries.undelivered_since(point)
    if through < since:
        raise Unlawful(f"截至{through:%Y-%m-%d}的内容已经移送过，应从{since:%Y-%m-%d}起", PLACES, field="through")
    if through > on:
        raise Unlawful("移送内容的截止日期不能晚于移送日期", PLACES, field="through")
    pieces = queries.published_between(point.authority, since, through).count()
    _enter(point.authority, "transfer", on, by, point=point.pk, since=str(since), through=str(through), pieces=pieces)
    return Transfer.objects.of(point.authority).create(
        authority=point.authority,
        point=point,
        delivered_on=on,
        since=since,
        through=through,
        pieces=pieces,
        issue=issue,
    )


def sign_for(row: SignedFor, receipt: str, *, on: date) -> None:
    """签收: of whatever was handed over first, once and with its receipt."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.of(row.authority).select_for_update())
    row.received_on = row.handed.sign(receipt, on).received_on
    row.receipt = receipt.strip()
    row.save(update_fields=["receipt", "received_on"])


@transaction.atomic
def receive_transfer(transfer: Transfer, receipt: str, *, on: date, today: date, by: Official) -> None:
    """登记签收: with the receipt; without one a transfer proves nothing."""
    not_in_the_future(on, today)
    sign_for(transfer, receipt, on=on)
    _enter(transfer.authority, "receive_transfer", on, by, transfer=transfer.pk, receipt=receipt.strip())


@transaction.atomic
def count_visits(
    point: ReadingPoint, year: int, month: int, count: int, source: str, *, on: date, today: date, by: Official
) -> Visits:
    """登记查阅人次: of a month that is over, with where the figure is from."""
    if not 1 <= month <= 12:
        raise Unlawful("月份应在1至12之间", PLACES, field="month")
    if (year, month) >= (today.year, today.month):
        raise Unlawful("只能登记已经过去的月份", PLACES, field="month")
    if not source.strip():
        raise Unlawful("查阅人次应当写明数据来源", PLACES, field="source")
    _enter(point.authority, "count_visits", on, by, point=point.pk, year=year, month=month, count=count)
    return Visits.objects.of(point.authority).create(
        authority=point.authority, point=point, year=year, month=month, count=count, source=source.strip()
    )


# -- printed matter --------------------------------------------------------------------------------------------------------


@transaction.atomic
def print_matter(
    content: Content, title: str, kind: PrintedKind, quantity: int, *, on: date, today: date, by: Official
) -> PrintedMatter:
    """登记印制: so many copies that carry a content."""
    not_in_the_future(on, today)
    if quantity < 1:
        raise Unlawful("印制数量应为正整数", PLACES, field="quantity")
    _enter(content.authority, "print_matter", on, by, content=content.pk, title=title, quantity=quantity)
    return PrintedMatter.objects.of(content.authority).create(
        authority=content.authority, title=title, kind=kind, content=content, quantity=quantity, printed_on=on
    )


@transaction.atomic
def distribute(
    printed: PrintedMatter, to: str, copies: int, receipt: str, *, on: date, today: date, by: Official
) -> Distribution:
    """发放: with the receipt; the first one makes the content released in print."""
    not_in_the_future(on, today)
    printed.refresh_from_db(from_queryset=PrintedMatter.objects.everywhere().select_for_update())
    given = list(printed.distributions.of(printed.authority).values_list("copies", flat=True))
    require_left(printed.quantity, given, copies)
    if on < printed.printed_on:
        raise Unlawful("发放日期不能早于印制日期", PLACES, field="on")
    if not receipt.strip():
        raise Unlawful("发放应当写明签收凭证", PLACES, field="receipt")
    gate.pass_words(printed.authority, f"printed {printed.pk}", {"印刷品名称": printed.title}, on=on, by=by)
    if not given:
        outlet = Outlet(ReleaseChannel.PRINTED, printed.title[:100], f"{to}签收：{receipt.strip()}")
        disclosure.release(printed.content, outlet, on=on, today=today, by=by)
    _enter(printed.authority, "distribute", on, by, printed=printed.pk, to=to, copies=copies, receipt=receipt.strip())
    return Distribution.objects.of(printed.authority).create(
        authority=printed.authority,
        printed=printed,
        to=to,
        copies=copies,
        distributed_on=on,
        receipt=receipt.strip(),
    )


# -- boards ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_board(
    authority: Authority, name: str, kind: BoardKind, location: str, keeper: str, *, on: date, by: Official | None
) -> Board:
    """设立公开栏."""
    _enter(authority, "open_board", on, by, name=name, kind=kind.value, location=location)
    return Board.objects.of(authority).create(
        authority=authority, name=name, kind=kind, location=location, keeper=keeper, opened_on=on
    )


@transaction.atomic
def put_up(
    board: Board, content: Content, *, on: date, today: date, by: Official, ends_on: date | None = None
) -> Poster:
    """张贴: entered when it hangs; released and counted when a photograph proves it."""
    not_in_the_future(on, today)
    if board.closed_on is not None and board.closed_on <= on:
        raise Unlawful("公开栏已经撤销", PLACES, field="board")
    if not content.is_public:
        raise Unlawful("内容已经撤回，不能张贴", PLACES, field="content")
    Hanging(on, ends_on, proved=False)
    _enter(content.authority, "put_up", on, by, board=board.pk, content=content.pk)
    return Poster.objects.of(content.authority).create(
        authority=content.authority, board=board, content=content, posted_on=on, ends_on=ends_on
    )


@transaction.atomic
def prove(poster: Poster, photo: StoredFile, *, on: date, today: date, by: Official) -> Poster:
    """照片为证: the photograph of what hangs there makes the release."""
    not_in_the_future(on, today)
    if poster.photo_id is not None:
        raise Unlawful("已经有照片", PLACES)
    if photo.kind not in {"png", "jpg"}:
        raise Unlawful("张贴的凭证应当是照片（JPG或者PNG）", PLACES, field="photo")
    if photo.authority_id != poster.authority_id:
        raise Unlawful("照片不是本机关上传的", PLACES, field="photo")
    poster.photo = photo
    poster.save(update_fields=["photo"])
    channel = ON_A_BOARD.get(BoardKind(poster.board.kind), ReleaseChannel.BOARD)
    proof = f"照片{photo.digest[:16]}（{poster.board.location}）"
    outlet = Outlet(channel, poster.board.name, proof)
    disclosure.release(poster.content, outlet, on=poster.posted_on, today=today, by=by)
    _enter(poster.authority, "prove_poster", on, by, poster=poster.pk, photo=photo.digest)
    return poster


@transaction.atomic
def take_down(poster: Poster, *, on: date, today: date, by: Official) -> Poster:
    """撤下: what has expired, or was withdrawn."""
    not_in_the_future(on, today)
    if poster.taken_down_on is not None:
        raise Unlawful("已经撤下", PLACES)
    Hanging(poster.posted_on, poster.ends_on, proved=True, taken_down_on=on)
    poster.taken_down_on = on
    poster.save(update_fields=["taken_down_on"])
    _enter(poster.authority, "take_down", on, by, poster=poster.pk)
    return poster


def _enter(authority: Authority, act: str, on: date, by: Official | None, **data: JSON) -> None:
    journal.enter(authority, act, on=on, by=by, data=data)
