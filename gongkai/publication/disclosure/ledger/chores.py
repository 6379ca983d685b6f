"""台账的差事: see that no import waits for nobody, and that no file lies that no ledger names."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.jobs.imports import unattended
from gongkai.office.notices.work import Chore
from gongkai.publication.disclosure.ledger import acts, queries, storage


def adopt_ledgers(now: datetime) -> None:
    """收领导入: one that waits and is nobody's job (of an older version, of a restored backup) becomes one."""
    for ledger in unattended(acts.JOB, queries.waiting()):
        acts.to_work(ledger, ledger.accepted_by or ledger.by, cancellable=ledger.accepted_on is None)


CHORES = [
    Chore("收领台账导入", timedelta(minutes=1), adopt_ledgers),
    Chore("清理台账文件", timedelta(hours=6), storage.sweep),
]
