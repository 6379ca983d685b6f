"""备份的体检项: there is a key to back up with, and the last backup, key book, verifying and drill are young enough and sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings

from gongkai.doors.backups import records, wonts
from gongkai.doors.backups.wonts import Last
from gongkai.office.authorities.models import Authority
from gongkai.web.clock import BEIJING
from gongkai.web.examining import Checkup, Condition, danger, fine, note

GRAVE = 3
"""So many spans late, or never, the work of weeks is lost with the disk."""
GRAVE_IF_LATE = {records.WHOLE, records.KEYS}
"""What cannot be made up for afterwards; a late drill is only a doubt."""


def backup_key(now: datetime) -> Iterator[Condition]:
    """备份密钥: set, for without one nothing can be backed up."""
    if settings.BACKUP_KEY:
        yield fine("备份密钥已设置")
    else:
        remedy = (
            "运行gongkai keys生成，设为GONGKAI_BACKUP_KEY_FILE，并在本机以外另存一份；再按运维说明“备份和恢复”定时备份"
        )
        yield (danger if _in_use() else note)("没有设置备份密钥，不能备份", remedy)


def _in_use() -> bool:
    """Asked for by another name than this machine's, and somebody's data in it."""
    return settings.HTTPS and Authority.objects.exists()


def looks_at(what: str) -> Callable[[datetime], Iterable[Condition]]:
    """体检项的问题: how one sort of backup stands."""

    def look(now: datetime) -> Iterator[Condition]:
        [wont] = [each for each in wonts.wonts() if each.what == what]
        yield _stands(wonts.last(wont, now), now)

    return look


def _stands(last: Last, now: datetime) -> Condition:
    wont = last.wont
    remedy = f"以运行平台的账号运行{wont.command}，并设定时器（运维说明“定时和异地”）"
    if last.at is None:
        say = danger if wont.what in GRAVE_IF_LATE and _in_use() else note
        return say(f"{wont.label}：还没有办过", remedy)
    when = f"{wont.label}：上次是{last.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    if not last.sound:
        return danger(f"{when}，核验不符", "看当时的输出，换一处另做一份备份，核验无误以前不要清理旧的")
    if not last.late:
        return fine(when)
    grave = wont.what in GRAVE_IF_LATE and now - last.at > GRAVE * wont.within
    return (danger if grave else note)(f"{when}，已超过{_span(wont.within)}", remedy)


def _span(span: timedelta) -> str:
    days, hours = span.days, span.seconds // 3600
    return f"{days}天" if days and not hours else f"{days * 24 + hours}小时"


CHECKUPS = [
    Checkup("backup_key", "备份", "备份密钥", backup_key),
    Checkup("backup_whole", "备份", "数据库和文件", looks_at(records.WHOLE)),
    Checkup("backup_keys", "备份", "案卷密钥分册", looks_at(records.KEYS)),
    Checkup("backup_verified", "备份", "核验备份", looks_at(records.VERIFY)),
    Checkup("backup_drill", "备份", "恢复演练", looks_at(records.DRILL)),
]
