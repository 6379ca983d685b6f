"""留言统计查询: the database only groups; the law says what a group counts as. A number names its tickets by the same rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When

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
from gongkai.law.tickets import KIND
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.models import Dossier

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


def _dossiers(authority: Authority, period: Period) -> OwnedQuerySet[Dossier]:
    months = (month_code(period.first), month_code(period.last))
    rows = Dossier.objects.of(authority).filter(kind=KIND, received_month__range=months)
    return rows if period.of_whole_months else rows.filter(received_on__range=(period.first, period.last))


def _standing(prefix: str, today: date) -> Case:
    """答复时效: of what has no reply, whether its term is over today."""
    over = Q(**{f"{prefix}timeliness": "", f"{prefix}term_on__lt": today})
    return Case(
        When(over, then=Value(Timeliness.OVERDUE.value)),
        When(**{f"{prefix}timeliness": ""}, then=Value(Timeliness.OPEN.value)),
        default=F(f"{prefix}timeliness"),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """统计行: what it is of, how the address says so, and its counts."""

    label: str
    query: str
    tally: TicketTally


@dataclass(frozen=True, slots=True)
class Figures:
    """留言统计: of one authority and period."""

    period: Period
    whole: Row
    by_source: list[Row]
    by_kind: list[Row]


def figures(authority: Authority, period: Period, today: date) -> Figures:
    """统计: one grouping of the files of the period; everything on the page follows from it."""
    facts = _facts(_dossiers(authority, period), today)
    sources = _rows(facts, TicketSource, "source", lambda fact: fact.source)
    kinds = _rows(facts, ConcernKind, "kind", lambda fact: fact.kind)
    return Figures(period, Row("合计", "", tally(facts)), sources, kinds)


def _facts(files: OwnedQuerySet[Dossier], today: date) -> list[TicketFact]:
    rows = files.order_by().annotate(how=_standing("", today))
    shut = Case(When(closed_on=None, then=Value("")), default=Value("yes"), output_field=CharField())
    grouped = rows.values_list("channel", "party", "how", shut, "outcome").annotate(many=Count("pk"))
    return [
        TicketFact(
            TicketSource(source),
            ConcernKind(kind),
            Timeliness(how),
            bool(closed),
            TicketResult(outcome) if outcome else None,
            many,
        )
        for source, kind, how, closed, outcome, many in grouped
    ]


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


def by_unit(authority: Authority, period: Period, today: date) -> list[Row]:
    """各承办单位: of those that have any, the busiest first."""
    rows = Ticket.objects.of(authority).filter(dossier__in=_dossiers(authority, period)).order_by()
    shut = Case(When(dossier__closed_on=None, then=Value("")), default=Value("yes"), output_field=CharField())
    grouped = rows.annotate(how=_standing("dossier__", today), shut=shut).values_list(
        "unit", "unit__name", "unit_name", "how", "shut"
    )
    mine: dict[tuple[str, str], list[TicketFact]] = {}
    for pk, name, outside, how, closed, many in grouped.annotate(many=Count("pk")):
        label, query = (name, f"unit={pk}&") if pk else (outside or "尚未分派", f"unit={outside or '-'}&")
        fact = TicketFact(TicketSource.SITE, ConcernKind.CONSULT, Timeliness(how), bool(closed), None, many)
        mine.setdefault((label, query), []).append(fact)
    told = [Row(label, query, tally(facts)) for (label, query), facts in mine.items()]
    return sorted(told, key=lambda row: -row.tally.received)


@dataclass(frozen=True, slots=True)
class Said:
    """评价统计."""

    counts: list[tuple[str, str, int]]
    rate: object


def satisfaction(authority: Authority, period: Period) -> Said:
    """满意度: what those who wrote in the period said."""
    rows = Ticket.objects.of(authority).filter(dossier__in=_dossiers(authority, period)).exclude(satisfaction="")
    grouped = rows.order_by().values_list("satisfaction").annotate(many=Count("pk"))
    said = {Appraisal(word): many for word, many in grouped}
    return Said([(word.label, word.value, said.get(word, 0)) for word in Appraisal], satisfaction_rate(said))


# -- claims ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimed:
    """报送与计算: a rate as it was claimed, as the dates of those very tickets carry it, and the doubt if there is one."""

    claim: RateClaim
    counted: object
    doubt: str


def claims(authority: Authority, today: date) -> list[Claimed]:
    """报送的比率: of the imports of this authority that said any, each beside what the dates of its tickets tell now."""
    found: list[Claimed] = []
    rows = TicketImport.objects.of(authority).filter(accepted__gt=0).defer("content")
    for row in rows.filter(Q(claimed_closing__isnull=False) | Q(claimed_on_time__isnull=False))[:20]:
        files = Dossier.objects.of(authority).filter(kind=KIND, engagement_ticket__batch=row)
        found += _claimed(row, tally(_facts(files, today)))
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
        return rows.filter(unit=None, unit_name="" if unit == "-" else unit)
    return rows


_REPLIED = Q(dossier__timeliness__in=[each.value for each in REPLIED])
_COUNTED: Mapping[str, Callable[[date], Q]] = {
    "replied": lambda _: _REPLIED,
    "closed": lambda _: _REPLIED & Q(dossier__closed_on__isnull=False),
    "on_time": lambda _: Q(dossier__timeliness__in=[each.value for each in IN_TIME]),
    "late": lambda _: Q(dossier__timeliness=Timeliness.LATE.value),
    "open": lambda _: Q(dossier__timeliness=""),
    "overdue": lambda today: Q(dossier__timeliness="", dossier__term_on__lt=today),
    "guided": lambda _: Q(dossier__outcome=TicketResult.GUIDED.value),
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
