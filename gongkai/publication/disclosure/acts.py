"""主动公开办理: publish, release, change, correct, move, withdraw, publish again.

Each is one transaction and one entry that holds the digest of every row it wrote (``seals``). ``seen`` is the edition the page
showed; ``once`` names one filling-in of a form, so that a button pressed twice does it once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.law.catalogue import objection_to
from gongkai.law.channel_texts import check_text, derive
from gongkai.law.disclosure import (
    CORRECTING,
    ContentClass,
    ReleaseChannel,
    Source,
    Withdrawal,
    check_ending,
    check_proof,
)
from gongkai.law.documents import Act, DocumentKind
from gongkai.law.grammar.flow import JSON, Step, Unlawful, not_in_the_future
from gongkai.law.grammar.statute import regulation
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.journal.hiding import hide
from gongkai.office.journal.numbers import Number
from gongkai.publication.catalogue.acts import draw_index_numbers
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import duties, queries, screening
from gongkai.publication.disclosure.duties import Duty
from gongkai.publication.disclosure.models import Content, ContentVersion, Release
from gongkai.publication.disclosure.seals import digest, release_digest, row
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.models import Document, ReleaseReview
from gongkai.publication.gate import acts as gate

REVIEWED_FIRST = regulation(17, gist="公开前应当审查")
KIND_OF_DOCUMENT = dict.fromkeys(DocumentKind, ContentClass.DOCUMENT)
CHANGEABLE = frozenset(
    {"title", "body", "text", "number", "issuer", "theme", "origin", "made_on", "original_on", "ends_on", "extra"}
)
"""可改的列: what ``correct`` may change; class, column, source and number have acts of their own or never change."""


@dataclass(frozen=True)
class Item:
    """待发布内容: what is to be made public."""

    kind: ContentClass
    title: str
    body: str = ""
    text: str = ""
    number: str = ""
    issuer: str = ""
    theme: str = ""
    normative: bool = False
    source: Source = Source.OWN
    origin: str = ""
    made_on: date | None = None
    original_on: date | None = None
    ends_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outlet:
    """发布去向: a channel and, for all but our own website, the account or carrier.

    With its proof it has gone out; without, it is planned for ``on`` (and ``at``) and owes its proof. ``text`` is the version
    for the channel; where it is empty it is derived from the content.
    """

    channel: ReleaseChannel
    carrier: str = ""
    proof: str = ""
    at: datetime | None = None
    on: date | None = None
    text: str = ""


WEBSITE = Outlet(ReleaseChannel.WEBSITE)
"""本平台: the portal's own page; its address is its proof."""


# -- publishing ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_document(
    document: Document,
    column: Column,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    seen: int | None = None,
    once: str = "",
    explained: str = "",
    duty: Duty | None = None,
) -> Content:
    """公开公文: take the step on its dossier and publish its latest text.

    What must be explained goes out only with the index number of its own interpretation, public already (``explained``).
    A document that was withdrawn comes back as a new edition of the same content, under its number and address.
    """
    journal.lock(document.dossier)  # whoever presses the button twice waits here, and then finds it done
    if done := queries.sent(document.authority, once):
        return done
    not_in_the_future(on, today)
    if column.authority_id != document.authority_id:
        raise Unlawful("不能公开到其他机关的栏目", field="column")
    _is_interpretation(document, explained)
    duties.hold(duty, column, on)
    details: dict[str, JSON] = {"explained": explained} if explained else {}
    moved = journal.take(document.dossier, Step(Act.PUBLISH.value, on, details), by=by, seen=seen)
    documents.reflect(document, moved)
    review = document.reviews.of(document.authority).first()
    item = _saying(item_of(document), duty)
    before = Content.objects.of(document.authority).filter(document=document).first()
    if before is not None:
        content = _again(before, column, item, outlets, on=on, by=by, review=review, once=once)
    else:
        content = _publish(column, item, outlets, on=on, by=by, review=review, document=document, once=once)
    duties.fulfil(content, duty, on=on, by=by)
    return content


