"""比较: the figures of a return or of a roll-up beside the period before and the same of last year."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.law.application_figures import Period, PeriodKind
from gongkai.law.grammar.sheets import Number
from gongkai.law.monthly.analysis import Compared, Told, compared
from gongkai.law.monthly.returns import State
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports.returns import queries
from gongkai.oversight.reports.returns.content import ReturnContent
from gongkai.oversight.reports.returns.rolling import RollUp, roll_up


def before(period: Period) -> Period:
    """上期: the month, quarter or year before."""
    return _holding(period.kind, period.first - timedelta(days=1))


def year_ago(period: Period) -> Period:
    """上年同期."""
    return _holding(period.kind, period.first.replace(year=period.first.year - 1))


def _holding(kind: PeriodKind, day: date) -> Period:
    """The period of a kind a day lies in."""
    if kind is PeriodKind.YEAR:
        return Period.year(day.year)
    if kind is PeriodKind.QUARTER:
        return Period.quarter(day.year, (day.month + 2) // 3)
    return Period.month(day.year, day.month)


def of_return(authority: Authority, content: ReturnContent) -> list[Compared]:
    """月报的比较: with what was handed in for the other months."""
    earlier = (_handed(authority, span(content.period)) for span in (before, year_ago))
    return compared(_numbers(content.figures), *earlier)


def _handed(authority: Authority, period: Period) -> Told | None:
    row = queries.return_of(authority, period)
    if row is None or row.dossier.state != State.HANDED_IN:
        return None
    return _numbers(queries.signed_content(row, queries.standing(row)).figures)


def _numbers(figures: dict[str, Number | None]) -> Told:
    return {key: number for key, number in figures.items() if number is not None}


def of_roll_up(rolled: RollUp) -> list[Compared]:
    """汇总的比较: with the roll-ups of the other periods; one nobody handed anything in for is not known."""
    earlier = (_summed(rolled.authority, span(rolled.period)) for span in (before, year_ago))
    return compared(rolled.numbers, *earlier)


def _summed(authority: Authority, period: Period) -> Told | None:
    found = roll_up(authority, period)
    return found.numbers if found.handed else None
