"""工单办理: report, and every step after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Step, not_in_the_future
from gongkai.law.maintenance import KIND, UPKEEP, Act, Standing, TicketKind
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.office.sites.models import MaintenanceTicket

BY_CHECK = "链接检查"
"""来源: of a ticket nobody wrote."""


@dataclass(frozen=True)
class Trouble:
    """问题: what is wrong, and where."""

    kind: TicketKind
    text: str
    address: str = ""


@transaction.atomic
def report(
    authority: Authority, trouble: Trouble, *, on: date, today: date, by: Official | None, source: str = ""
) -> MaintenanceTicket:
    """报告问题: opens the ticket of an authority; by an official, or by a check (``by`` None)."""
    not_in_the_future(on, today, UPKEEP, what="报告日期")
    details: dict[str, JSON] = {
        "kind": trouble.kind.value,
        "text": trouble.text.strip(),
        "address": trouble.address.strip(),
        "source": source or (by.username if by else BY_CHECK),
    }
    title = f"{trouble.kind.label}：{' '.join(trouble.text.split())[:60]}"
    dossier = journal.open_dossier(authority, KIND, Step(Act.REPORT.value, on, details), by=by, title=title)
    return MaintenanceTicket.objects.of(authority).create(
        authority=authority,
        dossier=dossier,
        kind=trouble.kind,
        address=trouble.address.strip()[:400],
        text=trouble.text.strip(),
        reported_by=by,
    )


@transaction.atomic
def act(ticket: MaintenanceTicket, step: Step, *, today: date, by: Official, seen: int | None = None) -> Standing:
    """办理一步: who does it is added here, for whoever mends does not pass his own work."""
    not_in_the_future(step.on, today, UPKEEP)
    whole = Step(step.act, step.on, {**step.details, "by": by.username})
    moved = journal.take(ticket.dossier, whole, by=by, seen=seen)
    assert isinstance(moved, Standing)  # noqa: S101 (a broken registry of procedures, never a user's doing)
    if step.act == Act.MEND:
        ticket.done = str(step.details.get("done", "")).strip()
        ticket.save(update_fields=["done"])
    return moved
