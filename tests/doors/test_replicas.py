"""只读副本: public reading is answered from a copy that keeps up, everything else from the database itself.

The daily test copies a file of SQLite by hand, so that it can fall behind and go; the long one lets PostgreSQL stream.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import psycopg
import pytest

from tests.clusters import Cluster, impossible
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
RENAMED = "UPDATE authorities_authority SET name = '副本县人民政府', short_name = '副本县'"


class Installation:
    """One installation: its environment, and the walk that is asked line by line."""

    def __init__(self, folder: Path, main: str, copy: str) -> None:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
        keys = {
            f"GONGKAI_{name}": f"for tests only: {name} of nobody at all"
            for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
        }
        places = {"GONGKAI_VAR": str(folder / "var"), "GONGKAI_DATABASE": main, "GONGKAI_PRESSED": "0"}
        self.single = {**outside, **keys, **places, "PYTHONPATH": str(ROOT)}
        self.double = {**self.single, "GONGKAI_DATABASE_READ": copy}

    def manage(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.single, check=True, stdout=subprocess.DEVNULL
        )

    def begin(self) -> None:
        self.manage("migrate", "-v0")
        self.manage("collectstatic", "--noinput", "-v0")
        self.manage("establish", "shili", "示例县人民政府", "county", "--since", "2010-01-01")

    @contextmanager
    def walk(self) -> Iterator[Callable[[str], dict[str, str]]]:
        command = [sys.executable, "-m", "tests.doors.replica_walk"]
        with subprocess.Popen(
            command, cwd=ROOT, env=self.double, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdin
            assert process.stdout
            said, heard = process.stdin, process.stdout

            def at(moment: str) -> dict[str, str]:
                said.write(moment + "\n")
                said.flush()
                told: dict[str, str] = json.loads(heard.readline())
                return told

            yield at
            said.close()


KEEPING_UP = {"跟上": "副本", "查询": "副本", "刚提交过": "主库", "有会话": "主库"}


@pytest.mark.soak
def test_a_copy_is_read_while_it_keeps_up_and_only_by_whoever_only_reads(tmp_path: Path) -> None:
    main, copy = tmp_path / "main.sqlite3", tmp_path / "copy.sqlite3"
    one = Installation(tmp_path, f"sqlite:///{main}", f"sqlite:///{copy}")
    one.begin()
    with sqlite3.connect(main) as whole, sqlite3.connect(copy) as other:
        whole.backup(other)
        other.execute(RENAMED)
    with one.walk() as at:
        told = at("未跟上")
        assert told == {"无人值守": "主库", "未跟上": "主库"}
        turns(main, copy)
        told = at("跟上")
        assert {moment: told[moment] for moment in KEEPING_UP} == KEEPING_UP
        with sqlite3.connect(copy) as other:
            other.execute("UPDATE notices_lease SET until = datetime('now', '+20 seconds')")
        assert at("落后")["落后"] == "主库"
        turns(main, copy)
        assert at("又跟上")["又跟上"] == "副本"
        with sqlite3.connect(copy) as other:
            other.execute("DROP TABLE notices_lease")
        assert at("坏了")["坏了"] == "主库"


def turns(main: Path, copy: Path) -> None:
    """What replication would bring over: the worker's turn, as it stands."""
    with sqlite3.connect(copy) as other:
        other.execute("ATTACH ? AS main_one", [str(main)])
        other.execute("DELETE FROM notices_lease")
        other.execute("INSERT INTO notices_lease SELECT * FROM main_one.notices_lease")


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


@pytest.fixture
def streaming(tmp_path: Path) -> Iterator[tuple[Cluster, Cluster]]:
    """A primary and a standby that follows it."""
    if why := impossible():
        pytest.skip(f"流复制的副本没有试：{why}")
    place = Path("/tmp") / f"gongkai-streaming-{os.getpid()}"  # noqa: S108 (postgres must be able to enter it)
    place.mkdir()
    shutil.chown(place, "postgres")
    main, copy = Cluster(place / "main", free_port()), Cluster(place / "copy", free_port())
    started = []
    try:
        main.make()
        started.append(main)
        copy.copy_of(main)
        copy.start()
        started.append(copy)
        yield main, copy
    finally:
        for one in reversed(started):
            one.stop()
        shutil.rmtree(place, ignore_errors=True)


@pytest.mark.soak
@pytest.mark.postgres
def test_a_streaming_standby_is_read_while_it_keeps_up(tmp_path: Path, streaming: tuple[Cluster, Cluster]) -> None:
    """The standby is the same to the letter, so where a page was read shows by who was asked: the server that counts it."""
    main, copy = streaming
    one = Installation(tmp_path, main.address, copy.address)
    one.begin()
    with one.walk() as at:
        sleep(2)
        before = asked(copy)
        at("跟上")
        sleep(12)  # a connection tells the server of its statements when it has been still for ten seconds
        at("再看")
        sleep(2)
        assert asked(copy) > before
        copy.stop()
        assert at("副本停了")["副本停了"] == "主库"
        copy.start()


def asked(one: Cluster) -> int:
    """How many rows were fetched in this database of the server."""
    with psycopg.connect(one.address) as server:
        found = server.execute("SELECT tup_returned FROM pg_stat_database WHERE datname = 'gongkai'").fetchone()
    assert found
    return int(found[0])
