"""再查一遍: whatever passes the gate on its way out is looked through again once it is public, and is the very same thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gongkai.publication.gate.sweeping import subjects, sweep
from tests.cast import Cast
from tests.screening.recording import public_parts, recorded, strange
from tests.structure.publishing import BESIDE_THE_GATE, NEVER_AGAIN, PAGES, SWEPT
from tests.structure.test_routes import DAY, company

__all__ = ["company"]
ACTS = sorted({act for acts in PAGES.values() for act in acts})


BESIDE = frozenset({"columns", "mailboxes", "records"})
"""Put in place beside the gate by what fills these rooms: hatched, made without an act, entered."""


@pytest.fixture
def passed() -> Iterator[set[str]]:
    """The marks of all that came before the gate."""
    with recorded() as marks:
        yield marks


@pytest.mark.parametrize("act", [act for act in ACTS if act not in BESIDE_THE_GATE])
def test_every_act_that_passes_the_gate_says_where_its_words_are_looked_through_again(act: str) -> None:
    there = {subject.key for subject in subjects()}
    assert act in NEVER_AGAIN or (SWEPT[act] and set(SWEPT[act]) <= there), (
        "name its subject in tests/structure/publishing.py"
    )


def test_no_subject_is_there_that_nothing_fills_and_no_two_share_a_key() -> None:
    keys = [subject.key for subject in subjects()]
    assert len(set(keys)) == len(keys) and all(len(key) <= 30 for key in keys)
    assert {key for several in SWEPT.values() for key in several} | {"records"} == set(keys)
    assert not SWEPT.keys() & NEVER_AGAIN.keys() and (SWEPT.keys() | NEVER_AGAIN.keys()) <= set(ACTS)


def test_what_is_public_is_told_to_the_gate_as_it_was_told_on_its_way_out(passed: set[str], company: Cast) -> None:
    told = public_parts(DAY)
    assert strange(told, passed).keys() <= BESIDE
    assert {"contents", "policy_questions", "draws", "leaders", "sections", "unit_items"} <= {
        key for key, parts in told.items() if parts
    }


def test_every_subject_is_swept_to_its_end(company: Cast) -> None:
    for subject in subjects():
        run = sweep(company.bureau, subject, on=DAY)
        assert run.finished_on == DAY and run.found <= run.looked
