"""上传之害: every hostile file is refused in Chinese or read, in bounds, with nothing fetched, run, written or let out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.published.cage import MEMORY, SECONDS, Outcome, outcomes
from tests.published.fuzzing import KINDS, fuzz
from tests.published.oracle import CHINESE, judge
from tests.published.zoo import Beast, beasts

BEASTS = beasts()
KEPT = Path(__file__).with_name("kept")
"""Files the fuzzer has found, as small as they could be made: what they did is mended, and must stay so."""

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="未安装 LibreOffice：旧版文件的测试未运行 (soffice not found)"
)


def objections(chosen: Iterable[Beast]) -> list[str]:
    """What is not as it should be, of each that was not read or refused within its bounds. One cage for all of them."""
    named = {beast.name: beast for beast in chosen}
    return [said for outcome in outcomes(list(named)) for said in _objections(named[outcome.name], outcome)]


def _objections(beast: Beast, outcome: Outcome) -> Iterator[str]:
    refused = outcome.said != "read"
    if outcome.fault:
        yield f"{beast.name}: {outcome.fault}"
    if outcome.seconds >= SECONDS:
        yield f"{beast.name}: {outcome.seconds} s of a processor"
    if outcome.memory >= MEMORY:
        yield f"{beast.name}: {outcome.memory >> 20} MB"
    if refused and not CHINESE.search(outcome.said):
        yield f"{beast.name}: refused with {outcome.said!r}"
    if beast.says and not (refused and beast.says in outcome.said):
        yield f"{beast.name}: {outcome.said!r} does not say {beast.says}"


def test_the_hostile_files_of_every_day_harm_nothing() -> None:
    assert objections(each for each in BEASTS.values() if not each.long and not each.office) == []


@pytest.mark.soak
def test_the_other_hostile_files_harm_nothing() -> None:
    assert objections(each for each in BEASTS.values() if each.long) == []


@pytest.mark.soak
@pytest.mark.office
@needs_office
def test_hostile_files_that_are_converted_harm_nothing() -> None:
    assert objections(each for each in BEASTS.values() if each.office) == []


def test_the_zoo_has_beasts_of_every_kind() -> None:
    assert len(BEASTS) > 200
    for word in ("bomb", "entities", "outside", "macros", "locked", "2 GB", "cut", "called", "milliard", "surrogate"):
        assert any(word in name for name in BEASTS), word


@pytest.mark.parametrize("path", sorted(KEPT.glob("*")), ids=lambda path: str(path.name))
def test_what_the_fuzzer_found_stays_mended(path: Path) -> None:
    judge(path.read_bytes())


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_minutes_of_guided_changes_find_no_fault(kind: str, tmp_path: Path) -> None:
    ran = fuzz(kind, 180, tmp_path)
    assert ran.executions > 100
    assert not ran.faults, str(ran)
