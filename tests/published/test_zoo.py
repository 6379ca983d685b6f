"""上传之害: every hostile file is refused in Chinese or read, in bounds, with nothing fetched, run, written or let out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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


def tame(beast: Beast, outcome: Outcome) -> bool:
    """Whether it was read or refused as it should be, within its bounds."""
    assert not outcome.fault, f"{beast.name}: {outcome.fault}"
    assert outcome.seconds < SECONDS, f"{beast.name}: {outcome.seconds} s of a processor"
    assert outcome.memory < MEMORY, f"{beast.name}: {outcome.memory >> 20} MB"
    refused = outcome.said != "read"
    assert not beast.says or (refused and beast.says in outcome.said), f"{beast.name}: {outcome.said}"
    return not refused or CHINESE.search(outcome.said) is not None


def all_of(chosen: list[Beast]) -> Iterator[tuple[Beast, Outcome]]:
    """One cage for many: what it takes to open it is paid once."""
    yield from zip(chosen, outcomes([beast.name for beast in chosen]), strict=True)


def test_the_hostile_files_of_every_day_harm_nothing() -> None:
    assert all(tame(*each) for each in all_of([each for each in BEASTS.values() if not each.long and not each.office]))


@pytest.mark.soak
def test_the_other_hostile_files_harm_nothing() -> None:
    assert all(tame(*each) for each in all_of([each for each in BEASTS.values() if each.long]))


@pytest.mark.soak
@pytest.mark.office
@needs_office
def test_hostile_files_that_are_converted_harm_nothing() -> None:
    assert all(tame(*each) for each in all_of([each for each in BEASTS.values() if each.office]))


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
