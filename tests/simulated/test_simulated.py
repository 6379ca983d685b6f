"""模拟的一年: what is planted is found in time, what is in order is left alone, and the town knows nothing of the inspector."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.simulated.report import countable, false_share, lines, missed
from tests.simulated.truths import Planted
from tests.simulated.year import Outcome, run

APART = ("truths", "words", "town", "clerks", "injector")
MOST_FALSE = 0.02


def judged(outcome: Outcome) -> None:
    """All found in time, hardly anything that was in order, every line warned of that was near before it was crossed."""
    told = "\n".join(lines(outcome))
    assert not missed(outcome), told
    assert false_share(outcome) < MOST_FALSE, told
    assert all(crossing.warned_on or crossing.jumped for crossing in outcome.crossings), told


@pytest.mark.parametrize("name", APART)
def test_what_plants_shares_no_code_with_what_finds(name: str) -> None:
    tree = ast.parse((Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
    inside = {f"tests.simulated.{each}" for each in APART}
    assert not [each for each in modules if "oversight" in each or "supervision" in each]
    assert {each for each in modules if each.startswith("tests.simulated")} <= inside


@pytest.mark.django_db
def test_two_months_of_three_units_lose_nothing_that_was_planted() -> None:
    outcome = run(3, 7, days=60, each=3)
    judged(outcome)
    planted = Counter(truth.kind for truth in outcome.truths.all)
    assert all(planted[kind] for kind in Planted if kind not in (Planted.STALE, Planted.NO_INTERPRETATION)), planted


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.django_db
def test_a_year_of_forty_units_loses_nothing_that_was_planted() -> None:
    outcome = run(40, 7)
    judged(outcome)
    assert all(len(countable(outcome, kind)) >= 30 for kind in Planted)
