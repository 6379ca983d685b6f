"""制度库: which version is in force on a day follows from the steps; what is missing is what is needed and not there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.rulebook import RULE_TYPES, gaps, needed, peer_gaps, rule_choices
from gongkai.law.rules import FLOW, RuleAct, RuleStanding, RuleState, open_rule

CALENDAR = national()
DAY = date(2025, 3, 1)
DRAFTED: dict[str, JSON] = {
    "type": "review",
    "title": "政府信息公开审查制度",
    "text": "第一条　先审查后公开。",
    "by": "wang",
}
ISSUED: dict[str, JSON] = {"number": "示政办发〔2025〕3号", "since": "2025-03-10"}


def step(act: RuleAct, on: date = DAY, **details: JSON) -> Step:
    return Step(act.value, on, {**DRAFTED, "by": "li", "reason": "另有规定", **ISSUED, **details})


def issued() -> RuleStanding:
    told = open_rule(Step("draft", DAY, DRAFTED), CALENDAR)
    return told.take(step(RuleAct.APPROVE), CALENDAR).take(step(RuleAct.ISSUE), CALENDAR)


def test_45_a_rule_is_drafted_approved_by_another_person_and_issued_with_a_number_and_a_day() -> None:
    told = open_rule(Step("draft", DAY, DRAFTED), CALENDAR)
    with pytest.raises(Unlawful, match="不能批准自己"):
        told.take(step(RuleAct.APPROVE, by="wang"), CALENDAR)
    told = issued()
    assert told.in_force(date(2025, 3, 9)) is None
    version = told.in_force(date(2025, 3, 10))
    assert version is not None and version.number == "示政办发〔2025〕3号"


def test_a_revision_ends_the_version_before_it_on_the_day_it_begins_and_not_earlier() -> None:
    told = issued().take(step(RuleAct.REVISE, text="第一条　三审三校。", by="wang"), CALENDAR)
    assert (waiting := told.waiting) is not None and waiting.text.endswith("三审三校。")
    assert told.in_force(DAY + timedelta(days=20)) == issued().versions[0]
    told = told.take(step(RuleAct.APPROVE), CALENDAR)
    with pytest.raises(Unlawful, match="施行日期应晚于上一版"):
        told.take(step(RuleAct.ISSUE, since="2025-03-10"), CALENDAR)
    told = told.take(step(RuleAct.ISSUE, number="示政办发〔2025〕9号", since="2025-06-01"), CALENDAR)
    numbers = [
        version.number for on in ("2025-05-31", "2025-06-01") if (version := told.in_force(date.fromisoformat(on)))
    ]
    assert numbers == ["示政办发〔2025〕3号", "示政办发〔2025〕9号"]


def test_what_is_repealed_is_in_force_no_more_from_the_day_named() -> None:
    told = issued().take(step(RuleAct.REPEAL, date(2025, 7, 1), ends="2025-08-01"), CALENDAR)
    assert told.in_force(date(2025, 7, 31)) is not None
    assert told.in_force(date(2025, 8, 1)) is None


def test_a_rule_that_was_there_before_is_entered_with_its_number() -> None:
    told = open_rule(Step("record", DAY, {**DRAFTED, **ISSUED, "text": "", "until": "2025-12-31"}), CALENDAR)
    assert told.in_force(date(2025, 12, 31)) is not None
    due = told.due(CALENDAR)
    assert due is not None and due.on == date(2025, 12, 31)
    with pytest.raises(Unlawful, match="文号不能为空"):
        open_rule(Step("record", DAY, {**DRAFTED, "since": "2025-03-10"}), CALENDAR)
    with pytest.raises(Unlawful, match="制度种类"):
        open_rule(Step("record", DAY, {**DRAFTED, **ISSUED, "type": "x"}), CALENDAR)


@given(st.lists(st.tuples(st.sampled_from([*RuleAct]), st.integers(0, 40)), max_size=12))
def test_only_what_the_table_of_rules_allows_happens_and_one_version_at_most_is_in_force(
    steps: list[tuple[RuleAct, int]],
) -> None:
    told, on = open_rule(Step("draft", DAY, DRAFTED), CALENDAR), DAY
    for act, days in steps:
        on += timedelta(days=days)
        lawful = any(row.act == act for row in FLOW.open_acts(told.state))
        by = "li" if act is RuleAct.APPROVE else "wang"
        try:
            told = told.take(step(act, on, since=on.isoformat(), by=by), CALENDAR)
        except Unlawful:
            continue
        assert lawful
    for offset in range(0, 500, 7):
        day = DAY + timedelta(days=offset)
        assert sum(version.covers(day) for version in told.versions) <= 1
    if told.state is RuleState.REPEALED:
        assert told.in_force(on) is None


def test_every_sort_is_offered_once_and_the_needed_ones_depend_on_the_kind() -> None:
    offered = [key for _, group in rule_choices() for key, _ in group]
    assert sorted(offered) == sorted(RULE_TYPES)
    county, bureau = needed(AuthorityKind.COUNTY), needed(AuthorityKind.DEPARTMENT)
    assert {each.key for each in bureau} < {each.key for each in county}
    assert needed(AuthorityKind.VILLAGE) == ()


@given(st.sets(st.sampled_from(sorted(RULE_TYPES))), st.lists(st.sets(st.sampled_from(sorted(RULE_TYPES))), max_size=6))
def test_the_gaps_are_what_is_needed_and_not_there_and_what_most_of_the_same_kind_have(
    have: set[str], peers: list[set[str]]
) -> None:
    found = gaps(AuthorityKind.COUNTY, have)
    assert {each.key for each in found} == {each.key for each in needed(AuthorityKind.COUNTY)} - have
    slow = {
        key
        for key in set(RULE_TYPES) - have - {"other"}
        if peers and sum(key in each for each in peers) * 2 >= len(peers) and any(key in each for each in peers)
    }
    assert {each.rule.key for each in peer_gaps(have, peers)} == slow
