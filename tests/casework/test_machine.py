"""全程机器: random lawful and unlawful acts on many files of several authorities; the clock is that of an independent slow count.

Every day a few hundred acts by one hand and by two processes at once; the soak does thousands. Each act is taken exactly if the
slow count (``slow.py``, written from the articles alone) says that it may be, and leaves the file as the slow count leaves it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from gongkai.casework.applications import acts
from gongkai.law import applications as law
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.authorities import acts as authorities
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.casework.conftest import PERSON
from tests.casework.driving import Driver, places
from tests.cast import Cast, cast
from tests.publication.worlds import a_world

DAY = date(2025, 9, 18)
FESTIVAL = """
[[notices]]
number = "样政办〔2025〕8号"
holidays = [{ name = "丰收节", from = 2025-09-10, to = 2025-09-11, work = [2025-09-13] }]
[[notices]]
number = "样政办〔2023〕8号"
holidays = [{ name = "丰收节", from = 2023-09-12, to = 2023-09-13 }]
"""
ROOT = Path(__file__).resolve().parent.parent.parent


def company() -> Cast:
    """The cast, each authority with its letter code; one county keeps holidays of its own."""
    people = cast()
    authorities.enter_local_notice(people.county, FESTIVAL)
    for authority in (people.bureau, people.elsewhere, people.county):
        authority.profile.letter_code = "示公复"
        authority.profile.save()
    return people


@pytest.fixture
def driver(db: None, request: pytest.FixtureRequest) -> Driver:
    company()
    return Driver(Random(getattr(request, "param", 20190515)), places())


def drive(driver: Driver, many: int, look_every: int) -> str:
    """So many acts, the sheets of every year looked at again and again; how it went, in a line."""
    began = time.perf_counter()
    for _ in range(0, many, look_every):
        driver.drive(look_every)
        driver.balanced()
    assert list(verify(whole=True)) == []
    entered = Entry.objects.everywhere().filter(dossier__isnull=False).count()
    assert entered == sum(len(file.taken) for file in driver.files.values()), "no act lost, none doubled"
    return f"{many} acts, {time.perf_counter() - began:.1f} s: {len(driver.files)} files, {dict(driver.done)}"


def test_random_acts_leave_every_file_as_the_slow_count_does(driver: Driver) -> None:
    print(drive(driver, 800, 100))
    assert driver.done["refused"] > 40 and driver.done["serve"] >= 5, "both ways are gone, lawful and not"
    assert {file.old for file in driver.files.values()} == {True, False}, "files of both Regulations"
    assert len({authority.pk for authority in driver.owner.values()}) == 3


@pytest.mark.parametrize("term", ["REPLY", "EXTENSION", "CLARIFICATION_NOTICE", "PAYMENT"])
def test_a_term_a_day_too_long_is_noticed(driver: Driver, monkeypatch: pytest.MonkeyPatch, term: str) -> None:
    """The comparison can fail: whichever number of the statute is wrong, the slow count is not."""
    right = getattr(law, term)
    monkeypatch.setattr(law, term, replace(right, length=right.length + 1))
    with pytest.raises(AssertionError):
        driver.drive(1500)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("driver", range(4), indirect=True)
def test_thousands_of_random_acts(driver: Driver) -> None:
    print(drive(driver, 2500, 250))
    known = {
        "ask_clarification",
        "clarify",
        "lapse",
        "ask_reasons",
        "give_reasons",
        "defer",
        "notify_fee",
        "pay",
        "extend",
    }
    assert known <= driver.done.keys(), f"never taken: {known - driver.done.keys()}"


# -- two at once -----------------------------------------------------------------------------------------------------------


def _two_processes(folder: Path, many: int, seeds: tuple[int, int] = (1, 2)) -> str:
    """Two workers on one database, each with files of its own and some they fight for."""
    shared: list[int] = []

    def prepare() -> None:
        people = company()
        for number in range(3):
            filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, {**PERSON, "description": f"共同的第{number}件"})
            once = f"{number:032x}"
            made = acts.receive(people.bureau, filled, on=DAY, today=DAY, once=once, by=people.wang)
            shared.append(made.application.dossier_id)

    with a_world(folder, prepare) as world:
        began = time.perf_counter()
        own = {
            "GONGKAI_VAR": str(world.folder),
            "GONGKAI_DATABASE": world.address(),
            "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        }
        world.leave()
        at_work = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.casework.driving", str(seed), str(many), *map(str, shared)],
                cwd=ROOT,
                env={**os.environ, **own},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for seed in seeds
        ]
        said = [process.communicate() for process in at_work]
        assert [process.returncode for process in at_work] == [0, 0], [errors[-2000:] for _, errors in said]
        told = [json.loads(out.splitlines()[-1]) for out, _ in said]
        took = time.perf_counter() - began
        one, other = (set(each["files"]) for each in told)
        assert not one & other, "no file was opened twice"
        expected = {int(key): version for each in told for key, version in each["files"].items()}
        fought = sum((Counter(each["shared"]) for each in told), Counter[str]())
        expected |= {key: 1 + fought[str(key)] for key in shared}
        assert dict(Dossier.objects.everywhere().values_list("pk", "version")) == expected, "no act lost, none doubled"
        assert Entry.objects.everywhere().filter(dossier__isnull=False).count() == sum(expected.values())
        assert list(verify(whole=True)) == []
        both = sum((Counter(each["done"]) for each in told), Counter[str]())
        return f"2 × {many} acts, {took:.1f} s: {len(expected)} files, {sum(fought.values())} fought for, {dict(both)}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(120)
def test_two_processes_at_once_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    print(_two_processes(tmp_path, 60))


@pytest.mark.soak
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(3600)
def test_two_processes_do_thousands_of_acts(tmp_path: Path) -> None:
    print(_two_processes(tmp_path, 2000, seeds=(11, 12)))
