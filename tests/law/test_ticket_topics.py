"""热点话题: small numbers cannot be reckoned back; what is asked often and answered nowhere is proposed, nothing else is."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.expansions import OFTEN
from gongkai.law.ticket_topics import FEWEST_SHOWN, OTHERS, Asked, DemandCount, bare_demand, folded, to_publish

ROWS = st.dictionaries(
    st.text(min_size=1, max_size=4).filter(lambda name: name != OTHERS), st.integers(0, 40), max_size=9
)


@given(ROWS)
def test_no_small_number_is_told_and_none_can_be_reckoned_from_the_sum(rows: dict[str, int]) -> None:
    told = folded(list(rows.items()))
    assert all(count is None or count >= FEWEST_SHOWN for _, count in told)
    shown = {label for label, _ in told if label != OTHERS}
    hidden = [count for label, count in rows.items() if count and label not in shown]
    assert len(hidden) != 1 or told == [(OTHERS, None)]
    if all(count is not None for _, count in told):
        assert sum(count or 0 for _, count in told) == sum(rows.values())


@given(ROWS)
def test_what_is_large_enough_is_told_as_it_is_or_folded_whole(rows: dict[str, int]) -> None:
    assert all(label == OTHERS or rows[label] == count for label, count in folded(list(rows.items())))


def test_one_small_row_takes_the_smallest_of_the_others_with_it() -> None:
    assert folded([("教育", 30), ("医保", 7), ("低保", 2)]) == [("教育", 30), (OTHERS, 9)]
    assert folded([("低保", 2)]) == [(OTHERS, None)]
    assert folded([("教育", 30), ("医保", 7)]) == [("教育", 30), ("医保", 7)]


@given(st.lists(st.builds(Asked, st.integers(), st.text(max_size=5), *[st.integers(0, 6)] * 3), max_size=8))
def test_only_what_is_asked_often_and_published_nowhere_is_proposed(asked: list[Asked]) -> None:
    proposed = to_publish(asked)
    assert all(each.count >= OFTEN and not each.published for each in proposed)
    left = [each for each in asked if each not in proposed]
    assert all(each.count < OFTEN or each.published for each in left)


def test_places_figures_and_words_of_asking_are_no_part_of_a_demand() -> None:
    aside = ("示例镇", "样本乡")
    assert bare_demand("请问示例镇第三村城乡居民医保怎样缴费？", aside) == bare_demand(
        "样本乡12号城乡居民医保怎样缴费", aside
    )
    assert bare_demand("反映样本乡第二村路灯不亮的问题", aside) == "路灯不亮"


def test_change_is_told_against_the_period_before() -> None:
    assert (DemandCount(30, 20).change, DemandCount(30, 20).told) == (Decimal("50.0"), "增50.0%")
    assert (DemandCount(5, 20).told, DemandCount(5, 5).told, DemandCount(5).told, DemandCount(0).told) == (
        "减75.0%",
        "持平",
        "上期没有",
        "—",
    )
