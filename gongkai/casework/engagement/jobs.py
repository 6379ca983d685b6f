"""政民互动的工作: the export of another system is judged and becomes tickets chunk by chunk."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from django.urls import reverse

from gongkai.casework.engagement.tickets.importing import acts, queries
from gongkai.casework.engagement.tickets.importing.reading import Read
from gongkai.casework.engagement.tickets.models import TicketImport
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Official
from gongkai.office.jobs.imports import carried
from gongkai.office.jobs.kinds import Going, Kind, Outcome, RowError, Step
from gongkai.office.jobs.models import Job


def go_on(job: Job, today: date) -> Going:
    """导入: whatever its stage waits for."""
    return (yield from carried(lambda: _batch(job), lambda batch: _steps(batch, today), _outcome))


def _steps(batch: TicketImport, today: date) -> Generator[Step, None, None]:
    for rows in acts.going(batch, today=today):
        refused = (each for each in rows if each.row is None)
        yield Step(*queries.progress(batch), Stage(batch.stage).label, errors=tuple(map(_told, refused)))


def _outcome(batch: TicketImport) -> Outcome:
    page, found = reverse("engagement:import", args=[batch.pk]), queries.found(batch)
    if batch.stage == Stage.DONE:
        return Outcome(f"已导入{batch.accepted}件，不收{found.refused}行", page=page)
    return Outcome(f"核对完毕，可以导入{found.to_take}行，不收{found.refused}行，等待接受", page=page)


def stop(job: Job, by: Official, on: date) -> None:
    """放弃导入: before it is accepted; nothing of it is left."""
    if (batch := _batch(job)) is not None:
        acts.give_up(batch, on=on)


def _batch(job: Job) -> TicketImport | None:
    """What was given up is gone, as far as the work goes."""
    rows = queries.imports(job.authority).exclude(stage=Stage.CANCELLED)
    return rows.filter(pk=int(job.subject)).first()


def _told(each: Read) -> RowError:
    """Which field and which rule; what the row says stays sealed."""
    return RowError(f"第{each.number}行", "；".join(fault.plain for fault in each.faults if fault.refuses))


JOBS = [Kind(acts.JOB, "导入留言", go_on, shared=True, stop=stop)]
