"""会议查询: the meetings of an authority, what the public reads, and how many were held and told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.law.meetings import AgendaMatter, MeetingKind
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.documents.models import AgendaItem, Meeting


def meetings(authority: Authority) -> OwnedQuerySet[Meeting]:
    """全部会议: of an authority, the latest first."""
    return Meeting.objects.of(authority).select_related("registered_by", "checked_by", "authority")


def published(authority: Authority, on: date) -> OwnedQuerySet[Meeting]:
    """已公布的会议: what the public may read."""
    return meetings(authority).filter(published_on__isnull=False, published_on__lte=on)


def items(meeting: Meeting) -> OwnedQuerySet[AgendaItem]:
    """议题: in the order of the agenda."""
    return AgendaItem.objects.of(meeting.authority).filter(meeting=meeting).order_by("position")


def matters(meeting: Meeting) -> list[AgendaMatter]:
    """议题内容: as the law takes them."""
    return [item.matter for item in items(meeting)]


@dataclass(frozen=True)
class Held:
    """会议统计: how many meetings of a kind were held, and how many of them were told."""

    kind: MeetingKind
    held: int
    published: int


def figures(rows: OwnedQuerySet[Meeting], year: int) -> list[Held]:
    """会议统计: of the meetings held in a year, by kind."""
    counted = {
        kind: (held, told)
        for kind, held, told in rows.filter(held_on__year=year)
        .order_by()
        .values_list("kind")
        .annotate(held=Count("pk"), told=Count("pk", filter=Q(published_on__isnull=False)))
    }
    return [Held(kind, *counted.get(kind.value, (0, 0))) for kind in MeetingKind]


def total(counted: list[Held]) -> tuple[int, int]:
    """会议合计: held and told, of every kind together."""
    return sum(each.held for each in counted), sum(each.published for each in counted)
