"""台账的读取: line by line from the carrier, chunk by chunk into the staged rows; and who may go on with a ledger.

Every chunk is one transaction that moves the cursor under the lock of the ledger's row. Whoever finds the cursor moved leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction

from gongkai.law.ledger_rows import Verdict
from gongkai.law.ledgers import Stage
from gongkai.office.jobs.imports import locked
from gongkai.papers.ledgers.heads import is_blank, is_sum
from gongkai.papers.ledgers.lines import Line
from gongkai.papers.ledgers.saved import SavedPages
from gongkai.papers.text import PaperError
from gongkai.publication.disclosure.ledger import reading
from gongkai.publication.disclosure.ledger.checking import Checker, tally
from gongkai.publication.disclosure.ledger.models import Ledger, StagedRow, TextBand
from gongkai.publication.disclosure.ledger.rows import Staged, faults_to_json, to_json
from gongkai.publication.disclosure.ledger.taking import judge

CHUNK = 500
"""每批行数: what a short transaction takes; never more than a thousand."""
MOST_COLUMNS = 500
"""最多新栏目: beyond so many unknown names it is not the column that was taken for it."""
Chunks = Generator[Sequence[Staged], None, None]
Progress = Callable[[Ledger], object]
Until = Callable[[], bool]


def never() -> bool:
    """不停: goes on to the end."""
    return False


def read_on(ledger: Ledger, *, today: date, until: Until = never, tell: Progress = id, chunk: int = CHUNK) -> None:
    """读取核对: go on reading where it was, chunk by chunk, until the end or until told to stop."""
    drive(read_in_chunks(ledger, today=today, chunk=chunk), ledger, until, tell)


def drive(chunks: Chunks, ledger: Ledger, until: Until, tell: Progress) -> None:
    """逐批办下去: telling after each, to the end or until told to stop."""
    with closing(chunks):
        for _ in chunks:
            tell(ledger)
            if until():
                return


def read_in_chunks(ledger: Ledger, *, today: date, chunk: int = CHUNK) -> Chunks:
    """逐批读取: where it was, to the end; the rows of each chunk once they are kept."""
    try:
        file = reading.opened(Path(ledger.source), ledger.carrier, ledger.sheet)
        checker = Checker(ledger, today)
        lines = file.lines(ledger.read)
        while some := list(islice(lines, chunk)):
            rows = [line for line in some if not is_blank(line) and not is_sum(line)]
            sums = [line.where for line in some if is_sum(line)]
            staged = checker.checked(rows)
            if isinstance(file, SavedPages):
                judge(file, staged)
            if not _stage(ledger, some, staged, sums):
                return
            yield staged
    except PaperError as refusal:
        _fail(ledger, str(refusal))
    else:
        _read_through(ledger)


@transaction.atomic
def _stage(ledger: Ledger, some: Sequence[Line], rows: Sequence[Staged], sums: Sequence[str]) -> bool:
    """Keep one chunk and move the cursor; False where somebody else has moved it."""
    seen = ledger.read
    if not still(ledger, Stage.READING) or ledger.read != seen:
        return False
    authority = ledger.authority
    kept = StagedRow.objects.of(authority).bulk_create([_staged(ledger, each) for each in rows])
    TextBand.objects.of(authority).bulk_create(
        TextBand(authority=authority, ledger=ledger, row=row, band=band)
        for row, each in zip(kept, rows, strict=True)
        for band in each.bands
    )
    ledger.read = some[-1].place
    ledger.counts = tally(ledger.counts, rows)
    if len(ledger.counts["unknown"]) > MOST_COLUMNS:
        raise PaperError(f"目录中没有的栏目名称超过{MOST_COLUMNS}个，栏目一列可能对应错了；请取消后重新上传、核对各列")
    ledger.notes = [*ledger.notes, *(f"{where}是合计行，没有读入" for where in sums)][:100]
    ledger.save(update_fields=["read", "counts", "notes"])
    return True


def _staged(ledger: Ledger, each: Staged) -> StagedRow:
    verdict = each.row.verdict
    refused = verdict is Verdict.REFUSED
    return StagedRow(
        authority_id=ledger.authority_id,
        ledger=ledger,
        place=each.place,
        where=each.where[:300],
        verdict=verdict,
        index_number="" if refused else each.row.index_number,
        print=each.print,
        column=each.row.column[:60],
        kind=each.row.kind,
        row=to_json(each.row),
        faults=faults_to_json(each.row.faults),
    )


@transaction.atomic
def _read_through(ledger: Ledger) -> None:
    if still(ledger, Stage.READING):
        ledger.stage = Stage.TO_ACCEPT
        ledger.save(update_fields=["stage"])
        TextBand.objects.of(ledger.authority).filter(ledger=ledger).delete()


@transaction.atomic
def _fail(ledger: Ledger, reason: str) -> None:
    if still(ledger, Stage.READING):
        ledger.stage, ledger.failure = Stage.FAILED, reason[:300]
        ledger.save(update_fields=["stage", "failure"])


def still(ledger: Ledger, stage: Stage) -> bool:
    """Lock the row and bring the ledger up to date; whether it is still at this stage. A ledger that is gone is at none."""
    return locked(ledger) and ledger.stage == stage
