"""备份记录: what was backed up, restored and drilled, a line each in the data folder, so that others can ask for the last.

It is no evidence and nothing depends on it; whoever loses it knows less of the past and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.office.journal.seals import canonical
from gongkai.web import clock

WHOLE, KEYS, DRILL, RESTORE, VERIFY = "whole", "keys", "drill", "restore", "verify"


def file() -> Path:
    """记录文件."""
    return Path(settings.VAR_DIR) / "backups.jsonl"


def note(what: str, facts: Mapping[str, Any]) -> None:
    """记一行."""
    file().parent.mkdir(parents=True, exist_ok=True)
    line = {"what": what, "at": clock.now().isoformat(timespec="seconds"), **facts}
    with file().open("a", encoding="utf-8") as out:
        out.write(canonical(line) + "\n")


def all_of(what: str) -> list[dict[str, Any]]:
    """全部记录: of one sort, the earliest first; a line that cannot be read is passed over."""
    found = []
    for text in file().read_text(encoding="utf-8").splitlines() if file().is_file() else ():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and line.get("what") == what:
            found.append(line)
    return found


def last(what: str) -> tuple[datetime, dict[str, Any]] | None:
    """最近一次: with its moment; None where there was none."""
    found = all_of(what)
    return (datetime.fromisoformat(found[-1]["at"]), found[-1]) if found else None
