"""大厅核验: every row of the register is what its last entry says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.casework.services.halls.acts import HALL_CLOSED, HALL_SET, MATTERS_SET, TABLES, recorded
from gongkai.casework.services.halls.models import HallWindow, WindowItem
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import Finding

_AT_ONCE = 500


def findings() -> Iterator[Finding]:
    """核验发现: rows without an entry, and rows that say something else."""
    told = dict(_entered())
    for table in TABLES:
        name = table._meta.model_name
        for row in table.objects.everywhere().select_related("authority").order_by("pk").iterator(_AT_ONCE):
            if told.get((name, row.pk)) != recorded(row):
                yield Finding(f"{row.authority.name}{table._meta.verbose_name}“{row}”", "与条目登记的不符")
    yield from _matters()


def _matters() -> Iterator[Finding]:
    told = {note.get("window"): note.get("items") for _, _, note in journal.each_note(MATTERS_SET)}
    for window in HallWindow.objects.everywhere().select_related("authority").order_by("pk"):
        rows = WindowItem.objects.of(window.authority).filter(window=window, closed_on=None)
        if sorted(rows.values_list("item__code", flat=True)) != told.get(window.pk, []):
            yield Finding(f"{window.authority.name}窗口“{window}”", "办理的事项与条目登记的不符")


def _entered() -> Iterator[tuple[tuple[object, object], dict[str, Any]]]:
    """In the order they were entered, so that the last one of a row stays."""
    for _, _, note in journal.each_note(HALL_SET, HALL_CLOSED):
        yield (note.get("table"), note.get("row")), note
