"""信息处理费: the tariffs against their formulas, their own arithmetic and the examples."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.fees import BY_ITEM, BY_PAGE, TARIFFS, Tariff, fee_by_items, fee_by_pages, month_of
from gongkai.law.grammar.statute import Certainty

tariffs = st.sampled_from(TARIFFS)
quantities = st.integers(0, 5000)


def marginal_item(n: int) -> int:
    """What the n-th item costs, by the closed formula."""
    return 0 if n <= 10 else 100 if n <= 30 else 100 + 100 * -(-(n - 30) // 10)


def pages_in_all(p: int) -> int:
    """What p pages cost, by the closed formula."""
    return 10 * max(0, min(p, 100) - 30) + 20 * max(0, min(p, 200) - 100) + 40 * max(0, p - 200)


@given(quantities)
def test_the_fee_by_item_is_the_sum_of_what_each_item_costs(n: int) -> None:
    assert fee_by_items(n).amount == sum(marginal_item(k) for k in range(1, n + 1))


@given(quantities)
def test_the_fee_by_page_follows_the_formula(pages: int) -> None:
    assert fee_by_pages(pages).amount == pages_in_all(pages)


@given(tariffs, quantities, quantities)
def test_charging_in_parts_costs_what_charging_at_once_costs(tariff: Tariff, first: int, then: int) -> None:
    whole = tariff.charge(first + then).amount
    assert tariff.charge(first).amount + tariff.charge(then, earlier=first).amount == whole


@given(tariffs, quantities, quantities)
def test_more_never_costs_less(tariff: Tariff, one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert tariff.charge(few).amount <= tariff.charge(many).amount


@given(tariffs, st.integers(1, 5000))
def test_each_unit_costs_at_least_what_the_one_before_cost(tariff: Tariff, n: int) -> None:
    assert tariff.charge(1, earlier=n - 1).amount <= tariff.charge(1, earlier=n).amount


@given(tariffs, quantities, quantities)
def test_the_lines_count_every_unit_once(tariff: Tariff, quantity: int, earlier: int) -> None:
    fee = tariff.charge(quantity, earlier)
    assert sum(line.count for line in fee.lines) == quantity
    assert fee.amount == sum(line.amount for line in fee.lines)
    assert all(line.count for line in fee.lines)


@pytest.mark.parametrize(
    ("n", "own", "sum_"),
    [
        (10, 0, 0),
        (11, 100, 100),
        (30, 100, 2000),
        (31, 200, 2200),
        (35, 200, 3000),
        (40, 200, 4000),
        (41, 300, 4300),
        (45, 300, 5500),
        (50, 300, 7000),
        (60, 400, 11000),
        (100, 800, 37000),
    ],
)
def test_109_4_items_of_one_month(n: int, own: int, sum_: int) -> None:
    assert (fee_by_items(1, earlier=n - 1).amount, fee_by_items(n).amount) == (own, sum_)


@pytest.mark.parametrize(
    ("pages", "amount"),
    [
        (30, 0),
        (31, 10),
        (68, 380),
        (100, 700),
        (101, 720),
        (150, 1700),
        (200, 2700),
        (201, 2740),
        (250, 4700),
        (300, 6700),
    ],
)
def test_109_5_pages_of_one_application(pages: int, amount: int) -> None:
    assert fee_by_pages(pages).amount == amount


def test_fourteen_items_of_one_month_cost_four_hundred() -> None:
    fee = fee_by_items(14)
    assert [line.count for line in fee.lines] == [10, 4]
    assert fee.explanation == (
        "按件计收（国办函〔2020〕109号第四条）",
        "第1至10件部分：10件，不收费",
        "第11至30件部分：4件×100元＝400元",
        "合计400元",
    )


def test_the_explanation_by_page_names_every_bracket_and_the_open_one() -> None:
    assert fee_by_pages(250).explanation == (
        "按量计收（国办函〔2020〕109号第五条）",
        "第1至30页部分：30页，不收费",
        "第31至100页部分：70页×10元＝700元",
        "第101至200页部分：100页×20元＝2000元",
        "第201页以上部分：50页×40元＝2000元",
        "合计4700元",
    )


def test_the_thirty_fifth_item_with_150_pages_may_be_charged_either_way() -> None:
    assert fee_by_items(1, earlier=34).amount == 200
    assert fee_by_pages(150).amount == 1700


def test_no_fee_may_be_charged_before_the_notice_was_in_force() -> None:
    for tariff in (BY_ITEM, BY_PAGE):
        assert not tariff.in_force(date(2020, 12, 31))
        assert tariff.in_force(date(2021, 1, 1))
        assert tariff.certainty is Certainty.RECALLED


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="按量计收的数量不能为负数"):
        fee_by_pages(-1)
    with pytest.raises(ValueError, match="按件"):
        fee_by_items(1, earlier=-1)


@given(st.dates(date(2021, 1, 1), date(2100, 12, 31)))
def test_the_month_of_a_day_begins_on_the_first_and_ends_before_the_next(day: date) -> None:
    first, last = month_of(day)
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert (first.month, first.year) == (last.month, last.year)
