"""求数: whom a figure is asked for and of which days. A figure is one small function over the queries of a room.

    def p08(asked: Asked) -> Counted: …

It counts from the first of the year to the day that is asked of; asked for the same day of the year before, it gives what it is
compared with, and one that only knows how things stand now says so by ``only_now``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.urls import reverse

from gongkai.law.annual_report.procedure import Standing, State
from gongkai.law.application_figures import Period
from gongkai.law.grammar.dates import BEIJING
from gongkai.law.problems import Measured
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries as reports
from gongkai.oversight.reports.checking import Checked, check
from gongkai.oversight.reports.models import Report


@dataclass(frozen=True)
class Counted:
    """数和出处: what was measured, and the page of the records behind it."""

    measured: Measured
    href: str


Figure = Callable[["Asked"], Counted | None]
"""取数: None where it cannot look back to that day."""


@dataclass(frozen=True)
class Asked:
    """所问: of an authority, from the first of the year to a day; ``today`` tells whether that day is past."""

    authority: Authority
    on: date
    today: date

    @property
    def year(self) -> int:
        """年度."""
        return self.on.year

    @property
    def first(self) -> date:
        """起日."""
        return date(self.on.year, 1, 1)

    @property
    def only_now(self) -> bool:
        """问的是今天: whether a figure that only knows how things stand now can answer."""
        return self.on == self.today

    @property
    def period(self) -> Period:
        """期间."""
        return Period(self.first, self.on)

    @property
    def moment(self) -> datetime:
        """时刻: the end of the day."""
        return datetime.combine(self.on, time(23, 59), BEIJING)

    def within(self, field: str) -> Mapping[str, date]:
        """期间内: a condition on a day."""
        return {f"{field}__gte": self.first, f"{field}__lte": self.on}

    def a_year_before(self) -> Asked:
        """上年同期."""
        last = 28 if (self.on.month, self.on.day) == (2, 29) else self.on.day
        return Asked(self.authority, date(self.on.year - 1, self.on.month, last), self.today)

    # -- the report on the year before, which several figures ask about -----------------------------------------------------

    @cached_property
    def report(self) -> Report | None:
        """上年年报."""
        return reports.report_of(self.authority, self.year - 1)

    @cached_property
    def checked(self) -> Checked | None:
        """上年年报的核对: as published; as it stands where it is still being compiled."""
        if self.report is None:
            return None
        standing = reports.standing(self.report)
        return self._as_published(self.report, standing) or reports.draft(self.authority, standing).checked

    def _as_published(self, report: Report, standing: Standing) -> Checked | None:
        if standing.state is not State.PUBLISHED and not standing.imported:
            return None
        return check(reports.as_published(report, standing), standing)


def page(name: str, *args: object, query: str = "") -> str:
    """网址: of a page by its name."""
    return reverse(name, args=args) + (f"?{query}" if query else "")
