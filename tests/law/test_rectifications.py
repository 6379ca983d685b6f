"""整改: no act outside the table, the clock equals a slow count, who mends does not check."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.supervision.rectifications import (
    ESCALATING_DAYS,
    FLOW,
    OBJECTING_DAYS,
    TERMS,
    Act,
    Gravity,
    Ladder,
    PastFinding,
    Standing,
    State,
    open_finding,
    repeats,
    sampling_rate,
)

FOUND = date(2025, 9, 15)
DETAILS: dict[str, JSON] = {
    "indicator": "links",
    "gravity": "ordinary",
    "text": "附件打不开",
    "where": "/shili/zfxxgk/1/",
    "proof": "快照",
    "unit": "示例县教育局",
    "reason": "理由",
    "to": "分管副县长",
    "done": "已重新上传",
}


def step(act: Act, on: date, by: str = "wang", **more: JSON) -> Step:
    return Step(act.value, on, {**DETAILS, "by": by, **more})


def opened(gravity: Gravity = Gravity.ORDINARY) -> Standing:
    return open_finding(step(Act.FIND, FOUND, gravity=gravity.value), national())


def assigned(gravity: Gravity = Gravity.ORDINARY) -> Standing:
    return opened(gravity).take(step(Act.ASSIGN, FOUND), national())


WALKS = st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 6), st.sampled_from(["wang", "li"])), max_size=14)


@given(st.sampled_from(Gravity), WALKS)
def test_only_what_the_table_allows_happens_and_the_clock_is_the_slow_count(
    gravity: Gravity, walk: list[tuple[Act, int, str]]
) -> None:
    standing, day, calendar = opened(gravity), FOUND, national()
    paused = 0
    for act, after, by in walk:
        before, on = standing, day + timedelta(days=after)
        allowed = {row.act for row in FLOW.open_acts(standing.state)}
        try:
            standing = standing.take(step(act, on, by), calendar)
        except Unlawful:
            assert standing is before
            continue
        assert act in allowed
        day = on
        if act is Act.UPHOLD:
            assert before.objected_on is not None
            paused += (on - before.objected_on).days
        if act is Act.PASS:
            assert by != before.mended_by
        assert (standing.closed_on is not None) == FLOW.closed(standing.state)
        due = standing.due(calendar)
        if standing.state is not State.MENDING:
            assert due is None
            continue
        assert due is not None and standing.assigned_on is not None
        last, left = standing.assigned_on + timedelta(days=paused), TERMS[gravity].length
        while left:
            last += timedelta(days=1)
            left -= calendar.is_working_day(last)
        assert due.on == last


def test_a_veto_has_one_working_day_and_a_weekend_does_not_count() -> None:
    due = opened(Gravity.VETO).take(step(Act.ASSIGN, date(2025, 9, 19)), national()).due(national())
    assert due is not None and due.on == date(2025, 9, 22)


def test_who_mended_does_not_check_and_what_is_sent_back_keeps_its_day() -> None:
    mended = assigned().take(step(Act.MEND, date(2025, 9, 18)), national())
    with pytest.raises(Unlawful, match="不能复查自己的整改"):
        mended.take(step(Act.PASS, date(2025, 9, 19)), national())
    back = mended.take(step(Act.RETURN, date(2025, 9, 19), "li"), national())
    assert back.due(national()) == assigned().due(national())
    closed = back.take(step(Act.MEND, date(2025, 9, 20)), national()).take(
        step(Act.PASS, date(2025, 9, 22), "li"), national()
    )
    assert (closed.outcome, closed.returns, closed.closed_on) == ("mended", 1, date(2025, 9, 22))


def test_a_unit_may_object_once_and_in_time() -> None:
    last = national().after(FOUND, OBJECTING_DAYS).on
    objected = assigned().take(step(Act.OBJECT, last), national())
    upheld = objected.take(step(Act.UPHOLD, last + timedelta(days=4), "li"), national())
    with pytest.raises(Unlawful, match="已经申辩过"):
        upheld.take(step(Act.OBJECT, last + timedelta(days=5)), national())
    with pytest.raises(Unlawful, match="工作日内提出"):
        assigned().take(step(Act.OBJECT, last + timedelta(days=1)), national())
    assert upheld.paused == 4
    assert objected.take(step(Act.LIFT, last, "li"), national()).outcome == "lifted"


def test_only_what_is_late_or_was_sent_back_is_escalated() -> None:
    with pytest.raises(Unlawful, match="没有逾期"):
        assigned().take(step(Act.ESCALATE, FOUND), national())
    late = assigned().take(step(Act.ESCALATE, date(2025, 10, 20), "li"), national())
    assert late.escalated_on == date(2025, 10, 20)
    with pytest.raises(Unlawful, match="已于2025-10-20升级"):
        late.take(step(Act.ESCALATE, date(2025, 10, 21)), national())


def test_what_is_late_goes_to_the_head_then_to_the_county_and_no_further() -> None:
    first = date(2025, 10, 20)
    standing = assigned().take(step(Act.ESCALATE, first), national())
    assert standing.next_rung is Ladder.COUNTY
    last = national().after(first, ESCALATING_DAYS).on
    with pytest.raises(Unlawful, match="满3个工作日"):
        standing.take(step(Act.ESCALATE, last), national())
    twice = standing.take(step(Act.ESCALATE, last + timedelta(days=1)), national())
    assert (twice.escalations, twice.next_rung) == (2, None)
    with pytest.raises(Unlawful, match="不能再升级"):
        twice.take(step(Act.ESCALATE, last + timedelta(days=30)), national())


@pytest.mark.parametrize("state", [State.FOUND, State.MENDING, State.OBJECTED, State.TO_RECHECK])
def test_only_the_check_that_found_it_clears_it_wherever_it_stands(state: State) -> None:
    standing = opened() if state is State.FOUND else assigned()
    if state in (State.OBJECTED, State.TO_RECHECK):
        standing = standing.take(step(Act.OBJECT if state is State.OBJECTED else Act.MEND, FOUND), national())
    with pytest.raises(Unlawful, match="只由自动检查办理"):
        standing.take(step(Act.CLEAR, FOUND), national())
    cleared = standing.take(step(Act.CLEAR, FOUND, by=""), national())
    assert (cleared.state, cleared.outcome, cleared.closed_on) == (State.CLOSED, "mended", FOUND)


def test_a_finding_without_proof_is_none() -> None:
    with pytest.raises(Unlawful, match="凭证不能为空"):
        open_finding(step(Act.FIND, FOUND, proof=""), national())


@given(
    st.lists(
        st.tuples(st.sampled_from(["links", "dates"]), st.sampled_from("甲乙"), st.integers(-10, 800)), max_size=20
    )
)
def test_repeats_are_counted_for_that_kind_and_unit_in_the_year_before(rows: list[tuple[str, str, int]]) -> None:
    history = [PastFinding(kind, unit, FOUND - timedelta(days=ago)) for kind, unit, ago in rows]
    by_hand = len([1 for kind, unit, ago in rows if (kind, unit) == ("links", "甲") and 0 < ago < 366])
    assert repeats(history, "links", "甲", FOUND) == by_hand
    assert sampling_rate(0.05, by_hand) == min(0.05 * 2**by_hand, 1.0)
