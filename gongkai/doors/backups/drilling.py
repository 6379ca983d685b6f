"""恢复演练: the real data of this installation backed up, brought back in a place of its own, proved, and thrown away again.

A backup nobody has restored is a hope. What the drill found, and how long it took, is kept as a record; the installation itself
is only read.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from gongkai.doors.backups import elsewhere, making, records
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.troubles import BackupError, said_in_chinese

Say = Callable[[str], None]


@dataclass(frozen=True)
class Drilled:
    """演练结果: how long each half took, and what the restore told."""

    backup_seconds: float
    restore_seconds: float
    told: dict[str, Any]
    sound: bool

    def record(self) -> dict[str, Any]:
        """写成记录."""
        counts = {name: value for name, value in self.told.items() if isinstance(value, int | str)}
        counts |= {name: len(value) for name, value in self.told.items() if isinstance(value, list)}
        seconds = {"backup_seconds": self.backup_seconds, "restore_seconds": self.restore_seconds}
        return {**counts, **seconds, "sound": self.sound}


def drill(place: Path, depots: tuple[Depot, Depot] | None, say: Say = lambda _: None) -> Drilled:
    """演练: of the newest backup of these depots, or of one made now; ``place`` is where there is room for all of it."""
    with said_in_chinese("演练没有办成", place):
        place.mkdir(parents=True, exist_ok=True)
        scratch = Path(mkdtemp(prefix="drill-", dir=place))
        try:
            began = monotonic()
            if depots is None:
                depots = Depot(scratch / "depot"), Depot(scratch / "keys")
                making.make(*depots, say)
            backed_up = monotonic()
            with _database(scratch.name.lower().replace("-", "_")) as address:
                told, sound = _restored(depots, scratch, address)
            done = Drilled(round(backed_up - began, 1), round(monotonic() - backed_up, 1), told, sound)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    records.note(records.DRILL, done.record())
    return done


def _restored(depots: tuple[Depot, Depot], scratch: Path, address: str) -> tuple[dict[str, Any], bool]:
    report, (whole, keys) = scratch / "report.json", depots
    words = elsewhere.words_of_restore({"folder": whole.root, "keys": keys.root, "report": report})
    environment = elsewhere.environment_of(scratch / "var", address)
    ran = subprocess.run(  # noqa: S603 (ourselves)
        [sys.executable, *words],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    if not report.is_file():
        raise BackupError(f"演练中的恢复没有办成：{(ran.stderr or ran.stdout).strip()[-800:]}")
    return json.loads(report.read_text(encoding="utf-8")), ran.returncode == 0


@contextmanager
def _database(name: str) -> Iterator[str]:
    """A database beside ours for the time of the drill; SQLite has its file in the folder of the drill."""
    if connection.vendor == "sqlite":
        yield ""
        return
    given = {name: str(value) for name, value in settings.DATABASES["default"].items()}
    named = f'"{given["NAME"]}_{name}"'.replace("%", "")
    _run(f"CREATE DATABASE {named}")
    try:
        who = quote(given["USER"]) + (f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else "")
        where = f"{given['HOST']}:{given['PORT']}" if given["PORT"] else given["HOST"]
        yield f"postgresql://{who}@{where}/{named[1:-1]}"
    finally:
        _run(f"DROP DATABASE IF EXISTS {named} WITH (FORCE)")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
