"""培训: questions are whole, what was missed comes again, a class counts whoever was there, authors do not approve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.training import classes, help, knowledge
from gongkai.law.training.bank import Topic, questions, read_questions
from gongkai.law.training.cards import CARDS
from gongkai.law.training.classes import TrainingAct, TrainingState, open_training
from gongkai.law.training.help import HelpAct, HelpState, open_help
from gongkai.law.training.knowledge import EntryState, open_entry
from gongkai.law.training.spacing import (
    INTERVALS,
    Attempted,
    CardSlip,
    due_reviews,
    exercise,
    review,
    slip_figures,
)

CALENDAR = national()
DAY = date(2025, 9, 18)
PLANNED: dict[str, JSON] = {
    "kind": "class",
    "day": DAY.isoformat(),
    "minutes": 180,
    "place": "县政务服务中心三楼",
    "audience": "各单位信息员",
}


# -- the bank --------------------------------------------------------------------------------------------------------------


def test_every_topic_has_enough_questions_each_with_an_article_and_a_reason() -> None:
    topics = Counter(each.topic for each in questions().values())
    assert set(topics) == set(Topic)
    assert min(topics.values()) >= 8
    assert sum(topics.values()) >= 40
    for each in questions().values():
        assert each.case.endswith(("。", "？")) and each.ask and each.why.endswith("。")
        assert each.basis.short


def test_the_right_answer_stands_at_no_favourite_place() -> None:
    places = Counter(each.right for each in questions().values())
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < len(questions()) / 2


def test_every_card_asks_questions_that_are_there() -> None:
    assert {key for card in CARDS.values() for key in card.questions} <= questions().keys()


@pytest.mark.parametrize(
    "row", ['right = 3\noptions = ["a", "b", "c"]', 'right = 0\noptions = ["a", "a", "c"]', "right = 0"]
)
def test_a_question_that_is_not_whole_is_named(row: str) -> None:
    text = f'[[question]]\nkey = "k1"\ncase = "c"\nask = "a"\nwhy = "w"\nbasis = ["条例", 13]\n{row}'
    with pytest.raises(ValueError, match="题目k1"):
        read_questions(Topic.LABELS, text)


# -- again after three, ten and thirty days ----------------------------------------------------------------------------------


def test_what_was_missed_comes_again_after_three_ten_and_thirty_days() -> None:
    history, on = [Attempted(DAY, False)], DAY
    for days in INTERVALS:
        told = review(history)
        assert told is not None and told.due_on == on + timedelta(days=days)
        on = told.due_on
        history.append(Attempted(on, True))
    known = review(history)
    assert known is not None and known.is_known


HISTORY = st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=12)


def dated(steps: Sequence[tuple[int, bool]]) -> list[Attempted]:
    on, found = DAY, []
    for days, right in steps:
        on += timedelta(days=days)
        found.append(Attempted(on, right))
    return found


@given(HISTORY)
def test_nothing_is_due_without_a_miss_and_a_miss_is_always_due_in_three_days(
    steps: list[tuple[int, bool]],
) -> None:
    history = dated(steps)
    told = review(history)
    assert (told is None) == all(each.right for each in history)
    if history and not history[-1].right:
        assert told is not None and told.due_on == history[-1].on + timedelta(days=3)
    if told is not None and told.is_known:
        misses = [place for place, each in enumerate(history) if not each.right]
        assert len(history) - misses[-1] - 1 >= len(INTERVALS)


@given(st.dictionaries(st.sampled_from("abcdef"), HISTORY), st.integers(0, 50), st.integers(1, 6))
def test_an_exercise_asks_what_is_due_first_and_nothing_twice(
    told: dict[str, list[tuple[int, bool]]], turn: int, many: int
) -> None:
    histories = {key: dated(steps) for key, steps in told.items()}
    on = DAY + timedelta(days=60)
    asked = exercise(histories, "abcdef", on, many=many, turn=turn)
    assert len(asked) == len(set(asked)) == min(many, 6)
    due = due_reviews(histories, on)[:many]
    assert asked[: len(due)] == due


# -- errors made again -------------------------------------------------------------------------------------------------------


def test_an_error_is_repeated_when_the_same_person_makes_it_again_within_ninety_days() -> None:
    slips = [
        CardSlip("wang", "document-attribute", DAY),
        CardSlip("wang", "document-attribute", DAY),  # the same form refused twice in a day
        CardSlip("wang", "document-attribute", DAY + timedelta(days=30)),
        CardSlip("wang", "ticket-reply", DAY + timedelta(days=31)),
        CardSlip("li", "document-attribute", DAY + timedelta(days=32)),
        CardSlip("wang", "document-attribute", DAY + timedelta(days=200)),
    ]
    told = slip_figures(slips)
    assert (told.slips, told.repeated, told.rate) == (5, 1, 0.2)
    assert slip_figures([]).rate is None


# -- classes -----------------------------------------------------------------------------------------------------------------


def planned(**more: JSON) -> classes.TrainingStanding:
    return open_training(Step("plan", DAY - timedelta(days=5), PLANNED | more), CALENDAR)


def test_48_whoever_signs_in_and_whoever_is_counted_are_the_person_times() -> None:
    told = planned().take(Step("sign_in", DAY, {"by": "wang", "unit": "a"}), CALENDAR)
    with pytest.raises(Unlawful, match="已经签到"):
        told.take(Step("sign_in", DAY, {"by": "wang", "unit": "a"}), CALENDAR)
    told = told.take(Step("hold", DAY, {}), CALENDAR)
    told = told.take(Step("enlist", DAY, {"people": {"li": "a"}, "proof": "签到表"}), CALENDAR)
    told = told.take(Step("count_outsiders", DAY, {"number": 40, "proof": "签到表"}), CALENDAR)
    told = told.take(Step("count_outsiders", DAY, {"number": 41, "proof": "签到表"}), CALENDAR)
    assert (told.person_times, told.counts) == (43, True)
    assert told.take(Step("close", DAY, {}), CALENDAR).outcome == "held"


@pytest.mark.parametrize(
    ("more", "says"),
    [({"minutes": 5}, "学时"), ({"day": ""}, "培训日期"), ({"place": ""}, "地点不能为空"), ({"kind": "x"}, "培训种类")],
)
def test_a_class_that_is_not_whole_is_not_planned(more: dict[str, JSON], says: str) -> None:
    with pytest.raises(Unlawful, match=says):
        planned(**more)


def test_nobody_signs_in_before_the_day_nor_long_after_it() -> None:
    for on, says in ((DAY - timedelta(days=1), "当日起才能办理"), (DAY + timedelta(days=8), "由举办单位补登")):
        with pytest.raises(Unlawful, match=says):
            planned().take(Step("sign_in", on, {"by": "wang", "unit": "a"}), CALENDAR)


@given(st.lists(st.tuples(st.sampled_from([*TrainingAct]), st.sampled_from("abc"), st.integers(0, 3)), max_size=12))
def test_only_what_the_table_of_classes_allows_happens_and_the_person_times_are_the_slow_count(
    steps: list[tuple[TrainingAct, str, int]],
) -> None:
    told, on, there, outside = planned(), DAY - timedelta(days=1), set[str](), 0
    for act, who, days in steps:
        on += timedelta(days=days)
        details: dict[str, JSON] = {"by": who, "unit": "u", "people": {who: "u"}, "proof": "表", "number": days}
        lawful = any(row.act == act for row in classes.FLOW.open_acts(told.state))
        try:
            told = told.take(Step(act.value, on, details | {"reason": "改期"}), CALENDAR)
        except Unlawful:
            continue
        assert lawful
        there |= {who} if act in (TrainingAct.SIGN_IN, TrainingAct.ENLIST) else set()
        outside = days if act is TrainingAct.COUNT_OUTSIDERS else outside
    assert told.person_times == len(there) + outside
    assert told.counts == (told.state in (TrainingState.HELD, TrainingState.CLOSED))


# -- questions of colleagues and what is known -------------------------------------------------------------------------------


def test_a_question_is_answered_and_only_whoever_asked_accepts() -> None:
    told = open_help(Step("ask", DAY, {"text": "补正怎样写", "by": "wang"}), CALENDAR)
    due = told.due(CALENDAR)
    assert due is not None and CALENDAR.count(DAY, due.on) == 3
    told = told.take(Step("answer", DAY, {"text": "一次性写明", "by": "li"}), CALENDAR)
    with pytest.raises(Unlawful, match="由提问的人办理"):
        told.take(Step("accept", DAY, {"by": "li", "answer": 1}), CALENDAR)
    with pytest.raises(Unlawful, match="1至1之间"):
        told.take(Step("accept", DAY, {"by": "wang", "answer": 2}), CALENDAR)
    done = told.take(Step("accept", DAY, {"by": "wang", "answer": 1}), CALENDAR)
    assert (done.state, done.accepted, done.due(CALENDAR)) == (HelpState.ACCEPTED, 1, None)
    assert help.FLOW.closed(HelpState.ACCEPTED)
    with pytest.raises(Unlawful):
        done.take(Step(HelpAct.ANSWER.value, DAY, {"text": "再答", "by": "li"}), CALENDAR)


WRITTEN: dict[str, JSON] = {
    "title": "补正告知怎样写",
    "text": "一次性写明要补什么。",
    "basis": "条例第三十条",
    "cards": ["application-clarify"],
    "by": "wang",
}


def test_an_entry_is_approved_by_another_person_and_the_old_version_holds_until_then() -> None:
    told = open_entry(Step("write", DAY, WRITTEN), CALENDAR)
    with pytest.raises(Unlawful, match="不能审核自己"):
        told.take(Step("approve", DAY, {"by": "wang"}), CALENDAR)
    told = told.take(Step("approve", DAY, {"by": "li"}), CALENDAR)
    due = told.due(CALENDAR)
    assert due is not None and due.on == DAY + timedelta(days=knowledge.REVIEW_AFTER)
    revised = told.take(Step("revise", DAY, WRITTEN | {"text": "写明期限。"}), CALENDAR)
    assert revised.state is EntryState.REVISING
    assert revised.current is not None and revised.current.text == "一次性写明要补什么。"
    back = revised.take(Step("return", DAY, {"by": "li", "reason": "漏了期限"}), CALENDAR)
    assert back.current == revised.current
    second = revised.take(Step("approve", DAY, {"by": "li", "review_on": "2026-01-01"}), CALENDAR)
    assert second.current is not None and (second.current.number, len(second.past)) == (2, 1)
    assert second.review_on == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("more", "says"),
    [({"basis": "听说的"}, "应写明条文、文号"), ({"basis": ""}, "依据不能为空"), ({"cards": ["x"]}, "没有“x”这个表单")],
)
def test_an_entry_cites_articles_and_knows_its_form(more: dict[str, JSON], says: str) -> None:
    with pytest.raises(Unlawful, match=says):
        open_entry(Step("write", DAY, WRITTEN | more), CALENDAR)
