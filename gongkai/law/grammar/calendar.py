"""工作日: working days, reckoned from the announced holidays; a year not announced is reckoned provisionally or refused.

A year is announced when its notices have been entered. A day of another year is answered provisionally, by weekends and
statutory days alone (``day``, ``after``, ``count``), or refused (``is_working_day``, ``working_days_after``). Iterate over
the span that is needed, never past it: counting through 31 December must not look at 1 January.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import accumulate

from gongkai.law.grammar.announcements import NO_DAYS, Notice, Statutory, Year, read_statutory, read_year
from gongkai.law.grammar.words import Word

_DAY = timedelta(days=1)
_SATURDAY = 5


class YearNotAnnounced(Exception):
    """放假安排未公布: a strict question was asked about a year whose notices have not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假安排尚未公布或尚未导入，不能确定该年的工作日")
        self.year = year


class DayKind(Word):
    """日子种类: why a day is worked or not."""

    WORKING = "working", "工作日"
    MAKE_UP = "make_up", "调休上班"
    WEEKEND = "weekend", "周末"
    HOLIDAY = "holiday", "法定节假日放假"
    LOCAL_HOLIDAY = "local_holiday", "地方放假"
    LOCAL_WORKING = "local_working", "地方调休上班"


@dataclass(frozen=True, slots=True)
class DayInfo:
    """某日: its kind, whether it works, the festival (may be empty) and the notice (empty on ordinary days).

    ``provisional`` days belong to a year not announced.
    """

    date: date
    kind: DayKind
    works: bool
    name: str = ""
    source: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """推得日期: a day, and whether it may move when a year on the way to it is announced."""

    on: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class LocalDay:
    """地方日: a day that one place works or not, whatever the national notices say; the source is its own notice."""

    date: date
    works: bool
    name: str = ""
    source: str = ""


class Calendar:
    """工作日历: immutable and compared by identity, so that it can be shared and cached; a lookup takes constant time.

    What it remembers of its own reckoning (``_worked``) never changes an answer.
    """

    __slots__ = ("_local", "_marked", "_statutory", "_worked", "_years")

    def __init__(
        self, years: Iterable[Year] = (), statutory: Statutory = NO_DAYS, local: Iterable[LocalDay] = ()
    ) -> None:
        self._years = {year.year: year for year in years}
        self._statutory = statutory
        self._local = {day.date: day for day in local}
        self._marked = {info.date: info for info in self._marks()} | self._local_marks(self._local.values())
        self._worked: dict[int, tuple[int, ...]] = {}

    def day(self, day: date) -> DayInfo:
        """某日: what kind of day it is and why; a year not announced answers provisionally."""
        if marked := self._marked.get(day):
            return marked
        provisional = day.year not in self._years
        if provisional and (name := self._statutory.name(day)):
            return DayInfo(
                day, DayKind.HOLIDAY, works=False, name=name, source=self._statutory.source, provisional=True
            )
        if day.weekday() >= _SATURDAY:
            return DayInfo(day, DayKind.WEEKEND, works=False, provisional=provisional)
        return DayInfo(day, DayKind.WORKING, works=True, provisional=provisional)

    def days(self, after: date, through: date) -> Iterator[DayInfo]:
        """逐日: the days after ``after`` up to and including ``through``."""
        day = after
        while day < through:
            day += _DAY
            yield self.day(day)

    def is_working_day(self, day: date) -> bool:
        """是否工作日: strict; raises ``YearNotAnnounced``."""
        if day.year not in self._years:
            raise YearNotAnnounced(day.year)
        return self._works(day)

    def working_days_after(self, day: date) -> Iterator[date]:
        """其后的工作日: strict and lazy; raises ``YearNotAnnounced`` on reaching a year not announced, not before."""
        while True:
            day += _DAY
            if self.is_working_day(day):
                yield day

    def after(self, day: date, count: int) -> Reckoned:
        """其后第几个工作日: the ``count``-th working day after ``day``; ``day`` itself is not counted (次日起算)."""
        if count < 0:
            raise ValueError(f"工作日数不能为负数，收到{count}")
        on = day
        for _ in range(count):
            on += _DAY
            while not self._works(on):
                on += _DAY
        return Reckoned(on, provisional=count > 0 and not self._announces(day + _DAY, on))

    def count(self, after: date, through: date) -> int:
        """工作日数: the working days after ``after`` up to and including ``through``; 0 if there are no such days."""
        if through <= after:
            return 0
        whole = sum(self._running(year)[-1] for year in range(after.year, through.year))
        return whole + self._worked_by(through) - self._worked_by(after)

    def next_working_day(self, day: date) -> Reckoned:
        """顺延: the day itself if it works, otherwise the first working day after it."""
        on = day
        while not self._works(on):
            on += _DAY
        return Reckoned(on, provisional=not self._announces(day, on))

    def with_local(self, days: Iterable[LocalDay]) -> Calendar:
        """加地方日: the same calendar with the days of a place, which prevail over the national notices."""
        added = {day.date: day for day in days}
        other = copy(self)
        other._local = self._local | added
        other._marked = self._marked | self._local_marks(added.values())
        other._worked = {}
        return other

    def with_years(self, years: Iterable[Year]) -> Calendar:
        """加年度: the same calendar with years announced since, or announced anew; an entered year replaces the old one."""
        merged = self._years | {year.year: year for year in years}
        return Calendar(merged.values(), self._statutory, self._local.values())

    def announced(self) -> tuple[int, ...]:
        """已公布年度: the years whose notices have been entered."""
        return tuple(sorted(self._years))

    def foreseen(self) -> tuple[int, ...]:
        """可推算年度: the years not announced yet whose statutory days are all known."""
        return tuple(sorted({day.year for day in self._statutory.moving} - set(self._years)))

    def notices_of(self, year: int) -> tuple[Notice, ...]:
        """年度通知: the notices of a year in the order of issue; none if the year is not announced."""
        return self._years[year].notices if year in self._years else ()

    def working_days_of(self, year: int) -> int:
        """全年工作日数: strict; raises ``YearNotAnnounced``."""
        if year not in self._years:
            raise YearNotAnnounced(year)
        return self.count(date(year - 1, 12, 31), date(year, 12, 31))

    def _works(self, day: date) -> bool:
        if marked := self._marked.get(day):
            return marked.works
        if day.weekday() >= _SATURDAY:
            return False
        return day.year in self._years or not self._statutory.name(day)

    def _worked_by(self, day: date) -> int:
        """Working days of the day's year up to and including it."""
        return self._running(day.year)[day.timetuple().tm_yday - 1]

    def _running(self, year: int) -> tuple[int, ...]:
        """The running count of a year's working days, reckoned once: an overdue file of years ago counts in no time."""
        if year not in self._worked:
            first = date(year, 1, 1)
            length = 366 if gregorian.isleap(year) else 365
            self._worked[year] = tuple(accumulate(self._works(first + timedelta(days=n)) for n in range(length)))
        return self._worked[year]

    def _announces(self, first: date, last: date) -> bool:
        return all(year in self._years for year in range(first.year, last.year + 1))

    def _marks(self) -> Iterator[DayInfo]:
        for _, year in sorted(self._years.items()):
            for notice in year.notices:
                for day, works, name in notice.days():
                    kind = DayKind.MAKE_UP if works else DayKind.HOLIDAY
                    yield DayInfo(day, kind, works, name, notice.number, day.year not in self._years)

    def _local_marks(self, days: Iterable[LocalDay]) -> dict[date, DayInfo]:
        kinds = {True: DayKind.LOCAL_WORKING, False: DayKind.LOCAL_HOLIDAY}
        return {
            day.date: DayInfo(
                day.date, kinds[day.works], day.works, day.name, day.source, day.date.year not in self._years
            )
            for day in days
        }


