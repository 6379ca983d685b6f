"""清单调整、异议、双随机、失信名单: who may do what and when; a draw is the same for everybody who repeats it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.registers import KINDS, credit
from gongkai.law.registers.adjusting import FLOW, Act, Standing, State, open_batch
from gongkai.law.registers.chains import CHAINS, FIRMS, POVERTY
from gongkai.law.registers.drawing import DrawPlan, Pairing, draw, pairings, seal_of
from gongkai.law.registers.key_areas import KEY_AREAS, LEAVES, leaf_of
from gongkai.law.registers.protests import (
    BIDDING_TERM,
    NOTICE_TERM,
    PROCURING_TERM,
    ProtestAnswer,
    ProtestGiven,
    ProtestOutcome,
    ProtestWay,
    answer_due,
    term_of,
)
from tests.law.strategies import calendars, days

DAY = date(2025, 9, 18)
CALENDAR = national()


def step(act: Act, on: date = DAY, by: str = "wang", **details: JSON) -> Step:
    return Step(act.value, on, {"by": by, **details})


def opened() -> Standing:
    return open_batch(
        step(Act.PROPOSE, list="power_item", basis="甘政发〔2025〕1号", basis_on="2025-09-01", digest="d"), CALENDAR
    )


PATH = (
    step(Act.REFORM, by="bian", offices=["establishment"]),
    step(Act.LEGAL, by="fa", offices=["legal"]),
    step(Act.APPROVE, approved_by="县政府第12次常务会议", approved_on="2025-09-17"),
    step(Act.PUBLISH, effective_on="2025-09-18", digest="d"),
)


def test_a_batch_is_reviewed_by_two_offices_approved_and_made_public() -> None:
    standing = opened()
    states = [standing.state]
    for each in PATH:
        standing = standing.take(each, CALENDAR)
        states.append(standing.state)
    assert states == [
        State.PROPOSED,
        State.REFORM_REVIEWED,
        State.LEGAL_REVIEWED,
        State.APPROVED,
        State.PUBLISHED,
    ]
    assert (standing.closed_on, standing.outcome, standing.due(CALENDAR)) == (DAY, "published", None)


@pytest.mark.parametrize(
    ("taken", "wrong", "reason"),
    [
        (0, step(Act.REFORM, by="bian", offices=["legal"]), "机构编制与审改"),
        (0, step(Act.REFORM, offices=["establishment"]), "不能审核自己"),
        (1, step(Act.LEGAL, by="fa", offices=["informant"]), "法制审核"),
        (0, step(Act.PUBLISH, effective_on="2025-09-18", digest="d"), "待审改审核"),
        (2, step(Act.APPROVE, approved_by=" ", approved_on="2025-09-17"), "不能为空"),
        (2, step(Act.APPROVE, approved_by="会议", approved_on="2025-09-19"), "不能晚于"),
        (3, step(Act.PUBLISH, effective_on="2025-09-19", digest="d"), "不能晚于公布日期"),
        (3, step(Act.PUBLISH, effective_on="2025-09-18", digest="another"), "不一致"),
        (0, step(Act.REFORM, DAY - timedelta(1), by="bian", offices=["establishment"]), "不能早于"),
    ],
)
def test_no_step_is_taken_by_another_office_out_of_order_or_for_other_changes(
    taken: int, wrong: Step, reason: str
) -> None:
    standing = opened()
    for each in PATH[:taken]:
        standing = standing.take(each, CALENDAR)
    with pytest.raises(Unlawful, match=reason):
        standing.take(wrong, CALENDAR)


@given(st.lists(st.sampled_from([each for each in Act if each is not Act.PROPOSE]), max_size=14))
def test_whatever_is_tried_nothing_is_public_that_was_not_reviewed_and_approved_since_it_was_last_written(
    tried: list[Act],
) -> None:
    details: dict[str, JSON] = {
        "offices": ["establishment", "legal"],
        "approved_by": "会议",
        "approved_on": "2025-09-18",
        "effective_on": "2025-09-18",
        "digest": "d",
        "basis": "文号",
        "basis_on": "2025-09-01",
        "reason": "理由",
    }
    standing = opened()
    since: list[Act] = []
    for act in tried:
        by = "wang" if act is Act.REVISE else "other"
        try:
            standing = standing.take(Step(act.value, DAY, {"by": by, **details}), CALENDAR)
        except Unlawful:
            continue
        since = [] if act is Act.REVISE else [*since, act]
        assert FLOW.states()
    if standing.state is State.PUBLISHED:
        assert since == [Act.REFORM, Act.LEGAL, Act.APPROVE, Act.PUBLISH]


def test_a_batch_is_due_after_the_decision_above_and_then_after_its_approval() -> None:
    standing = opened()
    assert standing.due(CALENDAR) == CALENDAR.after(date(2025, 9, 1), 30)
    for each in PATH[:3]:
        standing = standing.take(each, CALENDAR)
    assert standing.due(CALENDAR) == CALENDAR.after(date(2025, 9, 17), 20)


def test_without_its_basis_nothing_is_proposed() -> None:
    with pytest.raises(Unlawful, match="调整依据"):
        open_batch(step(Act.PROPOSE, list="power_item", basis=" ", basis_on="2025-09-01", digest="d"), CALENDAR)
    with pytest.raises(Unlawful, match="不能晚于提出日期"):
        open_batch(step(Act.PROPOSE, list="power_item", basis="号", basis_on="2025-09-19", digest="d"), CALENDAR)


# -- 异议 --------------------------------------------------------------------------------------------------------------


def test_an_objection_is_answered_within_the_term_of_what_it_is_against() -> None:
    assert term_of("award_notice", {"trade_field": "政府采购"}) is PROCURING_TERM
    assert term_of("award_notice", {"trade_field": "工程建设"}) is BIDDING_TERM
    assert term_of("poverty_notice", {}) is NOTICE_TERM
    assert answer_due(BIDDING_TERM, DAY, CALENDAR).on == date(2025, 9, 22)  # 21 September is a Sunday
    assert answer_due(PROCURING_TERM, DAY, CALENDAR).on == date(2025, 9, 28)


@given(calendars(), days(), st.sampled_from([BIDDING_TERM, PROCURING_TERM, NOTICE_TERM]))
def test_an_answer_is_due_on_a_working_day_after_its_receipt(calendar: Calendar, on: date, term: object) -> None:
    due = answer_due(term, on, calendar)  # type: ignore[arg-type]
    assert due.on > on
    assert calendar.is_working_day(due.on)


def test_nobody_objects_without_a_name_and_nobody_answers_with_nothing() -> None:
    with pytest.raises(Unlawful, match="异议人"):
        ProtestGiven(ProtestWay.PHONE, " ", "", "不公平")
    with pytest.raises(Unlawful, match="异议内容"):
        ProtestGiven(ProtestWay.PHONE, "甲某某", "", " ")
    with pytest.raises(Unlawful, match="答复"):
        ProtestAnswer(ProtestOutcome.UPHELD, "")


# -- 公告链 ------------------------------------------------------------------------------------------------------------


def test_every_stage_joins_by_a_field_of_its_own() -> None:
    for chain in CHAINS:
        for stage in chain.stages:
            assert KINDS[stage.kind].field(stage.joins).required
    assert POVERTY.joined("poverty_notice", {"name": "样本村道路"}) == "样本村道路"
    assert POVERTY.joined("poverty_result", {"name": "完工公告", "answers": "样本村道路"}) == "样本村道路"
    assert FIRMS.joined("firm_list_after", {"answers": "名单"}) == FIRMS.joined("firm_list_before", {"name": "名单"})
    assert POVERTY.joined("permit", {"name": "x"}) == ""


# -- 双随机 ------------------------------------------------------------------------------------------------------------

NAMES = st.lists(st.text("甲乙丙丁戊己", min_size=1, max_size=6), min_size=1, max_size=30, unique=True)


@given(NAMES, st.text(min_size=1, max_size=20), st.data())
def test_the_same_seed_gives_the_same_draw_in_whatever_order_the_names_stand(
    names: list[str], seed: str, data: st.DataObject
) -> None:
    how_many = data.draw(st.integers(1, len(names)))
    shuffled = data.draw(st.permutations(names))
    drawn = [names[place] for place in draw(seed, names, how_many)]
    assert drawn == [shuffled[place] for place in draw(seed, shuffled, how_many)]
    assert len(set(drawn)) == how_many
    assert draw(seed, names, how_many) == draw(seed, names, len(names))[:how_many]


def test_every_name_is_drawn_equally_often() -> None:
    """Four thousand seeds: each of twenty names is expected 1,000 times; five sigmas are 137."""
    names = [f"样本公司{number}" for number in range(20)]
    drawn = Counter(place for seed in range(4000) for place in draw(str(seed), names, 5))
    assert len(drawn) == len(names)
    assert max(abs(count - 1000) for count in drawn.values()) < 140


def plan() -> DrawPlan:
    objects, inspectors = tuple(f"公司{each}" for each in range(9)), ("甲某", "乙某", "丙某")
    return DrawPlan("双随机1号", "食品抽查", "市场监管局", objects, inspectors, 3, 2, "排列五第25255期", DAY)


def test_a_draw_is_the_same_as_whoever_repeats_it_finds() -> None:
    """Reckoned with sha256sum: printf '34518\\x1f公司1' | sha256sum, sorted."""
    assert pairings("34518", plan()) == (Pairing(1, (2, 0)), Pairing(2, (2, 0)), Pairing(4, (1, 0)))
    assert all(len(set(each.inspectors)) == 2 for each in pairings("34518", plan()))
    assert pairings("34519", plan()) != pairings("34518", plan())


@pytest.mark.parametrize(
    "wrong",
    [
        {"objects": ()},
        {"objects": ("甲", "甲")},
        {"how_many": 10},
        {"per_object": 4},
        {"seed_source": " "},
        {"inspectors": ()},
    ],
)
def test_a_plan_that_cannot_be_drawn_by_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Unlawful):
        replace(plan(), **wrong)  # type: ignore[arg-type]  # each case is wrong in its own way


def test_lists_have_a_digest_that_tells_any_change() -> None:
    assert seal_of(["甲", "乙"], ["丙"]) != seal_of(["甲"], ["乙", "丙"])
    with pytest.raises(Unlawful, match="种子"):
        pairings(" ", plan())


# -- 失信名单 ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(list(credit.Act)), max_size=10))
def test_nobody_is_repaired_without_asking_and_nothing_follows_the_exit(tried: list[credit.Act]) -> None:
    taken: list[credit.Act] = []
    for act in tried:
        try:
            credit.state_of([*taken, act])
        except Unlawful:
            continue
        taken.append(act)
    for place, act in enumerate(taken):
        if act is credit.Act.GRANT:
            assert taken[place - 1] is credit.Act.ASK
        assert act is not credit.Act.EXIT or place == len(taken) - 1


def test_a_repair_asked_for_is_decided_within_fifteen_working_days() -> None:
    assert credit.due(credit.State.ASKED, DAY, CALENDAR) == CALENDAR.after(DAY, 15)
    assert credit.due(credit.State.LEFT, DAY, CALENDAR) is None


# -- 重点领域 ----------------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(st.sampled_from(list(KINDS)), st.sampled_from(["棚户区改造", "公租房", None]))
def test_a_record_counts_in_one_leaf_at_most(kind: str, housing: str | None) -> None:
    data = {"housing_kind": housing}
    holding = [leaf for leaf in LEAVES.values() if any(each.holds(kind, data) for each in leaf.counts)]
    assert len(holding) <= 1
    assert leaf_of(kind, data) == (holding[0] if holding else None)


def test_every_leaf_counts_declared_kinds_that_are_no_stock() -> None:
    for area in KEY_AREAS:
        for leaf in area.leaves:
            assert {KINDS[each.kind].measure.value for each in leaf.counts} <= {"flow", "series"}
