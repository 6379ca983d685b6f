"""随日历变动: what figures of tickets count follows their files when a changed calendar has moved these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.tickets import KIND
from gongkai.office.journal.acts import Moved


def tell(moved: Sequence[Moved], on: date) -> None:
    """随卷: in the transaction that moved the files."""
    dossiers = [each.dossier for each in moved if each.dossier.kind == KIND]
    for ticket in Ticket.objects.everywhere().filter(dossier__in=dossiers).select_related("dossier"):
        ticket.follow(ticket.dossier)
        ticket.save(update_fields=["received_month", "term_on", "timeliness", "shut", "outcome"])
