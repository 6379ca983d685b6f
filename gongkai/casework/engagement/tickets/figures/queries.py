"""留言统计查询: the database only groups; the law says what a group counts as. A number names its tickets by the same rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q

from gongkai.casework.engagement.tickets.models import Ticket, TicketImport
from gongkai.law.application_figures import REPLIED, Period, Timeliness, month_code
from gongkai.law.grammar.dates import read_date
from gongkai.law.ticket_figures import (
    IN_TIME,
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

COLUMNS: Mapping[str, str] = {
    "received": "受理",
    "replied": "答复",
    "closed": "办结",
    "on_time": "按期答复",
    "late": "逾期答复",
    "open": "未答复",
    "overdue": "逾期未答复",
    "guided": "引导申请公开",
}
"""各列: the counts, each of which opens its tickets."""


@dataclass(frozen=True, slots=True)
class Group:
    """分组: so many tickets that stand alike."""

    fact: TicketFact
    unit: int | None
    unit_name: str
    said: str


def _groups(rows: OwnedQuerySet[Ticket], today: date) -> list[Group]:
    """全部分组: the database only groups, in the order of an index; the unanswered whose term is over are counted apart."""
    names = ("received_month", "source", "kind", "timeliness", "shut", "outcome", "unit", "unit_name", "satisfaction")
    plain = rows.order_by()
    over = plain.filter(timeliness="", term_on__lt=today).values_list("source", "kind", "unit", "unit_name")
    late: dict[tuple[str, str, int | None, str], int] = {
        (source, kind, unit, name): many for source, kind, unit, name, many in over.annotate(many=Count("pk"))
    }
    found = []
    for _, source, kind, how, shut, outcome, unit, name, said, many in plain.values_list(*names).annotate(
        many=Count("pk")
    ):
        overdue = min(late.get((source, kind, unit, name), 0), many) if not how else 0
        if overdue:
            late[source, kind, unit, name] -= overdue
        parts = ((Timeliness.OVERDUE, overdue), (Timeliness(how or Timeliness.OPEN.value), many - overdue))
        for timeliness, count in parts:
            if count:
                result = TicketResult(outcome) if outcome else None
                fact = TicketFact(TicketSource(source), ConcernKind(kind), timeliness, shut, result, count)
                found.append(Group(fact, unit, name, said))
    return found


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


def received_in(rows: OwnedQuerySet[Ticket], period: Period) -> OwnedQuerySet[Ticket]:
    """期间受理的: tickets received in a period of whole months."""
    return rows.filter(received_month__range=(month_code(period.first), month_code(period.last)))


def facts(rows: OwnedQuerySet[Ticket], period: Period, today: date) -> list[TicketFact]:
    """留言事实: of those received in a period, for whoever draws up a return; a few groupings, no ticket is read."""
    return [group.fact for group in _groups(received_in(rows, period), today)]


def figures(authority: Authority, period: Period, today: date) -> Figures:
    """统计: one grouping of the tickets of the period; everything on the page follows from it."""
    groups = _groups(received_in(Ticket.objects.of(authority), period), today)
    facts = [group.fact for group in groups]
    return Figures(
        period=period,
        whole=Row("合计", "", tally(facts)),
        by_source=_rows(facts, TicketSource, "source", lambda fact: fact.source),
        by_kind=_rows(facts, ConcernKind, "kind", lambda fact: fact.kind),
        by_unit=_by_unit(groups),
        said=_said(groups),
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
    rows = TicketImport.objects.of(authority).filter(accepted__gt=0).defer("content")
    for row in rows.filter(Q(claimed_closing__isnull=False) | Q(claimed_on_time__isnull=False))[:20]:
        groups = _groups(Ticket.objects.of(authority).filter(batch=row), today)
        found += _claimed(row, tally(group.fact for group in groups))
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
