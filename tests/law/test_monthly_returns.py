"""月报表: only what the table allows happens; a figure is put right with a reason or not at all; three persons sign; what is
handed in stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.monthly.adding_up import faults
from gongkai.law.monthly.analysis import Compared, compared, sentences
from gongkai.law.monthly.indicators import INDICATORS, Gathering, Part, of_part
from gongkai.law.monthly.returns import FLOW, MONTHLY_RETURN, Act, DueDay, Standing, State, open_return
from gongkai.law.rates import Cut, Rounding, growth, percent

CALENDAR = national()
FIRST = date(2025, 10, 1)
KEY = "tickets.received"
PEOPLE = ("wang", "li", "zhou")


def opened(due_day: int = 10, on: date = FIRST) -> Standing:
    return open_return(Step(Act.OPEN.value, on, {"year": 2025, "month": 9, "due_day": due_day}), CALENDAR)


def step(act: Act, on: date, **details: JSON) -> Step:
    return Step(act.value, on, details)


def signed(standing: Standing, on: date = FIRST, people: tuple[str, str, str] = PEOPLE) -> Standing:
    for act, by in zip((Act.SUBMIT, Act.APPROVE, Act.HAND_IN), people, strict=True):
        standing = standing.take(step(act, on, by=by, digest="d"), CALENDAR)
    return standing


STEPS: st.SearchStrategy[tuple[Act, dict[str, JSON]]] = st.one_of(
    st.tuples(
        st.just(Act.CORRECT),
        st.fixed_dictionaries(
            {
                "key": st.sampled_from([KEY, "tickets.closing_rate", "x"]),
                "was": st.integers(0, 3).map(str),
                "now": st.integers(-1, 3).map(str),
                "reason": st.sampled_from(["", "漏登两件，有签收单"]),
            }
        ),
    ),
    st.tuples(st.just(Act.RESTORE), st.just({"key": KEY})),
    st.tuples(st.just(Act.NOTE), st.fixed_dictionaries({"text": st.sampled_from(["", "说明"])})),
    st.tuples(
        st.just(Act.SUBMIT),
        st.fixed_dictionaries(
            {
                "digest": st.just("d"),
                "by": st.sampled_from(PEOPLE),
                "waits": st.sampled_from([[], ["没有在任的经办人"]]),
                "waits_reason": st.sampled_from(["", "正在任命"]),
                "faults": st.sampled_from([[], ["不平"]]),
            }
        ),
    ),
    st.tuples(st.sampled_from([Act.APPROVE, Act.HAND_IN]), st.fixed_dictionaries({"by": st.sampled_from(PEOPLE)})),
    st.tuples(st.just(Act.RETURN), st.fixed_dictionaries({"reason": st.sampled_from(["", "数不对"])})),
)


@given(st.lists(STEPS, max_size=25), st.lists(st.integers(0, 4), min_size=25, max_size=25))
def test_only_what_the_table_allows_happens_and_what_was_handed_in_stays(
    taken: list[tuple[Act, dict[str, JSON]]], days: list[int]
) -> None:
    standing, on = opened(), FIRST
    for (act, details), more in zip(taken, days, strict=False):
        on += timedelta(days=more)
        before = standing
        try:
            standing = before.take(step(act, on, **details), CALENDAR)
        except Unlawful:
            continue
        assert act in {row.act for row in FLOW.open_acts(before.state)}
        if act is Act.CORRECT:
            assert details["reason"] and details["key"] == KEY
            assert standing.corrected == before.corrected + 1
        if act is Act.SUBMIT:
            assert not details["faults"] and (not details["waits"] or details["waits_reason"])
        if standing.state is State.HANDED_IN:
            assert len({standing.filled_by, standing.reviewed_by, standing.signed_by}) == 3
            assert standing.outcome == ("late" if on > date(2025, 10, 10) else "on_time")
    if standing.state is State.HANDED_IN:
        for each in Act:
            with pytest.raises(Unlawful):
                standing.take(step(each, on, reason="x", key=KEY, was="1", now="2", by="new"), CALENDAR)


@pytest.mark.parametrize("people", [("wang", "wang", "zhou"), ("wang", "li", "li"), ("wang", "li", "wang")])
def test_three_persons_sign(people: tuple[str, str, str]) -> None:
    with pytest.raises(Unlawful, match="应为三个人"):
        signed(opened(), people=people)


def test_a_correction_without_a_reason_is_refused() -> None:
    with pytest.raises(Unlawful, match="更正理由不能为空") as refusal:
        opened().take(step(Act.CORRECT, FIRST, key=KEY, was="4", now="6", reason=" "), CALENDAR)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(
    ("now", "said"), [("六", "应填数字"), ("-1", "不小于0"), ("1.5", "整数"), ("4", "无需更正"), ("NaN", "整数")]
)
def test_a_figure_that_is_none_is_refused_by_name(now: str, said: str) -> None:
    with pytest.raises(Unlawful, match=said) as refusal:
        opened().take(step(Act.CORRECT, FIRST, key=KEY, was="4", now=now, reason="漏登"), CALENDAR)
    assert "受理" in str(refusal.value) and refusal.value.field == "now"


def test_how_far_files_have_come_cannot_be_corrected() -> None:
    for key, indicator in INDICATORS.items():
        if indicator.gathering is Gathering.PROGRESS:
            with pytest.raises(Unlawful, match="随办理变化"):
                opened().take(step(Act.CORRECT, FIRST, key=key, was="1", now="2", reason="x"), CALENDAR)


def test_nobody_signs_before_the_month_is_over() -> None:
    begun = opened(on=date(2025, 9, 20))
    with pytest.raises(Unlawful, match="尚未结束"):
        begun.take(step(Act.SUBMIT, date(2025, 9, 30), by="wang", digest="d"), CALENDAR)


def test_what_is_missing_waits_for_a_name_or_a_written_reason() -> None:
    with pytest.raises(Unlawful, match="没有在任的单位负责人。应先落实") as refusal:
        opened().take(step(Act.SUBMIT, FIRST, by="wang", digest="d", waits=["没有在任的单位负责人"]), CALENDAR)
    assert refusal.value.field == "waits_reason"
    told = opened().take(
        step(Act.SUBMIT, FIRST, by="wang", digest="d", waits=["没有在任的单位负责人"], waits_reason="正在任命"),
        CALENDAR,
    )
    assert told.waits == ("没有在任的单位负责人",) and told.waits_reason == "正在任命"


def test_it_is_due_by_the_tenth_or_by_the_day_the_place_has_set() -> None:
    due = opened().due(CALENDAR)
    assert due is not None and due.on == date(2025, 10, 10)
    later = opened(due_day=15).due(CALENDAR)
    assert later is not None and later.on == date(2025, 10, 15)
    assert DueDay().after(2025, 12) == date(2026, 1, 10)
    assert signed(opened()).due(CALENDAR) is None
    with pytest.raises(Unlawful, match="1日至28日"):
        DueDay(31, "某办〔2025〕1号")


def test_a_return_sent_back_is_signed_anew_by_all_three() -> None:
    standing = opened().take(step(Act.SUBMIT, FIRST, by="wang", digest="d"), CALENDAR)
    back = standing.take(step(Act.RETURN, FIRST, reason="漏报一件"), CALENDAR)
    assert (back.state, back.digest, back.filled_by, back.returns) == (State.FILLING, "", "", 1)
    assert signed(back).state is State.HANDED_IN


def test_it_opens_by_its_own_first_step_only() -> None:
    with pytest.raises(Unlawful, match="应从开始填报立卷"):
        MONTHLY_RETURN.open(step(Act.SUBMIT, FIRST), CALENDAR)
    with pytest.raises(Unlawful, match="尚未开始"):
        opened(on=date(2025, 8, 31))


# -- what must add up ------------------------------------------------------------------------------------------------------


def balanced(**changed: int) -> dict[str, int | Decimal | None]:
    told: dict[str, int | Decimal | None] = dict.fromkeys(INDICATORS, 0)
    told |= {"applications.received": 2, "applications.closed": 1, "applications.closed_granted": 1}
    told |= {"applications.carried_out": 1}
    return told | {key.replace("__", "."): number for key, number in changed.items()}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"applications__received": 3}, "不等于办结"),
        ({"applications__closed_partial": 1}, "超过办结"),
        ({"tickets__received": 1}, "不等于受理"),
        ({"disclosure__disclosed_normative": 1}, "超过主动公开政府信息数"),
        ({"disclosure__disclosed_total": 1}, "超过各渠道公开数之和"),
        ({"activities__interviews_led": 1}, "超过举办在线访谈"),
        ({"remedies__filed": -1}, "不应为负数"),
    ],
)
def test_each_relation_is_held(changed: Mapping[str, int], said: str) -> None:
    assert faults(balanced()) == []
    assert any(said in each for each in faults(balanced(**changed)))


# -- the declarations ------------------------------------------------------------------------------------------------------


def test_every_indicator_says_what_it_means_and_what_counts_once() -> None:
    assert all(each.label and each.unit and each.definition and each.once for each in INDICATORS.values())
    assert {each.part for each in INDICATORS.values()} == set(Part)
    assert [each.label for each in of_part(Part.APPLICATIONS)][:3] == ["上月结转", "收到", "办结"]


# -- the analysis ----------------------------------------------------------------------------------------------------------


def test_much_more_or_much_less_stands_out_and_a_little_does_not() -> None:
    received = INDICATORS[KEY]
    assert Compared(received, 30, 20, None).stands_out and Compared(received, 10, 20, None).stands_out
    assert Compared(received, 5, 0, None).stands_out
    assert not Compared(received, 4, 0, None).stands_out and not Compared(received, 104, 100, None).stands_out
    assert not Compared(received, 29, 20, 29).stands_out and not Compared(received, 29, None, None).stands_out


def test_the_draft_says_the_figures_and_asks_for_the_reason_of_what_stands_out() -> None:
    told = list(sentences("2025年9月", compared({KEY: 30, "applications.received": 2}, {KEY: 20}, None)))
    assert "群众留言和热线：2025年9月受理30件（比上期增加10，增加50.0%）。" in told
    assert "依申请公开：2025年9月收到2件。" in told
    assert told[-1].startswith("变化较大、应当说明原因的：群众留言和热线受理") and "待补充" in told[-1]
    assert list(sentences("2025年9月", compared({KEY: 1}, {KEY: 1}, None)))[-1].endswith("没有大的变化。")


# -- rates -----------------------------------------------------------------------------------------------------------------


def test_a_rate_is_rounded_as_its_rule_says_and_the_rule_can_be_read() -> None:
    down = Rounding(2, Cut.DOWN)
    assert (percent(1, 3), percent(2, 3, Rounding(2)), percent(2, 3, down)) == (
        Decimal("33.3"),
        Decimal("66.67"),
        Decimal("66.66"),
    )
    assert percent(1, 0) is None and growth(1, 0) is None
    assert growth(3103, 2607, down) == Decimal("19.02") and growth(3103, 2607, Rounding(2)) == Decimal("19.03")
    assert Rounding().note == "百分率保留一位小数，四舍五入" and down.note == "百分率保留两位小数，其余舍去"


def test_a_standing_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        opened().digest = "x"  # type: ignore[misc]
    assert replace(opened(), digest="x").digest == "x"
