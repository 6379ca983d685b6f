"""看护查询: how the parts of the running service stand at this moment, each from the database or the disk, not from memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max, Min

from gongkai.doors.followers import index as index_follower
from gongkai.doors.followers.following import Follower
from gongkai.doors.followers.index import INDEX
from gongkai.doors.followers.lagging import lag
from gongkai.doors.followers.press import PRESS
from gongkai.doors.search import index
from gongkai.doors.watch.models import Heartbeat, SlowQuery
from gongkai.engines.press.pressing import the_tree
from gongkai.office.notices.models import Channel, Message, State
from gongkai.web import clock

SILENT = timedelta(minutes=2)
"""A worker of whom nothing was heard for so long does not run, or hangs."""
BEHIND = timedelta(minutes=10)
"""A follower that has not heard an entry for so long does not keep up."""
UNSENT = timedelta(hours=1)
"""A message that should have left so long ago waits for a mail server that does not answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """一部分: whether it is as it should be, and figures for who may see them."""

    name: str
    ready: bool
    details: Mapping[str, object]


def readiness(now: datetime) -> list[Part]:
    """就绪: the database, the worker, the pressed pages, the index and the outbox. Without a database nothing else is asked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Part("database", True, {}), *_parts(now)]
    except DatabaseError:
        return [Part("database", False, {})]


def _parts(now: datetime) -> Iterator[Part]:
    seen = pulse()
    yield Part("work", seen is not None and now - seen <= SILENT, {"last_seen": _told(seen)})
    if settings.PRESSED:
        yield _followed("press", PRESS, now, {"last_pressed": _told(last_pressed())})
    found = _followed("index", INDEX, now, {"due": index_follower.is_due()})
    there = index.whole().exists() and not index.is_broken()
    yield replace(found, ready=found.ready and there)
    waits = oldest_unsent(now)
    told = {"last_sent": _told(last_sent()), "oldest_waiting": _told(waits)}
    yield Part("outbox", waits is None or now - waits <= UNSENT, told)


def _followed(name: str, follower: Follower, now: datetime, more: Mapping[str, object]) -> Part:
    behind = lag(follower)
    late = behind.since is not None and now - behind.since > BEHIND
    return Part(name, not late, {"behind": behind.entries, "behind_since": _told(behind.since), **more})


def _told(moment: datetime | None) -> str | None:
    return moment.astimezone(clock.BEIJING).isoformat(timespec="seconds") if moment else None


def pulse() -> datetime | None:
    """最近心跳: of whichever worker."""
    return Heartbeat.objects.order_by("-at").values_list("at", flat=True).first()


def workers(now: datetime) -> list[Heartbeat]:
    """在值守的进程: those heard of lately."""
    return list(Heartbeat.objects.filter(at__gte=now - SILENT))


def last_pressed() -> datetime | None:
    """末次出版: when a page was last written into the tree on this machine."""
    at = the_tree().worked_at()
    return datetime.fromtimestamp(at, clock.BEIJING) if at else None


def last_sent() -> datetime | None:
    """末次发出: of a letter by mail or a short message."""
    sent = Message.objects.everywhere().exclude(channel=Channel.DESK)
    at: datetime | None = sent.aggregate(at=Max("sent_at"))["at"]
    return at


def oldest_unsent(now: datetime) -> datetime | None:
    """最早待发: when the oldest message that still waits was written, if it should have left by now or has been tried in vain."""
    waiting = Message.objects.everywhere().filter(state__in=[State.WAITING, State.SENDING])
    at: datetime | None = waiting.aggregate(at=Min("created_at"))["at"]
    return at


def slowest(most: int = 50) -> list[SlowQuery]:
    """最费时的查询: those that cost most in all first."""
    return list(SlowQuery.objects.order_by("-total")[:most])
