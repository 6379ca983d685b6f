"""顽疾: forty problems, each complaint of the five reports under one of them, and a trend that follows from two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.problem_items import ITEMS
from gongkai.law.problem_list import BY_NUMBER, PROBLEMS
from gongkai.law.problems import Better, Measured, Trend, average, course, middle, number, share
from tests.shared import SHARED

DIGEST = SHARED / "seeds" / "digest.md"
SMALL = st.integers(0, 10_000)


def test_there_are_forty_and_each_says_what_proves_it() -> None:
    assert [problem.number for problem in PROBLEMS] == [f"P{number:02d}" for number in range(1, 41)]
    assert all(problem.name and problem.feature and problem.proof and problem.unit for problem in PROBLEMS)
    assert len({problem.proof for problem in PROBLEMS}) == 40


def test_every_complaint_stands_under_a_problem_there_is_and_every_problem_answers_one() -> None:
    named = {problem for problems in ITEMS.values() for problem in problems}
    assert named <= set(BY_NUMBER)
    assert set(BY_NUMBER) - named == {
        "P10",
        "P34",
        "P33",
        "P35",
        "P36",
        "P37",
        "P39",
    }  # 由报告里的数字看出，没有人说出来


def told() -> Iterator[str]:
    """The items of type problem and plan, as the digest numbers them."""
    table = DIGEST.read_text(encoding="utf-8").split("### 4.6")[1].split("## 5.")[0]
    for report, *cells in re.findall(r"^\| (\d{3}) \| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE):
        for first, last in re.findall(r"(\d{3})(?:[–-](\d{3}))?", " ".join(cells)):
            yield from (f"{report}-{place:03d}" for place in range(int(first), int(last or first) + 1))


@pytest.mark.skipif(not DIGEST.exists(), reason="the digest of the five reports is not here")
def test_no_item_of_the_digest_is_left_without_a_problem() -> None:
    assert set(told()) == set(ITEMS)


@given(SMALL, SMALL)
def test_a_share_is_of_something_and_rounded_half_up(part: int, whole: int) -> None:
    found = share(part, whole)
    if not whole:
        assert found.value is None
    else:
        assert found.value is not None
        assert abs(found.value - Decimal(100 * part) / whole) <= Decimal("0.05")
        assert found.basis == f"{part}/{whole}"


@given(st.lists(SMALL))
def test_a_median_and_an_average_are_those_of_a_slow_count(values: list[int]) -> None:
    assert (middle(values).value is None) == (not values)
    assert (average(sum(values), len(values)).value is None) == (not values)
    if values:
        below = sum(value <= middle(values).value for value in values)  # type: ignore[operator]
        assert below * 2 >= len(values)


@given(st.sampled_from(Better), SMALL, SMALL)
def test_a_course_is_better_exactly_where_the_figure_went_the_right_way(better: Better, now: int, before: int) -> None:
    found = course(better, number(now), number(before))
    assert (found is Trend.SAME) == (now == before)
    assert (found is Trend.BETTER) == (now > before if better is Better.MORE else now < before)
    assert course(better, number(now), None) is course(better, Measured(None), number(before)) is Trend.UNKNOWN


def test_what_cannot_be_measured_is_not_nought() -> None:
    assert (Measured(None).told("%"), share(0, 5).told("%"), number(0).told("件")) == ("无可计", "0.0%", "0件")
