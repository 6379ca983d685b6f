"""得分表和通报: appeals are decided by another, what they change is in the score, and two reckonings differ where records do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.supervision import bulletins, responsibility
from gongkai.law.supervision.ready_schemes import READY
from gongkai.law.supervision.responsibility import AccountabilityMeasure, held
from gongkai.law.supervision.score_sheets import (
    FLOW,
    Act,
    Point,
    Standing,
    changes,
    in_order,
    open_sheet,
    read_points,
)

CALENDAR = national()
DAY = date(2026, 1, 12)
SCHEME = READY["departments_2020"].scheme()
POINTS = (
    Point("1a", ("slot:1",), date(2025, 5, 1), Decimal(1), "一项迟发"),
    Point("3a", ("application:9",), date(2025, 6, 1), Decimal(1), "一件逾期"),
)
DETAILS: dict[Act, dict[str, JSON]] = {
    Act.APPEAL: {"point": "1a@slot:1", "reason": "当天已经发布", "by": "wang"},
    Act.GRANT: {"point": "1a@slot:1", "answer": "属实", "times": "0", "by": "sun"},
    Act.REFUSE: {"point": "1a@slot:1", "answer": "记录无误", "by": "sun"},
    Act.EXEMPT: {"indicator": "6", "reason": "没有制定文件"},
    Act.FINALISE: {"digest": "x", "total": "91.00", "verdict": "passed", "by": "qian"},
}


def shown() -> Standing:
    keys: list[JSON] = [each.key for each in POINTS]
    details: dict[str, JSON] = {"unit": "mz", "by": "qian", "days": 5, "points": keys, "digest": "d"}
    return open_sheet(Step(Act.SHOW.value, DAY, details), CALENDAR)


def take(standing: Standing, act: Act, on: date = DAY, **more: JSON) -> Standing:
    return standing.take(Step(act.value, on, {**DETAILS.get(act, {}), **more}), CALENDAR)


@given(st.lists(st.sampled_from([act for act in Act if act is not Act.SHOW]), max_size=8))
def test_nothing_happens_to_a_sheet_that_its_table_and_its_appeals_do_not_allow(acts: list[Act]) -> None:
    standing = shown()
    for act in acts:
        against = standing.objections(act, DAY, CALENDAR)
        try:
            standing = take(standing, act)
        except Unlawful:
            assert against or standing.appeals or standing.exempt
        else:
            assert not against
    assert (standing.closed_on is not None) == FLOW.closed(standing.state)
    assert not (standing.closed_on and standing.pending)


def test_an_appeal_is_decided_by_neither_who_scored_nor_who_appealed_and_changes_the_score() -> None:
    appealed = take(shown(), Act.APPEAL)
    assert appealed.score(SCHEME, POINTS).total == Decimal("89.00")
    for by in ("qian", "wang"):
        with pytest.raises(Unlawful, match="评分人和申诉人以外的人"):
            take(appealed, Act.GRANT, by=by)
    with pytest.raises(Unlawful, match="还有1项申诉没有裁定"):
        take(appealed, Act.FINALISE, DAY + timedelta(days=20))
    granted = take(appealed, Act.GRANT)
    assert granted.score(SCHEME, POINTS).total == Decimal("94.00")
    assert [each.rule for each in granted.settled(POINTS)] == ["3a"]
    with pytest.raises(Unlawful, match="已经申诉过一次"):
        take(granted, Act.APPEAL)
    refused = take(appealed, Act.REFUSE)
    assert refused.score(SCHEME, POINTS).total == Decimal("89.00")


def test_a_unit_has_its_days_to_appeal_and_nobody_settles_before_unless_it_agrees() -> None:
    last = shown().last_day(CALENDAR)
    assert last == date(2026, 1, 19)
    with pytest.raises(Unlawful, match="5个工作日内提出"):
        take(shown(), Act.APPEAL, last + timedelta(days=1))
    with pytest.raises(Unlawful, match="申诉期到2026-01-19为止"):
        take(shown(), Act.FINALISE, last)
    assert take(shown(), Act.FINALISE, last + timedelta(days=1)).closed_on
    assert take(take(shown(), Act.AGREE), Act.FINALISE).closed_on == DAY


def test_what_does_not_apply_is_left_out_and_the_rest_stands_for_the_whole() -> None:
    standing = take(shown(), Act.EXEMPT)
    assert standing.score(SCHEME, ()).total == Decimal("100.00")
    assert standing.score(SCHEME, POINTS).total == Decimal("87.50")  # 77 of 88


POINT = st.builds(
    Point,
    st.sampled_from(list(SCHEME.rule_by_key)),
    st.lists(st.sampled_from([f"slot:{number}" for number in range(5)]), min_size=1, max_size=1).map(tuple),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.integers(1, 3).map(Decimal),
    st.just("一项"),
)
FOUND = st.lists(POINT, max_size=8, unique_by=lambda each: each.key)


@given(FOUND, st.randoms())
def test_points_are_the_same_whatever_order_they_were_found_in_and_survive_storage(
    found: list[Point], random: Random
) -> None:
    mixed = list(found)
    random.shuffle(mixed)
    assert in_order(mixed) == in_order(found)
    assert read_points([each.data() for each in found]) == tuple(found)
    assert changes(found, mixed) == ()


@given(FOUND, FOUND)
def test_two_reckonings_differ_exactly_in_the_records_that_do(before: list[Point], after: list[Point]) -> None:
    told = changes(before, after)
    old, new = ({each.key: (each.times, each.records) for each in points} for points in (before, after))
    assert {each.point.key for each in told} == {key for key in old | new if old.get(key) != new.get(key)}
    assert changes(after, before) == tuple(replace(each, before=each.after, after=each.before) for each in told)


def test_who_drafted_a_bulletin_does_not_sign_it() -> None:
    first = Step("draft_bulletin", DAY, {"by": "qian", "digest": "d"})
    drafted = bulletins.open_bulletin(first, CALENDAR)
    texts: dict[str, JSON] = {"opening": "总体平稳", "demands": "限期整改"}
    waiting = drafted.take(Step("submit_bulletin", DAY, texts), CALENDAR)
    with pytest.raises(Unlawful, match="起草通报的人不能签发"):
        waiting.take(Step("sign_bulletin", DAY, {"by": "qian"}), CALENDAR)
    signed = waiting.take(Step("sign_bulletin", DAY, {"by": "sun"}), CALENDAR)
    with pytest.raises(Unlawful, match="应选明印发范围"):
        signed.take(Step("issue_bulletin", DAY, {"number": "示政公开办〔2026〕1号"}), CALENDAR)
    told: dict[str, JSON] = {"number": "示政公开办〔2026〕1号", "audience": "public"}
    assert signed.take(Step("issue_bulletin", DAY, told), CALENDAR).outcome == "public"


@given(st.lists(st.sampled_from(["offer_letter", "sign_letter", "decline_letter"]), max_size=6))
def test_a_letter_of_responsibility_is_signed_above_first_and_by_two(acts: list[str]) -> None:
    first = Step("draft_letter", DAY, {"unit": "mz", "text": "按期公开"})
    standing = responsibility.open_letter(first, CALENDAR)
    for act in acts:
        by = "li" if act == "sign_letter" else "sun"
        allowed = any(row.act == act for row in responsibility.FLOW.open_acts(standing.state))
        step = Step(act, DAY, {"by": by, "reason": "再商"})
        if not allowed:
            with pytest.raises(Unlawful):
                standing.take(step, CALENDAR)
            continue
        standing = standing.take(step, CALENDAR)
        if standing.signed_on:
            assert standing.offered_by == "sun"
    offered = responsibility.open_letter(first, CALENDAR).take(Step("offer_letter", DAY, {"by": "sun"}), CALENDAR)
    with pytest.raises(Unlawful, match="由不同的人签署"):
        offered.take(Step("sign_letter", DAY, {"by": "sun"}), CALENDAR)


def test_accountability_names_a_basis_and_a_post() -> None:
    held(AccountabilityMeasure.TALK, "条例第五十三条", "信息员")
    with pytest.raises(Unlawful, match="依据的条款"):
        held(AccountabilityMeasure.TALK, "条例", "信息员")
    with pytest.raises(Unlawful, match="岗位"):
        held(AccountabilityMeasure.TALK, "条例第五十三条", " ")