def _is_interpretation(document: Document, explained: str) -> None:
    own = queries.public_contents(document.authority).filter(kind=ContentClass.INTERPRETATION, source=Source.OWN)
    found = own.filter(index_number=explained).first() if explained else None
    if explained and (found is None or found.extra.get("explains") != document.pk):
        raise Unlawful(f"索引号“{explained}”不是本机关公开中的、本件的解读", field="explained")


@transaction.atomic
def publish(
    column: Column,
    item: Item,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    review: ReleaseReview | None,
    once: str = "",
    duty: Duty | None = None,
) -> Content:
    """公开其他内容: data, notices, news; only with its row of the release-review register (条例第十七条)."""
    if done := queries.sent(column.authority, once):
        return done
    not_in_the_future(on, today)
    if review is not None and review.document_id is not None and item.kind is not ContentClass.INTERPRETATION:
        raise Unlawful("这一行发布审查登记属于公文，公文从公文发布", REVIEWED_FIRST, field="review")
    duties.hold(duty, column, on)
    content = _publish(column, _saying(item, duty), outlets, on=on, by=by, review=review, once=once)
    duties.fulfil(content, duty, on=on, by=by)
    return content


@transaction.atomic
def publish_again(
    content: Content,
    outlets: Sequence[Outlet] = (WEBSITE,),
    *,
    on: date,
    today: date,
    by: Official,
    review: ReleaseReview | None,
    column: Column | None = None,
    changed: Mapping[str, Any] | None = None,
    seen: int | None = None,
    once: str = "",
    duty: Duty | None = None,
) -> Content:
    """重新公开: what was withdrawn comes back as a new edition, reviewed anew; a document comes back through its dossier."""
    not_in_the_future(on, today)
    if _lock(content, seen, once):
        return content
    if content.document_id is not None and content.withdrawn_kind != Withdrawal.ENDED:
        raise Unlawful("公文撤回后从公文重新公开", REVIEWED_FIRST)
    if review is None or (content.withdrawn_on is not None and review.reviewed_on < content.withdrawn_on):
        raise Unlawful("重新公开应当重新审查，没有撤回之后的发布审查登记", REVIEWED_FIRST, field="review")
    _may_change(changed or {})
    column = _of_the_same(content, column or content.column)
    _column_takes(column, ContentClass(content.kind), on)
    duties.hold(duty, column, on)
    extra = (changed or {}).get("extra", content.extra)
    fresh = {**(changed or {}), "column_id": column.pk, "extra": duties.again(extra, duty)}
    _come_back(content, fresh, outlets, on=on, by=by, review=review, once=once)
    duties.fulfil(content, duty, on=on, by=by)
    return content


def _saying(item: Item, duty: Duty | None) -> Item:
    """What goes out, with the item of the catalogue it answers and what it says of each element."""
    return replace(item, extra={**item.extra, **duty.extra}) if duty else item


def item_of(document: Document) -> Item:
    """公文内容: what a document says when it goes out."""
    latest = document.versions.of(document.authority).order_by("-number").first()
    return Item(
        kind=KIND_OF_DOCUMENT[DocumentKind(document.kind)],
        title=document.title,
        body=latest.body if latest else "",
        text=latest.text if latest else "",
        number=document.number,
        issuer=document.issued_by,
        theme=document.theme,
        normative=document.kind == DocumentKind.NORMATIVE,
        made_on=document.made_on,
    )