@cache
def national() -> Calendar:
    """全国工作日历: every year of ``law/holidays``; other years by the statutory days."""
    files = [
        file for file in resources.files("gongkai.law").joinpath("holidays").iterdir() if file.name.endswith(".toml")
    ]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    statutory = read_statutory(texts.pop("statutory.toml"))
    return Calendar((read_year(text) for text in texts.values()), statutory)


def local_days(notices: Iterable[Notice]) -> Iterator[LocalDay]:
    """地方日: the days of a place's notices; a later notice prevails."""
    for notice in notices:
        for day, works, name in notice.days():
            yield LocalDay(day, works, name, notice.number)


@dataclass(frozen=True, slots=True)
class Run:
    """连续日子: neighbouring days of the same kind, name and notice; ``info`` is the first of them."""

    first: date
    last: date
    info: DayInfo


def runs(days: Iterable[DayInfo]) -> Iterator[Run]:
    """归并: days in order, neighbours that are told alike taken together (10月1日至8日国庆节放假)."""
    run: Run | None = None
    for day in days:
        if run and day.date - run.last == _DAY and _told_alike(run.info, day):
            run = Run(run.first, day.date, run.info)
        else:
            if run:
                yield run
            run = Run(day.date, day.date, day)
    if run:
        yield run


def calendar_days_after(day: date, days: int) -> date:
    """自然日期间: the last day of a term of so many calendar days; the starting day is not counted (民法典第二百零一条)."""
    return day + timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """月期间: the corresponding day of the month, or its last day where there is none (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def roll_forward(calendar: Calendar, day: date) -> Reckoned:
    """末日顺延: a term of calendar days or months that ends on a day of rest ends on the day after it (民法典第二百零三条)."""
    return calendar.next_working_day(day)


def _told_alike(one: DayInfo, other: DayInfo) -> bool:
    return (one.kind, one.name, one.source, one.provisional) == (
        other.kind,
        other.name,
        other.source,
        other.provisional,
    )
