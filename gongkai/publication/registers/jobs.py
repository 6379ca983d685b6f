"""登记簿的工作: a file is judged and registered chunk by chunk, a register is written out as Excel or CSV."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from django.urls import reverse

from gongkai.law.ledgers import Stage
from gongkai.law.registers.rows import RowVerdict
from gongkai.office.authorities.models import Official
from gongkai.office.jobs.imports import carried
from gongkai.office.jobs.kinds import Going, Kind, Outcome, RowError, Step
from gongkai.office.jobs.models import Job
from gongkai.publication.registers import exporting
from gongkai.publication.registers.importing import acts as importing
from gongkai.publication.registers.importing import queries as imports
from gongkai.publication.registers.importing.judging import JudgedRow
from gongkai.publication.registers.importing.models import RecordImport


def go_on(job: Job, today: date) -> Going:
    """导入: whatever its stage waits for."""
    return (yield from carried(lambda: _batch(job), lambda batch: _steps(batch, today), _outcome))


def _steps(batch: RecordImport, today: date) -> Generator[Step, None, None]:
    for rows in importing.going(batch, today=today):
        done, total = imports.progress(batch)
        yield Step(done, total, Stage(batch.stage).label, errors=tuple(map(_told, filter(_is_refused, rows))))


def _outcome(batch: RecordImport) -> Outcome:
    page = reverse("registers:import", args=[batch.pk])
    if batch.stage == Stage.DONE:
        return Outcome(f"已登记{batch.entered}条，其中公开{batch.shown}条", page=page)
    refused = dict(imports.counted(batch))[RowVerdict.REFUSED]
    return Outcome(f"核对完毕，可以导入{imports.to_take(batch)}行，不收{refused}行，等待接受", page=page)


def stop(job: Job, by: Official, on: date) -> None:
    """取消导入: before it is accepted; what was staged is cleared away by the same job."""
    if (batch := _batch(job)) is not None:
        importing.cancel(batch)


def _batch(job: Job) -> RecordImport | None:
    return RecordImport.objects.of(job.authority).select_related("authority").filter(pk=int(job.subject)).first()


def _is_refused(row: JudgedRow) -> bool:
    return row.verdict is RowVerdict.REFUSED


def _told(row: JudgedRow) -> RowError:
    """Which field and which rule; what the row says stays sealed."""
    refusing = [
        f"{each.label}：{each.fault.label}" if each.label else each.fault.label for each in row.faults if each.refuses
    ]
    return RowError(row.where, "；".join(refusing))


JOBS = [
    Kind(importing.JOB, "导入登记簿", go_on, shared=True, stop=stop),
    Kind(exporting.JOB, "导出登记簿", exporting.go_on),
]
