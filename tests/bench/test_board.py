"""对照表: ratios and growth are what the figures say, and what was not measured is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.board import HEADS, NOBODY, NOT_MEASURED, Board, Side, Work, growth
from bench.yardstick import Yard

COSTS = st.floats(0.01, 10_000)
WORK = Work("list page", limit="bare SQL", peer="another program")
ALONE = Work("sheet", limit="bare SQL", peer="none: nobody counts one")


@given(COSTS, st.integers(1, 6), st.integers(1, 6), st.floats(0, 2))
def test_growth_is_told_per_ten_fold_however_far_apart_the_sizes_are(
    cost: float, exponent: int, steps: int, power: float
) -> None:
    few = 10**exponent
    many = few * 10**steps
    assert math.isclose(growth(few, cost, many, cost * (many / few) ** power), 10**power, rel_tol=1e-6)


@given(COSTS, COSTS, COSTS)
def test_ratios_are_ours_over_the_other(ours: float, limit: float, peer: float) -> None:
    board = Board([WORK])
    for side, figure in zip(Side, (ours, limit, peer), strict=True):
        board.note(WORK.name, 10_000, side, figure)
    [line] = board.lines()
    assert (line.to_limit, line.to_peer) == (f"{ours / limit:.2f}", f"{ours / peer:.2f}")
    assert line.growth == "" and NOT_MEASURED not in "".join(line)


def test_every_work_is_told_even_if_nothing_of_it_was_measured() -> None:
    [line] = Board([WORK]).lines()
    assert line.what.startswith(WORK.name)
    assert (line.ours, line.limit, line.peer) == (NOT_MEASURED,) * 3


def test_what_was_not_measured_gives_its_reason_at_its_size_and_no_ratio() -> None:
    board = Board([WORK])
    for size in (10_000, 100_000):
        board.note(WORK.name, size, Side.OURS, 5.0)
        board.note(WORK.name, size, Side.LIMIT, 2.0)
    board.note(WORK.name, 10_000, Side.PEER, 10.0)
    board.excuse(WORK.name, 100_000, Side.PEER, "no network")
    few, many = board.lines()
    assert (few.peer, few.to_peer) == ("10.0 ms CPU", "0.50")
    assert (many.peer, many.to_peer) == (f"{NOT_MEASURED}: no network", "")
    assert many.growth == "ours ×1.00, limit ×1.00" and many.what == ""


def test_where_nobody_does_the_same_nobody_is_waited_for() -> None:
    board = Board([ALONE])
    board.note(ALONE.name, 10_000, Side.OURS, 5.0)
    [line] = board.lines()
    assert line.peer == NOBODY and line.limit == NOT_MEASURED


def test_a_line_has_a_cell_for_each_head() -> None:
    assert len(HEADS) == len(next(iter(Board([WORK]).lines())))


@pytest.mark.parametrize(("wall", "busy"), [(0.51, False), (1.4, True)])
def test_the_yardstick_says_when_others_were_at_work(wall: float, busy: bool) -> None:
    assert ("busy" in str(Yard(0.5, wall))) is busy


def test_a_figure_of_no_work_of_the_table_is_not_lost_in_silence() -> None:
    with pytest.raises(KeyError):
        Board([WORK]).note("list pages", 10_000, Side.PEER, 1.0)
