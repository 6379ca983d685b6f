"""导入办理: take a file, say which column is what, accept or give up. Only acceptance writes tickets, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db import transaction

from gongkai.casework.engagement.tally import acts as tally
from gongkai.casework.engagement.tickets import queries, texts
from gongkai.casework.engagement.tickets.acts import Given, reflect, row_of
from gongkai.casework.engagement.tickets.importing import reading
from gongkai.casework.engagement.tickets.importing.reading import Report
from gongkai.casework.engagement.tickets.models import ColumnMemory, Ticket, TicketImport, TicketMark
from gongkai.casework.engagement.tickets.texts import Letter
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.procedures import replay
from gongkai.law.ticket_kinds import ConcernKind, TicketGrade, TicketSource
from gongkai.law.ticket_rows import TicketField, TicketRow, steps
from gongkai.law.tickets import KIND
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.office.journal import vault
from gongkai.office.journal.acts import Deed, History, Written

IMPORTED = "tickets_imported"


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
    """上传: read once, so that what cannot be read is said at once; kept sealed until it is decided."""
    sheet = reading.sheet_of(data)
    return TicketImport.objects.of(authority).create(
        authority=authority,
        title=title[:100],
        source=source.value,
        kind=kind.value,
        content=vault.seal(None, reading.FIELD, data.hex()),
        columns=reading.guessed(authority, sheet.heads),
        uploaded_on=on,
        uploaded_by=by,
        claimed_closing=claimed_closing,
        claimed_on_time=claimed_on_time,
    )


@transaction.atomic
def map_columns(batch: TicketImport, columns: Mapping[str, str]) -> None:
    """对应各列: remembered for the next file with the same headings."""
    _open(batch)
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
    batch.columns = dict(columns)
    batch.save(update_fields=["columns"])


def accept(batch: TicketImport, *, skip: bool, on: date, by: Official) -> int:
    """接受: every good row becomes a ticket with the steps its dates tell; returns how many.

    While a row is refused nothing is taken over, unless the user has chosen to ``skip`` those rows. It is written in chunks;
    killed in the middle it is accepted again and goes on, and no row is written twice.
    """
    told = _begin(batch, skip=skip, on=on)
    there = set(Ticket.objects.of(batch.authority).filter(batch=batch).values_list("once", flat=True))
    rows = [(number, row) for number, row in told.good if _mark(batch, number) not in there]
    for _ in journal.enter_many(batch.authority, KIND, _histories(batch, rows, by), alongside=_write):
        pass
    return _end(batch, told, on=on, by=by)


@transaction.atomic
def _begin(batch: TicketImport, *, skip: bool, on: date) -> Report:
    _open(batch)
    told = reading.report(batch, on)
    if told.refused and not skip:
        raise Unlawful(f"有{told.refused}行不收，请改正后重新上传，或者选择跳过这些行", field="skip")
    if not told.good:
        raise Unlawful("没有可以导入的行")
    batch.begun_on = batch.begun_on or on
    batch.save(update_fields=["begun_on"])
    return told


@transaction.atomic
def _end(batch: TicketImport, told: Report, *, on: date, by: Official) -> int:
    _open(batch)
    many = len(told.good)
    batch.content, batch.ended_on = None, on
    batch.accepted, batch.refused, batch.undated = many, told.refused, told.undated
    batch.save()
    data = {"import": batch.pk, "accepted": many, "refused": told.refused, "undated": told.undated}
    journal.enter(batch.authority, IMPORTED, on=on, by=by, data=data)
    return many


def _mark(batch: TicketImport, number: int) -> str:
    return sha256(f"import {batch.pk} {number}".encode()).hexdigest()


@transaction.atomic
def give_up(batch: TicketImport, *, on: date) -> None:
    """放弃: the file goes, and nothing was taken over."""
    _open(batch)
    if batch.begun_on is not None:
        raise Unlawful("这一批已经开始导入，请再次接受，接着导完")
    batch.content, batch.ended_on, batch.accepted = None, on, 0
    batch.save()


def _open(batch: TicketImport) -> None:
    batch.refresh_from_db(from_queryset=TicketImport.objects.everywhere().select_for_update())
    if batch.ended_on is not None:
        raise Unlawful("这一批已经结束")


def _histories(batch: TicketImport, rows: Sequence[tuple[int, TicketRow]], by: Official) -> Iterator[History]:
    codes = dict(queries.units(batch.authority).values_list("name", "code"))
    terms = {kind: queries.term(batch.authority, kind, TicketGrade.ORDINARY) for kind in ConcernKind}
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
    units = {unit.code: unit for unit in queries.units(authority)}
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
    standing = queries.as_ticket(replay(KIND, [deed.step for deed in one.history.deeds], calendar))
    reflect(ticket, standing, units=units, save=False)
    return ticket
