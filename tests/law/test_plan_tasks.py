"""要点任务: nothing outside the table, who did it does not check it, overdue follows from the day, and the chapter says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.supervision.plan_tasks import (
    FLOW,
    Act,
    Fulfilled,
    Standing,
    State,
    chapter,
    open_task,
    progress,
)

CALENDAR = national()
FIRST = date(2025, 3, 3)
DUE = date(2025, 6, 30)
PROOF: JSON = [{"kind": "content", "key": "SY-001", "title": "一则通知"}]
DETAILS: dict[Act, dict[str, JSON]] = {
    Act.POSTPONE: {"due": "2025-09-30", "reason": "上级调整"},
    Act.DROP: {"reason": "任务合并"},
    Act.HAND_IN: {"done": "公开了清单", "evidence": PROOF, "by": "wang"},
    Act.PASS: {"by": "qian"},
    Act.RETURN: {"reason": "凭证打不开"},
}


def opened(due: date = DUE) -> Standing:
    details: dict[str, JSON] = {"unit": "mz", "text": "公开惠民政策清单", "due": due.isoformat()}
    return open_task(Step(Act.ASSIGN.value, FIRST, details), CALENDAR)


def step(act: Act, on: date, **more: JSON) -> Step:
    return Step(act.value, on, {**DETAILS.get(act, {}), **more})


def taken(*acts: tuple[Act, date]) -> Standing:
    standing = opened()
    for act, on in acts:
        standing = standing.take(step(act, on), CALENDAR)
    return standing


@given(st.lists(st.sampled_from([act for act in Act if act is not Act.ASSIGN]), max_size=12))
def test_only_what_the_table_allows_happens_to_a_task(acts: list[Act]) -> None:
    standing = opened()
    for number, act in enumerate(acts):
        allowed = any(row.act == act for row in FLOW.open_acts(standing.state))
        on = FIRST + timedelta(days=number)
        if allowed:
            standing = standing.take(step(act, on), CALENDAR)
        else:
            with pytest.raises(Unlawful):
                standing.take(step(act, on), CALENDAR)
    assert (standing.closed_on is not None) == FLOW.closed(standing.state)


def test_a_task_is_overdue_from_the_day_after_and_late_evidence_stays_late() -> None:
    doing = taken((Act.ACCEPT, FIRST))
    assert not doing.overdue(DUE)
    assert doing.overdue(DUE + timedelta(days=1))
    late = doing.take(step(Act.HAND_IN, DUE + timedelta(days=2)), CALENDAR)
    assert late.due(CALENDAR) is None
    done = late.take(step(Act.PASS, DUE + timedelta(days=3)), CALENDAR)
    assert (done.state, done.outcome, done.overdue(DUE)) == (State.DONE, "late", True)


def test_who_hands_in_does_not_check_and_a_sentence_alone_proves_nothing() -> None:
    doing = taken((Act.ACCEPT, FIRST))
    with pytest.raises(Unlawful, match="至少附一项凭证"):
        doing.take(step(Act.HAND_IN, FIRST, evidence=[]), CALENDAR)
    handed = doing.take(step(Act.HAND_IN, FIRST), CALENDAR)
    with pytest.raises(Unlawful, match="不能核验自己的任务"):
        handed.take(step(Act.PASS, FIRST, by="wang"), CALENDAR)
    back = handed.take(step(Act.RETURN, FIRST), CALENDAR)
    assert (back.returns, back.evidence, back.handed_in_on) == (1, (), None)


STANDINGS = st.sampled_from(
    [
        opened(),
        taken((Act.ACCEPT, FIRST)),
        taken((Act.ACCEPT, FIRST), (Act.URGE, FIRST), (Act.HAND_IN, FIRST)),
        taken((Act.ACCEPT, FIRST), (Act.HAND_IN, DUE), (Act.PASS, DUE)),
        taken((Act.ACCEPT, FIRST), (Act.HAND_IN, DUE + timedelta(days=1)), (Act.PASS, DUE + timedelta(days=1))),
        taken((Act.DROP, FIRST)),
    ]
)


@given(st.lists(STANDINGS, max_size=12), st.dates(FIRST, DUE + timedelta(days=30)))
def test_each_task_is_counted_once_and_the_rate_is_of_those_that_stand(found: list[Standing], on: date) -> None:
    told = progress(found, on)
    assert told.asked + told.dropped == len(found)
    done = sum(each.state is State.DONE for each in found)
    assert told.done + told.late == done
    assert told.overdue == sum(each.state in (State.ASSIGNED, State.DOING) and each.due_on < on for each in found)
    standing = sum(each.state is not State.DROPPED for each in found)
    assert told.rate == (f"{100 * done / standing:.1f}%" if standing else "无")


def test_the_chapter_tells_what_was_done_and_what_was_not() -> None:
    done = taken((Act.ACCEPT, FIRST), (Act.HAND_IN, DUE), (Act.PASS, DUE))
    rows = [
        Fulfilled("主动公开", "公开惠民政策清单", "民政局", done),
        Fulfilled("解读回应", "解读重要政策", "财政局", opened()),
        Fulfilled("解读回应", "合并的任务", "财政局", taken((Act.DROP, FIRST))),
    ]
    text = chapter("2025年要点", rows, DUE)
    assert text.splitlines() == [
        "《2025年要点》分解任务2项，已完成1项，完成率50.0%。",
        "（一）主动公开。公开了清单（民政局）。",
        "（二）解读回应。“解读重要政策”由财政局承办，尚未完成。",
    ]
