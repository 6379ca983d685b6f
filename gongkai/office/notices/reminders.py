"""到期提醒: who handles a file is told five, three and one working days before it falls due, and once when it is overdue.

Who is away is not told; who stands in for them is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import Role
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of, responsible
from gongkai.office.journal.models import Dossier
from gongkai.office.notices.acts import Note, notify_many

WARNINGS = (0, 1, 3, 5)
"""Working days left; 0 stands for overdue, which signers are told of as well. The figures are ours, no statute's."""
HORIZON = timedelta(days=21)
"""Five working days fit into it whatever the holidays."""


def remind(on: date) -> int:
    """提醒: leave the notices of a day; returns how many are new. May be run any number of times a day."""
    return sum(_remind(authority, dossiers, on) for authority, dossiers in due_soon(on))


def due_soon(on: date) -> Iterator[tuple[Authority, list[Dossier]]]:
    """近期到期: the open files of every authority that are overdue or fall due within the horizon, the most urgent first."""
    due = Dossier.objects.everywhere().filter(closed_on=None, due_on__lte=on + HORIZON).select_related("authority")
    for authority, dossiers in groupby(due.order_by("authority_id", "due_on", "id"), key=lambda each: each.authority):
        yield authority, list(dossiers)


def _remind(authority: Authority, dossiers: list[Dossier], on: date) -> int:
    calendar = calendar_of(authority)
    handlers = responsible(authority, Role.HANDLER, on)
    everybody = list(dict.fromkeys([*handlers, *responsible(authority, Role.SIGNER, on)]))
    notes = []
    for dossier in dossiers:
        warning = _warning(dossier, calendar, on)
        if warning is None:
            continue
        subject = f"{procedure(dossier.kind).label}{dossier.number}{said(dossier, calendar, on)}"
        for official in everybody if warning == 0 else handlers:
            key = f"due {dossier.pk} {dossier.due_on} {warning} {official.pk}"
            notes.append(Note(key, official, subject, dossier=dossier))
    return notify_many(authority, notes)


def _warning(dossier: Dossier, calendar: Calendar, on: date) -> int | None:
    """The nearest of the warnings whose time has come, or None."""
    if dossier.due_on is None:
        return None
    if on > dossier.due_on:
        return 0
    left = calendar.count(on, dossier.due_on)
    return next((warning for warning in WARNINGS[1:] if left <= warning), None)


def said(dossier: Dossier, calendar: Calendar, on: date) -> str:
    """到期情况: in words."""
    if dossier.due_on is None or on > dossier.due_on:
        return f"已于{dossier.due_on}到期，尚未办结"
    if on == dossier.due_on:
        return "今天到期"
    return f"将于{dossier.due_on}到期，还有{calendar.count(on, dossier.due_on)}个工作日"
