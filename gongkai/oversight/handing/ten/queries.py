"""十分钟清单查询: what is open for somebody now, this week's list, and the figures of the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.handing_choices import Choice, Taken, WeekFigures, chosen, figures
from gongkai.law.handing_items import week_of
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.authorities.queries import roles_of
from gongkai.oversight.handing.ten.models import TenLine
from gongkai.oversight.handing.ten.sources import SOURCES, Source

WEEKS = 12
"""统计看几周."""


def choices(authority: Authority, official: Official, on: date) -> list[Choice]:
    """待决定: everything open for somebody, of the sorts their roles decide; what was taken as proposed is not asked again."""
    roles = roles_of(official, authority, on)
    done = _done(authority)
    return [
        each
        for source in SOURCES.values()
        if source.role in roles
        for each in source.find(authority, official, on)
        if each.line not in done
    ]


def _done(authority: Authority) -> set[str]:
    rows = TenLine.objects.of(authority).filter(taken=Taken.AS_PROPOSED)
    return {f"{sort}/{key}" for sort, key in rows.values_list("sort", "key")}


@dataclass(frozen=True, slots=True)
class Asked:
    """清单上的一项: the choice as it stands now, None where somebody has dealt with it, and what became of it."""

    source: Source
    choice: Choice | None
    taken: Taken


def lines(authority: Authority, official: Official, on: date) -> OwnedQuerySet[TenLine]:
    """本周的清单项."""
    week = week_of(on).first
    return TenLine.objects.of(authority).filter(official=official, week=week).order_by("place", "pk")


def this_week(authority: Authority, official: Official, on: date) -> list[Asked]:
    """本周清单: as it was put together on the first look or by the night's work; before that, what it would hold."""
    now = {each.line: each for each in choices(authority, official, on)}
    rows = list(lines(authority, official, on))
    if not rows:
        return [Asked(SOURCES[each.sort], each, Taken.OPEN) for each in chosen(now.values())]
    return [_asked(row, now) for row in rows if row.sort in SOURCES]


def _asked(row: TenLine, now: Mapping[str, Choice]) -> Asked:
    choice, taken = now.get(f"{row.sort}/{row.key}"), Taken(row.taken)
    if taken is Taken.OPEN and choice is None:
        taken = Taken.OTHERWISE
    return Asked(SOURCES[row.sort], choice, taken)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """一周一行."""

    week: date
    people: int
    told: WeekFigures


def weeks(authority: Authority, on: date) -> Sequence[WeekRow]:
    """各周的决定: of everybody at an authority, the latest week first; the running week counts what was taken so far."""
    since = week_of(on).first - timedelta(weeks=WEEKS)
    rows = TenLine.objects.of(authority).filter(week__gte=since).values_list("week", "official", "taken")
    grouped: dict[date, list[tuple[int, Taken]]] = {}
    for week, official, taken in rows:
        grouped.setdefault(week, []).append((official, Taken(taken)))
    return [
        WeekRow(week, len({official for official, _ in some}), figures(taken for _, taken in some))
        for week, some in sorted(grouped.items(), reverse=True)
    ]
