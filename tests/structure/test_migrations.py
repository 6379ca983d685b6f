"""迁移: a database that was migrated has the very tables, constraints and indexes that the models ask for."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def made(folder: Path, settings: str, *more: str) -> dict[tuple[str, str], object]:
    """What a new database holds after ``migrate`` under these settings; the order of columns means nothing."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    file = folder / f"{settings}.sqlite3"
    environment = {
        **outside,
        "DJANGO_SETTINGS_MODULE": settings,
        "GONGKAI_VAR": str(folder / settings),
        "GONGKAI_DATABASE": f"sqlite:///{file}",
    }
    command = [sys.executable, "manage.py", "migrate", "-v0", *more]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with sqlite3.connect(file) as database:
        rows = database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        return {(kind, name): _told(database, kind, name, sql) for kind, name, sql in rows}


def _told(database: sqlite3.Connection, kind: str, name: str, sql: str) -> object:
    if kind != "table":
        return sql
    columns = sorted(row[1:] for row in database.execute(f'PRAGMA table_info("{name}")'))
    keys = sorted(row[2:] for row in database.execute(f'PRAGMA foreign_key_list("{name}")'))
    return columns, keys, sorted(re.findall(r'CONSTRAINT "([^"]+)"', sql))


@pytest.mark.soak  # every day `make check` looks for missing migrations
def test_what_migrations_make_is_what_the_models_say(tmp_path: Path) -> None:
    migrated = made(tmp_path, "gongkai.settings")
    straight = made(tmp_path, "tests.settings", "--run-syncdb")
    apart = {name for name in migrated.keys() ^ straight.keys() if name[1] != "django_migrations"}
    assert apart == set()
    assert [name for name in migrated.keys() & straight.keys() if migrated[name] != straight[name]] == []
