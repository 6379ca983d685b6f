"""留言提醒: units are told when a ticket turns yellow and when it turns red; whoever hands on, of the unsigned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from gongkai.casework.engagement.tickets import queries
from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.law.grammar.flow import Role
from gongkai.law.ticket_flow import State
from gongkai.law.ticket_terms import SIGNING, Light
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.notices.acts import Note, notify_many

HORIZON = timedelta(days=30)
"""远望: no rule turns a light yellow earlier than this before a last day."""


def remind(on: date) -> int:
    """提醒: leave the notices of a day; returns how many are new. May be run any number of times a day."""
    rows = Ticket.objects.everywhere().filter(dossier__closed_on=None, dossier__due_on__lte=on + HORIZON)
    told = 0
    open_rows = rows.select_related("dossier", "authority", "unit").order_by("authority_id", "pk")
    for authority, tickets in groupby(open_rows, key=lambda ticket: ticket.authority):
        notes: dict[Authority, list[Note]] = {}
        for whose, note in _notes(authority, list(tickets), on):
            notes.setdefault(whose, []).append(note)
        told += sum(notify_many(whose, each) for whose, each in notes.items())
    return told


def _notes(authority: Authority, tickets: list[Ticket], on: date) -> Iterator[tuple[Authority, Note]]:
    calendar, rule = calendar_of(authority), queries.lights(authority)
    for ticket in tickets:
        light = rule.shows(ticket.dossier.due_on, on, calendar)
        unit = ticket.unit or authority
        if light is not Light.NONE and unit.pk != authority.pk:
            # the owner is told by the reminders of the house; the unit holds no file of its own
            subject = f"{light.label}：{authority.name}交办的留言{ticket.dossier.number}，{ticket.dossier.due_on}到期"
            key = f"ticket light {ticket.dossier_id} {ticket.dossier.due_on} {light.value}"
            for official in responsible(unit, Role.HANDLER, on):
                yield unit, Note(f"{key} {official.pk}", official, subject)
        if ticket.dossier.state == State.DISPATCHED.value and ticket.unit is not None:
            handed = queries.standing(ticket).dispatched_on
            if handed and on > calendar.after(handed, SIGNING.length).on:
                subject = f"{ticket.unit.name}逾期未签收留言{ticket.dossier.number}"
                for official in responsible(authority, Role.DISPATCHER, on):
                    key = f"ticket unsigned {ticket.dossier_id} {handed} {official.pk}"
                    yield authority, Note(key, official, subject, dossier=ticket.dossier)