def _publish(
    column: Column,
    item: Item,
    outlets: Sequence[Outlet],
    *,
    on: date,
    by: Official,
    review: ReleaseReview | None,
    document: Document | None = None,
    once: str = "",
) -> Content:
    authority = column.authority
    review = _reviewed(review, authority.pk, on)
    _may_go(item, outlets, on)
    _column_takes(column, item.kind, on)
    _pass_the_gate(column.authority, said_of(item), outlets, on=on, by=by, document=document)
    [number] = draw_index_numbers(authority, column, on)
    content = Content(
        authority=authority,
        column=column,
        document=document,
        review=review,
        index_number=number.text,
        published_on=on,
        backfilled=item.original_on is not None and item.original_on < on,
        once=once or None,
        **said_of(item),
    )
    content.seal = digest(content)
    content.save(force_insert=True)
    _enter_releases(content, "publish_content", outlets, [number], on=on, by=by)
    content.save(update_fields=["entry"])
    return content


def _again(
    content: Content,
    column: Column,
    item: Item,
    outlets: Sequence[Outlet],
    *,
    on: date,
    by: Official,
    review: ReleaseReview | None,
    once: str,
) -> Content:
    _lock(content)
    _of_the_same(content, column)
    _column_takes(column, item.kind, on)
    changed = {**said_of(item), "column_id": column.pk}
    return _come_back(content, changed, outlets, on=on, by=by, review=review, once=once)


def _come_back(
    content: Content,
    changed: dict[str, Any],
    outlets: Sequence[Outlet],
    *,
    on: date,
    by: Official,
    review: ReleaseReview | None,
    once: str,
) -> Content:
    if content.withdrawn_on is None:
        raise Unlawful("内容没有撤回，不用重新公开")
    if on < content.withdrawn_on:
        raise Unlawful(f"重新公开不能早于撤回（{content.withdrawn_on:%Y-%m-%d}）", field="on")
    review = _reviewed(review, content.authority_id, on)
    ends_on = changed.get("ends_on", content.ends_on)
    if ends_on is not None and ends_on < on:
        raise Unlawful("公开截止日期已过，请改期或者去掉", field="ends_on")
    if not outlets:
        raise Unlawful("应当选明发布渠道", field="outlets")
    said = {name: changed.get(name, getattr(content, name)) for name in _SHOWN}
    _pass_the_gate(content.authority, said, outlets, on=on, by=by, document=content.document)
    was = Was(content)
    back = {"withdrawn_on": None, "withdrawn_kind": "", "withdrawn_reason": "", "review_id": review.pk}
    was.put({**changed, **back})
    _enter_releases(content, "republish_content", outlets, [], on=on, by=by, more=was.told("重新公开"))
    was.keep("republish_content", on=on, reason="重新公开", once=once)
    return content


@transaction.atomic
def release(
    content: Content, outlet: Outlet, *, on: date, today: date, by: Official, seen: int | None = None
) -> Release:
    """再发布: the same content by another channel; it counts there, and the content still counts once.

    Entered again with the same channel, carrier and day, it is the one that is there.
    """
    if outlet.proof or outlet.on is None:
        not_in_the_future(on, today)
    _lock(content, seen)
    if not queries.is_public(content):
        raise Unlawful("内容没有公开或者已经撤回，不能再发布")
    there = _there(content, outlet, outlet.on or on)
    if there is not None and there.withdrawn_on is None:
        if outlet.proof.strip() in ("", there.proof):
            return there
        raise Unlawful("同一天在同一载体上的发布已经登记，凭证在那一次发布上登记", field="proof")
    _pass_the_gate(content.authority, {}, [outlet], on=on, by=by)
    [made] = _enter_releases(content, "release_content", [outlet], [], on=on, by=by, of_content=False)
    return made


@transaction.atomic
def release_by(
    content: Content, outlets: Sequence[Outlet], *, today: date, by: Official, seen: int | None = None
) -> list[Release]:
    """再发布（多个渠道）: every channel that was chosen, or none; what has gone out on the day it went."""
    days = [(outlet.on or today) if outlet.proof else today for outlet in outlets]
    return [
        release(content, outlet, on=day, today=today, by=by, seen=seen)
        for outlet, day in zip(outlets, days, strict=True)
    ]


