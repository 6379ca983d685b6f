"""被杀的值守: a worker that dies at the n-th step it is to note, before or after noting it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from unittest.mock import patch

from gongkai.office.jobs import acts, running
from gongkai.office.jobs.kinds import Step
from gongkai.office.jobs.models import OPEN, Job
from gongkai.office.notices.models import Lease
from gongkai.web import clock

_note = acts.note


class Killed(BaseException):
    """The process is gone; nothing in the house catches it."""


@contextmanager
def dying(at: int, *, noted: bool) -> Iterator[None]:
    """Noting as it is, until the process dies at the ``at``-th step."""
    number = count(1)

    def note(job: Job, step: Step) -> Job | None:
        last = next(number) == at
        told = _note(job, step) if noted or not last else None
        if last:
            raise Killed
        return told

    with patch.object(acts, "note", note):
        yield


def die_at(at: int, *, noted: bool) -> None:
    """Work until that step and die there, or come to the end before; the lease of the dead has run out."""
    with dying(at, noted=noted):
        try:
            running.work_off("甲机")
        except Killed:
            Lease.objects.filter(name__startswith=running.LEASE).update(until=clock.now() - timedelta(days=1))


def a_step(holder: str = "甲机") -> bool:
    """One step and no more: a turn of no time."""
    return running.run_next(holder, seconds=0)


def due() -> None:
    """Nobody waits in a test."""
    Job.objects.everywhere().filter(state__in=OPEN).update(next_at=clock.now() - timedelta(seconds=1))


def again(job: Job) -> Job:
    """As it is now."""
    return Job.objects.of(job.authority).get(pk=job.pk)
