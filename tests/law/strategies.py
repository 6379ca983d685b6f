"""Strategies for the tests of the law: random calendars, days and terms."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.law.grammar.announcements import Holiday, Notice, Year
from gongkai.law.grammar.calendar import Calendar, LocalDay

FIRST, LAST = 2024, 2027
"""The years every random calendar announces; FIRST - 1 and LAST + 1 are not announced."""


def days(first: date = date(2024, 6, 1), last: date = date(2026, 12, 31)) -> st.SearchStrategy[date]:
    """Days from which a term of some hundred working days stays within the announced years."""
    return st.dates(first, last)


def terms(most: int = 60) -> st.SearchStrategy[int]:
    """Numbers of working days."""
    return st.integers(1, most)


def calendars() -> st.SearchStrategy[Calendar]:
    """Arbitrary calendars: any holidays of one to nine days, any weekend days worked, all of FIRST to LAST announced."""
    span = (date(LAST, 12, 20) - date(FIRST, 1, 1)).days
    breaks = st.lists(st.tuples(st.integers(0, span), st.integers(1, 9)), max_size=24)
    weekends = st.lists(st.tuples(st.integers(0, span // 7), st.sampled_from((6, 7))), max_size=24)
    return st.builds(_calendar, breaks, weekends)


def _calendar(breaks: list[tuple[int, int]], weekends: list[tuple[int, int]]) -> Calendar:
    first = date(FIRST, 1, 1)  # a Monday
    off = [(first + timedelta(days=start), length) for start, length in breaks]
    on = [first + timedelta(days=week * 7 + day - 1) for week, day in weekends]
    return Calendar(_year(year, off, on) for year in range(FIRST, LAST + 1))


def _year(year: int, off: list[tuple[date, int]], on: list[date]) -> Year:
    """The breaks by one notice, the make-up days by a second, which therefore prevails."""
    breaks = (Holiday("某节", day, day + timedelta(days=length - 1)) for day, length in off if day.year == year)
    worked = (Holiday("某节", day, day - timedelta(days=1), (day,)) for day in on if day.year == year)
    return Year(year, (Notice(f"某电〔{year}〕1号", tuple(breaks)), Notice(f"某电〔{year}〕2号", tuple(worked))))


def local_days() -> st.SearchStrategy[list[LocalDay]]:
    """Days a place adds: off or worked, at most one word about each day."""
    day = st.builds(
        LocalDay, days(date(2024, 1, 1), date(2027, 12, 31)), st.booleans(), st.just("地方节"), st.just("地方通知")
    )
    return st.lists(day, max_size=12, unique_by=lambda local: local.date)
