"""看管巡检: starts the process of a patrol that waits, looks after it at work, and enters what it saw.

All that is known of a process lies in its folder, so whoever looks next may be another process of ours.
"""

from __future__ import annotations

import logging
import subprocess
from datetime import datetime

from gongkai.engines.crawling import end, launch
from gongkai.engines.crawling.folder import BOUNDED, DONE, STOPPED
from gongkai.law.supervision.patrols import AT_WORK, PatrolState, is_owed
from gongkai.office.jobs.models import Job
from gongkai.oversight.crawling import acts, queries
from gongkai.oversight.crawling.models import Patrol, WatchedSite

log = logging.getLogger(__name__)
MOST_AT_ONCE = 2
"""同时巡检的网站: the machine serves people as well."""
MOST_RESTARTS = 3
SILENT_SECONDS = 300.0
"""没有动静（秒）: a process that wrote no progress so long hangs."""
_ours: dict[int, subprocess.Popen[bytes]] = {}


def begin_owed(now: datetime) -> None:
    """到期巡检: begin what is owed, and see that what is open is somebody's job (of an older version, of a restored backup)."""
    for site in WatchedSite.objects.everywhere().filter(left_on=None, every__gt=0).select_related("authority"):
        latest = queries.last(site)
        if not (latest and latest.is_open) and is_owed(site.every, latest.begun_on if latest else None, now.date()):
            acts.begin(site, on=now.date(), by=None)
    rows = Patrol.objects.everywhere().filter(state__in=[PatrolState.QUEUED.value, *(each.value for each in AT_WORK)])
    for patrol in rows.select_related("site", "authority").order_by("pk"):
        if not Job.objects.of(patrol.authority).filter(kind=acts.JOB, subject=str(patrol.pk)).exists():
            acts.to_work(patrol, patrol.begun_by)


def is_full() -> bool:
    """满了: as many are at work as the machine bears beside its readers."""
    rows = Patrol.objects.everywhere().filter(state__in=[each.value for each in AT_WORK])
    return rows.count() >= MOST_AT_ONCE


def mind(patrol: Patrol, now: datetime) -> None:
    """看管一次巡检: one look; whatever it needs next is done."""
    folder, state = patrol.folder, PatrolState(patrol.state)
    if state is PatrolState.QUEUED:
        _start(patrol)
    elif state in AT_WORK and _is_at_work(patrol):
        if state is PatrolState.STOPPING:
            folder.ask_to_stop()
        beat = folder.progress().beat
        if beat and now.timestamp() - beat > SILENT_SECONDS:
            log.warning("巡检%s没有动静，重新开始它的进程", patrol)
            end(folder)
    elif state in AT_WORK:
        _after(patrol, now)


def _is_at_work(patrol: Patrol) -> bool:
    process = _ours.get(patrol.pk)
    if process is not None and process.poll() is None:
        return True
    _ours.pop(patrol.pk, None)
    return patrol.folder.at_work() != 0


def _after(patrol: Patrol, now: datetime) -> None:
    """Its process has ended: all was seen, it was stopped, or it died."""
    ended = patrol.folder.progress().state
    if ended in (DONE, BOUNDED):
        acts.record(patrol, on=now.date())
    elif ended == STOPPED or PatrolState(patrol.state) is PatrolState.STOPPING:
        acts.become(patrol, PatrolState.STOPPED)
    elif patrol.restarts < MOST_RESTARTS:
        patrol.restarts += 1
        patrol.save(update_fields=["restarts"])
        _start(patrol)
    else:
        acts.give_up(patrol, on=now.date())


def _start(patrol: Patrol) -> None:
    _ours[patrol.pk] = launch(patrol.folder)
    acts.become(patrol, PatrolState.RUNNING)
