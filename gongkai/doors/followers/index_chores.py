"""索引的差事: the index keeps up with the journal every second, and with the calendar once a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from threading import Thread

from django.db import connections

from gongkai.doors.followers import index
from gongkai.office.notices.work import REST, Chore

_rebuilding: list[Thread] = []
_dated: list[date] = []


def keep_up(now: datetime) -> None:
    """跟上台账; an index that must be made anew is made beside the other chores, for that takes its time."""
    if not index.is_due():
        index.follow()
    elif not any(thread.is_alive() for thread in _rebuilding):
        _rebuilding[:] = [Thread(target=_rebuild, name="index", daemon=True)]
        _rebuilding[0].start()


def _rebuild() -> None:
    try:
        index.rebuild()
    finally:
        connections.close_all()


def keep_the_date(now: datetime) -> None:
    """跟上日期: once a day, and once after the start."""
    if now.date() not in _dated and not index.is_due():
        index.renew_by_date(now.date())
        _dated[:] = [now.date()]


CHORES = [
    Chore("索引跟上台账", REST, keep_up),
    Chore("索引跟上日期", timedelta(minutes=10), keep_the_date),
]
