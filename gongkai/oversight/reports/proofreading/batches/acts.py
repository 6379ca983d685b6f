"""大批办理: files are taken in one by one, the batch is begun, each file is settled, and what was found across them is kept.

A file is there or it is not, whatever dies in between; once it has been opened its bytes are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.jobs import acts as jobs
from gongkai.office.jobs.models import Job
from gongkai.oversight.reports.proofreading.batches import sealing
from gongkai.oversight.reports.proofreading.batches.models import ProofBatch, ProofFile
from gongkai.oversight.reports.proofreading.limits import MOST_FILES, MOST_MEGABYTES
from gongkai.oversight.reports.proofreading.opening import Given, Opened
from gongkai.oversight.reports.proofreading.overview import Overview
from gongkai.web.uploads import MEGABYTE

JOB = "reports.proofread"
"""工作种类, as the room declares it in ``jobs``."""
MOST_BATCHES = 5
"""一个人最多留几批: each may hold two hundred megabytes."""
KEPT = timedelta(days=7)
"""保留: as long as the files that jobs make."""


def open_batch(authority: Authority, files: Iterable[Given], *, at: datetime, by: Official) -> ProofBatch:
    """开一批: with its first files."""
    if ProofBatch.objects.of(authority).filter(official=by).count() >= MOST_BATCHES:
        raise Unlawful(f"已有{MOST_BATCHES}批年报没有删除，请先删去看完的", field="batch")
    batch = ProofBatch(authority=authority, official=by, opened_at=at)
    batch.save(force_insert=True)
    add(batch, files)
    return batch


def add(batch: ProofBatch, files: Iterable[Given]) -> None:
    """添加: one after another, so that no more than one is held at a time."""
    for file in files:
        _put(batch, file)


@transaction.atomic
def _put(batch: ProofBatch, file: Given) -> None:
    _to_be_begun(batch)
    rows = ProofFile.objects.of(batch.authority).filter(batch=batch)
    there = rows.aggregate(number=Count("pk"), size=Coalesce(Sum("length"), 0))
    if there["number"] >= MOST_FILES:
        raise Unlawful(f"一批最多{MOST_FILES}份，“{file.name}”起没有收", field="batch")
    if there["size"] + len(file.data) > MOST_MEGABYTES * MEGABYTE:
        raise Unlawful(f"一批合计不能超过{MOST_MEGABYTES}兆字节，“{file.name}”起没有收", field="batch")
    ProofFile(
        authority=batch.authority,
        batch=batch,
        place=there["number"],
        called=sealing.sealed_name(file.name),
        length=len(file.data),
        content=sealing.sealed_content(file.data),
    ).save(force_insert=True)


@transaction.atomic
def begin(batch: ProofBatch, *, at: datetime, by: Official) -> Job:
    """开始校对: from now on nothing is added; whoever works takes it up."""
    _to_be_begun(batch)
    number = ProofFile.objects.of(batch.authority).filter(batch=batch).count()
    if not number:
        raise Unlawful("还没有文件，不能开始校对", field="batch")
    batch.begun_at = at
    batch.save(update_fields=["begun_at"])
    return jobs.ask(batch.authority, JOB, f"{number}份年报", subject=str(batch.pk), by=by)


def drop(batch: ProofBatch) -> None:
    """删除: nothing of it is left; a job that is at it ends at its next step."""
    ProofBatch.objects.of(batch.authority).filter(pk=batch.pk).delete()


def let_go(now: datetime) -> None:
    """清理: what was sent a week ago."""
    ProofBatch.objects.everywhere().filter(opened_at__lt=now - KEPT).delete()


# -- who works on it -------------------------------------------------------------------------------------------------------


def settle(batch: ProofBatch, place: int, file: Opened) -> None:
    """读过一份: its lines instead of its bytes; done twice it is the same."""
    waiting = ProofFile.objects.of(batch.authority).filter(batch=batch, place=place, told=None)
    waiting.update(told=sealing.sealed_told(file), content=None)


def finish(batch: ProofBatch, found: Overview, *, at: datetime) -> None:
    """办完: what was found is kept beside the files."""
    rows = ProofBatch.objects.of(batch.authority).filter(pk=batch.pk, done_at=None)
    rows.update(overview=sealing.sealed_overview(found), done_at=at)


def _to_be_begun(batch: ProofBatch) -> None:
    held = ProofBatch.objects.of(batch.authority).select_for_update(of=("self",)).filter(pk=batch.pk).first()
    if held is None:
        raise Unlawful("这一批已经删除")
    if held.begun_at is not None:
        raise Unlawful("这一批已经开始校对，不能再改；其余的另开一批")
