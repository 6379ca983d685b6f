"""政民互动的承接: letters, surveys and interviews, and the mailboxes somebody keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.casework.engagement.tickets import keeping
from gongkai.casework.engagement.tickets.models import JointUnit, MailboxKeeper, Ticket, TicketImport
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.interviews import KIND as INTERVIEW
from gongkai.law.surveys import KIND as SURVEY
from gongkai.law.ticket_flow import HOTLINE
from gongkai.law.tickets import KIND
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.succession import Heir, Span, files


def _tickets(authority: Authority) -> OwnedQuerySet[Dossier]:
    joint = JointUnit.objects.everywhere().filter(unit=authority, heard=False).values("ticket__dossier")
    mine = Q(authority=authority) | Q(engagement_ticket__unit=authority) | Q(pk__in=joint)
    return Dossier.objects.everywhere().filter(mine, kind=KIND)


def _mailboxes(authority: Authority, span: Span) -> Iterable[Item]:
    rows = MailboxKeeper.objects.of(authority).filter(until=None, mailbox__closed_on=None)
    for row in rows.select_related("mailbox").order_by("mailbox", "pk"):
        href = reverse("engagement:mailbox", args=[row.mailbox_id])
        yield Item("mailbox", f"{row.mailbox_id}-{row.official_id}", row.mailbox.name, "", row.official_id, None, href)


def _hand(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    """The mailbox goes over; who keeps it already keeps it on."""
    mailbox = int(key.partition("-")[0])
    rows = MailboxKeeper.objects.of(authority).filter(mailbox=mailbox, until=None).select_related("mailbox__authority")
    kept = {row.official_id: row for row in rows.select_related("official", "authority", "mailbox__authority")}
    old = kept.get(leaver.pk)
    if old is None:
        return
    if to.pk not in kept:
        keeping.give(old.mailbox, to, on=on, by=by)
    keeping.take_away(old, on=on, by=by)


HEIRS = (
    files(KIND, Role.HANDLER, basis=HOTLINE, rows=_tickets, models=(Ticket, TicketImport)),
    files(SURVEY, Role.HANDLER, models=(Survey,)),
    files(INTERVIEW, Role.HANDLER, models=(Interview,)),
    Heir(
        "mailbox",
        "信箱",
        Chapter.COLUMNS,
        Role.HANDLER,
        _mailboxes,
        models=(MailboxKeeper,),
        pass_on=_hand,
    ),
)
