"""读访问日志: from where each was left, line by line into daily totals; killed anywhere and run again, each line counts once.

A log is known by its first line, which holds a random number: renamed, rotated or compressed it is still the same. The cursor
and the totals it adds are written in one transaction under the lock of the cursor.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.db import connection, transaction

from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import sole_root
from gongkai.office.visits.lines import LONGEST_LINE, read_line
from gongkai.office.visits.middleware import own_folder
from gongkai.office.visits.models import VisitLog
from gongkai.web import clock

BATCH = 2000
KEPT = timedelta(days=2)
"""自写日志的留存: once it is counted whole."""
_ADD = (
    "INSERT INTO visits_dailyvisits (authority_id, path, day, views, visits) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (path, day) DO UPDATE SET views = visits_dailyvisits.views + excluded.views, "
    "visits = visits_dailyvisits.visits + excluded.visits"
)
"""累加: one statement both databases know; Django's own writes the new value and not the sum."""


def count_all(*, batch: int = BATCH) -> int:
    """统计: every log there is, the oldest first; how many lines counted."""
    return sum(count(log, batch=batch) for log in logs())


def logs() -> list[Path]:
    """访问日志: that of the server in front with what was rotated away, or our own; the oldest first."""
    if settings.VISITS_LOG:
        current = Path(settings.VISITS_LOG)
        found = [each for each in current.parent.glob(f"{current.name}*") if each.is_file()]
    else:
        found = list(own_folder().glob("*.log"))
    return sorted(found, key=lambda each: (each.stat().st_mtime, each.name))


def count(log: Path, *, batch: int = BATCH) -> int:
    """统计一个日志: what came since it was read last; how many lines counted. A line that is not whole yet waits."""
    counted = 0
    try:
        with _opened(log) as stream:
            known = _known(stream, log.name)
            if known is None:
                return 0
            stream.seek(known.offset)
            while some := _whole_lines(stream, batch):
                added = _add(known, some)
                if added is None:
                    return counted  # somebody else reads it
                counted += added
    except (OSError, EOFError):
        return counted  # rotated away, or cut short, while it was read: the next run finds it under its new name
    return counted


@contextmanager
def _opened(log: Path) -> Iterator[IO[bytes]]:
    with gzip.open(log, "rb") if log.suffix == ".gz" else log.open("rb") as stream:
        yield cast(IO[bytes], stream)


def _known(stream: IO[bytes], name: str) -> VisitLog | None:
    """The cursor of a log, by its first line; None where there is none yet."""
    first = stream.readline(LONGEST_LINE)
    if not first.endswith(b"\n"):
        return None
    identity = hashlib.sha256(first).hexdigest()
    known, _ = VisitLog.objects.get_or_create(identity=identity, defaults={"name": name[:200]})
    return known


def _whole_lines(stream: IO[bytes], most: int) -> list[bytes]:
    some = list(islice(iter(lambda: stream.readline(LONGEST_LINE), b""), most))
    if some and not some[-1].endswith(b"\n") and len(some[-1]) < LONGEST_LINE:
        some.pop()
    return some


@transaction.atomic
def _add(known: VisitLog, some: list[bytes]) -> int | None:
    held = VisitLog.objects.select_for_update().get(pk=known.pk)
    if held.offset != known.offset:
        return None
    hits = [read_line(raw) for raw in some]
    views: Counter[tuple[str, str]] = Counter()
    visits: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        if hit is not None and (page := hit.page):
            key = (page, hit.on.isoformat())
            views[key] += 1
            visits[key] += hit.outside
    whose = _whose({page for page, _ in views})
    rows = [
        (whose[page], page, day, views[page, day], visits[page, day]) for page, day in sorted(views) if page in whose
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
    counted = sum(row[3] for row in rows)
    known.offset = held.offset + sum(map(len, some))
    known.lines = held.lines + len(some)
    known.counted = held.counted + counted
    known.unread = held.unread + hits.count(None)
    known.save(update_fields=["offset", "lines", "counted", "unread"])
    return counted


def _whose(pages: set[str]) -> dict[str, int]:
    """The authority each page belongs to: the one its address names, else the only root."""
    codes = {page.split("/")[1] for page in pages}
    named = dict(Authority.objects.filter(code__in=codes).values_list("code", "pk"))
    front = sole_root(clock.today())
    found = {page: named.get(page.split("/")[1], front.pk if front else None) for page in pages}
    return {page: key for page, key in found.items() if key is not None}


def sweep(now: datetime) -> int:
    """清理自写日志: those of past days that are counted whole; how many."""
    gone = 0
    for log in own_folder().glob("*.log"):
        if datetime.fromtimestamp(log.stat().st_mtime, now.tzinfo) > now - KEPT:
            continue
        with log.open("rb") as stream:
            known = _known(stream, log.name)
        if known is not None and known.offset >= log.stat().st_size:
            log.unlink(missing_ok=True)
            gone += 1
    return gone
