"""留言统计查询: the tally only groups; the law says what a group counts as. A number names its tickets by the same rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Aggregate, Case, Count, Q, Sum, Value, When

from gongkai.casework.engagement.tally.models import TicketMonth
from gongkai.casework.engagement.tally.queries import received_in
from gongkai.casework.engagement.tickets.models import Ticket, TicketImport
from gongkai.law.application_figures import REPLIED, Period, Timeliness
from gongkai.law.grammar.dates import read_date
from gongkai.law.ticket_figures import (
    IN_TIME,
    TICKET_COLUMNS,
    ClaimedRate,
    RateClaim,
    TicketFact,
    TicketTally,
    questioned,
    satisfaction_rate,
    tally,
)
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketResult, TicketSource
from gongkai.office.authorities.models import Authority, OwnedQuerySet

COLUMNS = TICKET_COLUMNS
"""各列."""


@dataclass(frozen=True, slots=True)
class Group:
    """分组: so many tickets that stand alike."""

    fact: TicketFact
    unit: int | None
    unit_name: str
    said: str


def groups(lines: OwnedQuerySet[TicketMonth], today: date) -> list[Group]:
    """月计分组: so many tickets that stand alike on a day, by the lines of the tally; no ticket is read."""
    return _grouped(lines, Sum("many"), today)


def counted(tickets: OwnedQuerySet[Ticket], today: date) -> list[Group]:
    """逐件分组: the same of the tickets themselves, for a few of them, as those of one import."""
    return _grouped(tickets, Count("pk"), today)


_TOLD = ("source", "kind", "timeliness", "shut", "outcome", "unit", "unit_name", "satisfaction")


def _grouped(rows: OwnedQuerySet[Any], many: Aggregate, today: date) -> list[Group]:
    """The database only groups; the unanswered whose term is over are told apart from those whose term is not."""
    over = Case(When(timeliness="", term_on__lt=today, then=Value(True)), default=Value(False))
    return [_group(*told) for told in rows.order_by().values_list(*_TOLD, over).annotate(many=many) if told[-1]]


def _group(
    source: str, kind: str, how: str, shut: bool, outcome: str, unit: int | None, name: str, said: str,
    over: bool, many: int,
) -> Group:  # fmt: skip
    timeliness = Timeliness.OVERDUE if over else Timeliness(how or Timeliness.OPEN.value)
    result = TicketResult(outcome) if outcome else None
    return Group(TicketFact(TicketSource(source), ConcernKind(kind), timeliness, shut, result, many), unit, name, said)


@dataclass(frozen=True, slots=True)
class Row:
    """统计行: what it is of, how the address says so, and its counts."""

    label: str
    query: str
    tally: TicketTally


@dataclass(frozen=True, slots=True)
class Said:
    """评价统计: each mark with how the address says so and its count; the rate of who was pleased."""

    counts: list[tuple[str, str, int]]
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """留言统计: of one authority and period of whole months."""

    period: Period
    whole: Row
    by_source: list[Row]
    by_kind: list[Row]
    by_unit: list[Row]
    said: Said


def facts(lines: OwnedQuerySet[TicketMonth], period: Period, today: date) -> list[TicketFact]:
    """留言事实: of those received in a period, for whoever draws up a return; one grouping, no ticket is read."""
    return [group.fact for group in groups(received_in(lines, period), today)]


def figures(authority: Authority, period: Period, today: date) -> Figures:
    """统计: one grouping of the lines of the period; everything on the page follows from it."""
    return of_groups(groups(received_in(TicketMonth.objects.of(authority), period), today), period)


def of_groups(found: list[Group], period: Period) -> Figures:
    """分组统计: everything that follows from what stands alike."""
    facts = [group.fact for group in found]
    return Figures(
        period=period,
        whole=Row("合计", "", tally(facts)),
        by_source=_rows(facts, TicketSource, "source", lambda fact: fact.source),
        by_kind=_rows(facts, ConcernKind, "kind", lambda fact: fact.kind),
        by_unit=_by_unit(found),
        said=_said(found),
    )


def _rows(
    facts: list[TicketFact],
    words: type[TicketSource] | type[ConcernKind],
    name: str,
    of: Callable[[TicketFact], TicketSource | ConcernKind],
) -> list[Row]:
    found = []
    for word in words:
        own = [fact for fact in facts if of(fact) is word]
        if own:
            found.append(Row(word.label, f"{name}={word.value}&", tally(own)))
    return found


def _by_unit(groups: Iterable[Group]) -> list[Row]:
    """Those that have any, the busiest first."""
    mine: dict[tuple[int | None, str], list[TicketFact]] = {}
    for group in groups:
        mine.setdefault((group.unit, group.unit_name), []).append(group.fact)
    names = dict(Authority.objects.filter(pk__in=[unit for unit, _ in mine if unit]).values_list("pk", "name"))
    told = [
        Row(names[unit], f"unit={unit}&", tally(facts))
        if unit
        else Row(name or "尚未分派", f"{urlencode({'unit': name or NOBODY})}&", tally(facts))
        for (unit, name), facts in mine.items()
    ]
    return sorted(told, key=lambda row: -row.tally.received)


NOBODY = "-"
"""尚未分派: how an address says that no unit has it."""


def _said(groups: Iterable[Group]) -> Said:
    said: Counter[Appraisal] = Counter()
    for group in groups:
        if group.said:
            said[Appraisal(group.said)] += group.fact.count
    return Said([(word.label, word.value, said[word]) for word in Appraisal], satisfaction_rate(said))


# -- claims ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimed:
    """报送与计算: a rate as it was claimed, as the dates of those very tickets carry it, and the doubt if there is one."""

    claim: RateClaim
    counted: Decimal | None
    doubt: str


def claims(authority: Authority, today: date) -> list[Claimed]:
    """报送的比率: of the imports of this authority that said any, each beside what the dates of its tickets tell now."""
    found: list[Claimed] = []
    rows = TicketImport.objects.of(authority).filter(ended_on__isnull=False, accepted__gt=0).defer("content")
    for row in rows.filter(Q(claimed_closing__isnull=False) | Q(claimed_on_time__isnull=False))[:20]:
        of_it = counted(Ticket.objects.of(authority).filter(batch=row), today)
        found += _claimed(row, tally(group.fact for group in of_it))
    return found


def _claimed(row: TicketImport, whole: TicketTally) -> Iterable[Claimed]:
    told = (
        (ClaimedRate.CLOSING, row.claimed_closing, whole.closing_rate),
        (ClaimedRate.ON_TIME, row.claimed_on_time, whole.on_time_rate),
    )
    for rate, value, counted in told:
        if value is not None:
            claim = RateClaim(rate, value, row.title)
            yield Claimed(claim, counted, questioned(claim, counted, undated=row.undated))


# -- the tickets behind a number ---------------------------------------------------------------------------------------------


def narrowed(rows: OwnedQuerySet[Ticket], asked: Mapping[str, str], today: date) -> OwnedQuerySet[Ticket]:
    """数字背后的留言: exactly those that a number of the figures counts; nonsense in the address narrows nothing."""
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if first and last:
        rows = rows.filter(dossier__received_on__range=(first, last))
    column = asked.get("column", "")
    if column in _COUNTED:
        rows = rows.filter(_COUNTED[column](today))
    said = asked.get("satisfaction", "")
    if said in set(Appraisal):
        rows = rows.filter(satisfaction=said)
    unit = asked.get("unit", "")
    if unit.isdecimal():
        return rows.filter(unit=int(unit[:18]))
    if unit:
        return rows.filter(unit=None, unit_name="" if unit == NOBODY else unit)
    return rows


_REPLIED = Q(timeliness__in=[each.value for each in REPLIED])
_COUNTED: Mapping[str, Callable[[date], Q]] = {
    "replied": lambda _: _REPLIED,
    "closed": lambda _: _REPLIED & Q(shut=True),
    "on_time": lambda _: Q(timeliness__in=[each.value for each in IN_TIME]),
    "late": lambda _: Q(timeliness=Timeliness.LATE.value),
    "open": lambda _: Q(timeliness=""),
    "overdue": lambda today: Q(timeliness="", term_on__lt=today),
    "guided": lambda _: Q(outcome=TicketResult.GUIDED.value),
}


def said(asked: Mapping[str, str]) -> str:
    """所列: what a number was that opened the list; empty for an ordinary list."""
    first, last, column = _day(asked.get("from", "")), _day(asked.get("to", "")), asked.get("column", "")
    if not (first and last):
        return ""
    return f"{first:%Y-%m-%d}至{last:%Y-%m-%d}受理的留言" + (f"：{COLUMNS[column]}" if column in COLUMNS else "")


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except ValueError:
        return None
