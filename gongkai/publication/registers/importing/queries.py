"""导入查询: the imports of an authority, how far one is, and its rows with what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gongkai.law.ledgers import WAITING, Stage
from gongkai.law.registers.rows import Fault, Finding, RowVerdict
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.jobs import imports as jobs
from gongkai.office.journal import vault
from gongkai.publication.registers.importing.acts import JOB, SAMPLES
from gongkai.publication.registers.importing.judging import JudgedRow, unsealed
from gongkai.publication.registers.importing.models import ImportRow, RecordImport

KEPT = timedelta(days=30)
"""暂存期: how long rows that were kept out stay for who mends them."""


def imports(authority: Authority) -> OwnedQuerySet[RecordImport]:
    """全部导入: the newest first."""
    return RecordImport.objects.of(authority).select_related("by", "accepted_by", "authority").defer("samples")


def waiting() -> OwnedQuerySet[RecordImport]:
    """待办导入: of every authority, the oldest first."""
    rows = RecordImport.objects.everywhere().filter(stage__in=WAITING)
    return rows.select_related("authority").order_by("pk")


def unattended() -> list[RecordImport]:
    """没有人办的导入: they wait, and their last job is over, but not because it failed."""
    return jobs.unattended(JOB, waiting())


def outlived(on: date) -> OwnedQuerySet[RecordImport]:
    """过了暂存期的: imports that are in, whose rows kept out nobody has mended."""
    rows = RecordImport.objects.everywhere().filter(stage=Stage.DONE, accepted_on__lt=on - KEPT)
    left = ImportRow.objects.everywhere().values("batch")
    return rows.filter(pk__in=left).select_related("authority")


def progress(batch: RecordImport) -> tuple[int, int]:
    """进度: how many of how many lines are read, or rows registered."""
    if batch.stage in (Stage.ACCEPTING, Stage.DONE):
        return batch.entered, to_take(batch)
    return min(batch.read, batch.lines), batch.lines


def counted(batch: RecordImport) -> list[tuple[RowVerdict, int]]:
    """核对结果: how many rows came to which verdict."""
    verdicts = batch.counts.get("verdicts", {})
    return [(each, verdicts.get(each.value, 0)) for each in RowVerdict]


def to_take(batch: RecordImport) -> int:
    """可导入行数."""
    return sum(number for verdict, number in counted(batch) if verdict.is_taken)


def by_fault(batch: RecordImport) -> list[tuple[Fault, bool, int]]:
    """按问题: each with whether it keeps a row out and how often it was found; what keeps out first."""
    told = [(Fault(key), number) for key, number in batch.counts.get("faults", {}).items()]
    found = [(fault, Finding("", "", fault).refuses, number) for fault, number in told]
    return sorted(found, key=lambda each: (not each[1], -each[2]))


def samples(batch: RecordImport) -> list[str]:
    """样本: what stands beneath each column in the first rows, for who says what it holds."""
    if batch.samples is None:
        return []
    told: list[str] = json.loads(vault.unseal(None, SAMPLES, batch.samples))
    return told


def rows(batch: RecordImport, verdict: str = "") -> OwnedQuerySet[ImportRow]:
    """有问题的行: refused, asked about or there already; of one verdict alone where asked."""
    found = ImportRow.objects.of(batch.authority).filter(batch=batch)
    found = found.filter(verdict=verdict) if verdict else found.exclude(verdict=RowVerdict.GOOD)
    return found.order_by("place")


def opened(found: Iterable[ImportRow]) -> Iterator[JudgedRow]:
    """解封的行: as they were judged."""
    keys = vault.secrets_of(None)
    for row in found:
        yield unsealed(row.place, row.where, row.alike, row.sealed, keys)
