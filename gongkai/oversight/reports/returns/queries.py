"""月报查询: the returns of an authority, what one says now or said when it was signed, and what came late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.law.application_figures import Period
from gongkai.law.grammar.sheets import Number
from gongkai.law.monthly.indicators import INDICATORS, MonthlyIndicator
from gongkai.law.monthly.returns import KIND, Standing, State
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import LateEntry
from gongkai.oversight.reports.monthly import figures
from gongkai.oversight.reports.returns.content import ReturnContent, unpack
from gongkai.oversight.reports.returns.models import MonthlyReturn, ReturnSnapshot
from gongkai.oversight.reports.snapshots import Altered


def returns(authority: Authority) -> OwnedQuerySet[MonthlyReturn]:
    """月报表: every return of an authority, the latest month first."""
    return _rows(MonthlyReturn.objects.of(authority))


def returns_under(authority: Authority) -> OwnedQuerySet[MonthlyReturn]:
    """及下级的月报表: the latest month first, by the order of the tree."""
    return _rows(MonthlyReturn.objects.under(authority))


def _rows(rows: OwnedQuerySet[MonthlyReturn]) -> OwnedQuerySet[MonthlyReturn]:
    return rows.select_related("dossier__authority", "authority").order_by("-year", "-month", "authority__path")


def return_of(authority: Authority, period: Period) -> MonthlyReturn | None:
    """月报表: of one authority on one month, or None."""
    return returns(authority).filter(year=period.first.year, month=period.first.month).first()


def standing(row: MonthlyReturn) -> Standing:
    """报送情况: replayed from the journal."""
    return as_return(journal.standing(row.dossier))


def standings(authority: Authority, rows: Sequence[MonthlyReturn]) -> dict[int, Standing]:
    """各月报的报送情况: by the key of each return, their entries fetched at once."""
    told = journal.standings([row.dossier for row in rows], calendar_of(authority))
    return {row.pk: as_return(told[row.dossier_id]) for row in rows}


def as_return(found: object) -> Standing:
    """月报的报送情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not the file of a monthly return")
    return found


# -- what a return says ----------------------------------------------------------------------------------------------------


def counted_now(authority: Authority, told: Standing, at: datetime) -> ReturnContent:
    """台账现在的数: what the return would say if it were signed at this moment.

    The number of the last entry is read first: what is entered while the figures are counted is late at the worst twice told.
    """
    seq = journal.last_seq(authority)
    counted = figures.numbers(authority, told.period, at)
    return ReturnContent(told.year, told.month, seq, counted, told.corrections, told.note)


def signed_content(row: MonthlyReturn, told: Standing) -> ReturnContent:
    """签字的内容: the snapshot whose digest the journal holds, and no other."""
    kept = ReturnSnapshot.objects.of(row.dossier.authority).filter(monthly_return=row, digest=told.digest).first()
    if kept is None:
        raise Altered("没有与台账中的摘要相符的月报快照")
    return unpack(kept.content, told.digest)


def content(row: MonthlyReturn, told: Standing, at: datetime) -> ReturnContent:
    """月报内容: what was signed; while it is being filled in, what the ledgers have."""
    return signed_content(row, told) if told.locked else counted_now(row.dossier.authority, told, at)


# -- what came late --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drift:
    """差异: a figure whose ledger has moved since it was signed."""

    indicator: MonthlyIndicator
    signed: Number
    now: Number

    @property
    def change(self) -> Number:
        """增减."""
        return self.now - self.signed


def differences(signed: ReturnContent, now: ReturnContent) -> list[Drift]:
    """锁定后的差异: figure by figure what was counted then and what the ledgers have now; a correction hides nothing.

    How far the files of a month have come changes with their handling and is no difference.
    """
    return [
        Drift(indicator, signed.counted[key] or 0, now.counted[key] or 0)
        for key, indicator in INDICATORS.items()
        if indicator.gathered and key in signed.counted and signed.counted[key] != now.counted.get(key)
    ]


def late_entries(authority: Authority, signed: ReturnContent) -> list[LateEntry]:
    """迟到的登记: what was entered after the figures were counted, about acts of the month; returns themselves are none."""
    period = signed.period
    found = journal.entered_after(authority, signed.seq, period.first, period.last)
    return [each for each in found if each.dossier is None or each.dossier.kind != KIND]


# -- who is late, who put right --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnitYear:
    """单位一年的月报: handed in, of these late, not yet handed in, and how many figures were put right with a reason."""

    unit: Authority
    handed_in: int
    late: int
    open: int
    corrections: int


def late_returns(authority: Authority, year: int, today: date) -> list[MonthlyReturn]:
    """逾期的月报: of an authority and those beneath it: handed in late, or still out after the day."""
    rows = returns_under(authority).filter(year=year)
    late = rows.filter(dossier__outcome="late") | rows.filter(dossier__closed_on=None, dossier__due_on__lt=today)
    return list(late)


def by_unit(authority: Authority, year: int) -> list[UnitYear]:
    """按单位统计: the returns of a year, those most often late first."""
    rows = list(returns_under(authority).filter(year=year))
    told, found = standings(authority, rows), dict[int, list[MonthlyReturn]]()
    for row in rows:
        found.setdefault(row.authority_id, []).append(row)
    counted = [_year_of(of_unit, told) for of_unit in found.values()]
    return sorted(counted, key=lambda each: (-each.late, -each.corrections, each.unit.path))


def _year_of(rows: list[MonthlyReturn], told: dict[int, Standing]) -> UnitYear:
    handed = [row for row in rows if row.dossier.state == State.HANDED_IN]
    late = [row for row in handed if row.dossier.outcome == "late"]
    corrections = sum(len(told[row.pk].corrections) for row in handed)
    return UnitYear(rows[0].authority, len(handed), len(late), len(rows) - len(handed), corrections)
