"""关系: what is found in the seeds is what the truth file says of their 236 relations, and nothing else."""

from __future__ import annotations

import pytest

from gongkai.law.grammar.tables import Level
from tests.published.relations import ALL, NEEDS, NONE, SEEDS, outcome, relations
from tests.shared import needs_shared

LEVELS = {NONE, *(level.value for level in Level)}


def test_the_truth_file_lists_every_relation_once_with_level_need_and_reason() -> None:
    assert [relation.id for relation in relations()] == [f"R{number:03}" for number in range(1, 237)]
    for relation in relations():
        assert relation.level in LEVELS and relation.needs in NEEDS and relation.reason, relation.id
        assert relation.seed in (*SEEDS, ALL)
        assert bool(relation.code) == (relation.level != NONE), relation.id


def test_only_what_one_report_proves_is_red() -> None:
    assert {relation.needs for relation in relations() if relation.level == "red"} == {"report"}


@needs_shared
@pytest.mark.parametrize("seed", [*SEEDS, ALL])
def test_every_relation_that_fails_is_found_at_its_level_with_its_numbers(seed: str) -> None:
    assert [relation.id for relation in outcome(seed).missed] == []


@needs_shared
@pytest.mark.parametrize("seed", [*SEEDS, ALL])
def test_the_relations_that_hold_raise_nothing_of_their_own(seed: str) -> None:
    assert [(finding.code, finding.explanation) for finding in outcome(seed).unexpected] == []


@needs_shared
@pytest.mark.parametrize("seed", SEEDS)
def test_what_else_is_wrong_in_the_seeds_is_still_found(seed: str) -> None:
    assert [(extra.code, extra.reason) for extra in outcome(seed).lacking] == []
