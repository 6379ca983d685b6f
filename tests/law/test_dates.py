"""日期的写法: what is written reads back, and what cannot be a day is refused in Chinese."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.dates import chinese_date, chinese_span, chinese_weekday, read_date, read_likely_date

days = st.dates(date(1000, 1, 1))


@given(days)
def test_a_day_reads_back_however_it_is_written(day: date) -> None:
    plain = f"{day.year}/{day.month}/{day.day}"
    for text in (day.isoformat(), chinese_date(day), f"{day:%Y%m%d}", plain, plain.replace("/", "."), f" {day} "):
        assert read_date(text) == day


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_is_refused_with_what_was_typed(text: str) -> None:
    try:
        day = read_date(text)
    except ValueError as refusal:
        assert text in str(refusal)
        assert "日期" in str(refusal)
    else:
        assert read_date(chinese_date(day)) == day


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2025-02-29", "2025年2月没有29日"),
        ("2025-00-10", "没有0月"),
        ("25-1-1", "不是日期"),
        ("0000-01-01", "不是有效日期"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_date(text)


@given(days, st.integers(0, 800))
def test_a_span_says_only_what_its_start_has_not_said(first: date, length: int) -> None:
    last = min(date.max - first, timedelta(days=length)) + first
    start, _, end = chinese_span(first, last).partition("至")
    assert read_date(start) == first
    assert ("年" in end) == (first.year != last.year)
    assert bool(end) == (first != last)
    assert ("月" in end) == ((first.year, first.month) != (last.year, last.month))


def test_a_span_and_a_weekday_read_as_people_say_them() -> None:
    assert chinese_span(date(2025, 10, 1), date(2025, 10, 8)) == "2025年10月1日至8日"
    assert chinese_span(date(2025, 1, 28), date(2025, 2, 4), year=False) == "1月28日至2月4日"
    assert chinese_weekday(date(2025, 10, 22)) == "周三"


@given(st.dates())
def test_a_date_of_a_table_is_read_alike_but_for_what_cannot_be_meant(day: date) -> None:
    written = f"{day.year:04}-{day.month}-{day.day}"
    if day >= date(1949, 10, 1):
        assert read_likely_date(written) == day
    else:
        with pytest.raises(ValueError, match="早于1949年10月1日"):
            read_likely_date(written)
