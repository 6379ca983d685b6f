"""工单查询: the tickets of an authority, where one stands, and the figures of a year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from gongkai.law.maintenance import Standing, TicketKind
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.office.sites.models import MaintenanceTicket


def tickets(authority: Authority, *, open_only: bool = False) -> OwnedQuerySet[MaintenanceTicket]:
    """工单: the open ones first, those due soonest before the others."""
    rows = MaintenanceTicket.objects.of(authority).select_related("dossier__authority", "reported_by")
    if open_only:
        rows = rows.filter(dossier__closed_on=None)
    return rows.order_by("dossier__closed_on", "dossier__due_on", "-pk")


def standing(ticket: MaintenanceTicket) -> Standing:
    """工单情况: replayed from the journal."""
    found = journal.standing(ticket.dossier)
    assert isinstance(found, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    return found


@dataclass(frozen=True, slots=True)
class TicketCount:
    """工单数: of one kind, reported in a year, and of these closed."""

    kind: TicketKind
    reported: int
    closed: int


def figures(authority: Authority, year: int) -> list[TicketCount]:
    """工单统计: of an authority and all beneath it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = MaintenanceTicket.objects.under(authority).filter(
        dossier__opened_on__gte=first, dossier__opened_on__lte=last
    )
    told = list(rows.order_by().values_list("kind", "dossier__closed_on"))
    reported = Counter(kind for kind, _ in told)
    closed = Counter(kind for kind, closed_on in told if closed_on is not None)
    return [TicketCount(kind, reported[kind.value], closed[kind.value]) for kind in TicketKind]
