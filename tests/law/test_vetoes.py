"""单项否决: a line is crossed at its limit and warned of before; columns are measured as the national check says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.supervision.vetoes import (
    VETOES,
    ColumnSeen,
    Dial,
    Nearness,
    SiteMeasure,
    UpdateDuty,
    Veto,
    Watched,
    days_still,
    dials,
    longest_unanswered,
    measure_columns,
    trend,
    unreachable_share,
)

HOME = next(veto for veto in VETOES if veto.measure is SiteMeasure.HOME_STILL)
ON = date(2026, 11, 28)
SEEN = st.builds(
    ColumnSeen,
    st.text("栏目甲乙", min_size=1, max_size=4),
    st.sampled_from(UpdateDuty),
    st.booleans(),
    st.none() | st.integers(0, 400).map(lambda ago: ON - timedelta(days=ago)),
    st.none() | st.integers(1, 200),
    st.none() | st.integers(0, 30).map(lambda ago: ON - timedelta(days=ago)),
    st.booleans(),
)


@given(st.sampled_from(VETOES), st.decimals(0, 200, places=2))
def test_a_dial_warns_before_it_is_crossed(veto: Veto, value: Decimal) -> None:
    (dial,) = dials([veto], {veto.measure: value})
    assert dial.nearness is (
        Nearness.CROSSED if value >= veto.limit else Nearness.NEAR if value >= veto.warn_from else Nearness.CLEAR
    )
    assert dial.left == max(veto.limit - value, Decimal(0))
    assert (dial.left == 0) == (dial.nearness is Nearness.CROSSED)


@given(st.dictionaries(st.sampled_from(SiteMeasure), st.integers(0, 100)))
def test_the_worst_comes_first_and_what_was_not_measured_has_no_dial(measured: dict[SiteMeasure, int]) -> None:
    found = dials(VETOES, measured)
    assert [each.nearness for each in found] == sorted((each.nearness for each in found), reverse=True)
    assert {each.veto.measure for each in found} == measured.keys() & {each.measure for each in VETOES}


@given(st.lists(SEEN, max_size=12))
def test_columns_are_measured_as_by_hand(columns: list[ColumnSeen]) -> None:
    measured = measure_columns(columns, ON)
    limits = {UpdateDuty.DYNAMIC: 14, UpdateDuty.NOTICE: 183}
    stale = first = blank = 0
    for each in columns:
        if each.changed_on is None:
            blank += not each.excused
            continue
        allowed = limits.get(each.pace, each.cycle)
        if allowed is not None and each.changed_on + timedelta(days=allowed) < ON:
            stale += 1
            first += each.first_level and each.pace in limits
    assert measured == {
        SiteMeasure.STALE_COLUMNS: first,
        SiteMeasure.LONG_STALE: stale,
        SiteMeasure.BLANK: blank,
    }


def test_the_home_page_of_day_ten_of_fourteen_is_near_and_four_days_are_left() -> None:
    still = days_still(date(2026, 11, 18), date(2020, 1, 1), ON)
    (dial,) = dials(VETOES, {SiteMeasure.HOME_STILL: still})
    assert (int(dial.value), int(dial.left)) == (10, 4)
    assert dial.nearness is Nearness.NEAR
    assert str(dial) == "首页不更新：现为10天，红线14天，余4天"


@given(st.integers(1, 30), st.integers(0, 13), st.integers(0, 13))
def test_a_trend_goes_on_in_a_straight_line_to_the_first_day_at_or_over_the_limit(
    days: int, was: int, now: int
) -> None:
    on = date(2025, 9, 18)
    dial = Dial(HOME, Decimal(now))
    told = trend(dial, on - timedelta(days=days), Decimal(was), on)
    if now <= was:
        assert told.crosses_on is None
        return
    slow = next(ahead for ahead in range(1, 10_000) if now + Decimal(now - was) * ahead / days >= HOME.limit)
    assert told.crosses_on == (on + timedelta(days=slow) if slow <= 366 else None)


def test_of_messages_only_those_of_the_last_year_that_wait_are_counted() -> None:
    assert longest_unanswered([], ON) == 0
    assert longest_unanswered([date(2026, 8, 1), date(2026, 11, 1), date(2024, 1, 1)], ON) == 119


def test_of_140_visits_of_a_week_seven_failures_cross_the_line() -> None:
    visits: list[float | None] = [0.4] * 133 + [None] * 4 + [15.0] * 3
    assert unreachable_share(visits) == Decimal(5)
    (dial,) = dials(VETOES, {SiteMeasure.UNREACHABLE: unreachable_share(visits)})
    assert dial.nearness is Nearness.CROSSED
    assert unreachable_share([]) == 0


def test_a_line_of_a_place_must_warn_before_its_limit() -> None:
    with pytest.raises(Unlawful, match="提醒线"):
        Veto("X", "自定", Watched.SITE, SiteMeasure.BLANK, Decimal(3), Decimal(4), "个", "空白栏目")
    with pytest.raises(Unlawful, match="红线应大于零"):
        Veto("X", "自定", Watched.SITE, SiteMeasure.BLANK, Decimal(0), Decimal(0), "个", "空白栏目")
