"""盲索引各栏: query codes and former numbers of tickets, and the marks of their texts."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.casework.engagement.tickets import texts
from gongkai.casework.engagement.tickets.importing.reading import external_as
from gongkai.casework.engagement.tickets.models import Ticket, TicketMark
from gongkai.office.journal.reindexing import BlindIndexed, BlindMarked, Said


def _external(row: Ticket) -> Said | None:
    number = texts.letter_of(row).number
    return (external_as(row.authority_id), number) if number else None


def _marked_anew(keys: Sequence[int]) -> None:
    tickets = list(Ticket.objects.everywhere().filter(pk__in=keys).select_related("dossier"))
    letters = texts.letters_of(tickets)
    TicketMark.objects.everywhere().filter(ticket__in=keys).delete()
    made = [mark for row in tickets if row.pk in letters for mark in texts.mark(row, letters[row.pk])]
    TicketMark.objects.everywhere().bulk_create(made, batch_size=2000)


COLUMNS = (
    BlindIndexed(Ticket, "code_digest"),
    BlindIndexed(Ticket, "external", _external),
    BlindMarked(TicketMark, "ticket", _marked_anew),
)
