"""结果文件: written piece by piece, so that a step done twice leaves the same; whoever serves it may be on another host.

Only who has the job in hand writes: a worker whose turn has run out leaves nothing behind what came after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from gongkai.office.jobs import pieces
from gongkai.office.jobs.kinds import NotDone
from gongkai.office.jobs.models import Job, JobPiece, State


@transaction.atomic
def put(job: Job, place: int, content: bytes, *, made: bool = True) -> None:
    """放一块: at its place, whatever was there; ``made`` is false for rows that the file will be made of."""
    _in_hand(job)
    rows = JobPiece.objects.of(job.authority)
    told = {"authority": job.authority, "sealed": pieces.sealed(content), "length": len(content)}
    rows.update_or_create(job=job, made=made, place=place, defaults=told)


def rows(job: Job) -> Iterator[bytes]:
    """底稿: the rows the file will be made of."""
    yield from pieces.unsealed(pieces.of(job, made=False))


def is_made(job: Job) -> bool:
    """已成: the file is whole."""
    return pieces.of(job, made=True).exists()


@transaction.atomic
def finish(job: Job, contents: Iterable[bytes]) -> None:
    """成文: the file at once instead of its rows."""
    _in_hand(job)
    owned = JobPiece.objects.of(job.authority)
    owned.filter(job=job).delete()
    made = (
        JobPiece(authority=job.authority, job=job, place=at, sealed=pieces.sealed(each), length=len(each))
        for at, each in enumerate(contents)
    )
    owned.bulk_create(made, batch_size=8)


def _in_hand(job: Job) -> None:
    rows = Job.objects.of(job.authority).select_for_update(of=("self",))
    if not rows.filter(pk=job.pk, turn=job.turn, state=State.RUNNING).exists():
        raise NotDone("该项工作已由另一个值守进程接手")
