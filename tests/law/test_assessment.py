"""考核: scores follow from records whatever their order, never rise by a fault, and scale for what does not apply."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.supervision.assessment import (
    FULL,
    Ceiling,
    Effect,
    Indicator,
    Occurrence,
    Rule,
    Scheme,
    Verdict,
    moved,
    ranked,
)

LICHENG = (
    Indicator("open", "主动公开", Decimal(60)),
    Indicator("open.time", "按时", Decimal(40), "open"),
    Indicator("open.form", "要素", Decimal(20), "open"),
    Indicator("report", "年度报告", Decimal(15)),
    Indicator("service", "办事服务", Decimal(25)),
)
RULES = (
    Rule("late", "逾期公开", "open.time", Effect.DEDUCT, Decimal(5), "条"),
    Rule("title", "标题要素差错", "open.form", Effect.DEDUCT, Decimal(1), "条"),
    Rule("copied", "年报与上年雷同", "report", Effect.DEDUCT, Decimal(5), "次", cap=Decimal(5)),
    Rule("guide", "指南要素缺失", "service", Effect.DEDUCT, Decimal("0.5"), "项"),
    Rule("leak", "泄露个人信息", "", Effect.MAJOR, Decimal(6), "次"),
    Rule("praise", "经验推广", "", Effect.BONUS, Decimal(3), "次"),
    Rule("forged", "伪造发稿日期", "", Effect.VETO),
)


def scheme(ceiling: Ceiling = Ceiling.FIRST_LEVEL, **more: Decimal) -> Scheme:
    return Scheme("licheng", "鲤城式考核", LICHENG, RULES, ceiling, bonus_cap=Decimal(5), **more)  # type: ignore[arg-type]


OCCURRENCES = st.lists(
    st.builds(
        Occurrence,
        st.sampled_from([rule.key for rule in RULES if rule.effect is not Effect.VETO]),
        st.integers(0, 20).map(Decimal),
        st.lists(st.text("记录0123456789", min_size=1, max_size=5), min_size=1, max_size=3).map(tuple),
    ),
    max_size=12,
)
CEILINGS = st.sampled_from(Ceiling)


def slow(ceiling: Ceiling, occurrences: list[Occurrence]) -> Decimal:
    """By hand, for this one scheme."""

    def points(key: str) -> Decimal:
        rule = next(each for each in RULES if each.key == key)
        told = rule.points * sum(each.times for each in occurrences if each.rule == key)
        return min(told, rule.cap) if rule.cap is not None else Decimal(told)

    late, title = points("late"), points("title")
    if ceiling is Ceiling.EACH:
        late, title = min(late, Decimal(40)), min(title, Decimal(20))
    left = (
        FULL - min(late + title, Decimal(60)) - min(points("copied"), Decimal(15)) - min(points("guide"), Decimal(25))
    )
    return left - points("leak") + min(points("praise"), Decimal(5))


@given(CEILINGS, OCCURRENCES)
def test_a_score_is_what_is_reckoned_by_hand(ceiling: Ceiling, occurrences: list[Occurrence]) -> None:
    assert scheme(ceiling).score(occurrences).total == slow(ceiling, occurrences)


@given(CEILINGS, OCCURRENCES, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter_and_every_record_is_kept(
    ceiling: Ceiling, occurrences: list[Occurrence], chance: object
) -> None:
    other = list(occurrences)
    chance.shuffle(other)  # type: ignore[attr-defined]
    one, two = scheme(ceiling).score(occurrences), scheme(ceiling).score(other)
    assert one == two
    assert sorted(one.records()) == sorted(record for each in occurrences for record in each.records)


@given(CEILINGS, OCCURRENCES, OCCURRENCES)
def test_a_fault_more_never_raises_a_score(
    ceiling: Ceiling, occurrences: list[Occurrence], more: list[Occurrence]
) -> None:
    faults = [each for each in more if each.rule != "praise"]
    assert scheme(ceiling).score(occurrences + faults).total <= scheme(ceiling).score(occurrences).total


@given(OCCURRENCES)
def test_what_one_record_moved_is_told_by_indicator(occurrences: list[Occurrence]) -> None:
    before = scheme(Ceiling.EACH).score(occurrences)
    after = scheme(Ceiling.EACH).score([*occurrences, Occurrence("title", Decimal(1), ("新记录",))])
    changed = moved(before, after)
    assume(before.lines["open.form"].left >= 1)
    assert changed == {"open.form": Decimal(-1), "open": Decimal(-1)}


def test_what_does_not_apply_is_left_out_and_the_rest_stands_for_the_whole() -> None:
    told = [Occurrence("late", Decimal(3), ("甲", "乙", "丙")), Occurrence("guide", Decimal(9), ("丁",))]
    score = scheme().score(told, exempt=frozenset({"service"}))
    assert score.total == Decimal("80.00")  # (75 - 15) x 4/3, 国办秘函〔2019〕19号
    assert score.lines["service"].worth == 0
    assert score.lines["service"].occurrences == ()
    with pytest.raises(Unlawful, match="没有一项指标适用"):
        scheme().score([], exempt=frozenset({"open", "report", "service"}))


def test_bonuses_count_only_above_their_line_and_a_low_score_fails() -> None:
    strict = scheme(bonus_above=Decimal(80), failing=Decimal(60))
    praise = Occurrence("praise", Decimal(1), ("表扬",))
    assert strict.score([praise]).total == Decimal(103)
    at_the_line = [praise, Occurrence("late", Decimal(4), ("四条",))]
    assert strict.score(at_the_line).total == Decimal(80)
    low = strict.score([Occurrence("late", Decimal(9), ("九条",))])
    assert (low.total, low.verdict) == (Decimal(55), Verdict.FAILED)
    vetoed = strict.score([Occurrence("forged", Decimal(1), ("改了发稿日期",))])
    assert (vetoed.total, vetoed.verdict) == (Decimal(100), Verdict.VETOED)


@pytest.mark.parametrize(
    ("indicators", "rules", "reason"),
    [
        ((Indicator("a", "甲", Decimal(99)),), (), "合计应为100"),
        ((Indicator("a", "甲", Decimal(100)), Indicator("b", "乙", Decimal(90), "a")), (), "下级指标的分值合计应为100"),
        ((Indicator("b", "乙", Decimal(100), "a"), Indicator("a", "甲", Decimal(100))), (), "上级指标之后"),
        ((Indicator("a", "甲", Decimal(100)),), (Rule("r", "规则", "b", Effect.DEDUCT, Decimal(1)),), "没有所属指标"),
        ((Indicator("a", "甲", Decimal(100)),), (Rule("r", "规则", "a", Effect.DEDUCT),), "应大于零"),
        (
            (Indicator("a", "甲", Decimal(100)),),
            (Rule("r", "规则", "a", Effect.DEDUCT, Decimal(5), cap=Decimal(1)),),
            "上限不能小于",
        ),
    ],
)
def test_a_scheme_that_does_not_add_up_is_refused(
    indicators: tuple[Indicator, ...], rules: tuple[Rule, ...], reason: str
) -> None:
    with pytest.raises(Unlawful, match=reason):
        Scheme("x", "办法", indicators, rules)


@given(st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=3), st.integers(0, 5).map(Decimal)))
def test_ranks_follow_totals_without_gaps(totals: dict[str, Decimal]) -> None:
    rows = ranked(totals)
    assert {unit: total for _, unit, total in rows} == totals
    for (place, _, total), (after, _, less) in pairwise(rows):
        assert (after - place, total > less) in {(0, False), (1, True)}
