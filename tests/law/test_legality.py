"""合法性审核规则: an opinion is whole or refused, and a review passes exactly where its opinion lets it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.legality import (
    LegalVerdict,
    Point,
    PointAnswer,
    objection_to_passing,
    read_points,
    require_answer,
    require_whole,
)

WORDS = st.text("第一条删去收费规定行政许可法", min_size=1, max_size=12)
POINTS = st.lists(st.builds(Point, WORDS, WORDS, WORDS), max_size=6)


@given(POINTS, st.sampled_from(["｜", "|", " ｜ "]))
def test_points_are_read_as_they_were_written(points: list[Point], mark: str) -> None:
    text = "\n\n".join(mark.join((each.clause, each.text, each.basis)) for each in points)
    assert list(read_points(text)) == points


@pytest.mark.parametrize("line", ["第一条｜删去", "第一条｜｜某法", "删去收费", "一｜二｜三｜四"])
def test_a_point_without_clause_opinion_or_basis_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(Unlawful, match="第2条意见"):
        read_points(f"第五条｜删去｜某法\n{line}")


@given(st.sampled_from(LegalVerdict), POINTS)
def test_an_opinion_has_points_exactly_when_it_does_not_simply_agree(
    verdict: LegalVerdict, points: list[Point]
) -> None:
    if bool(points) == (verdict is not LegalVerdict.AGREE):
        require_whole(verdict, points)
    else:
        with pytest.raises(Unlawful):
            require_whole(verdict, points)


@given(st.booleans(), st.one_of(st.none(), st.sampled_from(LegalVerdict)), st.integers(0, 5))
def test_what_is_disagreed_with_never_passes_and_the_rest_once_every_point_is_answered(
    required: bool, verdict: LegalVerdict | None, unanswered: int
) -> None:
    refused = objection_to_passing(required=required, verdict=verdict, unanswered=unanswered)
    passes = not required if verdict is None else verdict is not LegalVerdict.DISAGREE and unanswered == 0
    assert (refused is None) == passes


def test_what_is_not_taken_says_why() -> None:
    require_answer(PointAnswer.TAKEN, "")
    with pytest.raises(Unlawful, match="写明理由"):
        require_answer(PointAnswer.NOT_TAKEN, " ")
