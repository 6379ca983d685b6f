"""看护的差事: the pulse of the worker, and what it found slow."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.doors.watch import acts
from gongkai.office.notices.work import Chore


def pulse(now: datetime) -> None:
    """心跳: the loop has come by; whatever was slow in this process is written down."""
    acts.beat(now)
    acts.write_down(now)


CHORES = [Chore("心跳", timedelta(seconds=15), pulse)]
