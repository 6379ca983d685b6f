"""看护的记录: a worker is alive; a statement was slow. Both tables stay small."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from gongkai.doors.watch.models import Heartbeat, SlowQuery
from gongkai.office.notices import work
from gongkai.web import timing
from gongkai.web.timing import Slow

FORGOTTEN = timedelta(days=1)
"""A worker that has been silent for so long was taken away; its row goes."""
MOST_SHAPES = 200


def this_worker() -> str:
    """本进程: its host and number."""
    return f"{socket.gethostname()[:80]} {os.getpid()}"


def beat(now: datetime) -> Heartbeat:
    """心跳: this worker's loop has come by."""
    failing = [
        {
            "chore": each.chore,
            "since": each.since.isoformat(timespec="seconds"),
            "times": each.times,
            "trouble": each.trouble,
        }
        for each in work.failing()
    ]
    mine, _ = Heartbeat.objects.update_or_create(
        worker=this_worker(), defaults={"at": now, "failing": failing}, create_defaults=_born(now, failing)
    )
    Heartbeat.objects.filter(at__lt=now - FORGOTTEN).delete()
    return mine


def _born(now: datetime, failing: list[dict[str, object]]) -> dict[str, object]:
    return {"begun_at": now, "at": now, "failing": failing}


def write_down(now: datetime) -> int:
    """记下慢查询: what waits in this process; how many. Inside a transaction, or where the database refuses, it waits on."""
    if not timing.any_waiting() or connection.in_atomic_block:
        return 0
    some = timing.collected()
    try:
        note_slow(some, now)
    except DatabaseError:
        timing.put_back(some)
        return 0
    return len(some)


def note_slow(some: Sequence[Slow], now: datetime) -> None:
    """登记慢查询: each under its shape and its place; beyond the most that are kept, the least costly go."""
    with transaction.atomic():
        for each in some:
            _note(each, now)
        costly = list(SlowQuery.objects.order_by("-total").values_list("pk", flat=True)[:MOST_SHAPES])
        if len(costly) == MOST_SHAPES:
            SlowQuery.objects.exclude(pk__in=costly).delete()


def _note(each: Slow, now: datetime) -> None:
    digest = hashlib.sha256(each.shape.encode()).hexdigest()
    place = each.place[:100]
    row = SlowQuery(digest=digest, shape=each.shape, place=place, first_at=now, last_at=now)
    SlowQuery.objects.bulk_create([row], ignore_conflicts=True)
    SlowQuery.objects.filter(digest=digest, place=place).update(
        count=F("count") + 1,
        total=F("total") + each.milliseconds,
        worst=Greatest(F("worst"), each.milliseconds),
        last_at=now,
    )


def forget_slow() -> int:
    """清空慢查询: to begin anew after something was mended; how many there were."""
    deleted, _ = SlowQuery.objects.all().delete()
    return deleted
