"""相关性: at least 150 questions for something that is known to be there; how high it stands among what is found.

The score is printed: MRR (the mean of one by the place), and the share found first and among the first ten. The floors are
below what was reached, and above what would be noticed by a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from gongkai.doors.search import index
from gongkai.engines.search.values import Query
from tests.doors.relevance import known
from tests.doors.relevance.corpus import demo, everything, of_seeds, written
from tests.doors.relevance.known import Known, Titles
from tests.doors.search.conftest import house, own_index, worked  # noqa: F401 (fixtures)
from tests.publication.conftest import House
from tests.shared import SHARED, needs_shared

LEAST = 150
DEEP = 20
FLOORS = {"MRR": 0.90, "success@1": 0.87, "success@10": 0.95}


@dataclass(frozen=True)
class Score:
    """得分: of some questions."""

    mrr: float
    first: float
    ten: float
    many: int

    def __str__(self) -> str:
        return f"{self.many:4d} 问  MRR {self.mrr:.3f}  success@1 {self.first:.3f}  success@10 {self.ten:.3f}"


def place(asked: Known) -> int:
    """名次: of the first that was meant; 0 where none of the first twenty was."""
    hits = index.find(Query(asked.typed, many=DEEP)).hits
    places = (number for number, hit in enumerate(hits, 1) if int(hit.key) in asked.meant)
    return next(places, 0)


def scored(places: Sequence[int]) -> Score:
    return Score(
        sum(1 / each for each in places if each) / len(places),
        sum(each == 1 for each in places) / len(places),
        sum(0 < each <= 10 for each in places) / len(places),
        len(places),
    )


def told(asked: Iterable[Known]) -> dict[str, Score]:
    """Ask them all; print the score of each kind, of all together, and what was not found."""
    found = [(each, place(each)) for each in asked]
    kinds = list(dict.fromkeys(each.kind for each, _ in found))
    scores = {kind: scored([where for each, where in found if each.kind == kind]) for kind in kinds}
    scores["全部"] = scored([where for _, where in found])
    for kind, score in scores.items():
        print(f"{kind}\t{score}")
    for each, where in found:
        if not 0 < where <= 10:
            print(f"  没有在前十：{each.kind} “{each.typed}”")
    return scores


def holds(score: Score) -> None:
    assert score.mrr >= FLOORS["MRR"] and score.first >= FLOORS["success@1"] and score.ten >= FLOORS["success@10"], (
        score
    )


@pytest.mark.timeout(600)
def test_what_is_known_to_be_there_stands_high(house: House) -> None:  # noqa: F811 (the fixture)
    random = Random(4)
    demo()
    papers = written(house)
    worked()
    contents = everything()
    titles = Titles(contents)
    asked = [
        *known.topics(titles, 50, random),
        *known.numbers(contents, 35, random),
        *known.halves(titles, 45, random),
        *known.inside(papers),
        *known.pairs(titles, 30, random),
    ]
    assert len(asked) >= LEAST
    scores = told(asked)
    holds(scores["全部"])
    assert scores["文号"].first >= 0.85 and scores["附件中的词"].first >= 0.95
    assert scores["两字词"].ten == 1.0, "words of two characters are what indexes of three lose"


@needs_shared
@pytest.mark.timeout(600)
def test_the_words_of_the_seeds_are_found_where_they_stand(house: House) -> None:  # noqa: F811 (the fixture)
    texts = of_seeds(house, SHARED / "seeds")
    worked()
    asked = list(known.vocabulary(texts, 60, Random(4)))
    assert len(asked) > 50
    holds(told(asked)["全部"])
