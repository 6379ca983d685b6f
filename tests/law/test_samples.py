"""抽样: anybody who has the seed and the numbers draws the same sample."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.samples import ErrorRate, error_rates, population_digest, sample

NUMBERS = st.sets(st.integers(1, 9999).map(lambda n: f"示民发〔2025〕{n}号"), max_size=60)


@given(NUMBERS, st.text("0123456789abcdef", min_size=1), st.integers(1, 80), st.randoms())
def test_the_sample_follows_from_seed_and_numbers_in_whatever_order(
    numbers: set[str],
    seed: str,
    size: int,
    shuffle: st.randoms,  # type: ignore[valid-type]
) -> None:
    mixed = list(numbers)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    drawn = sample(seed, numbers, size)
    assert drawn == sample(seed, [*mixed, *mixed], size)
    assert len(drawn) == len(set(drawn)) == min(size, len(numbers)) and set(drawn) <= numbers
    assert population_digest(mixed) == population_digest(numbers)


@given(NUMBERS, st.integers(1, 30))
def test_a_larger_sample_only_adds(numbers: set[str], size: int) -> None:
    assert sample("a1", numbers, size + 1)[:size] == sample("a1", numbers, size)


def test_another_seed_draws_other_documents() -> None:
    numbers = [f"示民发〔2025〕{n}号" for n in range(1, 201)]
    drawn = {sample(str(seed), numbers, 5) for seed in range(30)}
    assert len(drawn) == 30
    hit = {number for each in drawn for number in each}
    assert len(hit) > 80, "no document is out of reach"


def test_a_sample_needs_a_seed_and_a_size() -> None:
    for seed, size in (("", 3), ("a", 0)):
        with pytest.raises(Unlawful):
            sample(seed, ["一号"], size)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_rate_and_narrows_with_the_sample(wrong: int, looked: int) -> None:
    wrong = min(wrong, looked)
    one, many = ErrorRate(wrong, looked), ErrorRate(wrong * 10, looked * 10)
    assert one.rate is not None and one.interval is not None and many.interval is not None
    assert 0 <= one.interval[0] <= one.rate + 1e-9 and one.rate - 1e-9 <= one.interval[1] <= 1
    assert many.interval[1] - many.interval[0] < one.interval[1] - one.interval[0]


def test_rates_are_counted_by_section() -> None:
    rates = error_rates([("救助科", True), ("救助科", False), ("办公室", False)])
    assert rates == {"办公室": ErrorRate(0, 1), "救助科": ErrorRate(1, 2)}
    assert ErrorRate(0, 0).rate is None and ErrorRate(0, 0).interval is None
