"""导入办理: take a file, read it row by row, say which column is what, accept or give up; then write ticket by ticket.

Before acceptance no ticket is written. After it each chunk is one transaction that moves the cursor of the batch under the
lock of its row; killed anywhere, the import goes on and no row is written twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db import transaction

from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets import queries as tickets
from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.acts import Given, reflect, row_of
from gongkai.casework.engagement.tickets.importing import queries, reading, staging
from gongkai.casework.engagement.tickets.importing.reading import Read
from gongkai.casework.engagement.tickets.importing.staging import Chunks
from gongkai.casework.engagement.tickets.models import ColumnMemory, Ticket, TicketImport, TicketImportRow, TicketMark
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.ledgers import Stage
from gongkai.law.procedures import replay
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade, TicketSource
from gongkai.law.ticket_rows import TicketField, TicketRow, steps
from gongkai.law.tickets import KIND
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.jobs import acts as jobs
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.acts import Deed, History, Written

JOB = "engagement.import"
"""工作种类, as the room declares it in ``jobs``."""
ACCEPTED, IMPORTED = "tickets_import_accepted", "tickets_imported"
NOT_ACCEPTED = (Stage.READING, Stage.TO_ACCEPT, Stage.FAILED)
"""接受以前: as long as it may be given up."""
CHUNK = 200
"""每批件数: what a short transaction writes."""


@transaction.atomic
def upload(
    authority: Authority,
    title: str,
    data: bytes,
    *,
    source: TicketSource,
    kind: ConcernKind,
    on: date,
    by: Official,
    claimed_closing: Decimal | None = None,
    claimed_on_time: Decimal | None = None,
) -> TicketImport:
    """上传: read once, so that what cannot be read is said at once; kept sealed until it is decided, and judged as a job."""
    sheet = reading.sheet_of(data)
    batch = TicketImport.objects.of(authority).create(
        authority=authority,
        title=title[:100],
        source=source.value,
        kind=kind.value,
        content=vault.seal(None, reading.FIELD, data.hex()),
        columns=reading.guessed(authority, sheet.heads),
        lines=len(sheet.rows),
        uploaded_on=on,
        uploaded_by=by,
        claimed_closing=claimed_closing,
        claimed_on_time=claimed_on_time,
    )
    to_work(batch, by)
    return batch


@transaction.atomic
def map_columns(batch: TicketImport, columns: Mapping[str, str]) -> None:
    """对应各列: remembered for the next file with the same headings; then it is read anew."""
    _lock(batch, Stage.TO_ACCEPT)
    named = [field for field in columns.values() if field]
    if len(set(named)) < len(named):
        raise Unlawful("同一项不能对应两列", field="columns")
    if TicketField.RECEIVED.value not in named:
        raise Unlawful("请指定受理日期在哪一列", field="columns")
    if not {TicketField.TITLE.value, TicketField.TEXT.value} & set(named):
        raise Unlawful("请指定标题或者内容在哪一列", field="columns")
    for heading, field in columns.items():
        ColumnMemory.objects.of(batch.authority).update_or_create(
            authority=batch.authority, heading=heading[:100], defaults={"field": field}
        )
    _forget_rows(batch)
    batch.columns, batch.stage, batch.read, batch.counts = dict(columns), Stage.READING, 0, {}
    batch.save(update_fields=["columns", "stage", "read", "counts"])
    to_work(batch, batch.uploaded_by)


@transaction.atomic
def accept(batch: TicketImport, *, skip: bool, on: date, by: Official) -> None:
    """接受: one act; from now on every good row becomes a ticket, chunk by chunk, and the file is gone.

    While a row is refused nothing is taken over, unless the user has chosen to ``skip`` those rows.
    """
    _decide(batch, skip=skip, on=on, by=by)
    to_work(batch, by, cancellable=False)


def _decide(batch: TicketImport, *, skip: bool, on: date, by: Official) -> None:
    _lock(batch, Stage.TO_ACCEPT)
    found = queries.found(batch)
    if found.refused and not skip:
        raise Unlawful(f"有{found.refused}行不收，请改正后重新上传，或者选择跳过这些行", field="skip")
    if not found.to_take:
        raise Unlawful("没有可以导入的行")
    batch.stage, batch.content, batch.accepted = Stage.ACCEPTING, None, 0
    batch.begun_on, batch.accepted_by = batch.begun_on or on, by
    batch.save()
    data: dict[str, JSON] = {"import": batch.pk, "rows": found.to_take, "refused": found.refused, "skip": skip}
    journal.enter(batch.authority, ACCEPTED, on=on, by=by, data=data)


@transaction.atomic
def give_up(batch: TicketImport, *, on: date) -> None:
    """放弃: before it is accepted; the file and what was read of it go, and nothing was taken over."""
    _lock(batch, *NOT_ACCEPTED)
    if batch.begun_on is not None:
        raise Unlawful("这一批已经开始导入，请再次接受，接着导完")
    batch.stage, batch.content, batch.ended_on, batch.accepted = Stage.CANCELLED, None, on, 0
    batch.counts = {}
    batch.save()
    _forget_rows(batch)


def _forget_rows(batch: TicketImport) -> None:
    TicketImportRow.objects.of(batch.authority).filter(batch=batch).delete()


def _lock(batch: TicketImport, *stages: Stage) -> None:
    if not staging.lock(batch) or batch.stage not in stages:
        raise Unlawful(f"这一批{batch.situation}，不能这样办理，请刷新页面")


# -- whose turn it is ------------------------------------------------------------------------------------------------------


def bring_in(batch: TicketImport, *, skip: bool, on: date, by: Official) -> int:
    """导入到底: read, accepted and written by who calls it, without waiting for a job; returns how many became tickets."""
    decided = batch.stage == Stage.ACCEPTING
    _drive(batch, on)
    if batch.stage == Stage.FAILED:
        raise Unlawful(batch.failure)
    if not decided:
        with transaction.atomic():
            _decide(batch, skip=skip, on=on, by=by)
        _drive(batch, on)
    return batch.accepted or 0


def _drive(batch: TicketImport, today: date) -> None:
    """Somebody else may take the next chunk; whoever has it, it comes to its end."""
    while batch.stage in queries.WAITING:
        for _ in going(batch, today=today):
            pass


def going(batch: TicketImport, *, today: date, chunk: int = CHUNK) -> Chunks:
    """逐批接着办: what its stage waits for; the rows of each chunk as they were read, or those that stayed out after all."""
    if batch.stage == Stage.READING:
        yield from staging.read_in_chunks(batch, today=today)
    elif batch.stage == Stage.ACCEPTING:
        while (late := _take(batch, chunk)) is not None:
            yield late
        _close(batch, today)


def to_work(batch: TicketImport, by: Official, *, cancellable: bool = True) -> None:
    """交给后台: shown among the jobs of who asked, and gone on with by whoever works."""
    jobs.ask(batch.authority, JOB, batch.title, subject=str(batch.pk), by=by, cancellable=cancellable)


# -- writing ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def _take(batch: TicketImport, chunk: int) -> Sequence[Read] | None:
    """One chunk: its tickets with their entries, its rows gone, the cursor moved; None when all is done.

    What it returns are rows whose number another import has brought in since they were read: they stay out.
    """
    seen = batch.taken
    if not staging.still(batch, Stage.ACCEPTING):
        return None
    if batch.taken != seen:
        return ()  # somebody else has gone on
    rows = list(queries.next_rows(batch)[:chunk])
    if not rows:
        return None
    late = _taken_over(batch, list(queries.opened(rows)))
    batch.taken = rows[-1].number
    batch.save(update_fields=["taken", "accepted", "counts"])
    TicketImportRow.objects.of(batch.authority).filter(pk__in=[row.pk for row in rows]).delete()
    return late


def _taken_over(batch: TicketImport, read: Sequence[Read]) -> list[Read]:
    """The tickets of a chunk; returned are those that stay out after all."""
    others = reading.taken(batch, read)
    out = [each for each in read if each.external in others]
    late = [each.refused_for(reading.THERE) for each in out]
    good = [(each.number, each.row) for each in read if each.row is not None and each.external not in others]
    _write_tickets(batch, good)
    batch.accepted = (batch.accepted or 0) + len(good)
    batch.counts = staging.tally(staging.tally(batch.counts, out, by=-1), late)
    return late


def _write_tickets(batch: TicketImport, rows: Sequence[tuple[int, TicketRow]]) -> None:
    """Those that an older version wrote before it was killed are there already."""
    marked = {_mark(batch, number): (number, row) for number, row in rows}
    there = set(Ticket.objects.of(batch.authority).filter(once__in=marked).values_list("once", flat=True))
    new = [each for mark, each in marked.items() if mark not in there]
    if batch.accepted_by is None:
        raise RuntimeError("尚未接受")
    histories = _histories(batch, new, batch.accepted_by)
    for _ in journal.enter_many(batch.authority, KIND, histories, chunk=CHUNK, alongside=_write):
        pass


@transaction.atomic
def _close(batch: TicketImport, today: date) -> None:
    """The closing entry; nothing is kept of the rows that stayed out."""
    if not staging.still(batch, Stage.ACCEPTING):
        return
    found = queries.found(batch)
    batch.stage, batch.ended_on = Stage.DONE, today
    batch.refused, batch.undated = found.refused, found.undated
    batch.save(update_fields=["stage", "ended_on", "refused", "undated"])
    data: dict[str, JSON] = {
        "import": batch.pk,
        "accepted": batch.accepted,
        "refused": found.refused,
        "undated": found.undated,
    }
    journal.enter(batch.authority, IMPORTED, on=today, by=batch.accepted_by, data=data)
    _forget_rows(batch)


def _mark(batch: TicketImport, number: int) -> str:
    return sha256(f"import {batch.pk} {number}".encode()).hexdigest()


def _histories(batch: TicketImport, rows: Sequence[tuple[int, TicketRow]], by: Official) -> Iterator[History]:
    codes = dict(tickets.units(batch.authority).values_list("name", "code"))
    terms = tickets.terms(batch.authority, TicketGrade.ORDINARY)
    for number, row in rows:
        letter = Letter(row.title[:60], row.text, row.name, row.phone, number=row.number)
        deeds = [Deed(step, by) for step in steps(row, terms[row.kind], codes.get(row.unit, row.unit))]
        yield History(
            deeds=deeds,
            title=letter.without_people(letter.title),
            personal={"letter": texts.packed(letter)},
            row=(batch, number, row, letter),
        )


def _write(written: Sequence[Written]) -> None:
    authority = written[0].dossier.authority
    calendar = calendar_of(authority)
    units = {unit.code: unit for unit in tickets.units(authority)}
    made = [_row(one, calendar, units) for one in written]
    Ticket.objects.of(authority).bulk_create(made)
    tally.added(made)
    letters = (one.history.row[3] for one in written)
    marks = [each for ticket, letter in zip(made, letters, strict=True) for each in texts.mark(ticket, letter)]
    TicketMark.objects.of(authority).bulk_create(marks, batch_size=2000)


def _row(one: Written, calendar: Calendar, units: Mapping[str, Authority]) -> Ticket:
    batch, number, row, letter = one.history.row
    given = Given(letter, row.kind, row.source)
    ticket = row_of(one.dossier, one.secrets, given, _mark(batch, number), "")
    ticket.batch = batch
    ticket.external = reading.external(one.dossier.authority, row.number) if row.number else ""
    standing = tickets.as_ticket(replay(KIND, [deed.step for deed in one.history.deeds], calendar))
    reflect(ticket, standing, units=units, save=False)
    return ticket
