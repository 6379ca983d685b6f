"""在线访谈: no order of acts publishes what was not held, and whether the principal came follows from who came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.interviews import (
    FLOW,
    TRANSCRIPT,
    Act,
    Guest,
    GuestRank,
    Standing,
    State,
    open_interview,
    read_guests,
)
from gongkai.law.procedures import replay

DAY = date(2025, 9, 18)
CALENDAR = national()
GUESTS = (
    Guest("何样例", "示例局局长", GuestRank.PRINCIPAL),
    Guest("吕示范", "示例局副局长", GuestRank.LEADER),
    Guest("施某某", "示例大学教授", GuestRank.EXPERT),
)


def details(act: Act, on: date) -> dict[str, JSON]:
    """Everything an act could ask for, so that only the order decides."""
    told: list[JSON] = [guest.told() for guest in GUESTS]
    return {
        "topic": "春耕备耕",
        "planned_on": (on + timedelta(days=3)).isoformat(),
        "hour": "15:00",
        "guests": told,
        "reason": "样例理由",
        "came": [1, 2],
        "digest": "d",
        "lines": 4,
    }


def step(act: Act, on: date = DAY, **more: JSON) -> Step:
    return Step(act.value, on, {**details(act, on), **more})


def planned() -> Standing:
    return open_interview(step(Act.PLAN), CALENDAR)


def take(standing: Standing, act: Act, on: date = DAY, **more: JSON) -> Standing:
    return standing.take(step(act, on, **more), CALENDAR)


def ended(*came: int) -> Standing:
    live = take(take(planned(), Act.NOTICE), Act.BEGIN, planned().planned_on)
    return take(live, Act.END, live.last_on, came=list(came))


@given(st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 3)), max_size=20))
def test_whatever_the_order_a_transcript_is_of_what_was_announced_and_held(tried: list[tuple[Act, int]]) -> None:
    standing, on, taken = planned(), DAY, [step(Act.PLAN)]
    for act, later in tried:
        on += timedelta(days=later)
        try:
            standing = take(standing, act, on)
        except Unlawful:
            continue
        taken.append(step(act, on))
    if standing.published_on is not None:
        assert standing.noticed_on is not None and standing.held_on is not None and standing.ended_on is not None
        assert standing.noticed_on <= standing.held_on <= standing.ended_on <= standing.published_on
    if standing.held_on is not None:
        assert standing.held_on == standing.planned_on
    assert (standing.closed_on is not None) == FLOW.closed(standing.state)
    assert standing.state is not State.CANCELLED or standing.held_on is None
    assert replay("interview", taken, CALENDAR) == standing


@given(st.sets(st.integers(1, 3), min_size=1))
def test_the_principal_took_part_exactly_where_the_principal_came(came: set[int]) -> None:
    standing = ended(*sorted(came))
    assert standing.led == (1 in came)
    assert [GUESTS.index(guest) + 1 for guest in standing.present] == sorted(came)


def test_before_it_is_over_nobody_has_taken_part() -> None:
    assert not planned().led and not take(planned(), Act.NOTICE).led
    wrongs: tuple[JSON, ...] = ([], [4], "1", None)
    for wrong in wrongs:
        with pytest.raises(Unlawful, match="到场的嘉宾"):
            live = take(take(planned(), Act.NOTICE), Act.BEGIN, planned().planned_on)
            take(live, Act.END, live.last_on, came=wrong)


def test_it_begins_on_its_day_or_on_the_day_it_was_moved_to() -> None:
    noticed = take(planned(), Act.NOTICE)
    with pytest.raises(Unlawful, match="先办“访谈改期”"):
        take(noticed, Act.BEGIN, noticed.planned_on + timedelta(days=1))
    moved = take(noticed, Act.POSTPONE, planned_on="2025-10-10", hour="10:00")
    assert take(moved, Act.BEGIN, date(2025, 10, 10)).held_on == date(2025, 10, 10)
    with pytest.raises(Unlawful, match="已过，不能再预告"):
        take(planned(), Act.NOTICE, date(2025, 10, 1))


def test_the_transcript_is_due_five_working_days_after_the_end() -> None:
    standing = ended(2)
    due = standing.due(CALENDAR)
    assert due is not None and standing.ended_on is not None
    assert due.on == CALENDAR.after(standing.ended_on, TRANSCRIPT.length).on
    assert not take(standing, Act.PUBLISH, due.on).late and take(standing, Act.PUBLISH, due.on + timedelta(days=1)).late
    with pytest.raises(Unlawful, match="还没有一段文字"):
        take(standing, Act.PUBLISH, due.on, lines=0)


def test_guests_are_read_line_by_line() -> None:
    text = (
        "何样例，示例局局长，主要负责同志\n\n吕示范, 示例局副局长, 其他负责同志\n施某某、示例大学教授、专家和其他嘉宾"
    )
    assert read_guests(text) == GUESTS
    with pytest.raises(Unlawful, match="第2行：应为“姓名，职务，身份”"):
        read_guests("何样例，局长，主要负责同志\n吕示范，副局长")
    with pytest.raises(Unlawful, match="主要负责同志只有一人"):
        read_guests("何样例，局长，主要负责同志\n吕示范，局长，主要负责同志")
    with pytest.raises(Unlawful, match="1至12人，现有0人"):
        read_guests(" \n")
