"""数据库快照: the database as it was at one moment, read once for everything that goes into a backup.

SQLite is copied by its online backup, PostgreSQL is read in one exported snapshot; neither stops who writes meanwhile. What is
dumped holds no key of a dossier and nobody's session: the keys go into a book of their own (``keybook``), read in the same
snapshot. Of SQLite's copy every page is written anew, for a page may still hold what was deleted from it.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction

from gongkai.doors.backups.sealing import deflated, inflated, read
from gongkai.doors.backups.troubles import BackupError

LEFT_OUT = ("journal_dossierkey", "journal_housekey", "django_session")
"""不入库分册: keys lie apart; who was logged in logs in again."""


class Snapshot(Protocol):
    """数据库快照: what is asked of it."""

    def rows(self, question: str) -> Iterator[tuple[Any, ...]]:
        """逐行: the answer to a question of ours."""

    def tables(self) -> list[str]:
        """表名: of everything that is dumped."""

    def dump(self) -> Iterator[bytes]:
        """导出: the database without what is left out, as its own tool takes it back."""


@contextmanager
def snapshot(*, to_dump: bool = True) -> Iterator[Snapshot]:
    """数据库快照: of the one the settings name; without a copy of it where nothing is to be dumped."""
    if connection.vendor != "sqlite":
        taken = _of_postgresql()
    elif to_dump or connection.is_in_memory_db():  # type: ignore[attr-defined]  # of SQLite's wrapper
        taken = _of_sqlite()
    else:
        taken = _of_sqlite_as_it_lies()
    with taken as one:
        yield one


@contextmanager
def scratch() -> Iterator[Path]:
    """草稿处: under the data folder, which holds the database itself; nobody else reads it, and it goes in the end."""
    root = Path(settings.VAR_DIR)
    root.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".scratch-", dir=root) as folder:
        yield Path(folder)


# -- SQLite ------------------------------------------------------------------------------------------------------------


class _Copied:
    def __init__(self, file: Path, opened: sqlite3.Connection) -> None:
        self.file, self.opened = file, opened

    def rows(self, question: str) -> Iterator[tuple[Any, ...]]:
        yield from self.opened.execute(question)

    def tables(self) -> list[str]:
        return tables_of(self.opened)

    def dump(self) -> Iterator[bytes]:
        fresh = self.file.with_name("dump.sqlite3")
        with self.opened:
            for table in LEFT_OUT:
                self.opened.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own tables)
        self.opened.execute("VACUUM INTO ?", [str(fresh)])
        with fresh.open("rb") as file:
            yield from deflated(read(file))


@contextmanager
def _of_sqlite() -> Iterator[Snapshot]:
    with scratch() as folder:
        copy = folder / "copy.sqlite3"
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        with closing(sqlite3.connect(copy)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE").fetchall()
            yield _Copied(copy, opened)


@contextmanager
def _of_sqlite_as_it_lies() -> Iterator[Snapshot]:
    """One reading transaction, which nobody who writes waits for; opened so that it cannot write."""
    file = Path(str(settings.DATABASES["default"]["NAME"])).resolve()
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)) as opened:
        opened.execute("BEGIN")
        yield _Copied(file, opened)


def tables_of(opened: sqlite3.Connection) -> list[str]:
    """表名: of an SQLite file, without what is left out and SQLite's own."""
    names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in names if name not in LEFT_OUT and not name.startswith("sqlite_")]


def unpack_sqlite(content: Iterator[bytes], file: Path) -> None:
    """解出: the SQLite file a dump holds."""
    with file.open("xb") as out:
        for piece in inflated(content):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())


# -- PostgreSQL --------------------------------------------------------------------------------------------------------


class _Exported:
    def __init__(self, name: str) -> None:
        self.name = name

    def rows(self, question: str) -> Iterator[tuple[Any, ...]]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(question)
            yield from cursor

    def tables(self) -> list[str]:
        question = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        return [name for (name,) in self.rows(question) if name not in LEFT_OUT]

    def dump(self) -> Iterator[bytes]:
        without = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        command = ["pg_dump", "--format=custom", f"--snapshot={self.name}", *PLAINLY, "--schema=public", *without]
        yield from piped(command)


@contextmanager
def _of_postgresql() -> Iterator[Snapshot]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            [name] = cursor.fetchone()
        yield _Exported(name)


PLAINLY = ("--no-owner", "--no-privileges")
"""Whoever restores owns the tables; what the service's account may do is granted anew (``manage.py rights``)."""


def postgres() -> tuple[list[str], Mapping[str, str]]:
    """PostgreSQL的去处: the arguments by which its tools find the database, and their environment with the password."""
    given = settings.DATABASES["default"]
    words = {"--host": given["HOST"], "--port": given["PORT"], "--username": given["USER"], "--dbname": given["NAME"]}
    arguments = [f"{option}={value}" for option, value in words.items() if value]
    password = {"PGPASSWORD": str(given["PASSWORD"])} if given["PASSWORD"] else {}
    return [*arguments, "--no-password"], {**os.environ, **password, "PGOPTIONS": "", "LC_ALL": "C.UTF-8"}


def piped(command: list[str]) -> Iterator[bytes]:
    """逐段读出: what a tool of PostgreSQL writes about our database; raises BackupError when it fails."""
    where, environment = postgres()
    with tool([*command, *where], environment, stdout=subprocess.PIPE) as process:
        if process.stdout is None:
            raise BackupError(f"{command[0]}没有输出")
        yield from read(process.stdout)  # type: ignore[arg-type]  # Popen's pipe is a BinaryIO


@contextmanager
def tool(command: list[str], environment: Mapping[str, str], **pipes: Any) -> Iterator[subprocess.Popen[bytes]]:
    """工具: one of PostgreSQL's own; whatever it complains of is told when it fails, and it never outlives us."""
    with TemporaryDirectory() as folder, (Path(folder) / "said").open("w+b") as said:
        try:
            process = subprocess.Popen(command, env=environment, stderr=said, **pipes)  # noqa: S603 (our own arguments)
        except FileNotFoundError:
            raise BackupError(f"没有找到{command[0]}，请安装与数据库同版本的PostgreSQL客户端") from None
        try:
            yield process
            if process.stdin is not None:
                with suppress(BrokenPipeError):  # it has stopped, and says why
                    process.stdin.close()
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            if process.stdout is not None:
                process.stdout.close()
        said.seek(0)
        if code:
            told = said.read().decode(errors="replace").strip()[-800:]
            raise BackupError(f"{command[0]}没有办成（退出代码{code}）：{told}")
