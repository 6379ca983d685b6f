"""近似: what is said to be near is near by the exact share; planted neighbours are found; the rest is left alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.engines.similar import Index, core, pairs, share, shingles, titles

TEXTS = st.text(alphabet="甲乙丙丁戊己庚辛", max_size=30)


@given(TEXTS, TEXTS)
def test_the_share_is_that_of_the_sets_of_shingles(one: str, other: str) -> None:
    first, second = shingles(core(one), 4), shingles(core(other), 4)
    both = len(first | second)
    assert share(one, other) == share(other, one) == (len(first & second) / both if both else 0.0)
    assert share(one, one) == (1.0 if one else 0.0)


@given(st.lists(TEXTS, max_size=12))
def test_every_pair_said_is_a_pair_with_that_very_share_and_the_same_text_is_always_found(texts: list[str]) -> None:
    said = {(one, other): common for one, other, common in pairs(enumerate(texts))}
    for (one, other), common in said.items():
        assert one < other and common == share(texts[one], texts[other]) >= 0.7
    same = {(i, j) for j in range(len(texts)) for i in range(j) if texts[i] == texts[j] != ""}
    assert same <= said.keys()


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_a_query_and_the_pairs_say_the_same(texts: list[str], asked: str) -> None:
    index: Index[int] = Index()
    for key, text in enumerate(texts):
        index.add(key, text)
    last = len(texts)
    in_batch = {one: common for one, other, common in pairs(enumerate([*texts, asked])) if other == last}
    assert dict(index.near(asked)) == in_batch


def article(seed: int, length: int = 600) -> str:
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(length))


def test_planted_neighbours_are_found_among_many_and_nothing_else_is() -> None:
    chance = random.Random(7)
    texts = [article(seed) for seed in range(400)]
    planted = set()
    for place in range(40):
        signs = list(texts[place])
        for _ in range(8):
            signs[chance.randrange(len(signs))] = "改"
        texts.append("".join(signs))
        planted.add((place, len(texts) - 1))
    assert {(one, other) for one, other, _ in pairs(enumerate(texts))} == planted


def test_blanks_widths_and_punctuation_make_no_difference() -> None:
    assert share("示例县　临时救助办法（２０２５）", "示例县临时救助办法(2025)。") == 1.0


def test_titles_are_compared_by_pairs_of_characters_and_the_nearest_comes_first() -> None:
    index = titles()
    index.add("a", "示例县人民政府关于印发临时救助办法的通知")
    index.add("b", "关于印发《示例县临时救助办法》的通知")
    index.add("c", "示例县2025年春耕备耕工作简报")
    assert [key for key, _ in index.near("示例县人民政府关于印发《临时救助办法》的通知")] == ["a", "b"]
    assert index.near("") == []


def test_a_key_added_again_stands_for_its_latest_text() -> None:
    index: Index[str] = Index()
    index.add("a", article(1))
    index.add("a", article(2))
    assert len(index) == 1
    assert index.near(article(1)) == []
    assert index.near(article(2)) == [("a", 1.0)]


@pytest.mark.parametrize("least", [0.1, 1.2])
def test_a_limit_that_makes_no_sense_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="近似的下限"):
        Index(least=least)
