"""检查指标: every item says what feeds it and how sure its figure is; a place sets its own, and the nearest setting prevails."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.faults import BY_CONCERN, BY_NIGHT, BY_PATROL, RULES, Fault
from gongkai.law.supervision.indicators import (
    BY_KEY,
    INDICATORS,
    IndicatorPart,
    IndicatorValue,
    check_value,
    in_force,
    vetoes_in_force,
)
from gongkai.law.supervision.vetoes import VETOES


def test_every_indicator_has_a_key_of_its_own_and_something_that_feeds_it() -> None:
    assert len(BY_KEY) == len(INDICATORS)
    assert all(each.fed_by and each.rule and each.basis.short for each in INDICATORS)
    assert {each.part for each in INDICATORS} == set(IndicatorPart)
    assert all(BY_KEY[veto.key].limit == veto.limit for veto in VETOES)


def test_what_is_only_remembered_is_marked_until_it_is_set_here() -> None:
    remembered = [each for each in INDICATORS if each.points is not None]
    assert remembered
    assert not any(each.verified for each in remembered)
    value = IndicatorValue("D4.2", "省办发〔2025〕1号附件", points=Decimal(2))
    (told,) = [each for each in in_force(INDICATORS, [value]) if each.key == "D4.2"]
    assert (told.points, told.verified, told.certainty) == (Decimal(2), True, Certainty.RECALLED)


def test_every_fault_has_its_rule_and_every_one_but_the_rules_own_feeds_an_indicator() -> None:
    assert set(RULES) == set(Fault) == {*BY_NIGHT, *BY_PATROL}
    assert all(RULES[each].cycle >= 1 and RULES[each].eyes and RULES[each].basis.short for each in Fault)
    fed = {fault for each in INDICATORS for fault in each.faults}
    assert fed == set(Fault)
    assert set(BY_CONCERN.values()) <= fed & set(BY_NIGHT)
    assert "站群巡检：页脚标识缺失" in BY_KEY["D4.1"].fed_by and "每晚检查、站群巡检" in BY_KEY["D4.5"].fed_by


@given(st.permutations([Decimal(3), Decimal(4), Decimal(6)]))
def test_the_last_setting_of_a_line_prevails_and_touches_no_other(limits: list[Decimal]) -> None:
    values = [IndicatorValue("V4.3", "本县文件", limit=limit) for limit in limits]
    set_here = {veto.key: veto for veto in vetoes_in_force(values)}
    assert set_here["V4.3"].limit == limits[-1]
    assert all(set_here[veto.key] == veto for veto in VETOES if veto.key != "V4.3")


@pytest.mark.parametrize(
    ("value", "field", "reason"),
    [
        (IndicatorValue("V9", "文件", limit=Decimal(1)), "key", "没有代码"),
        (IndicatorValue("V4.3", " ", limit=Decimal(4)), "source", "依据的文件"),
        (IndicatorValue("D4.2", "文件", limit=Decimal(4)), "limit", "没有红线可设"),
        (IndicatorValue("V4.3", "文件", points=Decimal(4)), "points", "没有分值可设"),
        (IndicatorValue("V4.3", "文件", warn_from=Decimal(6)), "warn_from", "不能超过红线"),
        (IndicatorValue("V4.3", "文件", limit=Decimal(0)), "limit", "大于零"),
        (IndicatorValue("V4.3", "文件"), "limit", "没有填写"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_at_its_field(value: IndicatorValue, field: str, reason: str) -> None:
    with pytest.raises(Unlawful, match=reason) as refused:
        check_value(value)
    assert refused.value.field == field
