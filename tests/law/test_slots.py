"""应公开时点: no slot twice, no day of a period uncovered, every due day worked, and states that follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Unit
from gongkai.law.limits import LimitKind, read_limit
from gongkai.law.slots import (
    Expected,
    Prospect,
    Rung,
    SlotState,
    expected,
    is_stale,
    matching,
    opened,
    prospect,
    punctuality,
    rungs,
    state_on,
)
from tests.law.strategies import calendars, days

PERIODIC = st.sampled_from(
    [
        *("按日公开", "按月公开", "按季公开", "按年公开", "每月10日前", "每月31日前", "次月10日前", "季度终了后15日内"),
        *("每年3月31日前", "次年1月31日前", "每年2月底前", "每年度终了后20日内"),
    ]
)
YEARS = st.integers(2024, 2026)


def year_of(wording: str, year: int, calendar: Calendar) -> list[Expected]:
    return list(expected(read_limit(wording), date(year, 1, 1), date(year, 12, 31), calendar))


@given(PERIODIC, YEARS, calendars())
def test_no_slot_comes_twice_in_a_year_nor_over_two(wording: str, year: int, calendar: Calendar) -> None:
    keys = [each.key for each in [*year_of(wording, year, calendar), *year_of(wording, year + 1, calendar)]]
    assert len(keys) == len(set(keys))


@given(PERIODIC, YEARS, calendars())
def test_the_periods_of_a_limit_follow_one_another_without_a_gap(wording: str, year: int, calendar: Calendar) -> None:
    slots = [*year_of(wording, year, calendar), *year_of(wording, year + 1, calendar)]
    assert all(later.begins == earlier.ends + timedelta(days=1) for earlier, later in pairwise(slots))
    if read_limit(wording).kind is not LimitKind.DAILY:
        assert (slots[0].begins, slots[-1].ends) == (date(year, 1, 1), date(year + 1, 12, 31))


@given(PERIODIC, YEARS, calendars())
def test_every_due_day_is_worked_and_none_falls_before_its_release_may_come(
    wording: str, year: int, calendar: Calendar
) -> None:
    for each in year_of(wording, year, calendar):
        assert calendar.day(each.due).works
        assert each.begins <= each.ends and each.begins <= each.opens <= each.due


@pytest.mark.parametrize(("wording", "many"), [("按月公开", 12), ("按季公开", 4), ("按年公开", 1), ("实时公开", 0)])
def test_a_year_holds_as_many_as_its_limit_says(wording: str, many: int) -> None:
    assert len(year_of(wording, 2025, national())) == many


@given(YEARS, calendars())
def test_a_daily_limit_expects_one_release_for_every_working_day(year: int, calendar: Calendar) -> None:
    assert len(year_of("按日公开", year, calendar)) == calendar.working_days_of(year)


def test_a_limit_that_was_not_read_expects_nothing_and_opens_nothing() -> None:
    assert year_of("及时公开", 2025, national()) == []
    with pytest.raises(Unlawful, match="没有读懂"):
        opened(read_limit("及时公开"), date(2025, 9, 18), national())


@given(days(), st.integers(1, 60), calendars())
def test_26_exactly_so_many_working_days_lie_after_the_event_and_up_to_the_due_day(
    event_on: date, length: int, calendar: Calendar
) -> None:
    slot = opened(read_limit(f"自形成之日起{length}个工作日内"), event_on, calendar)
    assert calendar.count(event_on, slot.due) == length
    assert calendar.day(slot.due).works


def test_26_what_is_made_on_18_september_2025_is_public_by_22_october() -> None:
    slot = opened(read_limit("信息形成或者变更之日起20个工作日内"), date(2025, 9, 18), national())
    assert (slot.due, slot.key, slot.provisional) == (date(2025, 10, 22), "E2025-09-18/1", False)
    assert opened(read_limit("事件触发"), date(2025, 9, 18), national()).due == slot.due, "the regulation's own term"


def test_a_term_in_days_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    limit = read_limit("批复后20日内")
    assert limit.unit is Unit.CALENDAR_DAYS
    assert opened(limit, date(2025, 9, 12), national()).due == date(2025, 10, 9)


def test_a_periodic_limit_is_not_opened_by_an_event() -> None:
    with pytest.raises(Unlawful, match="由系统按期生成"):
        opened(read_limit("按月公开"), date(2025, 9, 18), national())


@given(PERIODIC, YEARS, calendars(), st.data())
def test_a_release_within_the_days_of_an_open_slot_matches_one_it_is_in_time_for(
    wording: str, year: int, calendar: Calendar, data: st.DataObject
) -> None:
    slots = year_of(wording, year, calendar)
    wanted = data.draw(st.sampled_from(slots))
    on = data.draw(st.dates(wanted.opens, wanted.due))
    found = matching(slots, on)
    assert found is not None and found.opens <= on <= found.due
    assert found.due <= wanted.due


def test_a_release_that_fits_no_open_slot_closes_the_oldest_overdue_and_never_one_to_come() -> None:
    january, february, march = year_of("按月公开", 2025, national())[:3]
    assert matching([january, february], date(2025, 3, 20)) == january
    assert matching([march], date(2025, 2, 20)) is None


@given(days(), days(), days(), st.booleans())
def test_what_was_backfilled_is_never_on_time(on: date, due: date, published_on: date, waived: bool) -> None:
    state = state_on(on, due, published_on=published_on, backfilled=True, waived_on=due if waived else None)
    assert state is not SlotState.PUBLISHED


@given(days(), days(), st.none() | days(), st.none() | days())
def test_the_state_of_a_day_knows_nothing_of_later_days(
    on: date, due: date, published_on: date | None, waived_on: date | None
) -> None:
    known_release = published_on if published_on and published_on <= on else None
    known_waiver = waived_on if waived_on and waived_on <= on else None
    assert state_on(on, due, published_on=published_on, waived_on=waived_on) is state_on(
        on, due, published_on=known_release, waived_on=known_waiver
    )


def test_the_five_states_of_a_slot() -> None:
    due = date(2025, 10, 31)
    before, after = due - timedelta(days=3), due + timedelta(days=3)
    assert state_on(due, due) is SlotState.PENDING
    assert state_on(after, due) is SlotState.MISSED
    assert state_on(after, due, published_on=due) is SlotState.PUBLISHED
    assert state_on(after, due, published_on=after) is SlotState.LATE
    assert state_on(after, due, waived_on=before) is SlotState.NOT_APPLICABLE


@given(st.lists(st.sampled_from(list(SlotState))))
def test_the_rate_judges_what_fell_due_and_nothing_else(states: Sequence[SlotState]) -> None:
    found = punctuality(states)
    unjudged = sum(state in {SlotState.PENDING, SlotState.NOT_APPLICABLE} for state in states)
    assert found.judged == len(states) - unjudged
    assert found.rate is None if not found.judged else found.rate is not None and 0 <= found.rate <= 100


@given(st.integers(-40, 40), st.lists(st.booleans(), max_size=12))
def test_who_is_told_only_grows_as_the_day_nears(left: int, past: list[bool]) -> None:
    now, tomorrow = prospect(left, past), prospect(left - 1, past)
    assert set(rungs(left, now)) <= set(rungs(left - 1, tomorrow))


def test_the_ladder_from_owner_to_head_and_what_past_lateness_adds() -> None:
    assert rungs(6, prospect(6, [])) == ()
    assert rungs(5, prospect(5, [])) == (Rung.OWNER,)
    assert rungs(3, prospect(3, [])) == (Rung.OWNER, Rung.DEPUTY)
    assert rungs(1, prospect(1, [])) == (Rung.OWNER, Rung.DEPUTY, Rung.SECTION_HEAD)
    assert rungs(-1, prospect(-1, [])) == tuple(Rung)
    habit = [True, True, False]
    assert prospect(8, habit) is Prospect.LIKELY_LATE and rungs(8, prospect(8, habit)) == (Rung.OWNER,)
    assert rungs(3, prospect(3, habit)) == (Rung.OWNER, Rung.DEPUTY, Rung.SECTION_HEAD)


def test_what_was_not_renewed_for_a_cycle_is_stale() -> None:
    assert not is_stale(LimitKind.MONTHLY, date(2025, 8, 18), date(2025, 9, 18))
    assert is_stale(LimitKind.MONTHLY, date(2025, 8, 17), date(2025, 9, 18))
    assert is_stale(None, date(2025, 6, 1), date(2025, 9, 18))
