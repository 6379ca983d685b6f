"""天地: a database and a folder of files that can be settled, begun again, and left as a killed process leaves them.

On SQLite each is a file: what a death leaves is a copy of the file and its log at that very moment, taken up by a new
connection. On PostgreSQL each is a database made from the settled one, and death is the socket that closes. Either way the
folder of files is kept as it was at the moment, whatever the dying Python still did to it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings

from gongkai.web import clock

MOMENT = datetime(2025, 9, 18, 9, 30, tzinfo=clock.BEIJING)
NAME = 16
"""The bytes of a name that ``uuid4`` draws."""


@contextmanager
def the_same_again() -> Iterator[None]:
    """同样再来: every run meets the same moment and draws the same keys and nonces, so that runs are compared to the byte.

    Sixteen bytes are the name of a file being written (``uuid4``), and no two processes draw the same one.
    """
    drawn, truly = count(), os.urandom

    def bytes_of(size: int) -> bytes:
        if size == NAME:
            return truly(size)
        return b"".join(sha256(f"{next(drawn)}".encode()).digest() for _ in range(size // 32 + 1))[:size]

    with patch.object(clock, "now", lambda: MOMENT), patch.object(os, "urandom", bytes_of):
        yield


def wrapper(like: BaseDatabaseWrapper, name: str) -> BaseDatabaseWrapper:
    """A connection of the same kind to another database; it opens when it is first used."""
    made: BaseDatabaseWrapper = type(like)({**like.settings_dict, "NAME": name}, "default")
    return made


@dataclass
class World:
    """天地: where a scenario happens; ``folder`` is its ``GONGKAI_VAR``."""

    folder: Path
    template: BaseDatabaseWrapper
    name: str = field(init=False)
    costly = False
    """Whether to begin again takes seconds: what nothing was committed in is then used once more."""
    fresh: bool = False
    """Whether the database is still what was settled, but for the keys that sequences have given out."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = self.made()

    @property
    def files(self) -> Path:
        """Where the house keeps its files."""
        return self.folder / "files"

    @property
    def aside(self) -> Path:
        """What is kept outside the folder: the settled state, and what a death has left."""
        return self.folder.parent / f"{self.folder.name}-aside"

    def made(self) -> str:
        """The database, like the one of the tests; its name."""
        raise NotImplementedError

    def settle(self) -> None:
        """安顿: what is there now is where every run begins."""
        self.leave()
        self.keep("settled")

    def begin_again(self) -> None:
        """重来: back to what was settled, with a new connection."""
        self.leave()
        self.take_up("settled")

    def die(self, _what: str = "") -> None:
        """死: this moment is all that is left; nothing more comes through this connection."""
        raise NotImplementedError

    def revive(self) -> None:
        """醒: a new process finds what the dead one left."""
        raise NotImplementedError

    def keep(self, where: str) -> None:
        """Copy the folder aside."""
        shutil.rmtree(self.aside / where, ignore_errors=True)
        shutil.copytree(self.folder, self.aside / where, symlinks=True, ignore=shutil.ignore_patterns("*-shm"))

    def take_up(self, where: str) -> None:
        """Put a copy in the place of the folder."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.aside / where, self.folder, symlinks=True)

    def leave(self) -> None:
        """Close the connection and begin with another, as a new process does."""
        with suppress(Exception):
            connections["default"].close()
        connections["default"] = wrapper(self.template, self.name)

    def onlooker(self) -> BaseDatabaseWrapper:
        """旁观: another connection, which sees what was committed and nothing else."""
        return wrapper(self.template, self.name)

    def address(self) -> str:
        """``GONGKAI_DATABASE`` for another process."""
        raise NotImplementedError

    def end(self) -> None:
        """收场."""


class OnFile(World):
    """SQLite: the database is a file in the folder."""

    def made(self) -> str:
        self.template.ensure_connection()
        place = self.folder / "gongkai.sqlite3"
        into = sqlite3.connect(place)
        self.template.connection.backup(into)
        into.close()
        return str(place)

    def die(self, _what: str = "") -> None:
        self.keep("left")
        connections["default"].connection.close()

    def revive(self) -> None:
        connections["default"] = wrapper(self.template, self.name)
        self.take_up("left")

    def address(self) -> str:
        return f"sqlite:///{self.name}"


class OnServer(World):
    """PostgreSQL: the database is made from the settled one, which nobody is connected to; dropping one is a checkpoint."""

    costly = True

    def made(self) -> str:
        self.template.close()
        of = str(self.template.settings_dict["NAME"])
        self._copy(of, f"{of}_world")
        return f"{of}_world"

    def settle(self) -> None:
        super().settle()
        self._copy(self.name, f"{self.name}_settled")

    def begin_again(self) -> None:
        super().begin_again()
        if not self.fresh:
            self._copy(f"{self.name}_settled", self.name)
        self.fresh = False

    def die(self, _what: str = "") -> None:
        self.keep("left")
        connections["default"].connection.pgconn.finish()

    def revive(self) -> None:
        connections["default"] = wrapper(self.template, self.name)
        self.take_up("left")

    def address(self) -> str:
        return f"{os.environ['GONGKAI_DATABASE'].rsplit('/', 1)[0]}/{self.name}"

    def end(self) -> None:
        self._tell(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        self._tell(f'DROP DATABASE IF EXISTS "{self.name}_settled" WITH (FORCE)')

    def _copy(self, of: str, name: str) -> None:
        self._tell(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._tell(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')

    def _tell(self, statement: str) -> None:
        at = self.template.settings_dict
        told: dict[str, Any] = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
        known = {name: value for name, value in told.items() if value}
        with psycopg.connect(dbname="postgres", autocommit=True, **known) as server:
            server.execute(statement)


@contextmanager
def a_world(folder: Path, prepare: Callable[[], object]) -> Iterator[World]:
    """一方天地: prepared and settled; the database of the tests is as it was afterwards."""
    template = connections["default"]
    kind = OnServer if template.vendor == "postgresql" else OnFile
    world = kind(folder / "var", template)
    connections["default"] = wrapper(template, world.name)
    with override_settings(MEDIA_ROOT=world.files, VAR_DIR=world.folder), the_same_again():
        try:
            prepare()
            world.settle()
            yield world
        finally:
            world.leave()
            connections["default"] = template
            world.end()
