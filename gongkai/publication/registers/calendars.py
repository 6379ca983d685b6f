"""随日历变动: the last day of a record follows from the calendar; a changed one moves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby, islice

from django.db import transaction
from django.db.models import Q

from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.registers import storing
from gongkai.publication.registers.models import Record

CHUNK = 500
REACH = timedelta(days=400)
"""及于: no limit of a kind lasts longer; what came about earlier is not moved by a day that changes now."""


def follow(authorities: Iterable[Authority], since: date | None) -> int:
    """随日历: records whose days may lie in what changed; how many moved. Done again, it moves nothing."""
    moved = 0
    for authority in authorities:
        rows = Record.objects.of(authority).order_by("pk")
        if since is not None:
            rows = rows.filter(Q(due_on=None) | Q(dated_on__gte=since - REACH))
        keys = iter(list(rows.values_list("pk", flat=True)))
        while some := list(islice(keys, CHUNK)):
            moved += _moved(authority, some)
    return moved


@transaction.atomic
def _moved(authority: Authority, keys: list[int]) -> int:
    calendar = calendar_of(authority)
    changed = []
    for record in Record.objects.of(authority).filter(pk__in=keys).order_by("pk").select_for_update():
        due = storing.due_on(record.declared, str(record.data.get(record.declared.dated, "")), calendar)
        if due != record.due_on:
            record.due_on = due
            changed.append(record)
    for due, records in groupby(sorted(changed, key=_by_day), key=lambda each: each.due_on):
        Record.objects.of(authority).filter(pk__in=[each.pk for each in records]).update(due_on=due)
    return len(changed)


def _by_day(record: Record) -> str:
    return str(record.due_on or "")