# -- changing --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def correct(
    content: Content,
    changed: Mapping[str, Any],
    *,
    on: date,
    today: date,
    by: Official,
    reason: str,
    note: str,
    seen: int | None = None,
    once: str = "",
) -> None:
    """更正内容: text or fields, with a note the public reads; what it said before stays as a version (条例第六条)."""
    not_in_the_future(on, today)
    if _lock(content, seen, once):
        return
    if content.withdrawn_on is not None:
        raise Unlawful("内容已经撤回，重新公开时一并修改")
    _may_change(changed)
    duties.still_say(content, changed.get("extra"))
    if not note.strip():
        raise Unlawful("更正应当向公众说明改了什么", CORRECTING, field="note")
    if not str(changed.get("title", content.title)).strip():
        raise Unlawful("标题不能为空", field="title")
    different = {name: value for name, value in changed.items() if getattr(content, name) != value}
    if not different:
        raise Unlawful("没有任何改动", CORRECTING, field="note")
    _pass_the_gate(content.authority, {**different, "origin": note}, (), on=on, by=by)
    _change(content, different, "correct_content", on=on, by=by, reason=reason, note=note, once=once)


@transaction.atomic
def move(
    content: Content,
    column: Column,
    *,
    on: date,
    by: Official,
    reason: str,
    seen: int | None = None,
    once: str = "",
) -> None:
    """移栏: to the column it belongs in; its index number and its address stay (旧地址不变)."""
    if _lock(content, seen, once):
        return
    if not reason.strip():
        raise Unlawful("移栏应当写明理由", field="reason")
    _of_the_same(content, column)
    if column.pk == content.column_id:
        raise Unlawful("已经在这个栏目", field="column")
    _column_takes(column, ContentClass(content.kind), on)
    _change(content, {"column_id": column.pk}, "move_content", on=on, by=by, reason=reason, once=once)


@transaction.atomic
def withdraw(
    content: Content,
    *,
    on: date,
    by: Official | None,
    reason: str,
    kind: Withdrawal = Withdrawal.OTHER,
    seen: int | None = None,
    once: str = "",
) -> None:
    """撤回公开: the page goes at once; the row, its number and its releases stay, with the reason.

    Every pressed page that shows it is off the disk before the withdrawal is committed. What has run its time (公示期满)
    is only taken off the page; any other withdrawal also takes the document back to 待公开.
    """
    if content.document is not None:
        journal.lock(content.document.dossier)  # first of all, as publishing does
    if _lock(content, seen, once):
        return
    if content.withdrawn_on is not None:
        raise Unlawful("内容已经撤回")
    if not reason.strip():
        raise Unlawful("撤回公开应当写明理由", field="reason")
    if on < content.published_on:
        raise Unlawful(f"撤回不能早于发布（{content.published_on:%Y-%m-%d}）", field="on")
    if kind is Withdrawal.ENDED:
        check_ending(content.ends_on, on)
    changed = {"withdrawn_on": on, "withdrawn_kind": kind.value, "withdrawn_reason": reason.strip()}
    pages = queries.releases(content).filter(channel=ReleaseChannel.WEBSITE.value, carrier="", withdrawn_on=None)
    taken = list(pages)
    for page in taken:
        page.first = first_row(page)
        page.withdrawn_on = on
    told: dict[str, JSON] = {"kind": kind.value, "releases": [_told(page) for page in taken]}
    duties.reopen(content, kind, on=on, by=by, reason=reason)
    _change(content, changed, "withdraw_content", on=on, by=by, reason=reason, once=once, more=told)
    for page in taken:
        page.entry = content.entry
        page.save(update_fields=["withdrawn_on", "entry", "first"])
    if content.document is not None and kind is not Withdrawal.ENDED:
        step = Step(Act.WITHDRAW.value, on, {"reason": reason.strip()})
        documents.reflect(content.document, journal.take(content.document.dossier, step, by=by))
    assert content.entry is not None  # noqa: S101 (the change above)
    hide(content.authority, content.entry)


# -- the gate --------------------------------------------------------------------------------------------------------------


_SHOWN = ("title", "number", "issuer", "origin", "body", "text", "extra")


