"""夹具: the whole demo, built once for all who test it and handed on as a copy of its database."""

from __future__ import annotations

import fcntl
import os
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from gongkai.demo.building import Built, build
from gongkai.demo.places import PLACES
from gongkai.office.authorities.models import Authority
from gongkai.web import clock

PASSWORD = "Demo-TEST-0450"


@dataclass(frozen=True)
class Demo:
    """示例: what was built, and how often progress was told of each place."""

    built: Built
    told: dict[str, int]

    def government(self, code: str) -> Authority:
        return Authority.objects.get(code=code)


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """The demo for all tests of a module; each test rolls back what it did itself.

    A build takes a minute of the processor, and workers take tests from each other: on SQLite the first that asks builds it, the
    others copy. On PostgreSQL an outer transaction holds it.
    """
    with django_db_blocker.unblock():
        if connection.vendor != "sqlite":
            with transaction.atomic():
                yield _built()
                transaction.set_rollback(True)
            return
        connection.ensure_connection()
        with closing(sqlite3.connect(":memory:")) as before:
            connection.connection.backup(before)
            yield _copied(_folder_of_all_workers(tmp_path_factory))
            before.backup(connection.connection)


def _copied(folder: Path) -> Demo:
    kept, note = folder / f"demo-{clock.today()}.sqlite3", folder / f"demo-{clock.today()}.pickle"
    with _alone(folder / "demo.lock"):
        if not note.exists():
            made = _built()
            with closing(sqlite3.connect(kept)) as file:
                connection.connection.backup(file)
            note.write_bytes(pickle.dumps(made))
            return made
    with closing(sqlite3.connect(kept)) as file:
        file.backup(connection.connection)
    found: Demo = pickle.loads(note.read_bytes())  # noqa: S301 (written by a worker of the same run)
    return found


def _built() -> Demo:
    told = {place.code: 0 for place in PLACES}

    def count(code: str) -> None:
        told[code] += 1

    return Demo(build(PLACES, PASSWORD, clock.today(), lambda place, _: count(place.code)), told)


def _folder_of_all_workers(factory: pytest.TempPathFactory) -> Path:
    """Workers of one run have folders side by side; a run without workers has its own."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
