"""线下载体查询: what an issue holds, which points wait for a transfer, what hangs too long, and the year's figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from gongkai.law.carriers import PosterState, next_transfer, overdue_before
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.carriers.models import (
    Board,
    GazetteDelivery,
    GazetteIssue,
    GazetteItem,
    Poster,
    PrintedMatter,
    ReadingPoint,
    Transfer,
    Visits,
)
from gongkai.publication.disclosure.models import Content

FIRST_DAY = date(2008, 5, 1)
"""起始日: a point that was never delivered to is owed everything since the Regulation came into force."""


def issues(authority: Authority) -> OwnedQuerySet[GazetteIssue]:
    """公报: the newest first, with how many items each holds."""
    return GazetteIssue.objects.of(authority).annotate(count=Count("items")).order_by("-year", "-number")


def items(issue: GazetteIssue) -> OwnedQuerySet[GazetteItem]:
    """篇目: in their order."""
    return GazetteItem.objects.of(issue.authority).filter(issue=issue).select_related("content__authority")


def selectable(authority: Authority) -> OwnedQuerySet[Content]:
    """可选用的内容: public documents of the authority and beneath it that no issue holds yet, the newest first."""
    held = GazetteItem.objects.of(authority).values("content")
    rows = Content.objects.under(authority).filter(withdrawn_on=None).exclude(pk__in=held)
    return rows.exclude(number="").order_by("-published_on", "-pk")


def published_between(authority: Authority, since: date, through: date) -> OwnedQuerySet[Content]:
    """移送明细: what the authority published in a period and has not withdrawn, in order."""
    rows = Content.objects.of(authority).filter(withdrawn_on=None)
    return rows.filter(published_on__gte=since, published_on__lte=through).order_by("published_on", "pk")


def undelivered_since(point: ReadingPoint) -> date:
    """未移送起日: the day after what the last transfer reached."""
    last = point.transfers.of(point.authority).order_by("-through").first()
    return last.through + timedelta(days=1) if last else FIRST_DAY


@dataclass(frozen=True)
class Served:
    """查阅点情况: a point, its last transfer, when the next is due, and whether it is late."""

    point: ReadingPoint
    last: Transfer | None
    due_on: date
    late: bool
    unreceipted: int


def served(authority: Authority, on: date) -> Iterator[Served]:
    """各查阅点: those that stand, with what they are owed."""
    points = ReadingPoint.objects.of(authority).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    delivered: dict[int, list[Transfer]] = {}
    for transfer in Transfer.objects.of(authority).filter(point__in=points):
        delivered.setdefault(transfer.point_id, []).append(transfer)
    for point in points:
        mine = sorted(delivered.get(point.pk, []), key=lambda each: each.delivered_on)
        due = next_transfer(point.opened_on, (each.delivered_on for each in mine))
        open_receipts = sum(each.received_on is None for each in mine)
        yield Served(point, mine[-1] if mine else None, due, due < on, open_receipts)


def posters(authority: Authority) -> OwnedQuerySet[Poster]:
    """张贴记录: the newest first."""
    rows = Poster.objects.of(authority).select_related("board", "content__authority", "photo")
    return rows.order_by("-posted_on", "-pk")


def in_poster_state(authority: Authority, state: PosterState, on: date) -> list[Poster]:
    """某状态的张贴: unproved, hanging, hanging too long, or taken down, on a day."""
    return [each for each in posters(authority) if each.hanging.state(on) is state]


def deliveries(issue: GazetteIssue) -> OwnedQuerySet[GazetteDelivery]:
    """本期发放记录: the latest first, with what came back."""
    return GazetteDelivery.objects.of(issue.authority).filter(issue=issue).select_related("point")


def sent_of(issue: GazetteIssue) -> int:
    """本期已发份数: what is out, without what came back."""
    return deliveries(issue).filter(returned_on=None).aggregate(n=Sum("copies"))["n"] or 0


def unsigned_gazettes(rows: OwnedQuerySet[GazetteDelivery], on: date) -> OwnedQuerySet[GazetteDelivery]:
    """久未签收的公报: the longest waiting first."""
    waiting = rows.filter(received_on=None, returned_on=None, delivered_on__lt=overdue_before(on))
    return waiting.select_related("authority", "issue", "point").order_by("delivered_on", "pk")


def unsigned_transfers(rows: OwnedQuerySet[Transfer], on: date) -> OwnedQuerySet[Transfer]:
    """久未签收的移送: the longest waiting first."""
    waiting = rows.filter(received_on=None, delivered_on__lt=overdue_before(on))
    return waiting.select_related("authority", "point", "issue").order_by("delivered_on", "pk")


@dataclass(frozen=True)
class Figures:
    """线下载体统计: of a year. Every figure is counted from records; visits are those registered with their source."""

    issues: int
    points: int
    transfers: int
    visits: int
    boards: int
    posters: int
    printed: int
    distributed: int
    gazettes: int
    gazettes_signed: int


def figures(authority: Authority, year: int) -> Figures:
    """统计: the year's figures."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    standing = Q(opened_on__lte=last) & (Q(closed_on=None) | Q(closed_on__gt=last))
    matter = PrintedMatter.objects.of(authority)
    sent = GazetteDelivery.objects.of(authority).filter(delivered_on__range=(first, last), returned_on=None)
    return Figures(
        issues=GazetteIssue.objects.of(authority).filter(issued_on__range=(first, last)).count(),
        points=ReadingPoint.objects.of(authority).filter(standing).count(),
        transfers=Transfer.objects.of(authority).filter(delivered_on__range=(first, last)).count(),
        visits=Visits.objects.of(authority).filter(year=year).aggregate(n=Sum("count"))["n"] or 0,
        boards=Board.objects.of(authority).filter(standing).count(),
        posters=Poster.objects.of(authority).filter(posted_on__range=(first, last), photo__isnull=False).count(),
        printed=matter.filter(printed_on__range=(first, last)).aggregate(n=Sum("quantity"))["n"] or 0,
        distributed=matter.filter(distributions__distributed_on__range=(first, last)).aggregate(
            n=Sum("distributions__copies")
        )["n"]
        or 0,
        gazettes=sent.aggregate(n=Sum("copies"))["n"] or 0,
        gazettes_signed=sent.filter(received_on__isnull=False).aggregate(n=Sum("copies"))["n"] or 0,
    )
