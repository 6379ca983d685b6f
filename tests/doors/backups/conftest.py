"""备份测试的夹具: a key for the backups, a folder of their own, and installations as processes see them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from gongkai.doors.backups.depot import Depot

ROOT = Path(__file__).resolve().parent.parent.parent.parent
KEY, OTHER_KEY = "for tests only: BACKUP_KEY of nobody", "for tests only: another BACKUP_KEY of nobody"
ANSWER = "答："
SERVER = os.environ.get("GONGKAI_DATABASE") or "postgresql://postgres@127.0.0.1:5432/gongkai"


class Player:
    """The process that does what is asked, now in one installation and now in another; starting one takes seconds."""

    def __init__(self, var: Path) -> None:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
        ours = {"GONGKAI_VAR": str(var), "GONGKAI_BACKUP_KEY": KEY, "PYTHONPATH": str(ROOT)}
        settings = {"DJANGO_SETTINGS_MODULE": "tests.doors.backups.settings"}
        command = [sys.executable, "-m", "tests.doors.backups.town"]
        self.process = subprocess.Popen(
            command,
            env={**outside, **ours, **settings},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def plays(self, place: dict[str, str], deeds: list[list[str]]) -> list[Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([place, deeds]) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith(ANSWER):
                told = json.loads(line.removeprefix(ANSWER))
                assert isinstance(told, list), told
                return told
        raise AssertionError("the process has ended")

    def ends(self) -> None:
        self.process.terminate()
        self.process.communicate()


@dataclass(frozen=True)
class Installation:
    """一处平台: a data folder and a database, with keys of its own where they are told."""

    player: Player
    var: Path
    database: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def having(self, **more: str) -> Installation:
        """The same with other variables."""
        return replace(self, more=tuple(more.items()))

    def does(self, *deeds: str | Sequence[object]) -> list[Any]:
        """Deeds of the town and commands, one after another: what came of each."""
        words = [[deed] if isinstance(deed, str) else [str(word) for word in deed] for deed in deeds]
        place = {"GONGKAI_VAR": str(self.var), "GONGKAI_DATABASE": self.database, "GONGKAI_BACKUP_KEY": KEY}
        return self.player.plays({**place, **dict(self.more)}, words)


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """One for all tests."""
    started = Player(tmp_path_factory.mktemp("player"))
    yield started
    started.ends()


@pytest.fixture(scope="session")
def built(player: Player, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The town on SQLite, built once; each test has a copy of it."""
    var = tmp_path_factory.mktemp("built") / "var"
    return var, Installation(player, var).does("build")[0]


@pytest.fixture
def town(player: Player, built: tuple[Path, dict[str, Any]], tmp_path: Path) -> Installation:
    """样例镇: a copy of its own."""
    shutil.copytree(built[0], tmp_path / "town" / "var")
    return Installation(player, tmp_path / "town" / "var")


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Two empty databases on a PostgreSQL server, where there is one."""
    parts = urlsplit(SERVER if SERVER.startswith("postgres") else "postgresql://postgres@127.0.0.1:5432/gongkai")
    server = f"{parts.scheme}://{parts.netloc}"
    names = [f"gongkai_backup_{token_hex(4)}" for _ in range(2)]
    try:
        connection = psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.Error:
        pytest.skip("没有PostgreSQL服务，未在其上试备份和恢复 (no PostgreSQL server)")
    with connection:
        for name in names:
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{names[0]}", f"{server}/{names[1]}"
        finally:
            for name in names:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def depots(tmp_path: Path) -> tuple[Depot, Depot]:
    """备份库: one for the backups, one apart for the keys."""
    return Depot(tmp_path / "depot"), Depot(tmp_path / "keys")
