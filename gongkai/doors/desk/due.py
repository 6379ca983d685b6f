"""到期: what of every kind falls due soon at one authority, in working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.procedures import procedure
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.queries import due_by

SOON = 10
"""How many working days ahead the page of what is due looks."""
URGENT = 3
"""How many working days ahead the number in the menu counts."""


@dataclass(frozen=True, slots=True)
class Due:
    """到期事项: a dossier and the working days left; negative by those it is overdue."""

    dossier: Dossier
    left: int

    @property
    def kind(self) -> str:
        """种类: what sort of file it is."""
        return procedure(self.dossier.kind).label


def with_days_left(dossiers: Iterable[Dossier], calendar: Calendar, today: date) -> Iterator[Due]:
    """到期事项: each dossier that has a due day, with the days left until it."""
    for dossier in dossiers:
        if dossier.due_on:
            yield Due(dossier, working_days_left(calendar, today, dossier.due_on))


def working_days_left(calendar: Calendar, today: date, due_on: date) -> int:
    """剩余工作日: after today through the due day; negative by the working days overdue."""
    return calendar.count(today, due_on) if due_on >= today else -calendar.count(due_on, today)


def urgent(authority: Authority, today: date) -> int:
    """急办件数: how many files are overdue or fall due within three working days."""
    return due_by(authority, calendar_of(authority).after(today, URGENT).on).count()
