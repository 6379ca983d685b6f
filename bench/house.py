"""场地: a throw-away house with its own keys, database and static files, made before Django wakes up."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import django
import psycopg
from django.core.management import call_command

from gongkai.bootstrap import local_keys

_STARTED = perf_counter()


@contextmanager
def open_house(database: str = "") -> Iterator[Path]:
    """A house in a temporary folder, on SQLite or on a new database of the PostgreSQL server named."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    os.environ["GONGKAI_VAR"] = str(folder)
    os.environ["GONGKAI_DATABASE"] = _fresh(database) if database else ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    local_keys()
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if database:
            _drop(os.environ["GONGKAI_DATABASE"])


def _fresh(server: str) -> str:
    name = f"gongkai_bench_{os.getpid()}"
    base = server.rsplit("/", 1)[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{base}/{name}"


def _drop(address: str) -> None:
    base, name = address.rsplit("/", 1)
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def say(text: str) -> None:
    """Progress with the seconds since the start, on the error stream so that the table can be piped."""
    sys.stderr.write(f"· {perf_counter() - _STARTED:5.0f} s  {text}\n")
