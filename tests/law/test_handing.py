"""岗位交接: a pack passes line by line; no line is lost, whatever is done in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.handing import (
    CLOSED_LINES,
    FLOW,
    HANDOVER,
    KIND,
    Act,
    LineState,
    Standing,
    State,
    open_pack,
    told,
)
from gongkai.law.handing_choices import MOST, Choice, Taken, chosen, figures, renewed
from gongkai.law.handing_items import Week, is_left_by, late_around, week_last_year, week_of, whose
from gongkai.law.procedures import replay

DAY = date(2025, 9, 8)
CALENDAR = national()
KEYS = [f"application/{number}" for number in range(4)]


def opening(keys: list[str]) -> Step:
    return Step(Act.WRITE.value, DAY, told(keys, **{"from": "wang", "to": "qian", "office": "informant"}))


def written(keys: list[str] | None = None) -> Standing:
    return open_pack(opening(KEYS if keys is None else keys), CALENDAR)


def step(act: Act, on: date = DAY, **details: object) -> Step:
    return Step(act.value, on, details)  # type: ignore[arg-type]


def after(standing: Standing, *steps: Step) -> Standing:
    for each in steps:
        standing = standing.take(each, CALENDAR)
    return standing


SIGNED = step(Act.SIGN, by="wang")

DETAILS: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {},
    optional={
        "lines": st.lists(st.sampled_from([*KEYS, "column/9", "slot/3"]), max_size=4),
        "line": st.sampled_from([*KEYS, "column/9"]),
        "text": st.sampled_from(["为什么", ""]),
        "reason": st.sampled_from(["调离", ""]),
        "by": st.sampled_from(["wang", "qian", "li"]),
        "to": st.sampled_from(["li", "zhou", "qian"]),
    },
)


@st.composite
def tries(draw: st.DrawFn) -> list[Step]:
    acts = draw(st.lists(st.sampled_from([each for each in Act if each is not Act.WRITE]), max_size=40))
    return [Step(act.value, DAY + timedelta(days=place), draw(DETAILS)) for place, act in enumerate(acts)]


@given(tries())
def test_after_any_acts_every_line_has_a_holder_and_none_is_lost(steps: list[Step]) -> None:
    standing, keys, taken = written(), set(KEYS), [opening(KEYS)]
    for each in steps:
        try:
            standing = standing.take(each, CALENDAR)
        except Unlawful:
            continue
        taken.append(each)
        keys |= set(each.details.get("lines", [])) if each.act == Act.ADD else set()  # type: ignore[arg-type]
        assert set(standing.lines) == keys
        assert all(line.holder for line in standing.lines.values())
        if standing.signed_on is not None:
            left_behind = [line for line in standing.lines.values() if line.is_open and line.holder == "wang"]
            assert left_behind == [], "what is open is never the leaver's after the signature"
            assert {line.holder for line in standing.lines.values() if line.is_open} <= {standing.successor}
        if standing.closed_on is not None:
            assert standing.open_lines == ()
            assert standing.state is State.DONE
    assert replay(KIND, taken, CALENDAR) == standing


@given(tries())
def test_no_act_outside_the_table_is_taken(steps: list[Step]) -> None:
    standing = written()
    for each in steps:
        open_acts = {row.act for row in FLOW.open_acts(standing.state)}
        try:
            standing = standing.take(each, CALENDAR)
        except Unlawful:
            continue
        assert each.act in open_acts


def test_a_pack_is_accepted_line_by_line_asked_about_answered_and_signed_for() -> None:
    standing = after(written(), SIGNED, step(Act.ACCEPT, lines=KEYS[:2]))
    assert [standing.holder(key) for key in KEYS] == ["qian"] * 4
    with pytest.raises(Unlawful, match="还有2项没有接受"):
        after(standing, step(Act.COMPLETE, by="qian"))
    asked = after(standing, step(Act.ASK, line=KEYS[2], text="补正到哪一步了"))
    with pytest.raises(Unlawful, match="答复后再接受"):
        after(asked, step(Act.ACCEPT, lines=[KEYS[2]]))
    given_away = after(
        asked,
        step(Act.ANSWER, line=KEYS[2], text="已告知补正"),
        step(Act.ACCEPT, lines=[KEYS[2]]),
        step(Act.REASSIGN, line=KEYS[3], to="zhou", reason="归法制科"),
    )
    assert given_away.lines[KEYS[3]].state is LineState.REASSIGNED
    assert given_away.holder(KEYS[3]) == "zhou"
    done = after(given_away, step(Act.COMPLETE, by="qian"))
    assert (done.state, done.closed_on) == (State.DONE, DAY)


def test_who_leaves_suddenly_is_signed_for_by_the_head_with_a_reason_and_not_by_the_successor() -> None:
    with pytest.raises(Unlawful, match="由负责人说明理由后代签"):
        after(written(), step(Act.SIGN, by="li"))
    with pytest.raises(Unlawful, match="理由"):
        after(written(), step(Act.SIGN_FOR, by="li", reason=" "))
    with pytest.raises(Unlawful, match="接任人不能替移交人签字"):
        after(written(), step(Act.SIGN_FOR, by="qian", reason="走了"))
    signed = after(written(), step(Act.SIGN_FOR, by="li", reason="突然调离"))
    assert signed.signed_for
    assert {line.holder for line in signed.lines.values()} == {"qian"}


def test_what_comes_after_the_signature_is_the_successors_at_once() -> None:
    standing = after(written(), step(Act.ADD, lines=["column/9"]))
    assert standing.holder("column/9") == "wang"
    standing = after(standing, SIGNED, step(Act.ADD, lines=["slot/3", "column/9"]))
    assert (standing.holder("slot/3"), standing.holder("column/9")) == ("qian", "qian")
    settled = after(standing, step(Act.SETTLE, lines=["slot/3"]))
    assert settled.lines["slot/3"].state in CLOSED_LINES


def test_who_takes_over_may_be_replaced_and_what_they_accepted_waits_again() -> None:
    begun = after(written(), SIGNED, step(Act.ACCEPT, lines=KEYS[:2]), step(Act.ASK, line=KEYS[2], text="在哪里"))
    given_away = after(begun, step(Act.REASSIGN, line=KEYS[3], to="zhou", reason="归法制科"))
    with pytest.raises(Unlawful, match="更换的理由"):
        after(given_away, step(Act.REPLACE, to="wu", reason=" "))
    for name, why in (("wang", "移交人本人"), ("qian", "已是接任人")):
        with pytest.raises(Unlawful, match=why):
            after(given_away, step(Act.REPLACE, to=name, reason="另有任用"))
    later = DAY + timedelta(days=3)
    now = after(given_away, step(Act.REPLACE, later, to="wu", reason="另有任用"))
    assert (now.successor, now.former, now.taking_since, now.state) == ("wu", ("qian",), later, State.HANDED)
    assert [now.lines[key].state for key in KEYS] == [
        LineState.WAITING,
        LineState.WAITING,
        LineState.ASKED,
        LineState.REASSIGNED,
    ]
    assert [now.holder(key) for key in KEYS] == ["wu", "wu", "wu", "zhou"]
    with pytest.raises(Unlawful, match="接任人本人签收"):
        after(
            now,
            step(Act.ANSWER, later, line=KEYS[2], text="在柜里"),
            step(Act.ACCEPT, later, lines=KEYS[:3]),
            step(Act.COMPLETE, later, by="qian"),
        )


def test_before_the_signature_a_replacement_moves_nothing() -> None:
    now = after(written(), step(Act.REPLACE, to="wu", reason="填错了人"))
    assert ({now.holder(key) for key in KEYS}, now.taking_since) == ({"wang"}, None)
    assert {after(now, SIGNED).holder(key) for key in KEYS} == {"wu"}


def test_an_empty_pack_can_be_signed_for_and_a_handover_begins_with_the_pack() -> None:
    done = after(written([]), SIGNED, step(Act.COMPLETE, by="qian"))
    assert done.closed_on == DAY
    assert HANDOVER.label == "岗位交接"
    with pytest.raises(Unlawful, match="生成接力包"):
        open_pack(SIGNED, CALENDAR)


# -- whose ------------------------------------------------------------------------------------------------------------

PEOPLE = st.integers(1, 5)


@given(st.none() | PEOPLE, st.none() | PEOPLE, st.frozensets(PEOPLE), st.lists(PEOPLE, unique=True), PEOPLE, PEOPLE)
def test_what_is_not_in_the_pack_has_somebody_else_who_serves(
    named: int | None, moved: int | None, serving: frozenset[int], able: list[int], leaver: int, successor: int
) -> None:
    able = [each for each in able if each in serving]
    if is_left_by(leaver, successor, named, moved, serving, able):
        return
    remaining = whose(named, moved, serving - {leaver}, [each for each in able if each != leaver])
    assert remaining, "without the leaver it still has a holder"
    assert leaver not in remaining


# -- weeks --------------------------------------------------------------------------------------------------------------


@given(st.dates(date(2009, 1, 1), date(2040, 12, 31)))
def test_the_week_of_last_year_has_the_same_number_where_there_is_one(day: date) -> None:
    week = week_last_year(day)
    year, number, _ = day.isocalendar()
    assert week.first.isocalendar()[0] == year - 1
    assert week.first.isocalendar()[1] in (number, 52)
    assert week.first.weekday() == 0
    assert day in week_of(day)


def test_late_slots_are_counted_in_the_thirty_days_before_and_from_the_change_on() -> None:
    days = [DAY - timedelta(days=31), DAY - timedelta(days=30), DAY - timedelta(days=1), DAY, DAY + timedelta(days=30)]
    change = late_around(DAY, days)
    assert (change.before, change.after) == (2, 1)
    assert Week(DAY).last == date(2025, 9, 14)


# -- the ten-minute list ---------------------------------------------------------------------------------------------


def choice(sort: str, key: int, due: date | None = None) -> Choice:
    return Choice(sort, str(key), "问", "答", "因", "/", due)


@given(st.lists(st.builds(choice, st.sampled_from("abc"), st.integers(0, 99), st.none() | st.dates()), max_size=60))
def test_the_list_never_holds_more_than_ten_and_what_has_a_day_comes_first(choices: list[Choice]) -> None:
    picked = chosen(choices)
    assert len(picked) == min(MOST, len(choices))
    assert all(each in choices for each in picked)
    dated = [each.due_on for each in picked if each.due_on]
    assert dated == sorted(each.due_on for each in choices if each.due_on)[: len(dated)]


def test_no_sort_crowds_out_the_others() -> None:
    picked = chosen([*(choice("a", key) for key in range(30)), choice("b", 1), choice("c", 1)])
    assert {"b", "c"} <= {each.sort for each in picked}


def test_the_figures_of_a_week_are_decisions_and_the_share_taken_as_proposed() -> None:
    told_of = figures([Taken.AS_PROPOSED] * 3 + [Taken.OTHERWISE, Taken.LEFT])
    assert (told_of.listed, told_of.decided, told_of.unchanged) == (5, 4, 75.0)
    assert figures([Taken.LEFT]).unchanged is None


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("2025年8月水质监测情况", "2025年9月水质监测情况"),
        ("示例县2025年第三季度公告", "示例县2025年第三季度公告"),
        ("民政局2025年要点", "民政局2025年要点"),
        ("公告", "公告"),
    ],
)
def test_the_title_of_the_next_period_follows_from_the_last(title: str, becomes: str) -> None:
    assert renewed(title, date(2025, 8, 1), date(2025, 9, 1)) == becomes
    assert renewed("2024年度要点", date(2024, 1, 1), date(2025, 1, 1)) == "2025年度要点"
