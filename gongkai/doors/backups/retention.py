"""备份留存: which are kept: the newest of each of the last days, weeks and months that have one, and always the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from gongkai.doors.backups import filing, parts
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.troubles import BackupError
from gongkai.law.grammar.dates import BEIJING

KEYS_KEPT = timedelta(days=7)
"""密钥分册留存期: shorter than that of the databases they open. When it has run out, what was shredded opens nowhere any more."""
_PERIODS: Mapping[str, Callable[[datetime], tuple[int, ...]]] = {
    "daily": lambda at: (at.toordinal(),),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
}


def read_rule(words: Sequence[str]) -> dict[str, int]:
    """留存规则: daily=7 weekly=5 monthly=12; raises BackupError for anything else."""
    rule = {}
    for word in words:
        name, _, number = word.partition("=")
        if name not in _PERIODS or not number.isdecimal():
            raise BackupError(f"留存规则应写成daily=7 weekly=5 monthly=12，收到“{word}”")
        rule[name] = int(number)
    if not any(rule.values()):
        raise BackupError("留存规则不能一份也不留")
    return rule


def kept(moments: Mapping[str, datetime], rule: Mapping[str, int]) -> set[str]:
    """留下的: names among these."""
    newest_first = sorted(moments, key=lambda name: (moments[name], name), reverse=True)
    stay = set(newest_first[:1])
    for period, many in rule.items():
        seen: dict[tuple[int, ...], str] = {}
        for name in newest_first:
            seen.setdefault(_PERIODS[period](moments[name].astimezone(BEIJING)), name)
        stay |= set(list(seen.values())[:many])
    return stay


def thin_out(depot: Depot, rule: Mapping[str, int]) -> tuple[int, int]:
    """按规则清理: backups, then the contents nobody points to any more; how many of each.

    One that cannot be read is left alone, and as long as it lies there no content goes: nobody knows what it points to.
    """
    with depot.alone():
        known = {each.name: each for each in depot.manifests(What.WHOLE)}
        stay = kept({name: each.moment for name, each in known.items()}, rule)
        gone = [name for name in known if name not in stay]
        depot.drop(gone)
        if set(depot.names(What.WHOLE)) - known.keys():
            return len(gone), 0
        try:
            pointed = {content for name in stay for content in _contents(depot, known[name])}
        except BackupError:
            return len(gone), 0
        return len(gone), depot.drop_contents(pointed)


def _contents(depot: Depot, told: Manifest) -> list[str]:
    files = filing.taken_from(parts.opened(depot.folder(told.name), told, parts.FILES))
    return [each.content for each in files]


def thin_out_keys(depot: Depot, now: datetime, span: timedelta) -> int:
    """清理密钥分册: those older than the span, the newest excepted; how many.

    One that cannot be read says its day by its name and goes as well: no key outlives its time because a manifest rotted.
    """
    with depot.alone():
        names = depot.names(What.KEYS)
        gone = [name for name in names[:-1] if _made(name) < now - span]
        depot.drop(gone)
        return len(gone)


def _made(name: str) -> datetime:
    return datetime.strptime(f"{name.split('-')[1]}+0000", "%Y%m%dT%H%M%S%fZ%z")
