"""连接池软件: a real PgBouncer before the database, in each of its modes, told apart and made use of.

It is started by the test where the program is on this machine. Sixteen people at an installation behind one:
``python -m tests.soaking 1 transaction``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from gongkai.office.journal import server, vendor
from gongkai.office.journal.server import Pooler
from gongkai.web import clock
from gongkai.web.examining import Condition, Level, checkups, examine
from tests.bouncers import SESSION, STATEMENT, TRANSACTION, bouncing, impossible
from tests.ports import free_port

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has poolers before it"),
]


@contextmanager
def behind(mode: str) -> Iterator[dict[str, str]]:
    """The address of the same database by way of a PgBouncer of this mode."""
    if why := impossible():
        pytest.skip(f"没有对着真的PgBouncer试：{why}")
    with bouncing(mode, int(connection.settings_dict["PORT"] or 5432)) as port:
        yield {"HOST": "127.0.0.1", "PORT": str(port)}


def told() -> list[Condition]:
    [one] = [each for each in checkups() if each.key == "poolers"]
    return list(examine([one], clock.now())[0].conditions)


def test_the_server_itself_is_no_pooler() -> None:
    assert server.pooler_before(connection) is Pooler.NONE
    assert [each.level for each in told()] == [Level.FINE]


@pytest.mark.parametrize(
    ("mode", "found"),
    [(SESSION, Pooler.SESSION), (TRANSACTION, Pooler.TRANSACTION), (STATEMENT, Pooler.STATEMENT)],
)
def test_a_pooler_is_known_by_who_answers(mode: str, found: Pooler) -> None:
    with behind(mode) as address, vendor.another(connection, **address) as beside:
        assert server.pooler_before(beside) is found


@pytest.mark.parametrize("mode", [SESSION, TRANSACTION])
def test_a_busy_pooler_is_known_as_well(mode: str) -> None:
    with behind(mode) as address, busy(address), vendor.another(connection, **address) as beside:
        assert server.pooler_before(beside).value == mode


@contextmanager
def busy(address: dict[str, str]) -> Iterator[None]:
    """Two others ask without end meanwhile."""
    stop = threading.Event()

    def asks() -> None:
        with vendor.another(connection, **address) as beside:
            while not stop.is_set():
                with beside.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.002)")

    threads = [threading.Thread(target=asks) for _ in range(2)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        stop.set()
        for each in threads:
            each.join()


def test_the_doctor_says_what_to_do_where_the_worker_has_no_session_of_its_own(settings: Any) -> None:
    settings.THROUGH_A_POOLER = True  # what GONGKAI_DATABASE names is then looked at apart from our own connection
    with behind(TRANSACTION) as address:
        settings.DATABASE_OWN = {**_ours(), **address}
        [found] = told()
        assert found.level is Level.DANGER and "GONGKAI_DATABASE_WEB" in found.remedy
    with behind(SESSION) as address:
        settings.DATABASE_OWN = {**_ours(), **address}
        assert [each.level for each in told()] == [Level.FINE]


def test_the_doctor_looks_through_the_pooler_of_the_web(settings: Any) -> None:
    for mode, level in ((TRANSACTION, Level.FINE), (SESSION, Level.FINE), (STATEMENT, Level.DANGER)):
        with behind(mode) as address:
            settings.DATABASE_WEB = {**_ours(), **address}
            assert told()[1].level is level
    settings.DATABASE_WEB = {**_ours(), "HOST": "127.0.0.1", "PORT": str(free_port())}
    assert told()[1].level is Level.DANGER and "连接不上" in told()[1].what


def _ours() -> dict[str, Any]:
    return {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}


@pytest.mark.parametrize("mode", ["", SESSION, TRANSACTION])
def test_who_migrates_keeps_others_waiting_and_leaves_no_lock_behind(mode: str) -> None:
    held = (  # the view shows every database of the server, and another worker may be migrating its own
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )

    def locks() -> int:
        with connection.cursor() as cursor:
            cursor.execute(held, [vendor.MIGRATING])
            return int(cursor.fetchone()[0])

    with _by_way_of(mode) as beside:
        entered = threading.Event()

        def another_one() -> None:
            with vendor.alone(connection):
                entered.set()

        with vendor.alone(beside):
            waiting = threading.Thread(target=another_one)
            waiting.start()
            assert not entered.wait(0.5)
            assert locks() >= 1
        assert entered.wait(10)
        waiting.join()
        assert locks() == 0


@contextmanager
def _by_way_of(mode: str) -> Iterator[BaseDatabaseWrapper]:
    if not mode:
        yield connection
        return
    with behind(mode) as address, vendor.another(connection, **address) as beside:
        yield beside
