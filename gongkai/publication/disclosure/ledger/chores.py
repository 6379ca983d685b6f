"""主动公开的差事: go on with the ledgers that are being read, published or cleared away."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

from gongkai.office.notices.work import Chore
from gongkai.publication.disclosure.ledger import acts, queries, storage

SLICE = 20.0
"""每次时长: seconds a ledger is worked on before other chores get their turn; it goes on where it was."""


def carry_on_ledgers(now: datetime) -> None:
    """导入台账: every ledger that waits, for a slice of time each. May be killed anywhere."""
    for ledger in queries.waiting():
        until = monotonic() + SLICE
        acts.carry_on(ledger, today=now.date(), until=lambda end=until: monotonic() > end)  # type: ignore[misc]


CHORES = [
    Chore("导入台账", timedelta(seconds=2), carry_on_ledgers),
    Chore("清理台账文件", timedelta(hours=6), storage.sweep),
]
