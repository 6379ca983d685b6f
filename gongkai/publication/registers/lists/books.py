"""清单版本簿: a list as it stood on a day as a workbook, with the batches that had taken effect by then and what each changed.

Only what may be read today is written, as it read on that day; an item that was withdrawn since is named nowhere.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from django.db.models import Count

from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers.lists import ENTERS, LEAVES, Adjustment
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.papers.long_sheets import Column, Entry, LongSheets
from gongkai.publication.registers.asking.answering import answer, public_versions
from gongkai.publication.registers.asking.questions import Question
from gongkai.publication.registers.lists import queries
from gongkai.publication.registers.models import AdjustmentBatch, ItemChange
from gongkai.publication.registers.opening import tables

BATCHES, CHANGES = "调整批次", "事项变动"
COUNTED = ("列入", "变更", "移出")
_BATCH = (
    *(Column("生效日期"), Column("依据", 40, wrap=True), Column("依据的日期"), Column("事项", 40, wrap=True)),
    *(Column(head, 8) for head in COUNTED),
)
_CHANGE = (
    *(Column("生效日期"), Column("依据", 40, wrap=True), Column("调整类型", 10), Column("事项编码", 20)),
    *(Column("事项名称", 40, wrap=True), Column("并入事项编码", 20)),
)
GONE = "（不再公开）"


def public_days(authority: Authority, kind: Kind) -> list[date]:
    """公开的版本日期: the days on which the list became another one for the public, the latest first."""
    rows = queries.listed(authority, kind).filter(standing=Standing.PUBLIC).order_by()
    came = rows.values_list("dated_on", flat=True).distinct()
    left = rows.exclude(left_on=None).values_list("left_on", flat=True).distinct()
    anew = public_versions(authority).filter(record__kind=kind.key).order_by().values_list("until", flat=True)
    return sorted({day for day in (*came, *left, *anew.distinct()) if day is not None}, reverse=True)


def write(authority: Authority, kind: Kind, on: date, today: date, address: tables.Address, path: Path) -> None:
    """写版本簿: row by row into a file; of the list, its batches and their changes, whatever their number."""
    sheets = {kind.label[:31]: tables.columns(kind), BATCHES: _BATCH, CHANGES: _CHANGE}
    with LongSheets(path, sheets, title=f"{kind.label}（{on}）") as book:
        for row in tables.told(answer(Question(kind, on=on), authority, today)):
            book.add(kind.label[:31], tables.cells(kind, row, address))
        for batch in _batches(authority, kind, on):
            book.add(BATCHES, _batch(batch))
        for change in _changes(authority, kind, on).iterator(2000):
            book.add(CHANGES, _change(change))


def _batches(authority: Authority, kind: Kind, on: date) -> OwnedQuerySet[AdjustmentBatch]:
    rows = queries.published(authority, kind).filter(effective_on__lte=on)
    return rows.order_by("-effective_on", "-pk")


def _batch(batch: AdjustmentBatch) -> list[Entry]:
    told = ItemChange.objects.of(batch.authority).filter(batch=batch).order_by().values_list("adjustment")
    counts: Counter[str] = Counter()
    for adjustment, many in told.annotate(Count("pk")):
        counts[_sort(Adjustment(adjustment))] += many
    days = [f"{batch.effective_on}", batch.basis, f"{batch.basis_on}", batch.dossier.title]
    return [*days, *(counts[head] for head in COUNTED)]


def _sort(adjustment: Adjustment) -> str:
    if adjustment in LEAVES:
        return COUNTED[2]
    return COUNTED[0] if adjustment in ENTERS else COUNTED[1]


def _changes(authority: Authority, kind: Kind, on: date) -> OwnedQuerySet[ItemChange]:
    rows = ItemChange.objects.of(authority).filter(batch__in=_batches(authority, kind, on).order_by().values("pk"))
    return rows.select_related("batch", "record").order_by("-batch__effective_on", "-batch", "position")


def _change(change: ItemChange) -> list[Entry]:
    record = change.record
    shown = record is not None and record.standing == Standing.PUBLIC
    name = record.title if record is not None and shown else GONE
    label = Adjustment(change.adjustment).label
    return [f"{change.batch.effective_on}", change.batch.basis, label, change.code if shown else "", name, change.into]
