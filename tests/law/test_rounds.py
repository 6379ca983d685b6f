"""检查轮次和选读: the same seed draws the same, a raised rate adds only where it was raised, the choice can be reckoned again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.supervision.paging import DAILY, OF_ONE_UNIT, UNREAD, PageFacts, choose, weigh
from gongkai.law.supervision.rounds import (
    CHECKLIST,
    ITEMS,
    CheckItem,
    RoundKind,
    Told,
    drawn,
    line,
    lines,
    period_of,
    rate_of,
)

UNITS = st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=1, max_size=8, unique=True)


@given(st.text("0123456789", min_size=1, max_size=12), UNITS, st.floats(0.01, 1))
def test_anybody_draws_the_same_again_and_the_order_of_units_changes_nothing(
    seed: str, units: list[str], rate: float
) -> None:
    first = drawn(seed, units, lambda unit, item: rate)
    assert drawn(seed, units, lambda unit, item: rate) == first
    assert set(drawn(seed, list(reversed(units)), lambda unit, item: rate)) == set(first)


@given(st.text("0123456789", min_size=1, max_size=12), UNITS, st.data())
def test_a_raised_rate_adds_looks_at_that_kind_in_that_unit_and_changes_nothing_else(
    seed: str, units: list[str], data: st.DataObject
) -> None:
    unit, item = data.draw(st.sampled_from(units)), data.draw(st.sampled_from(sorted(ITEMS)))
    many = data.draw(st.integers(0, 6))

    def raised(of: str, each: CheckItem) -> float:
        return rate_of(0.1, many if (of, each.key) == (unit, item) else 0)

    before = set(drawn(seed, units, lambda of, each: 0.1))
    after = set(drawn(seed, units, raised))
    assert before <= after
    assert after - before <= {(unit, item)}
    if many > 4:
        assert (unit, item) in after


def test_everything_is_drawn_at_the_full_rate_and_a_share_near_the_rate_otherwise() -> None:
    units = [f"u{number}" for number in range(200)]
    assert len(drawn("7", units, lambda unit, item: 1.0)) == 200 * len(CHECKLIST)
    assert 0.08 < len(drawn("7", units, lambda unit, item: 0.1)) / (200 * len(CHECKLIST)) < 0.12


def test_a_sample_without_a_seed_and_a_rate_beyond_the_whole_are_refused() -> None:
    with pytest.raises(Unlawful, match="种子"):
        drawn(" ", ["a"], lambda unit, item: 0.1)
    with pytest.raises(Unlawful, match="抽查比例"):
        rate_of(1.5, 0)
    assert (rate_of(0.1, 0), rate_of(0.1, 1), rate_of(0.1, 2), rate_of(0.1, 9)) == (0.1, 0.1, 0.2, 1.0)


def test_a_round_is_of_a_month_or_of_a_quarter() -> None:
    assert period_of(RoundKind.SAMPLE, date(2025, 9, 18)) == "2025年9月"
    assert period_of(RoundKind.FULL, date(2025, 9, 18)) == "2025年第3季度"


TOLD = st.builds(
    Told,
    st.sampled_from(["断链", "空白"]),
    st.sampled_from(["甲局", "乙局"]),
    st.just(date(2025, 9, 1)),
    st.none() | st.dates(date(2025, 9, 1), date(2025, 12, 1)),
    st.booleans(),
)


@given(st.lists(TOLD, max_size=30))
def test_the_figures_of_a_report_are_those_counted_by_hand(told: list[Told]) -> None:
    for row in lines(told, lambda each: each.indicator):
        mine = [each for each in told if each.indicator == row.name]
        waits = [(each.closed_on - each.found_on).days for each in mine if each.closed_on]
        assert (row.found, row.mended) == (len(mine), len(waits))
        assert row.days == (sum(waits) / len(waits) if waits else None)
        assert row.repeated == sum(each.repeated for each in mine)
    assert line("合计", told).found == len(told)


PAGES = st.lists(
    st.builds(
        PageFacts,
        st.integers(1, 10_000),
        st.sampled_from("甲乙丙丁戊"),
        st.integers(0, 60),
        st.integers(0, 500),
        st.integers(0, 6),
        st.floats(0, 1),
        st.booleans(),
    ),
    max_size=60,
    unique_by=lambda page: page.key,
)


@given(PAGES, st.randoms())
def test_the_riskiest_are_read_no_unit_fills_the_day_and_order_does_not_matter(
    pages: list[PageFacts], random: object
) -> None:
    chosen = choose(pages)
    assert len(chosen) <= DAILY
    assert max(Counter(each.page.unit for each in chosen).values(), default=0) <= OF_ONE_UNIT
    assert all(each.reasons and each.weight >= 0 for each in chosen)
    assert [each.weight for each in chosen] == sorted((each.weight for each in chosen), reverse=True)
    assert choose(list(reversed(pages))) == chosen


def test_more_that_speaks_for_a_page_never_makes_it_less_risky() -> None:
    plain = PageFacts(1, "甲", 20, 0, 0, 0.5)
    assert (weigh(plain).weight, weigh(plain).reasons) == (0, (UNREAD,)), "it fills the day, behind all others"
    for more in ({"age_days": 1}, {"visits": 200}, {"repeats": 2}, {"share_of_kind": 0.01}, {"has_table": True}):
        assert weigh(replace(plain, **more)).weight > 0
