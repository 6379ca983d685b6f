"""办理: takes a job under a lease of its own, does its steps and notes each; in turns, so that nobody waits for a long one.

Killed anywhere, the next who looks goes on from the last step noted.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from time import monotonic

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.jobs import acts, queries
from gongkai.office.jobs.kinds import NotDone, kinds
from gongkai.office.jobs.models import Job
from gongkai.office.notices.leases import Turn, turn
from gongkai.web import clock

log = logging.getLogger(__name__)
SLICE = 5.0
"""一轮（秒）: then another job has its turn."""
MOST_TROUBLES = 3
AGAIN = timedelta(seconds=20)
LEASE = "job "
"""值守权名称: with the number of the job."""


def work_off(holder: str = "", *, until: Callable[[], bool] = lambda: False, seconds: float = SLICE) -> int:
    """办到无可办: whatever may be gone on with now, in turns; how many turns were taken."""
    turns = 0
    while not until() and run_next(holder or socket.gethostname(), seconds=seconds):
        turns += 1
    return turns


def run_next(holder: str, *, seconds: float = SLICE) -> bool:
    """办一轮: of the job that waited longest and that nobody else has in hand; False where there is none."""
    for job in queries.runnable(clock.now()):
        with turn(holder, f"{LEASE}{job.pk}") as ours:
            if ours.ours() and (held := acts.begin(job)):
                _go_on(held, ours, monotonic() + seconds)
                return True
    return False


def _go_on(job: Job, ours: Turn, until: float) -> None:
    kind = kinds().get(job.kind)
    if kind is None:
        acts.fail(job, "平台不再办理这种工作", goes_on=False)
        return
    try:
        if acts.cancelled_meanwhile(job):
            acts.stop(job)
            return
        with closing(kind.go_on(job, clock.today())) as going:
            while ours.ours():
                try:
                    step = next(going)
                except StopIteration as told:
                    acts.end(job, told.value)
                    return
                noted = acts.note(job, step)
                if noted is None:
                    return
                if acts.cancelled_meanwhile(noted):
                    acts.stop(noted)
                    return
                if step.rest or monotonic() > until:
                    return
    except NotDone as refusal:
        acts.fail(job, str(refusal), goes_on=refusal.goes_on)
    except Unlawful as refusal:
        acts.fail(job, str(refusal), goes_on=True)
    except Exception as trouble:
        log.exception("工作%s未办成，稍后再办", job.pk)
        acts.stumble(job, type(trouble).__name__, clock.now() + AGAIN, MOST_TROUBLES)
