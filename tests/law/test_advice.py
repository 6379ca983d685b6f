"""依法行政建议: from the drawing to the close, whatever the order; its term; what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.advice import FLOW, Act, Standing, State, Taken, open_advice
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.procedures import replay

CHINA = national()
DAY = date(2025, 9, 1)
WORDS: dict[Act, dict[str, JSON]] = {
    Act.SEND: {"days": 30},
    Act.DROP: {"reason": "另行研究"},
    Act.ANSWER: {"taken": "adopted", "answer": "已修订办事指南"},
    Act.RETURN: {"reason": "没有说明时间"},
    Act.CLOSE: {"verified": "已核对新的办事指南"},
}


def drawn(on: date = DAY) -> Standing:
    return open_advice(Step("draw", on, {"text": "办事指南缺少时限", "to": "示例县民政局"}), CHINA)


@given(st.lists(st.sampled_from(list(WORDS)), max_size=10))
def test_whatever_the_order_only_what_the_flow_allows_happens(course: list[Act]) -> None:
    standing, steps = drawn(), [Step("draw", DAY, {"text": "办事指南缺少时限", "to": "示例县民政局"})]
    for act in course:
        taken = Step(act.value, DAY, WORDS[act])
        if act in {row.act for row in FLOW.open_acts(standing.state)}:
            standing, steps = standing.take(taken, CHINA), [*steps, taken]
        else:
            with pytest.raises(Unlawful):
                standing.take(taken, CHINA)
    assert replay("advice", steps, CHINA) == standing
    assert (standing.closed_on is not None) == (standing.state is State.CLOSED) == (standing.outcome is not None)
    assert (standing.due(CHINA) is not None) == (standing.state is State.SENT)


@given(st.integers(1, 180), st.dates(date(2024, 1, 1), date(2025, 6, 1)))
def test_the_answer_is_due_so_many_days_after_sending_or_on_the_next_working_day(days: int, on: date) -> None:
    sent = drawn(on).take(Step("send", on, {"days": days}), CHINA)
    reckoned = sent.due(CHINA)
    assert reckoned is not None
    expected = on + timedelta(days=days)
    while not CHINA.is_working_day(expected):
        expected += timedelta(days=1)
    assert reckoned.on == expected


@pytest.mark.parametrize(
    ("act", "given", "field"),
    [
        ("send", {"days": 0}, "days"),
        ("send", {"days": 400}, "days"),
        ("drop", {}, "reason"),
    ],
)
def test_what_is_missing_is_named(act: str, given: dict[str, JSON], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        drawn().take(Step(act, DAY, given), CHINA)
    assert refusal.value.field == field


def test_an_answer_says_whether_it_is_taken() -> None:
    sent = drawn().take(Step("send", DAY, {"days": 30}), CHINA)
    with pytest.raises(Unlawful, match="采纳情况应从以下各项中选择：采纳、部分采纳、不采纳"):
        sent.take(Step("answer", DAY, {"answer": "知道了", "taken": "maybe"}), CHINA)
    answered = sent.take(Step("answer", DAY, WORDS[Act.ANSWER]), CHINA)
    assert answered.taken is Taken.ADOPTED
    with pytest.raises(Unlawful, match="不能早于"):
        answered.take(Step("close", DAY - timedelta(days=1), WORDS[Act.CLOSE]), CHINA)
