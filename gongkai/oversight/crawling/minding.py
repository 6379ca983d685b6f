"""看管巡检: starts processes for the patrols that wait, looks after those at work, and enters what they saw.

All that is known of a process lies in its folder, so whoever looks next may be another process of ours.
"""

from __future__ import annotations

import logging
import subprocess
from datetime import datetime

from gongkai.engines.crawling import end, launch
from gongkai.engines.crawling.folder import BOUNDED, DONE, STOPPED
from gongkai.law.supervision.patrols import AT_WORK, PatrolState, is_owed
from gongkai.oversight.crawling import acts, queries
from gongkai.oversight.crawling.models import Patrol, WatchedSite

log = logging.getLogger(__name__)
MOST_AT_ONCE = 2
"""同时巡检的网站: the machine serves people as well."""
MOST_RESTARTS = 3
SILENT_SECONDS = 300.0
"""没有动静（秒）: a process that wrote no progress so long hangs."""
_ours: dict[int, subprocess.Popen[bytes]] = {}


def mind_all(now: datetime) -> None:
    """看管全部巡检: begin what is owed, then look after each."""
    for site in WatchedSite.objects.everywhere().filter(left_on=None, every__gt=0).select_related("authority"):
        latest = queries.last(site)
        if not (latest and latest.is_open) and is_owed(site.every, latest.begun_on if latest else None, now.date()):
            acts.begin(site, on=now.date(), by=None)
    for patrol in _of(*AT_WORK):
        mind(patrol, now)
    for patrol in _of(PatrolState.QUEUED)[: max(MOST_AT_ONCE - len(_of(*AT_WORK)), 0)]:
        mind(patrol, now)


def _of(*states: PatrolState) -> list[Patrol]:
    rows = Patrol.objects.everywhere().filter(state__in=[state.value for state in states])
    return list(rows.select_related("site", "authority").order_by("pk"))


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
