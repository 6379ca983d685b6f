"""历书: the text says of every day what the calendar says, and leaves none out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.almanac import MARKS, told, year_page
from gongkai.law.grammar.calendar import Calendar, DayKind, LocalDay, national, runs
from tests.law import strategies as some


@given(some.calendars(), some.local_days(), some.days(), st.integers(0, 90))
def test_runs_hold_every_day_once_and_in_order(
    calendar: Calendar, local: list[LocalDay], start: date, length: int
) -> None:
    here = calendar.with_local(local)
    days = [day for day in here.days(start, start + timedelta(days=length)) if not day.works]
    told_again = [
        (run.first + timedelta(days=n), run.info.kind, run.info.source)
        for run in runs(days)
        for n in range((run.last - run.first).days + 1)
    ]
    assert told_again == [(day.date, day.kind, day.source) for day in days]


@pytest.mark.parametrize("year", [2007, 2015, 2020, 2026])
def test_the_page_of_a_year_shows_every_day_with_its_mark(year: int) -> None:
    shown = re.findall(r"(\d+)([休班]?)", " ".join(_grid(year)))
    span = list(national().days(date(year - 1, 12, 31), date(year, 12, 31)))
    marks = [MARKS.get(day.kind, "") for day in span]
    assert len(shown) == len(span)
    for mark in MARKS.values():
        assert [found for _, found in shown].count(mark) == marks.count(mark)


def test_the_months_of_a_page_add_up_to_its_year() -> None:
    lines = list(year_page(national(), 2025))
    months = [int(found) for line in lines[1:] for found in re.findall(r"月　(\d+)个工作日", line)]
    assert (len(months), sum(months)) == (12, 248)
    assert "全年248个工作日" in lines[0]


def test_an_arrangement_that_begins_in_december_says_the_year() -> None:
    assert "  元旦：2018年12月30日至2019年1月1日放假；2018年12月29日上班" in list(year_page(national(), 2019))


def test_a_weekend_is_told_by_its_kind_and_a_holiday_by_its_name_and_notice() -> None:
    days = [day for day in national().days(date(2025, 9, 26), date(2025, 10, 12)) if day.kind is not DayKind.WORKING]
    assert list(told(days, 2025)) == [
        "9月27日（周六）　周末",
        "9月28日（周日）　国庆节、中秋节调休上班（国办发明电〔2024〕12号）",
        "10月1日至8日　国庆节、中秋节放假（国办发明电〔2024〕12号）",
        "10月11日（周六）　国庆节、中秋节调休上班（国办发明电〔2024〕12号）",
        "10月12日（周日）　周末",
    ]
    assert next(told(days, 2024)) == "2025年9月27日（周六）　周末"


def _grid(year: int) -> list[str]:
    """The lines of the page that hold nothing but days."""
    return [line for line in year_page(national(), year) if re.fullmatch(r"[ \d休班]+", line)]
