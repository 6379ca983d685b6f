"""恢复到某一时刻: the steps the page of operations tells, taken with a server of PostgreSQL made for the test."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("### PostgreSQL恢复到某一时刻")[2]
SERVANT = "postgres" if os.geteuid() == 0 else None
"""PostgreSQL不肯以root运行."""


def programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    local = shutil.which("initdb")
    return found[-1].parent if found else Path(local).resolve().parent if local else None


def told(pattern: str) -> str:
    """A setting or a command as the page tells it."""
    found = re.search(rf"`({pattern})`", PAGE)
    assert found, f"the page does not tell {pattern}"
    return found[1]


class Cluster:
    """A server of its own in a folder its account may enter."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self.port = free_port()

    def run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        ran = subprocess.run(command, user=SERVANT, cwd=self.folder, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    def start(self, data: Path) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self.run("pg_ctl", "-D", str(data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, data: Path) -> None:
        self.run("pg_ctl", "-D", str(data), "-w", "-m", "fast", "stop")

    def ask(self, question: str) -> list[Any]:
        where = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(question)
            return [row[0] for row in cursor.fetchall()] if cursor.description else []


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    found = programs()
    if found is None or not (found / "pg_basebackup").exists():
        pytest.skip("没有initdb、pg_basebackup，未试恢复到某一时刻 (no PostgreSQL server programs)")
    folder = Path(mkdtemp(prefix="gongkai-wal-"))
    for name in ("wal", "base"):
        (folder / name).mkdir()
    for path in (folder, folder / "wal", folder / "base"):
        path.chmod(0o700)
        if SERVANT:
            shutil.chown(path, SERVANT)
    made = Cluster(folder, found)
    try:
        yield made
    finally:
        for data in ("data", "again"):
            pid = folder / data / "postmaster.pid"
            if pid.exists():
                made.stop(folder / data)
        shutil.rmtree(folder)


def append(cluster: Cluster, file: Path, *lines: str) -> None:
    """In the place of the folder the page names stands that of the test."""
    with file.open("a", encoding="utf-8") as out:
        out.writelines(line.replace("/wal/", f"{cluster.folder}/wal/") + "\n" for line in lines)


def test_what_was_written_before_the_moment_is_there_and_what_came_after_is_not(cluster: Cluster) -> None:
    data, again = cluster.folder / "data", cluster.folder / "again"
    cluster.run("initdb", "-D", str(data), "--auth=trust", "--username=postgres", "--no-sync")
    settings = [told(f"{name} = [^`]+") for name in ("archive_mode", "archive_command")]
    append(cluster, data / "postgresql.conf", *settings)
    cluster.start(data)
    cluster.ask("CREATE TABLE acts (name text)")
    cluster.ask("INSERT INTO acts VALUES ('before the base')")
    [_, *words] = told("pg_basebackup [^`]+").replace("/base/日期", str(again)).split()
    cluster.run("pg_basebackup", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "postgres", *words)
    cluster.ask("INSERT INTO acts VALUES ('before the moment')")
    [moment] = cluster.ask("SELECT clock_timestamp()::text")
    sleep(1.1)
    cluster.ask("INSERT INTO acts VALUES ('after the moment')")
    [last] = cluster.ask("SELECT pg_walfile_name(pg_switch_wal())")
    until_there(cluster.folder / "wal" / last)
    cluster.stop(data)
    target = re.sub(r"= '[^']+'", f"= '{moment}'", told("recovery_target_time = [^`]+"))
    recovering = [told("restore_command = [^`]+"), target, told("recovery_target_action = [^`]+")]
    append(cluster, again / "postgresql.auto.conf", *recovering)
    signal = again / told(r"recovery\.signal")
    signal.touch()
    if SERVANT:
        shutil.chown(signal, SERVANT)
    cluster.start(again)
    assert until(lambda: cluster.ask("SELECT pg_is_in_recovery()") == [False])
    assert cluster.ask("SELECT name FROM acts ORDER BY 1") == ["before the base", "before the moment"]


def until_there(path: Path) -> None:
    assert until(path.exists), f"{path.name} was never archived"


def until(true: Any, seconds: float = 60) -> bool:
    end = monotonic() + seconds
    while not true():
        if monotonic() > end:
            return False
        sleep(0.2)
    return True
