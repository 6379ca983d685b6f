"""汇总: the returns of units and months as one: county months, quarters and years, each the sum of what was handed in.

Only what was signed and handed in is added up, as it was signed. A unit that has not handed in is named; what the ledgers have
gained since stands beside the sum and is never put into it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.law.application_figures import Period, PeriodKind
from gongkai.law.grammar.sheets import Number
from gongkai.law.monthly.indicators import INDICATORS, Gathering, MonthlyIndicator
from gongkai.law.monthly.returns import State
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.returns import queries
from gongkai.oversight.reports.returns.content import ReturnContent, unpack
from gongkai.oversight.reports.returns.models import MonthlyReturn, ReturnSnapshot
from gongkai.oversight.reports.returns.rules import owing
from gongkai.oversight.reports.snapshots import Altered


@dataclass(frozen=True, slots=True)
class Handed:
    """已报送的一份: whose it is, and what it said."""

    row: MonthlyReturn
    content: ReturnContent


@dataclass(frozen=True, slots=True)
class Gathered:
    """汇总数: a figure over units and months, as signed and as the ledgers had it when it was signed."""

    indicator: MonthlyIndicator
    number: Number
    counted: Number


@dataclass(frozen=True)
class RollUp:
    """汇总表: what the units under an authority handed in for the months of a period."""

    authority: Authority
    period: Period
    units: Sequence[Authority]
    handed: Sequence[Handed]
    rows: Mapping[tuple[int, int], MonthlyReturn]

    @cached_property
    def months(self) -> list[Period]:
        """各月: of the period, in order."""
        return [Period.month(code // 100, code % 100) for code in self.period.months()]

    @cached_property
    def lines(self) -> list[Gathered]:
        """各指标的汇总数: in the order of the return."""
        return [
            Gathered(indicator, self._sum(indicator), self._sum(indicator, counted=True))
            for indicator in INDICATORS.values()
            if indicator.gathered
        ]

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """汇总数: by indicator."""
        return {line.indicator.key: line.number for line in self.lines}

    def of_unit(self, unit: Authority, key: str) -> Number:
        """一个单位的汇总数."""
        return sum(self._told(INDICATORS[key], self._by_unit.get(unit.pk, ())))

    @cached_property
    def _by_unit(self) -> Mapping[int, Sequence[Handed]]:
        found: dict[int, list[Handed]] = defaultdict(list)
        for each in self.handed:
            found[each.row.authority_id].append(each)
        return found

    @cached_property
    def missing(self) -> list[tuple[Authority, Period, MonthlyReturn | None]]:
        """未报送: each unit and month that is not among the sum, with the return where one was begun."""
        there = {(each.row.authority_id, _code(each.row)) for each in self.handed}
        return [
            (unit, month, self.rows.get((unit.pk, _month(month))))
            for month in self.months
            for unit in self.units
            if (unit.pk, _month(month)) not in there
        ]

    @property
    def complete(self) -> bool:
        """是否齐全: whether every unit has handed in every month."""
        return not self.missing

    @cached_property
    def corrections(self) -> list[tuple[Handed, MonthlyIndicator]]:
        """有理由的更正: every figure that was put right, with the return it stands in."""
        return [(each, INDICATORS[key]) for each in self.handed for key in each.content.corrections]

    @cached_property
    def late(self) -> list[MonthlyReturn]:
        """逾期报送的."""
        return [each.row for each in self.handed if each.row.dossier.outcome == "late"]

    def _sum(self, indicator: MonthlyIndicator, *, counted: bool = False) -> Number:
        return sum(self._told(indicator, self.handed, counted=counted))

    def _told(
        self, indicator: MonthlyIndicator, handed: Sequence[Handed], *, counted: bool = False
    ) -> Iterator[Number]:
        """What stood open is taken from the first or the last month of the period alone."""
        only = {Gathering.OPENING: self.months[0], Gathering.CLOSING: self.months[-1]}.get(indicator.gathering)
        for each in handed:
            if only is None or _code(each.row) == _month(only):
                numbers = each.content.counted if counted else each.content.figures
                yield numbers.get(indicator.key) or 0


def _month(period: Period) -> int:
    return period.first.year * 100 + period.first.month


def _code(row: MonthlyReturn) -> int:
    return row.year * 100 + row.month


def roll_up(authority: Authority, period: Period) -> RollUp:
    """汇总: of an authority and everything beneath it over the months of a period; a handful of queries, however many units."""
    codes = set(period.months())
    years = {code // 100 for code in codes}
    rows = [row for row in queries.returns_under(authority).filter(year__in=years) if _code(row) in codes]
    by_month = {(row.authority_id, _code(row)): row for row in rows}
    units = list(owing(authority, period.last))
    handed = list(_handed(authority, [row for row in rows if row.dossier.state == State.HANDED_IN]))
    return RollUp(authority, period, units, handed, by_month)


def _handed(authority: Authority, rows: Sequence[MonthlyReturn]) -> Iterator[Handed]:
    """Each with the snapshot whose digest its own file holds, and no other."""
    kept = {
        (snapshot.monthly_return_id, snapshot.digest): snapshot.content
        for snapshot in ReturnSnapshot.objects.under(authority).filter(monthly_return__in=rows)
    }
    told = queries.standings(authority, rows)
    for row in rows:
        digest = told[row.pk].digest
        if (row.pk, digest) not in kept:
            raise Altered("没有与台账中的摘要相符的月报快照")
        yield Handed(row, unpack(kept[row.pk, digest], digest))


# -- what came late --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Late:
    """迟到登记的单位: a return whose month has gained entries since it was signed, and how many."""

    row: MonthlyReturn
    entries: int


def late(rolled: RollUp) -> list[Late]:
    """锁定后有登记的月报: each leads to its list of differences; nothing of it is in the sum."""
    found = [Late(each.row, len(queries.late_entries(each.row.authority, each.content))) for each in rolled.handed]
    return [each for each in found if each.entries]


# -- the periods one may ask for -------------------------------------------------------------------------------------------


def period_named(year: int, named: str) -> Period | None:
    """所说的期间: ``year``, ``q3`` or ``9``; None for what is none."""
    if named == "year":
        return Period.year(year)
    quarter = named.removeprefix("q")
    if named != quarter and quarter in ("1", "2", "3", "4"):
        return Period.quarter(year, int(quarter))
    return Period.told(str(year), named) if named.isdigit() else None


def name_of(period: Period) -> str:
    """期间的名: as ``period_named`` reads it."""
    if period.kind is PeriodKind.YEAR:
        return "year"
    if period.kind is PeriodKind.QUARTER:
        return f"q{(period.first.month + 2) // 3}"
    return str(period.first.month)