def _pass_the_gate(
    authority: Authority,
    said: Mapping[str, Any],
    outlets: Sequence[Outlet],
    *,
    on: date,
    by: Official,
    document: Document | None = None,
) -> None:
    """公开前筛查: nothing goes out while something in it waits for a named person's decision (条例第十五条、第十七条)."""
    parts = screening.parts_of("content", said, document=document, versions=[outlet.text for outlet in outlets])
    gate.pass_publication(authority, parts, on=on, by=by)


# -- the rows --------------------------------------------------------------------------------------------------------------


def said_of(item: Item) -> dict[str, Any]:
    """内容各栏: what a content says, by the columns of its row."""
    return {
        "kind": item.kind.value,
        "normative": item.normative,
        "title": item.title,
        "number": item.number,
        "issuer": item.issuer,
        "theme": item.theme,
        "source": item.source.value,
        "origin": item.origin,
        "body": item.body,
        "text": item.text,
        "made_on": item.made_on,
        "original_on": item.original_on,
        "ends_on": item.ends_on,
        "extra": dict(item.extra),
    }


def _reviewed(review: ReleaseReview | None, authority: int, on: date) -> ReleaseReview:
    if review is None or review.authority_id != authority:
        raise Unlawful("没有发布审查登记，不得发布", REVIEWED_FIRST, field="review")
    if review.reviewed_on > on:
        raise Unlawful(f"发布不能早于审查（{review.reviewed_on:%Y-%m-%d}）", REVIEWED_FIRST, field="on")
    return review


def _may_go(item: Item, outlets: Sequence[Outlet], on: date) -> None:
    if not outlets:
        raise Unlawful("应当选明发布渠道", field="outlets")
    if not item.title.strip():
        raise Unlawful("标题不能为空", field="title")
    if item.source is Source.REPRINT and not item.origin.strip():
        raise Unlawful("转载应当注明转载自哪里", field="origin")
    if item.ends_on is not None and item.ends_on < on:
        raise Unlawful("公开截止日期不能早于发布日期", field="ends_on")


def _may_change(changed: Mapping[str, Any]) -> None:
    if unknown := changed.keys() - CHANGEABLE:
        raise Unlawful(f"不能更正的项目：{'、'.join(sorted(unknown))}")


def _of_the_same(content: Content, column: Column) -> Column:
    if column.authority_id != content.authority_id:
        raise Unlawful("不能移到其他机关的栏目", field="column")
    return column


def _column_takes(column: Column, kind: ContentClass, on: date) -> None:
    if column.closed_on is not None and column.closed_on <= on:
        raise Unlawful(f"栏目“{column.name}”已于{column.closed_on:%Y-%m-%d}关闭", field="column")
    if objection := objection_to(column.accepts, kind, column.name):
        raise objection.raised("column")


def _enter_releases(
    content: Content,
    act: str,
    outlets: Sequence[Outlet],
    numbers: Sequence[Number],
    *,
    on: date,
    by: Official,
    more: Mapping[str, JSON] | None = None,
    of_content: bool = True,
) -> list[Release]:
    """One entry for the releases, and for the row of the content where the act wrote it."""
    releases = [_release(content, outlet, on) for outlet in outlets]
    data: dict[str, JSON] = {"content": content.pk, "releases": [_told(each) for each in releases], **(more or {})}
    if of_content:
        data |= {"index_number": content.index_number, "row": content.seal}
    entry = journal.enter(content.authority, act, on=on, by=by, data=data, numbers=numbers)
    for each in releases:
        each.entry = entry
        each.save()
    if of_content:
        content.entry = entry
    return releases


