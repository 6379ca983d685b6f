"""断点: every act that publishes, moves, abolishes or imports is killed before each statement, commit, flush and rename.

What is found then is, to the byte, what the transactions before that point had written: as before, or as after, never between.
Done again, the act comes to the same end as a run nobody killed. The usual run takes one act, ``soak`` takes all.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from gongkai.law.grammar.flow import Unlawful
from tests.publication.failpoints import failpoints
from tests.publication.killable import SCENARIOS, Again, Scenario, prepare
from tests.publication.soundness import Picture, different, picture, unsound, unswept, words
from tests.publication.worlds import World, a_world, the_same_again

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # who is killed closes no files
]

LEAST = 200
"""So many points all acts have together at least, the import not counted."""
STEP = 10
DAILY = "move"
"""每日所试: an act that touches rows, pages and files; the long run tries them all."""
NEVER = 1_000_000
JUST_ONE = 2
"""The pictures of an act of one transaction: before and after."""
ALWAYS = ("COMMIT", "RENAME", "FLUSH", "REMOVE")


@dataclass(frozen=True)
class Course:
    """经过: a run nobody killed: its points, and what was committed after each of its transactions, from before to after."""

    points: list[str]
    committed: list[Picture]
    words: list[Picture]

    def thinned(self) -> list[int]:
        """Every tenth point, every commit and every touch of a file."""
        return [at for at, what in enumerate(self.points, 1) if at % STEP == 1 or what in ALWAYS]


@contextmanager
def stage(name: str, folder: Path) -> Iterator[tuple[Scenario, World, Course]]:
    """The scenario prepared, and its course recorded."""
    scenario = SCENARIOS[name]
    with a_world(folder, lambda: prepare(scenario)) as world:
        yield scenario, world, course_of(scenario, world)


def course_of(scenario: Scenario, world: World) -> Course:
    """The unkilled run, watched by somebody who sees only what was committed."""
    world.begin_again()
    onlooker = world.onlooker()
    committed, told = [picture(onlooker)], [words(onlooker)]

    def look() -> None:
        committed.append(picture(onlooker))
        told.append(words(onlooker))

    with the_same_again():
        deed = scenario.deed()
        with failpoints(committed=look) as points:
            deed()
    onlooker.close()
    assert different(committed[-1], picture()) == [] and different(committed[0], committed[-1]) != []
    assert unsound() == []
    return Course(points.passed, committed, told)


def is_as_it_was(course: Course, commits: int) -> None:
    """Exactly the transactions that had ended, and nothing unsound."""
    assert different(course.committed[commits], picture()) == []
    assert unsound() == []


def is_done_in_the_end(scenario: Scenario, course: Course, was_done: bool, exact: bool = True) -> None:
    """The act is done again, and its end is that of the run nobody killed."""
    if was_done and scenario.again is Again.REFUSED:
        with pytest.raises(Unlawful):
            scenario.deed()()
    elif not was_done or scenario.again is Again.SAME:
        with the_same_again():
            scenario.deed()()
    if exact and connection.vendor == "sqlite":
        assert different(course.committed[-1], picture()) == []
    assert different(course.words[-1], words()) == []
    assert unsound() == []
    assert unswept() == []


def killed_at(at: int, scenario: Scenario, world: World, course: Course) -> None:
    """One death, what it leaves, and the act done again; on a server, where that costs seconds, at the last commit only."""
    world.begin_again()
    with the_same_again():
        deed = scenario.deed()
        with failpoints(at, die=world.die) as points:
            try:
                deed()
            except BaseException:  # Killed, or whatever the dying process still met on its way out
                if not points.dead:
                    raise
    assert points.dead and points.passed == course.points[:at]
    world.revive()
    is_as_it_was(course, points.commits)
    if world.costly and len(course.committed) == JUST_ONE and at < len(course.points):
        world.fresh = True
        return
    is_done_in_the_end(scenario, course, points.commits == len(course.committed) - 1)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "name", [DAILY, *(pytest.param(each, marks=pytest.mark.soak) for each in sorted({*SCENARIOS} - {DAILY}))]
)
def test_an_act_killed_at_a_point_is_not_done_or_done_and_never_half(name: str, tmp_path: Path) -> None:
    with stage(name, tmp_path) as (scenario, world, course):
        is_done_in_the_end(scenario, course, was_done=True)
        for at in course.thinned():
            killed_at(at, scenario, world, course)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_an_act_is_killed_at_every_point(name: str, tmp_path: Path) -> None:
    with stage(name, tmp_path) as (scenario, world, course):
        for at in range(1, len(course.points) + 1):
            killed_at(at, scenario, world, course)


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_there_are_at_least_two_hundred_points(tmp_path: Path) -> None:
    counted = {}
    for name in SCENARIOS:
        with stage(name, tmp_path / name) as (_, _, course):
            counted[name] = len(course.points)
    print(counted, "together", sum(counted.values()))
    assert sum(counted.values()) - counted["import_ledger"] >= LEAST


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("name", "step"), [("publish_together", 8), ("import_ledger", 20)])
def test_a_real_process_killed_by_the_system_leaves_what_it_had_committed(name: str, step: int, tmp_path: Path) -> None:
    with stage(name, tmp_path) as (scenario, world, course):
        for at in range(1, len(course.points) + 1, step):
            world.begin_again()
            assert run(world, name, at) == -signal.SIGKILL
            world.leave()
            found = words()  # what is written in JSON has an order of its own in every process
            assert found in course.words and unsound() == []
            is_done_in_the_end(scenario, course, found == course.words[-1], exact=False)
        world.begin_again()
        assert run(world, name, NEVER) == 0
        world.leave()
        assert different(course.words[-1], words()) == [] and unsound() == []


def run(world: World, name: str, at: int) -> int:
    """The act in a process of its own, which ends itself by SIGKILL before a point."""
    own = {
        "GONGKAI_VAR": str(world.folder),
        "GONGKAI_DATABASE": world.address(),
        "DIES_AT": str(at),
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
    }
    root = Path(__file__).resolve().parent.parent.parent
    command = [sys.executable, "-m", "tests.publication.dying", name]
    return subprocess.run(command, cwd=root, env={**os.environ, **own}, check=False).returncode
