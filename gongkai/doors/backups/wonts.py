"""应有的备份: what should come to pass at least every so often, and whether it is late; the page and the doctor ask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from gongkai.doors.backups import records


@dataclass(frozen=True, slots=True)
class Wont:
    """应有的备份: by which command it comes to pass, and within what span again."""

    what: str
    label: str
    command: str
    within: timedelta


@dataclass(frozen=True, slots=True)
class Last:
    """最近一次: of one sort; ``at`` is None where there was none, ``sound`` false where it found what is wrong."""

    wont: Wont
    at: datetime | None
    sound: bool
    late: bool


def wonts() -> tuple[Wont, ...]:
    """应有的备份: within the spans of the settings."""
    backup = timedelta(hours=settings.BACKUP_HOURS)
    return (
        Wont(records.WHOLE, "备份数据库和文件", "manage.py backup 目录 --keys 另一目录", backup),
        Wont(records.KEYS, "备份案卷密钥", "manage.py backup --keys 另一目录", backup),
        Wont(records.VERIFY, "核验备份", "manage.py backup 目录 --verify", timedelta(days=settings.VERIFY_DAYS)),
        Wont(records.DRILL, "恢复演练", "manage.py drill", timedelta(days=settings.DRILL_DAYS)),
    )


def last(wont: Wont, now: datetime) -> Last:
    """最近一次: as the records tell it."""
    found = records.last(wont.what)
    if found is None:
        return Last(wont, None, sound=True, late=True)
    at, told = found
    return Last(wont, at, _sound(told), late=at < now - wont.within)


def _sound(told: dict[str, Any]) -> bool:
    """A verifying says how much it found, a drill whether what came back was proved."""
    return not told.get("found") and told.get("sound", True) is True
