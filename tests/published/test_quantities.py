"""数量: what prose states as numbers, exact or not, and percentages as printed."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading.texts.quantities import counts, shares, spelt_number


@pytest.mark.parametrize(
    ("text", "number", "least", "most"),
    [
        ("公开12,457条", 12457, 12457, 12457),
        ("1.3万多条", 13000, 13000, 14000),
        ("1.3568万条", 13568, 13568, 13568),
        ("突破71万人次", 710000, 710000, None),
        ("近80件", 80, 0, 80),
        ("20余万条", 200000, 200000, 300000),
        ("800多条", 800, 800, 900),
        ("收到十二件申请", 12, 12, 12),
        ("一百二十件", 120, 120, 120),
    ],
)
def test_a_count_has_its_number_and_its_bounds(text: str, number: int, least: int, most: int | None) -> None:
    (count,) = counts(text)
    assert (count.number, count.least, count.most) == (number, least, most)
    assert count.exact == (least == most)


@pytest.mark.parametrize("text", ["第36条", "第十二条", "提高3个百分点", "办好一件事", "〔2018〕83号", "2018年"])
def test_ordinals_years_and_points_are_no_counts(text: str) -> None:
    assert counts(text) == []


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2), st.sampled_from((ROUND_HALF_UP, ROUND_DOWN)))
def test_a_share_fits_rounded_or_cut_and_not_two_steps_away(one: int, other: int, places: int, rounding: str) -> None:
    per_cent = Decimal(min(one, other)) * 100 / max(one, other)
    step = Decimal(1).scaleb(-places)
    said = per_cent.quantize(step, rounding)
    (share,) = shares(f"占{said}%")
    assert share.fits(per_cent)
    (off,) = shares(f"占{said + 2 * step}%")
    assert not off.fits(per_cent)


@given(st.integers(1, 9999))
def test_numbers_in_characters_read_back(number: int) -> None:
    digits = "零一二三四五六七八九"
    text = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += digits[digit] + name
        elif text and not text.endswith("零") and number % place:
            text += "零"
    assert spelt_number(text) == number
