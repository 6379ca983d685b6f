"""问卷调查: no order of acts closes a survey that ran without its result, and none opens what nobody else had checked."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay
from gongkai.law.surveys import FLOW, OPEN_DAYS, RESULT, Act, Standing, State, open_survey

DAY = date(2025, 9, 18)
CALENDAR = national()


def details(act: Act, on: date) -> dict[str, JSON]:
    """Everything an act could ask for, so that only the order decides."""
    return {
        "by": "wang" if act is Act.WRITE else "li",
        "digest": "d",
        "until": (on + timedelta(days=10)).isoformat(),
        "received": 3,
        "results": "r",
        "statement": "满意的占多数。",
        "reason": "样例理由",
    }


def step(act: Act, on: date = DAY, **more: JSON) -> Step:
    return Step(act.value, on, {**details(act, on), **more})


def written() -> Standing:
    return open_survey(step(Act.WRITE), CALENDAR)


def take(standing: Standing, act: Act, on: date = DAY, **more: JSON) -> Standing:
    return standing.take(step(act, on, **more), CALENDAR)


@given(st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 15)), max_size=20))
def test_whatever_the_order_a_survey_that_ended_is_closed_by_its_result_alone(tried: list[tuple[Act, int]]) -> None:
    standing, on, path = written(), DAY, [written()]
    taken = [step(Act.WRITE)]
    for act, later in tried:
        on += timedelta(days=later)
        try:
            standing = take(standing, act, on)
        except Unlawful:
            continue
        taken.append(step(act, on))
        path.append(standing)
    assert {(a.state, b.state) for a, b in pairwise(path)} <= {(row.source, row.target) for row in FLOW.rows}
    if standing.ended_on is not None and standing.closed_on is not None:
        assert standing.announced_on == standing.closed_on and standing.received is not None
    if standing.opened_on is not None:
        assert standing.checked_by not in ("", standing.written_by)
        assert standing.until is not None and (standing.until - standing.opened_on).days >= OPEN_DAYS.length
    if standing.ended_on is not None:
        assert standing.until is not None and standing.until < standing.ended_on
    assert replay("survey", taken, CALENDAR) == standing


def test_the_writer_does_not_check_and_a_changed_paper_is_checked_again() -> None:
    with pytest.raises(Unlawful, match="编制人不能审核"):
        take(written(), Act.CHECK, by="wang")
    with pytest.raises(Unlawful, match="尚未审核"):
        take(take(take(written(), Act.CHECK), Act.REVISE), Act.OPEN)
    with pytest.raises(Unlawful, match="与审核的不一致"):
        take(take(written(), Act.CHECK), Act.OPEN, digest="other")
    with pytest.raises(Unlawful, match="至少开放7日，现为6日"):
        take(take(written(), Act.CHECK), Act.OPEN, until=(DAY + timedelta(days=6)).isoformat())


def test_answers_are_taken_to_the_last_day_and_no_longer() -> None:
    opened = take(take(written(), Act.CHECK), Act.OPEN)
    assert opened.until is not None and opened.takes_answers(opened.until)
    assert not opened.takes_answers(opened.until + timedelta(days=1))
    with pytest.raises(Unlawful, match="到期之前不能结束"):
        take(opened, Act.END, opened.until)
    longer = take(opened, Act.PROLONG, until="2025-11-01")
    assert longer.takes_answers(date(2025, 11, 1))
    with pytest.raises(Unlawful, match="应晚于原截止日期"):
        take(longer, Act.PROLONG, until="2025-10-31")


def test_the_result_is_due_twenty_working_days_after_the_end_and_late_after_that() -> None:
    ended = take(take(take(written(), Act.CHECK), Act.OPEN), Act.END, date(2025, 9, 29))
    due = ended.due(CALENDAR)
    assert due is not None and due.on == CALENDAR.after(date(2025, 9, 29), RESULT.length).on
    with pytest.raises(Unlawful, match="应当公布结果"):
        take(ended, Act.STOP, ended.last_on)
    assert not take(ended, Act.ANNOUNCE, due.on).late
    late = take(ended, Act.ANNOUNCE, due.on + timedelta(days=1))
    assert late.late and late.state is State.ANNOUNCED and late.due(CALENDAR) is None
