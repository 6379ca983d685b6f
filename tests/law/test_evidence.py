"""证据: every act leaves a proof; nobody says that information does not exist before somebody has looked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.applications import Act
from gongkai.law.evidence import (
    PAPER_PROVES,
    PROOFS,
    PaperKind,
    Search,
    SearchPlace,
    objection_to_not_held,
    search_element,
)
from gongkai.law.grammar.flow import Unlawful

WORDS = st.text("检索登记簿档案室收文年", min_size=1, max_size=12)
DAYS = st.dates(date(2019, 5, 15), date(2025, 12, 31))


@st.composite
def searches(draw: st.DrawFn, *, hit: bool = False) -> Search:
    place = draw(st.sampled_from(list(SearchPlace)))
    return Search(place, draw(WORDS), draw(WORDS), draw(WORDS), draw(DAYS), "王小样", hit)


def test_every_act_of_an_application_leaves_a_proof_and_every_kind_of_paper_is_told() -> None:
    assert set(PROOFS) == set(Act)
    assert set(PAPER_PROVES) == set(PaperKind)
    assert [act for act, proof in PROOFS.items() if proof.internal] == [Act.DRAFT, Act.REVIEW, Act.RETURN]


@given(st.lists(searches(), min_size=1, max_size=5))
def test_36_4_the_letter_tells_every_search_once_by_its_day_with_place_words_and_result(found: list[Search]) -> None:
    told = search_element(found).split("\n")
    assert len(told) == len(found)
    assert told == [each.told() for each in sorted(found, key=lambda each: each.searched_on)]
    for search, line in zip(sorted(found, key=lambda each: each.searched_on), told, strict=True):
        for said in (search.by, search.place.label, search.where, search.words, search.found):
            assert said in line


@given(st.lists(searches(), max_size=4), searches(hit=True))
def test_36_4_what_was_found_does_exist(others: list[Search], hit: Search) -> None:
    with pytest.raises(Unlawful, match="已经查得") as refused:
        search_element([*others, hit])
    assert refused.value.field == "search"
    assert refused.value.basis is not None and refused.value.basis.item == 4


def test_36_4_nobody_may_say_it_does_not_exist_who_has_not_looked() -> None:
    objection = objection_to_not_held([])
    assert objection is not None and "还没有一条检索记录" in str(objection) and "第三十六条第（四）项" in str(objection)
    assert (
        objection_to_not_held([Search(SearchPlace.ARCHIVE, "2024年收文", "养护", "未见", date(2025, 9, 1), "王")])
        is None
    )


@pytest.mark.parametrize("missing", ["where", "words", "found"])
def test_a_search_without_place_words_or_result_is_none(missing: str) -> None:
    said = {"where": "档案室", "words": "养护", "found": "未见", missing: "  "}
    with pytest.raises(Unlawful, match="不能为空") as refused:
        Search(SearchPlace.OFFICE, said["where"], said["words"], said["found"], date(2025, 9, 1), "王小样")
    assert refused.value.field == missing
