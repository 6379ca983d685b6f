"""访问统计的差事: count what was read; throw away our own lines once they are counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.office.visits import counting


def count_visits(now: datetime) -> None:
    """统计访问量."""
    counting.count_all()


CHORES = [
    Chore("统计访问量", timedelta(minutes=1), count_visits),
    Chore("清理访问日志", timedelta(hours=6), counting.sweep),
]
