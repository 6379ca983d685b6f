"""印刷品订制的规则: the quantity is the sum of what was asked; good copies never exceed it, and what is faulty is owed again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.print_orders import (
    OPEN_FOR,
    Accepted,
    OrderAct,
    OrderState,
    Placed,
    accept,
    missing,
    require_open,
)

DAY = date(2025, 9, 18)
BATCHES = st.lists(st.tuples(st.integers(1, 80), st.integers(0, 80)), max_size=8)


@given(st.lists(st.integers(0, 500)), st.integers(0, 500))
def test_what_is_ordered_is_what_was_asked_for_and_what_is_kept(asked: list[int], kept: int) -> None:
    placed = Placed(kept, "示例印刷厂", DAY)
    if sum(asked) + kept:
        assert placed.quantity(asked, DAY) == sum(asked) + kept
    else:
        with pytest.raises(Unlawful, match="不能订制"):
            placed.quantity(asked, DAY)


@given(st.integers(1, 200), BATCHES)
def test_whatever_the_printer_brings_no_more_good_copies_are_taken_than_were_ordered(
    quantity: int, batches: list[tuple[int, int]]
) -> None:
    taken: list[Accepted] = []
    state = OrderState.PLACED
    for count, faulty in batches:
        came = Accepted(count, min(faulty, count), "缺页")
        if state is OrderState.DELIVERED or came.good > missing(quantity, taken):
            with pytest.raises(Unlawful):
                require_open(OrderAct.ACCEPT, state)
                accept(quantity, taken, came)
            continue
        state = accept(quantity, taken, came)
        taken.append(came)
        assert 0 <= missing(quantity, taken) <= quantity
        assert (state is OrderState.DELIVERED) == (missing(quantity, taken) == 0)
    assert sum(each.good for each in taken) + missing(quantity, taken) == quantity


@pytest.mark.parametrize("state", [OrderState.DELIVERED, OrderState.CALLED_OFF])
def test_nothing_is_done_to_an_order_that_is_over(state: OrderState) -> None:
    for act in OPEN_FOR:
        with pytest.raises(Unlawful, match=f"订制{state.label}"):
            require_open(act, state)


@pytest.mark.parametrize(
    ("count", "faulty", "faults", "refusal"),
    [(0, 0, "", "正整数"), (5, 6, "缺页", "之间"), (5, -1, "", "之间"), (5, 1, " ", "写明问题")],
)
def test_faulty_copies_are_among_what_came_and_somebody_says_what_is_wrong(
    count: int, faulty: int, faults: str, refusal: str
) -> None:
    with pytest.raises(Unlawful, match=refusal):
        Accepted(count, faulty, faults)
