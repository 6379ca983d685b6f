"""工作的差事: go on with whatever waits, beside the other chores; let go of files and records kept long enough."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from threading import Thread

from django.db import connections

from gongkai.office.jobs import queries, running
from gongkai.office.jobs.models import JobPiece
from gongkai.office.notices.leases import sweep
from gongkai.office.notices.work import REST, Chore

log = logging.getLogger(__name__)
_working: list[Thread] = []


def attend(now: datetime) -> None:
    """办理工作: in a thread of its own, for letters must not wait for an export. It may be killed anywhere."""
    if queries.runnable(now).exists() and not any(thread.is_alive() for thread in _working):
        _working[:] = [Thread(target=_work, name="jobs", daemon=True)]
        _working[0].start()


def _work() -> None:
    try:
        running.work_off()
    except Exception:
        log.exception("工作未办完，稍后再办")
    finally:
        connections.close_all()


def let_go(now: datetime) -> None:
    """清理: files after a week, records after three months, leases of jobs that are over."""
    for job in queries.outlived(now):
        JobPiece.objects.of(job.authority).filter(job=job).delete()
    queries.forgotten(now).delete()
    sweep(running.LEASE, now - timedelta(days=1))


CHORES = [Chore("办理工作", REST, attend), Chore("清理工作", timedelta(hours=6), let_go)]
