"""导入工作: what every import of rows is as a job: its stage says what it waits for, and its own chunks move its cursor.

The job's cursor stays empty: how far an import is stands with the import, under whose lock each chunk is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

from gongkai.law.ledgers import WAITING, Stage
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.owned import Owned
from gongkai.office.jobs.kinds import Going, NotDone, Outcome, Step
from gongkai.office.jobs.models import Job, State
from gongkai.office.jobs.queries import last_of

GONE = Outcome("已取消导入，没有留下任何内容", State.CANCELLED)


class Import(Protocol):
    """导入: a file of rows on its way in."""

    pk: int
    authority: Authority
    stage: str
    failure: str


Row = TypeVar("Row", bound=Import)


def carried(
    found: Callable[[], Row | None], steps: Callable[[Row], Generator[Step, None, None]], told: Callable[[Row], Outcome]
) -> Going:
    """导入: whatever its stage waits for, until it waits for somebody's word or is in; ``found`` is the import as it is now."""
    batch = found()
    while batch is not None and batch.stage in WAITING:
        yield from steps(batch)
        batch = found()
    if batch is None:
        return GONE
    if batch.stage == Stage.FAILED:
        raise NotDone(batch.failure, goes_on=False)
    return told(batch)


def locked(batch: Owned, *, but: str = "") -> bool:
    """锁定: the row of an import, and the import brought up to date, one large column aside; False where the row is gone.

    ``refresh_from_db`` forgets the authority each time, which every chunk would then fetch anew.
    """
    rows = type(batch).objects.everywhere().select_for_update(of=("self",)).filter(pk=batch.pk)
    held = (rows.defer(but) if but else rows).first()
    if held is None:
        return False
    for column in batch._meta.local_concrete_fields:
        if column.attname != but:
            setattr(batch, column.attname, getattr(held, column.attname))
    return True


def unattended(kind: str, waiting: Iterable[Row]) -> list[Row]:
    """没有人办的导入: those that wait while their last job is over, but not because it failed."""
    return [batch for batch in waiting if not _is_attended(kind, batch)]


def _is_attended(kind: str, batch: Import) -> bool:
    last = last_job(kind, batch)
    return last is not None and last.state not in (State.DONE, State.CANCELLED)


def last_job(kind: str, batch: Import) -> Job | None:
    """最近一项工作: of this import."""
    return last_of(batch.authority, kind, str(batch.pk))
