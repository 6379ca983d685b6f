"""读取核对: line by line from the file into sealed rows, chunk by chunk; killed anywhere, it goes on where it was.

Every chunk is one transaction that moves the cursor under the lock of the import's row. Whoever finds the cursor moved leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from datetime import date
from itertools import islice

from django.db import transaction

from gongkai.law.ledgers import Stage
from gongkai.law.registers.rows import Fault, Finding
from gongkai.office.jobs.imports import locked
from gongkai.office.journal import vault
from gongkai.papers.ledgers.heads import is_blank, is_sum
from gongkai.papers.ledgers.lines import Line
from gongkai.papers.text import PaperError
from gongkai.publication.registers.importing import carrying
from gongkai.publication.registers.importing.judging import JudgedRow, RowJudge
from gongkai.publication.registers.importing.mapping import RowReader
from gongkai.publication.registers.importing.models import ImportPiece, ImportRow, RecordImport

CHUNK = 1000
"""每批行数: what a short transaction takes."""
MOST_ROWS = 500_000
Until = Callable[[], bool]


def never() -> bool:
    """不停: goes on to the end."""
    return False


def read_on(batch: RecordImport, *, today: date, until: Until = never, chunk: int = CHUNK) -> None:
    """读取核对: go on reading where it was, until the end or until told to stop."""
    with closing(reading(batch, today=today, chunk=chunk)) as chunks:
        for _ in chunks:
            if until():
                return


def reading(batch: RecordImport, *, today: date, chunk: int = CHUNK) -> Generator[Sequence[JudgedRow], None, None]:
    """逐批读取: where it was, to the end; the rows of each chunk once they are kept."""
    try:
        with carrying.opened(carrying.unsealed(batch.authority, batch), batch.carrier) as file:
            if file.shape.lines > MOST_ROWS:
                raise PaperError(f"文件超过{MOST_ROWS}行，请分成几个文件导入")
            judge = RowJudge(batch.authority, batch.declared, today)
            lines = file.lines(batch.read)
            while some := list(islice(lines, chunk)):
                rows = _judged(batch, judge, some)
                if not _stage(batch, some, rows):
                    return
                yield rows
    except PaperError as refusal:
        _fail(batch, str(refusal))
    else:
        _read_through(batch)


def _judged(batch: RecordImport, judge: RowJudge, lines: Sequence[Line]) -> list[JudgedRow]:
    """The rows of a chunk, each against the rows before it and the register; the database is only read."""
    reader, exact = RowReader(batch.mapping), batch.carrier == carrying.CSV
    rows = [_row(judge, reader, line, exact=exact) for line in lines if not is_blank(line) and not is_sum(line)]
    before = ImportRow.objects.of(batch.authority).filter(batch=batch, alike__in={row.alike for row in rows} - {""})
    return judge.by_the_register(judge.not_twice(rows, before.values_list("alike", flat=True)))


def _row(judge: RowJudge, reader: RowReader, line: Line, *, exact: bool) -> JudgedRow:
    if broken := reader.broken(line, exact=exact):
        faults = (Finding("", broken, Fault.BROKEN),)
        return JudgedRow(line.place, line.where, {}, faults, tuple(line.cells))
    return judge.by_itself(line.place, line.where, reader.said(line.cells), line.cells)


@transaction.atomic
def _stage(batch: RecordImport, lines: Sequence[Line], rows: Sequence[JudgedRow]) -> bool:
    """Keep one chunk and move the cursor; False where somebody else has moved it."""
    seen = batch.read
    if not still(batch, Stage.READING) or batch.read != seen:
        return False
    keys = vault.secrets_of(None)
    ImportRow.objects.of(batch.authority).bulk_create(
        ImportRow(
            authority_id=batch.authority_id,
            batch=batch,
            place=row.place,
            where=row.where[:200],
            verdict=row.verdict,
            alike=row.alike if row.verdict.is_taken else "",
            sealed=row.sealed(keys),
        )
        for row in rows
    )
    batch.read = lines[-1].place
    batch.counts = tally(batch.counts, rows)
    sums = [f"{line.where}是合计行，没有读入" for line in lines if is_sum(line)]
    batch.notes = [*batch.notes, *sums][:100]
    batch.save(update_fields=["read", "counts", "notes"])
    return True


def tally(counts: dict[str, dict[str, int]], rows: Iterable[JudgedRow], by: int = 1) -> dict[str, dict[str, int]]:
    """累计: how many rows came to which verdict, and how often each fault was found."""
    told = {name: Counter(counts.get(name, {})) for name in ("verdicts", "faults")}
    for row in rows:
        told["verdicts"][row.verdict.value] += by
        for fault in {each.fault.value for each in row.faults}:
            told["faults"][fault] += by
    return {name: {key: number for key, number in each.items() if number} for name, each in told.items()}


@transaction.atomic
def _read_through(batch: RecordImport) -> None:
    if still(batch, Stage.READING):
        batch.stage, batch.samples = Stage.TO_ACCEPT, None
        batch.save(update_fields=["stage", "samples"])
        ImportPiece.objects.of(batch.authority).filter(batch=batch).delete()


@transaction.atomic
def _fail(batch: RecordImport, reason: str) -> None:
    if still(batch, Stage.READING):
        batch.stage, batch.failure = Stage.FAILED, reason[:300]
        batch.save(update_fields=["stage", "failure"])


def still(batch: RecordImport, stage: Stage) -> bool:
    """Lock the row and bring the import up to date; whether it is still at this stage. One that is gone is at none."""
    return locked(batch) and batch.stage == stage
