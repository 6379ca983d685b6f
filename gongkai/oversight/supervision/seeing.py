"""看栏目: one look at a column, asked by the dials of the day and by the inspection of the night alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.law.supervision.vetoes import ColumnSeen, pace_of
from gongkai.publication.catalogue.models import Column


def column_seen(column: Column, last: date | None) -> ColumnSeen:
    """所见栏目: what a column owes by its name and its cycle, since when, and whether a reason excuses that it is empty."""
    first_level, excused = column.depth == 0, bool(column.empty_reason)
    return ColumnSeen(column.name, pace_of(column.name), first_level, last, column.cycle, column.opened_on, excused)


def last_by_column(came: Iterable[tuple[str, date]]) -> dict[int, date]:
    """最近更新: by column the last day something came into it or beneath it, from the paths into which it came."""
    found: dict[int, date] = {}
    for path, day in came:
        for key in map(int, filter(None, path.split("/"))):
            found[key] = max(found.get(key, day), day)
    return found
