"""演练一个示例地方: a place of the demo, with all its rooms, is backed up, brought back elsewhere, proved and compared; minutes.

The small town of the other tests has one of each thing. Here every room has its year, and how long it takes is told.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from gongkai.bootstrap import BACKUP, KEYS
from tests.doors.backups.conftest import ROOT

PLACE = "pingchuan"
WITHIN = 900
"""Seconds on two busy processors; what it took is printed."""


def run(var: Path, *words: str) -> str:
    """A command of an installation of its own, as whoever keeps it types it."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    keys = {f"GONGKAI_{name}": f"for tests only: {name} of nobody at all" for name in (*KEYS, BACKUP)}
    around = {**outside, **keys, "GONGKAI_VAR": str(var), "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "manage.py", *words], env=around, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    return told.stdout


def files(folder: Path) -> set[str]:
    """What lies beneath a folder, without what SQLite keeps beside its file."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not name.endswith(("-wal", "-shm", ".lock"))}


@pytest.mark.soak
def test_a_place_of_the_demo_comes_back_whole_and_the_time_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    var, scratch = tmp_path / "var", tmp_path / "drill"
    run(var, "migrate", "--verbosity", "0")
    run(var, "demo", "--if-empty", "--place", PLACE)
    run(var, "collectstatic", "--noinput", "--verbosity", "0")
    run(var, "press")
    before, began = files(var), monotonic()
    said = run(var, "drill", "--place", str(scratch))
    took = monotonic() - began
    [line] = [json.loads(text) for text in (var / "backups.jsonl").read_text(encoding="utf-8").splitlines()]
    told: dict[str, Any] = line
    with capsys.disabled():
        sys.stdout.write(f"\n{PLACE}：演练共{took:.0f}秒；{said.splitlines()[-2]}\n")
    assert told["what"] == "drill" and told["sound"] is True and told["verified"] == 0
    assert told["rows"] > 5_000 and told["pages"] > 1_000 and told["indexed"] > 200 and told["keys_back"] > 100
    assert (told["pages_same"], told["pages_other"]) == (told["pages"], 0), "every page answers the same bytes"
    assert told["keys_missing"] == 0 and "演练办成" in said
    assert list(scratch.iterdir()) == [] and files(var) - before == {"backups.jsonl"}
    assert took < WITHIN
