"""迁移: a database made at once and one made step by step hold the same, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
STEPWISE = "--stepwise"


def begun(folder: Path, database: str, *more: str) -> subprocess.Popen[bytes]:
    """``migrate`` as an installation runs it, with keys and a folder of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    environment = {**outside, "GONGKAI_VAR": str(folder / "var"), "GONGKAI_DATABASE": database}
    command = [sys.executable, "manage.py", "migrate", "-v0", *more]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def migrated(folder: Path, database: str, *more: str) -> None:
    process = begun(folder, database, *more)
    _, told = process.communicate()
    assert process.returncode == 0, told.decode()


def on_sqlite(file: Path) -> dict[tuple[str, str], object]:
    """What the database holds; the order of columns means nothing."""
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        found: dict[tuple[str, str], object] = {
            (kind, name): _told(database, kind, name, sql) for kind, name, sql in rows
        }
        found["noted", "migrations"] = sorted(database.execute("SELECT app, name FROM django_migrations"))
        return found


def _told(database: sqlite3.Connection, kind: str, name: str, sql: str) -> object:
    if kind != "table":
        return sql
    columns = sorted(row[1:] for row in database.execute(f'PRAGMA table_info("{name}")'))
    keys = sorted(row[2:] for row in database.execute(f'PRAGMA foreign_key_list("{name}")'))
    return columns, keys, sorted(re.findall(r'CONSTRAINT "([^"]+)"', sql))


ON_POSTGRES = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity,"
    " character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns WHERE table_schema='public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace='public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname='public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "noted": "SELECT app, name FROM django_migrations",
}


A_QUIRK_OF_DJANGO = "auth_group_permissions"
"""A table of Django's own that nobody here uses: its migration counts in big numbers, its model in plain ones."""


def on_postgres(address: str) -> dict[str, set[tuple[object, ...]]]:
    with psycopg.connect(address) as database:
        return {what: set(database.execute(question).fetchall()) for what, question in ON_POSTGRES.items()}


@pytest.mark.soak  # every day `make check` looks for missing migrations
@pytest.mark.timeout(1800)
def test_step_by_step_or_at_once_sqlite_comes_to_the_same(tmp_path: Path) -> None:
    files = {how: tmp_path / f"{how or 'once'}.sqlite3" for how in ("", STEPWISE)}
    for how, file in files.items():
        migrated(tmp_path, f"sqlite:///{file}", *filter(None, [how]))
    once, stepwise = (on_sqlite(file) for file in files.values())
    assert once.keys() ^ stepwise.keys() == set()
    assert [name for name in once if once[name] != stepwise[name]] == []


@pytest.fixture
def empty_bases() -> Iterator[list[str]]:
    """Two databases of their own on the server the tests run on."""
    given = connection.settings_dict
    known = {"host": given["HOST"], "port": given["PORT"] or 5432, "user": given["USER"], "password": given["PASSWORD"]}
    names = [f"gongkai_founding_{os.getpid()}_{number}" for number in range(2)]
    with psycopg.connect(dbname="postgres", autocommit=True, **known) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
        secret = f":{known['password']}" if known["password"] else ""
        yield [f"postgresql://{known['user']}{secret}@{known['host']}:{known['port']}/{name}" for name in names]
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


on_a_server = pytest.mark.skipif(connection.vendor != "postgresql", reason="runs where the tests run on PostgreSQL")


@on_a_server
@pytest.mark.postgres
@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_step_by_step_or_at_once_postgresql_comes_to_the_same(tmp_path: Path, empty_bases: list[str]) -> None:
    for address, how in zip(empty_bases, ("", STEPWISE), strict=True):
        migrated(tmp_path, address, *filter(None, [how]))
    once, stepwise = (on_postgres(address) for address in empty_bases)
    apart = {row for what in once for row in once[what] ^ stepwise[what] if row[0] != A_QUIRK_OF_DJANGO}
    assert apart == set()


def test_two_who_migrate_at_once_wait_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "both.sqlite3"
    both = [begun(tmp_path, f"sqlite:///{file}") for _ in range(2)]
    told = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    held = on_sqlite(file)
    assert ("trigger", "journal_entry_no_update") in held
    assert ("noted", "migrations") in held


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
@pytest.mark.soak
def test_a_killed_beginning_leaves_nothing_or_everything(tmp_path: Path, share: float) -> None:
    """Wherever the kill falls, the next run goes on by itself to the same database."""
    whole = tmp_path / "whole.sqlite3"
    migrated(tmp_path, f"sqlite:///{whole}")
    file = tmp_path / "killed.sqlite3"
    for wait in range(1, 9):
        process = begun(tmp_path, f"sqlite:///{file}")
        sleep(wait * share)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        left = on_tables(file)
        assert not left or left == on_tables(whole)
    migrated(tmp_path, f"sqlite:///{file}")
    assert on_sqlite(file) == on_sqlite(whole)


def on_tables(file: Path) -> set[str]:
    """The tables that stand there, but for the list of migrations made beforehand."""
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {name for (name,) in rows} - {"django_migrations"}