def _release(content: Content, outlet: Outlet, on: date) -> Release:
    day = outlet.on or on
    proof = outlet.proof
    if outlet.channel is ReleaseChannel.WEBSITE and not outlet.carrier:
        proof, day = queries.address(content), on
    elif proof:
        proof = check_proof(outlet.channel, proof)
    elif day < on:
        raise Unlawful("计划发布日期不能早于发布日期；已经发布的，请填写凭证", field="outlets")
    limit = queries.limit_of(content.authority, outlet.channel)
    text = check_text(outlet.channel, outlet.text, limit) if outlet.text.strip() else ""
    if not text and limit is not None and not proof:
        text = derive(outlet.channel, content.title, content.text, limit)
    made = _there(content, outlet, day) or Release(
        authority_id=content.authority_id, content=content, channel=outlet.channel.value, carrier=outlet.carrier
    )
    made.first = first_row(made) if made.pk else None
    made.released_on, made.released_at, made.proof, made.text = day, outlet.at, proof, text
    made.proven_on = on if proof else None
    made.content_edition, made.withdrawn_on = content.edition, None
    return made


def _there(content: Content, outlet: Outlet, day: date) -> Release | None:
    same = {"channel": outlet.channel.value, "carrier": outlet.carrier, "released_on": day}
    return queries.releases(content).filter(**same).first()


def first_row(release: Release) -> Any:
    """导入时的行: what a batch brought, kept where an act is about to change it for the first time."""
    if release.first is not None or release.batch_id is None:
        return release.first
    return {"row": release_digest(release)}


def _told(release: Release) -> dict[str, JSON]:
    return {
        "channel": str(release.channel),
        "carrier": release.carrier,
        "on": release.released_on.isoformat(),
        "proof": release.proof,
        "row": release_digest(release),
    }


def _lock(content: Content, seen: int | None = None, once: str = "") -> bool:
    """Hold the content; True where this very form has been sent before, and Unlawful where somebody was quicker."""
    content.refresh_from_db(from_queryset=Content.objects.everywhere().select_for_update())
    if once and ContentVersion.objects.of(content.authority).filter(content=content, once=once).exists():
        return True
    if seen is not None and seen != content.edition:
        raise Unlawful(f"内容已由他人改为第{content.edition}版，您看到的是第{seen}版，请看清后再办理")
    return False


class Was:
    """改前: the row as it was, while the content takes its next edition."""

    def __init__(self, content: Content) -> None:
        self.content, self.row, self.edition, self.seal = content, row(content), content.edition, content.seal

    def put(self, changed: Mapping[str, Any]) -> None:
        """Change the row in memory; it is sealed anew."""
        for name, value in changed.items():
            setattr(self.content, name, value)
        self.content.edition = self.edition + 1
        self.content.seal = digest(self.content)

    def told(self, reason: str, note: str = "") -> dict[str, JSON]:
        """入册: what the entry says of it: the seals before and after."""
        said: dict[str, JSON] = {"content": self.content.pk, "row": self.content.seal, "was": self.seal}
        return said | {"reason": reason.strip()} | ({"note": note.strip()} if note.strip() else {})

    def keep(self, act: str, *, on: date, reason: str, note: str = "", once: str = "") -> None:
        """Save the row and, beside it, the version it replaces."""
        assert self.content.entry is not None  # noqa: S101 (every change is entered before it is kept)
        self.content.save()
        ContentVersion.objects.of(self.content.authority).create(
            authority=self.content.authority,
            content=self.content,
            edition=self.edition,
            row=self.row,
            until=on,
            act=act,
            reason=reason.strip(),
            note=note.strip(),
            once=once or None,
            entry=self.content.entry,
        )


def _change(
    content: Content,
    changed: Mapping[str, Any],
    act: str,
    *,
    on: date,
    by: Official | None,
    reason: str,
    note: str = "",
    once: str = "",
    more: Mapping[str, JSON] | None = None,
) -> None:
    """Change a row: the old one becomes a version, the new one is sealed by the entry."""
    was = Was(content)
    was.put(changed)
    data = was.told(reason, note) | dict(more or {})
    content.entry = journal.enter(content.authority, act, on=on, by=by, data=data)
    was.keep(act, on=on, reason=reason, note=note, once=once)
