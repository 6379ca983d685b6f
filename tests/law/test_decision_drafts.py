"""决策预公开: no order of acts closes a file whose comments were not answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.comment_forms import GATHERINGS, CommentForm
from gongkai.law.decision_drafts import (
    FLOW,
    LEAST,
    Act,
    DecisionKind,
    OpinionAnswer,
    Standing,
    State,
    earliest_end,
    least_length,
    masked_commenter,
    masked_contact,
    open_decision_draft,
)
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful

DAY = date(2025, 9, 18)
CALENDAR = national()


def details(act: Act, on: date) -> dict[str, JSON]:
    """Everything an act could ask for, so that only the order decides."""
    counted: dict[str, JSON] = {each.value: 1 for each in OpinionAnswer}
    return {
        "by": "qian",
        "checks": dict.fromkeys(CHECKS, True),
        "digest": "d" * 64,
        "ways": "来信来电",
        "least": 7,
        "until": (on + timedelta(days=40)).isoformat(),
        "received": len(OpinionAnswer),
        "statement": "已经采纳。",
        "decision": "示民发〔2025〕1号",
        "ground": "state_secret",
        "reason": "样例理由",
        "form": "hearing",
        "held_on": on.isoformat(),
        "place": "示例会议室",
        "people": 12,
        "summary": "有支持的，有建议放宽的。",
        **counted,
    }


def planned(kind: DecisionKind = DecisionKind.NORMATIVE) -> Standing:
    step = Step(Act.PLAN.value, DAY, {"kind": kind.value, "by": "wang", "planned_on": "2025-10-01"})
    return open_decision_draft(step, CALENDAR)


def take(standing: Standing, act: Act, on: date = DAY, **more: JSON) -> Standing:
    return standing.take(Step(act.value, on, {**details(act, on), **more}), CALENDAR)


@given(st.lists(st.tuples(st.sampled_from(Act), st.integers(0, 60)), max_size=25))
def test_whatever_the_order_nothing_is_decided_before_it_was_answered(tried: list[tuple[Act, int]]) -> None:
    standing, on = planned(), DAY
    path = [standing]
    for act, later in tried:
        on += timedelta(days=later)
        try:
            standing = take(standing, act, on)
        except Unlawful:
            continue
        path.append(standing)
    was_open = any(each.state is State.OPEN for each in path)
    if standing.state is State.RETRACTED:
        assert standing.retracted and standing.ended_on is None, "taken back while it was open, with its reason"
    elif was_open and standing.closed_on is not None:
        assert standing.result is not None and standing.answered_on is not None
        assert standing.answered_on <= standing.closed_on
    if was_open:
        assert standing.checked_by == "qian" and standing.checked_on is not None
        assert standing.opened_on is not None and standing.checked_on <= standing.opened_on
    if standing.ended_on is not None:
        assert standing.until is not None and standing.until < standing.ended_on


@given(st.sampled_from(DecisionKind), st.dates(date(2024, 1, 1), date(2025, 12, 1)), st.integers(-40, 60))
def test_a_period_is_never_shorter_than_the_least_unless_it_says_why(kind: DecisionKind, on: date, offset: int) -> None:
    standing = planned(kind)
    step = Step(Act.PLAN.value, on, {"kind": kind.value, "by": "wang", "planned_on": on.isoformat()})
    standing = take(open_decision_draft(step, CALENDAR), Act.CHECK, on)
    length = least_length(kind, None)
    earliest = earliest_end(kind, on, length, CALENDAR).on
    until = max(on, earliest + timedelta(days=offset))
    if until >= earliest:
        assert take(standing, Act.OPEN, on, until=until.isoformat(), least=length).shortened == ""
    else:
        with pytest.raises(Unlawful, match="公开征求意见不少于"):
            take(standing, Act.OPEN, on, until=until.isoformat(), least=length)
        urgent = take(standing, Act.OPEN, on, until=until.isoformat(), least=length, shortened="防汛抢险")
        assert urgent.shortened == "防汛抢险"


def test_seven_working_days_and_thirty_days_begin_on_the_day_after() -> None:
    assert earliest_end(DecisionKind.NORMATIVE, DAY, 7, CALENDAR).on == date(2025, 9, 28), "28日调休上班"
    assert earliest_end(DecisionKind.MAJOR, DAY, 30, CALENDAR).on == date(2025, 10, 18)


def test_what_an_authority_sets_may_lengthen_a_term_that_was_seen_and_not_shorten_it() -> None:
    assert least_length(DecisionKind.MAJOR, 15) == 30 and least_length(DecisionKind.MAJOR, 45) == 45
    assert least_length(DecisionKind.NORMATIVE, 5) == 5 and least_length(DecisionKind.NORMATIVE, None) == 7
    assert set(LEAST) == set(DecisionKind)


def test_a_draft_is_checked_by_another_and_again_after_every_change() -> None:
    standing = planned()
    with pytest.raises(Unlawful, match="尚未经过保密和隐私审查"):
        take(standing, Act.OPEN)
    with pytest.raises(Unlawful, match="不能审查自己登记的草案"):
        take(standing, Act.CHECK, by="wang")
    with pytest.raises(Unlawful, match="未确认"):
        take(standing, Act.CHECK, checks={"secret": True})
    checked = take(standing, Act.CHECK)
    with pytest.raises(Unlawful, match="尚未经过保密和隐私审查"):
        take(take(checked, Act.REVISE), Act.OPEN)


def test_an_open_draft_cannot_be_closed_without_its_result() -> None:
    opened = take(take(planned(), Act.CHECK), Act.OPEN)
    assert opened.until is not None and opened.takes_opinions(opened.until)
    assert not opened.takes_opinions(opened.until + timedelta(days=1))
    for act in (Act.DECIDE, Act.ABANDON):
        with pytest.raises(Unlawful, match="应当先公布征求结果"):
            take(opened, act)
    with pytest.raises(Unlawful, match="期限届满之前不能结束"):
        take(opened, Act.END, opened.until)
    ended = take(opened, Act.END, opened.until + timedelta(days=1))
    with pytest.raises(Unlawful, match="应当先公布征求结果"):
        take(ended, Act.DECIDE, ended.last_on)
    with pytest.raises(Unlawful, match="还有3条意见没有写明采纳情况"):
        take(ended, Act.ANSWER, ended.last_on, received=7)
    answered = take(ended, Act.ANSWER, ended.last_on)
    assert take(answered, Act.DECIDE, answered.last_on).state is State.DECIDED


def test_the_due_day_is_the_planned_one_the_last_of_the_period_or_that_of_the_result() -> None:
    standing = planned()
    due = standing.due(CALENDAR)
    assert due is not None and due.on == date(2025, 10, 1)
    opened = take(take(standing, Act.CHECK), Act.OPEN)
    due = opened.due(CALENDAR)
    assert due is not None and due.on == opened.until
    ended = take(opened, Act.END, date(2025, 11, 3))
    due = ended.due(CALENDAR)
    assert due is not None and due.on == date(2025, 12, 1)


def test_every_state_of_the_table_is_reached_and_every_act_has_its_effect() -> None:
    reached = {FLOW.start, *(row.target for row in FLOW.rows)}
    assert reached == set(State)
    assert {row.act for row in FLOW.rows} == set(Act) - {Act.PLAN}


@given(st.text(st.characters(exclude_characters="*"), max_size=12))
def test_a_masked_name_or_contact_is_never_the_whole(text: str) -> None:
    for masked in (masked_commenter(text), masked_contact(text)):
        assert bool(masked) == bool(text)
        assert masked != text or not text


def promised(*forms: str) -> Standing:
    return take(take(planned(), Act.CHECK), Act.OPEN, forms=list(forms))


@given(st.sets(st.sampled_from(CommentForm)), st.lists(st.sampled_from(sorted(GATHERINGS)), max_size=4))
def test_comments_end_when_every_meeting_that_was_promised_was_held(
    forms: set[CommentForm], held: list[CommentForm]
) -> None:
    standing = promised(*forms)
    for form in held:
        standing = take(standing, Act.HOLD, form=form.value)
    assert standing.until is not None
    after = standing.until + timedelta(days=1)
    if (forms & GATHERINGS) <= set(held):
        assert take(standing, Act.END, after).state is State.ENDED
    else:
        with pytest.raises(Unlawful, match="尚未登记举行情况"):
            take(standing, Act.END, after)


def test_a_meeting_is_one_that_people_came_to_since_the_comments_were_opened() -> None:
    standing = promised("hearing")
    for wrong, said in (
        ({"form": "online"}, "应选听证会"),
        ({"held_on": "2025-09-17"}, "举行日期应在"),
        ({"held_on": "2025-09-19"}, "举行日期应在"),
        ({"people": 0}, "参加人数不能小于1|参加人数应在1至"),
        ({"summary": " "}, "情况说明不能为空"),
    ):
        with pytest.raises(Unlawful, match=said):
            take(standing, Act.HOLD, **wrong)
    with pytest.raises(Unlawful, match="没有“pigeon”这样的征集形式"):
        promised("pigeon")
    assert promised().forms == (CommentForm.ONLINE,), "entries of before say nothing of forms"


def test_what_is_open_may_be_taken_back_and_what_has_ended_may_not() -> None:
    taken_back = take(promised(), Act.RETRACT, reason="草案有误")
    assert (taken_back.state, taken_back.retracted, taken_back.outcome) == (State.RETRACTED, "草案有误", "retracted")
    ended = take(promised(), Act.END, date(2025, 12, 1))
    with pytest.raises(Unlawful, match="不能办理“撤回征求”"):
        take(ended, Act.RETRACT, ended.last_on)
