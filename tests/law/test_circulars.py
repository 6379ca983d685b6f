"""内部通知: who was told, has read, has answered and is late follows from the steps alone, whatever order they come in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.circular_figures import CHASING, figures_of, reminded_ahead, to_chase
from gongkai.law.circular_forms import ReturnType, checked, fields_of
from gongkai.law.circulars import FLOW, CircularAct, CircularStanding, CircularState, open_circular
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful

CALENDAR = national()
DAY, DUE = date(2025, 9, 1), date(2025, 9, 12)
UNITS = ("a", "b", "c")
READERS: dict[str, JSON] = {"a": ["a1", "a2"], "b": ["b1"], "c": []}


def written(**more: JSON) -> dict[str, JSON]:
    told: dict[str, JSON] = {"kind": "ordinary", "text": "请报送", "units": list[JSON](UNITS)}
    return told | {"fields": "人数，数字", "due_on": DUE.isoformat()} | more


def drafted(**more: JSON) -> CircularStanding:
    return open_circular(Step("draft", DAY, written(**more)), CALENDAR)


def out(**more: JSON) -> CircularStanding:
    return drafted(**more).take(Step("issue", DAY, {"readers": READERS}), CALENDAR)


def answered(standing: CircularStanding, unit: str, on: date) -> CircularStanding:
    return standing.take(Step("return", on, {"unit": unit, "by": f"{unit}1", "values": {"人数": "3"}}), CALENDAR)


def test_the_office_sends_the_units_read_answer_and_are_chased() -> None:
    sent = out()
    assert (sent.told, sent.read, sent.read_rate) == (3, 0, 0)
    read = sent.take(Step("read", DAY, {"unit": "a", "by": "a1"}), CALENDAR)
    assert (read.read, read.parts["a"].unread) == (1, frozenset({"a2"}))
    back = answered(read, "b", DUE)
    assert back.parts["b"].read == {"b1": DUE}  # who answers has read
    assert back.late(DUE) == ()
    assert back.late(DUE + timedelta(days=1)) == ("a", "c")
    chased = back.take(Step("chase", DUE + timedelta(days=1), {"units": ["a", "c"]}), CALENDAR)
    assert (chased.parts["a"].chased, chased.parts["b"].chased) == (1, 0)
    late = answered(chased, "a", DUE + timedelta(days=3))
    assert late.parts["a"].returned_late
    with pytest.raises(Unlawful, match="还有1个单位没有回复"):
        late.take(Step("finish", late.last_on, {}), CALENDAR)
    done = late.take(Step("finish", late.last_on, {"reason": "丙单位已撤并"}), CALENDAR)
    assert done.closed_on
    told = figures_of([done], done.last_on)
    assert (told.told, told.read, told.owed, told.returned, told.late) == (3, 2, 3, 2, 2)
    assert dict(told.chased) == {"a": 1, "c": 1}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"units": []}, "应选定收件单位"),
        ({"due_on": ""}, "应写明回复期限"),
        ({"fields": "", "wants_file": False}, "应写明要回复什么"),
        ({"due_on": "2025-08-01"}, "不能早于拟写日期"),
        ({"fields": "人数，整数"}, "“整数”不是类型"),
        ({"fields": "人数\n人数，数字"}, "写了两次"),
        ({"kind": "x"}, "应选明通知种类"),
    ],
)
def test_a_notice_that_is_not_whole_is_not_written(more: dict[str, JSON], says: str) -> None:
    with pytest.raises(Unlawful, match=says):
        drafted(**more)


@pytest.mark.parametrize(("value", "says"), [("", "人数不能为空"), ("三个", "人数应为数字"), (None, "人数不能为空")])
def test_a_return_says_which_field_is_wrong(value: JSON, says: str) -> None:
    with pytest.raises(Unlawful, match=says):
        checked(out().wanted, {"人数": value})
    if not value:
        with pytest.raises(Unlawful, match=says):
            out().take(Step("return", DAY, {"unit": "a", "by": "a1", "values": {"人数": value}}), CALENDAR)


def test_the_fields_of_a_return_are_written_one_to_a_line() -> None:
    fields = fields_of("负责人\n到岗日期，日期，可空\n是否专职,是否")
    assert [(each.type, each.required) for each in fields] == [
        (ReturnType.TEXT, True),
        (ReturnType.DAY, False),
        (ReturnType.YES_NO, True),
    ]
    kept = checked(fields, {"负责人": "张测试", "到岗日期": "", "是否专职": "是"})
    assert kept == {"负责人": "张测试", "到岗日期": "", "是否专职": "是"}


def test_nobody_is_chased_before_the_term_nor_more_often_than_every_few_working_days() -> None:
    sent, on = out(), DUE
    chased: list[date] = []
    for _ in range(30):
        on += timedelta(days=1)
        if units := to_chase(sent, on, CALENDAR):
            chased.append(on)
            sent = sent.take(Step("chase", on, {"units": list[JSON](units)}), CALENDAR)
    assert CALENDAR.count(DUE, chased[0]) == CHASING.length
    gaps = [CALENDAR.count(first, then) for first, then in pairwise(chased)]
    assert set(gaps) == {CHASING.length}


def test_the_reminders_come_three_and_one_working_days_ahead_and_not_after() -> None:
    days = [DUE - timedelta(days=back) for back in range(7, -2, -1)]
    told = [reminded_ahead(out(), day, CALENDAR) for day in days]
    assert [each for each in dict.fromkeys(told) if each] == [3, 1]
    assert told[-1] is told[-2] is None


STEPS = st.lists(
    st.tuples(st.sampled_from([*CircularAct]), st.sampled_from([*UNITS, "x"]), st.integers(0, 2)), max_size=14
)


@given(STEPS)
def test_only_what_the_table_allows_happens_and_the_figures_are_the_slow_recount(
    steps: list[tuple[CircularAct, str, int]],
) -> None:
    standing, on = drafted(), DAY
    chased: list[str] = []
    for act, unit, days in steps:
        on += timedelta(days=days)
        details: dict[str, JSON] = {"unit": unit, "units": [unit], "by": f"{unit}1", "readers": READERS}
        details |= {"values": {"人数": "1"}, "reason": "另有安排"}
        step = Step(act.value, on, written() if act is CircularAct.REWRITE else details)
        lawful = any(row.act == act for row in FLOW.open_acts(standing.state))
        try:
            standing = standing.take(step, CALENDAR)
        except Unlawful:
            continue
        assert lawful
        chased += [unit] if act is CircularAct.CHASE else []
    told = figures_of([standing], on)
    if standing.issued_on is None or standing.state is CircularState.TAKEN_BACK:
        assert told.circulars == 0
        return
    parts = standing.parts.values()
    assert told.read == sum(who in part.read for part in parts for who in part.told) <= told.told == 3
    assert told.returned == sum(not part.is_owing for part in parts)
    assert sum(told.chased.values()) == len(chased)
