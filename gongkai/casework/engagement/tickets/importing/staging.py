"""留言表的读取: the file is read chunk by chunk into sealed rows, and a batch may be gone on with by whoever finds it.

Every chunk is one transaction that moves the cursor under the lock of the batch's row. Whoever finds the cursor moved leaves.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from gongkai.casework.engagement.tickets.importing import reading
from gongkai.casework.engagement.tickets.importing.reading import Read
from gongkai.casework.engagement.tickets.models import TicketImport, TicketImportRow
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ledgers import Stage
from gongkai.law.ticket_kinds import Appraisal, ConcernKind, TicketSource
from gongkai.law.ticket_rows import TicketFault, TicketField, TicketRow
from gongkai.office.jobs.imports import locked
from gongkai.office.journal import vault
from gongkai.office.journal.seals import canonical
from gongkai.office.journal.vault import Secrets

ROW = "ticket import row"
CHUNK = 1000
"""每批行数: what a short transaction takes."""
Chunks = Generator[Sequence[Read], None, None]
_FIELDS = tuple(each.name for each in fields(TicketRow))
_DAYS = ("received_on", "replied_on", "closed_on")


def read_in_chunks(batch: TicketImport, *, today: date, chunk: int = CHUNK) -> Chunks:
    """逐批读取: where it was, to the end; the rows of each chunk once they are kept."""
    try:
        sheet = reading.sheet_of(reading.content_of(batch))
    except Unlawful as refusal:
        _fail(batch, str(refusal))
        return
    begun = batch.read
    records = (each for each in sheet.records() if each[0] > begun)
    while some := list(islice(records, chunk)):
        rows = reading.judged(batch, some, today)
        if not _stage(batch, rows, len(sheet.rows)):
            return
        yield rows
    _read_through(batch)


@transaction.atomic
def _stage(batch: TicketImport, rows: Sequence[Read], lines: int) -> bool:
    """Keep one chunk and move the cursor; False where somebody else has moved it."""
    seen = batch.read
    if not still(batch, Stage.READING) or batch.read != seen:
        return False
    keys = vault.secrets_of(None)
    TicketImportRow.objects.of(batch.authority).bulk_create(
        TicketImportRow(
            authority_id=batch.authority_id,
            batch=batch,
            number=each.number,
            verdict=each.verdict,
            external=each.external if each.row else "",
            sealed=sealed(each, keys),
        )
        for each in rows
    )
    batch.read, batch.lines = rows[-1].number, lines
    batch.counts = tally(batch.counts, rows)
    batch.save(update_fields=["read", "lines", "counts"])
    return True


def tally(counts: Mapping[str, int], rows: Iterable[Read], by: int = 1) -> dict[str, int]:
    """累计: how many rows came to which verdict, were answered and closed, or call themselves done without the day of a reply."""
    told = Counter(counts)
    for each in rows:
        told[each.verdict.value] += by
        if each.row is not None:
            told["undated"] += by * each.row.undated
            told["closed"] += by * (each.row.closed_on is not None)
    return {name: number for name, number in told.items() if number}


@transaction.atomic
def _read_through(batch: TicketImport) -> None:
    if still(batch, Stage.READING):
        batch.stage = Stage.TO_ACCEPT
        batch.save(update_fields=["stage"])


@transaction.atomic
def _fail(batch: TicketImport, reason: str) -> None:
    if still(batch, Stage.READING):
        batch.stage, batch.failure = Stage.FAILED, reason[:300]
        batch.save(update_fields=["stage", "failure"])


def still(batch: TicketImport, stage: Stage) -> bool:
    """Lock the row and bring the batch up to date; whether it is still at this stage."""
    return lock(batch) and batch.stage == stage


def lock(batch: TicketImport) -> bool:
    """锁定: the row, and the batch brought up to date, its file aside; False where it is gone."""
    return locked(batch, but="content")


# -- a row as it waits -----------------------------------------------------------------------------------------------------


def sealed(each: Read, keys: Secrets) -> bytes:
    """封存: everything the row holds, for nobody to read but who decides on it."""
    faults: list[JSON] = [[fault.field.value, fault.rule, fault.refuses, fault.said] for fault in each.faults]
    row: dict[str, JSON] | None = {name: _plain(getattr(each.row, name)) for name in _FIELDS} if each.row else None
    return keys.seal(ROW, canonical({"row": row, "faults": faults}))


def unsealed(kept: TicketImportRow, keys: Secrets) -> Read:
    """解封: the row as it was read."""
    told = json.loads(keys.unseal(ROW, kept.sealed))
    faults = tuple(TicketFault(TicketField(field), *rest) for field, *rest in told["faults"])
    return Read(kept.number, _row(told["row"]) if told["row"] else None, faults, kept.external)


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _row(told: dict[str, Any]) -> TicketRow:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in _DAYS}
    words = {"source": TicketSource(told["source"]), "kind": ConcernKind(told["kind"])}
    said = Appraisal(told["satisfaction"]) if told["satisfaction"] else None
    return TicketRow(**{**told, **days, **words, "satisfaction": said})
