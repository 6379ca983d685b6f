"""办公页面：备份. When the installation was last backed up, checked, drilled and restored, for those who keep it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.doors.backups import records, wonts
from gongkai.office.authorities.guards import DeskRequest, role
from gongkai.web import clock

KEEPERS = ("system_administrator", "security_administrator", "audit_administrator")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """一行记录: what came to pass, and what of it is worth telling."""

    label: str
    at: datetime
    told: str


@require_safe
@role(*KEEPERS)
def backups(request: DeskRequest) -> HttpResponse:
    """备份情况: the last of each sort and whether it is late, then the latest records."""
    now = clock.now()
    states = [wonts.last(wont, now) for wont in wonts.wonts()]
    lines = sorted(_lines(), key=lambda line: line.at, reverse=True)[:SHOWN]
    return render(request, "backups/desk/backups.html", {"states": states, "lines": lines})


def _lines() -> Iterator[Line]:
    labels = {wont.what: wont.label for wont in wonts.wonts()} | {records.RESTORE: "恢复"}
    for what, label in labels.items():
        for each in records.all_of(what)[-SHOWN:]:
            yield Line(label, datetime.fromisoformat(each["at"]), "，".join(_told(what, each)))


def _told(what: str, each: dict[str, Any]) -> Iterator[str]:
    if what == records.VERIFY:
        yield "核验无误" if not each["found"] else f"{each['found']}处不符"
        return
    if what in (records.WHOLE, records.KEYS):
        yield f"{each['name']}，{each['bytes'] / 1_000_000:.1f}MB，用时{each['seconds']}秒"
        return
    wrong = each["verified"] if what == records.DRILL else len(each["verified"])
    yield str(each["backup"])
    yield f"数据库{each['rows']}行，文件{each['files']}个，静态页{each['pages']}页"
    yield f"用时{each['restore_seconds'] if what == records.DRILL else each['seconds']}秒"
    yield "核验无误" if not wrong else f"{wrong}处不符"
