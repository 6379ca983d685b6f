"""主动公开的工作: a ledger of a past year is read, published or cleared away chunk by chunk."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

from django.urls import reverse

from gongkai.law.ledger_rows import Verdict
from gongkai.law.ledgers import Stage
from gongkai.office.authorities.models import Official
from gongkai.office.jobs.imports import carried
from gongkai.office.jobs.kinds import Going, Kind, Outcome, RowError, Step
from gongkai.office.jobs.models import Job
from gongkai.publication.disclosure.ledger import acts, queries
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.ledger.rows import Staged


def go_on(job: Job, today: date) -> Going:
    """导入: whatever its stage waits for."""
    return (yield from carried(lambda: _ledger(job), lambda ledger: _steps(ledger, today), _outcome))


def _steps(ledger: Ledger, today: date) -> Generator[Step, None, None]:
    for rows in acts.going(ledger, today=today):
        refused = (each for each in rows if each.row.verdict is Verdict.REFUSED)
        yield Step(*queries.progress(ledger), Stage(ledger.stage).label, errors=tuple(map(_told, refused)))


def _outcome(ledger: Ledger) -> Outcome:
    page = reverse("disclosure:ledger", args=[ledger.pk])
    if ledger.stage == Stage.DONE:
        return Outcome(f"已导入{ledger.imported}行，分{ledger.chunks}批登记", page=page)
    found = queries.found(ledger)
    return Outcome(f"核对完毕，可以导入{found.to_import}行，不收{found.refused}行，等待接受", page=page)


def stop(job: Job, by: Official, on: date) -> None:
    """取消导入: before it is accepted; what was staged is cleared away by the same job."""
    if (ledger := _ledger(job)) is not None:
        acts.cancel(ledger)


def _ledger(job: Job) -> Ledger | None:
    return queries.ledgers(job.authority).filter(pk=int(job.subject)).first()


def _told(each: Staged) -> RowError:
    """Which field and which rule; what the row says stays with the ledger."""
    refusing = [fault for fault in each.row.faults if fault.refuses]
    told = (f"{fault.field}：{fault.rule.label}" if fault.field else fault.rule.label for fault in refusing)
    return RowError(each.where, "；".join(told))


JOBS = [Kind(acts.JOB, "导入往年台账", go_on, shared=True, stop=stop)]
