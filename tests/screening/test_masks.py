"""统一的遮盖: two publications of a number show no more together than one alone; a cover of another rule is told."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.privacy import Kind, look, look_in, mask
from tests.screening.people import person

KINDS = {Kind.IDENTITY: 18, Kind.BANK: 19, Kind.MOBILE: 11}
BETWEEN = st.sampled_from(["", " ", "-", "—", "\u3000", "\u200b", ".", "\u00a0"])


@st.composite
def written(draw: st.DrawFn, digits: str) -> str:
    """The same number as another clerk writes it."""
    wide = draw(st.booleans())
    signs = [chr(ord(sign) + 0xFEE0) if wide else sign for sign in digits]
    return "".join(sign + draw(BETWEEN) for sign in signs[:-1]) + signs[-1]


def shown(kind: Kind, text: str) -> dict[int, str]:
    """Which of its digits a covered number shows, by their places."""
    plain = [unicodedata.normalize("NFKC", sign) for sign in mask(kind, text)]
    signs = [sign for sign in plain if sign.isdigit() or sign == "*"]
    return {place: sign for place, sign in enumerate(signs) if sign != "*"}


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_two_publications_of_a_number_show_no_more_together_than_one_alone(kind: Kind, data: st.DataObject) -> None:
    digits = data.draw(st.text("0123456789", min_size=KINDS[kind], max_size=KINDS[kind]))
    one, other = (shown(kind, data.draw(written(digits))) for _ in range(2))
    assert one == other and len(one) < len(digits) - 3


@given(st.integers(0, 10_000))
def test_the_old_number_and_the_new_one_of_a_person_cannot_be_joined_either(seed: int) -> None:
    new = person(Random(seed)).identity
    old = new[:6] + new[8:17]
    of_new = shown(Kind.IDENTITY, new)
    of_old = {place + 2 if place > 5 else place: sign for place, sign in shown(Kind.IDENTITY, old).items()}
    assert of_old.items() <= of_new.items()


@given(st.integers(0, 10_000), st.integers(0, 18), st.integers(0, 18))
def test_a_cover_that_shows_another_digit_than_ours_is_told_and_one_that_shows_none_is_not(
    seed: int, head: int, tail: int
) -> None:
    number = person(Random(seed)).identity
    if head + tail < 5 or head + tail > 15:
        return
    text = number[:head] + "*" * (18 - head - tail) + (number[18 - tail :] if tail else "")
    found = [each for each in look(f"身份证号：{text}") if each.kind is Kind.IDENTITY]
    assert bool(found) is (head > 6 or tail > 4), text
    assert all(each.masked == mask(Kind.IDENTITY, text) for each in found)


@given(st.lists(st.lists(st.text(alphabet="王测试0123456789X *岁病，号县", max_size=20), max_size=4), max_size=6))
def test_what_was_covered_once_in_a_table_is_not_found_again(rows: list[list[str]]) -> None:
    once = [list(row) for row in rows]
    for _ in range(3):
        for each in sorted(look_in(once), key=lambda each: -each.start):
            cell = once[each.row or 0][each.column or 0]
            once[each.row or 0][each.column or 0] = cell[: each.start] + each.masked + cell[each.end :]
    assert [
        each for each in look_in(once) if each.masked != once[each.row or 0][each.column or 0][each.start : each.end]
    ] == []


@pytest.mark.parametrize(
    "text", ["1" * 60_000, "一" * 60_000, "1 " * 40_000, "王测试，" * 20_000, "*1" * 40_000, "12岁" * 20_000]
)
@pytest.mark.timeout(20)
def test_looking_takes_no_longer_than_the_length_allows(text: str) -> None:
    look(text)
