"""恢复的去处: the installation the settings name: whether something is there already, and how a database is put in its place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gongkai.doors.backups.manifest import Manifest
from gongkai.doors.backups.snapshots import PLAINLY, postgres, scratch, tool, unpack_sqlite
from gongkai.doors.backups.troubles import BackupError
from gongkai.doors.serving import RESTORING, tables_made
from gongkai.engines.press.pressing import the_tree
from gongkai.office.authorities.models import Authority


def database_name() -> str:
    """库名: by which one says that the database there may be replaced."""
    return Path(str(settings.DATABASES["default"]["NAME"])).name


def what_is_there() -> list[str]:
    """已有的数据: said so that one knows what would be lost; nothing where it is empty."""
    found = []
    if _tables_made() and (count := Authority.objects.count()):
        found.append(f"数据库{database_name()}中有{count}个机关")
    return found


def _tables_made() -> bool:
    """Not asked of an SQLite file that is not there: asking would make it."""
    if connection.vendor == "sqlite" and not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        return False
    return tables_made()


# -- the mark ----------------------------------------------------------------------------------------------------------


def mark_path() -> Path:
    """恢复标记: there while a restore is under way or was broken off; the platform does not start meanwhile."""
    return Path(settings.VAR_DIR) / RESTORING


def mark(name: str) -> None:
    """做标记: before the first byte is changed, so that what is half there is known to be ours."""
    mark_path().parent.mkdir(parents=True, exist_ok=True)
    mark_path().write_text(json.dumps({"backup": name}), encoding="utf-8")


def marked() -> str:
    """标记的备份: whose restore was broken off here; empty when none was."""
    try:
        return str(json.loads(mark_path().read_text(encoding="utf-8"))["backup"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError):
        return "?"


def unmark() -> None:
    """去标记: it is done."""
    mark_path().unlink(missing_ok=True)


# -- what it must know -------------------------------------------------------------------------------------------------


def unknown_migrations(told: Manifest) -> list[str]:
    """不认识的迁移: of a newer version of the platform; its tables would not be understood here."""
    ours = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return sorted(set(told.migrations) - ours)


# -- the database ------------------------------------------------------------------------------------------------------


def put_database(told: Manifest, content: Iterator[bytes]) -> None:
    """放回数据库: at one stroke; broken off before, what was there is still there."""
    connection.close()
    if told.vendor == "sqlite":
        _put_sqlite(content)
    else:
        _put_postgresql(content)


def _put_sqlite(content: Iterator[bytes]) -> None:
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.restoring")
    beside.unlink(missing_ok=True)
    unpack_sqlite(content, beside)
    for left in ("-wal", "-shm"):  # of the database that goes: read with another one they would spoil it
        place.with_name(place.name + left).unlink(missing_ok=True)
    beside.replace(place)


def _put_postgresql(content: Iterator[bytes]) -> None:
    """The archive becomes statements, and they are one transaction with the removal of what was there."""
    where, environment = postgres()
    command = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    with scratch() as folder:
        archive = folder / "archive"
        with archive.open("wb") as out:
            for piece in content:
                out.write(piece)
        unpack = ["pg_restore", *PLAINLY, "--file=-", str(archive)]
        with tool([*command, *where], environment, stdin=subprocess.PIPE) as takes:
            if takes.stdin is None:
                raise BackupError("psql没有输入")
            _hand_over(unpack, environment, takes.stdin)


def _hand_over(unpack: list[str], environment: Any, into: Any) -> None:
    try:
        into.write(b"DROP SCHEMA IF EXISTS public CASCADE;\n")  # the archive makes it anew itself
        with tool(unpack, environment, stdout=subprocess.PIPE) as gives:
            if gives.stdout is None:
                raise BackupError("pg_restore没有输出")
            shutil.copyfileobj(gives.stdout, into)
    except BrokenPipeError:
        return  # psql has stopped and says why itself


# -- what is made anew -------------------------------------------------------------------------------------------------


def clear_products() -> None:
    """清除可重做的: pressed pages and the index of what was there before; a page taken down since must not stand."""
    the_tree().clear()
    shutil.rmtree(Path(settings.VAR_DIR) / "search", ignore_errors=True)


def collect_styles() -> None:
    """收集样式: where that was not done in this data folder; a page names each by its digest and cannot be drawn without."""
    named = "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]
    if named and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        call_command("collectstatic", interactive=False, verbosity=0)


def put_file(place: Path, content: Iterator[bytes]) -> None:
    """放回文件: beside its place, then into it by one rename."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.part")
    with beside.open("wb") as out:
        for piece in content:
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(place)
