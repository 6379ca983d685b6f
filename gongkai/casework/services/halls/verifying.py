"""大厅核验: every row of the register is what its last entry says."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.services.halls.acts import HALL_CLOSED, HALL_SET, TABLES, recorded
from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.entries import Entry
from gongkai.office.journal.verify import Finding

_AT_ONCE = 500


def findings() -> Iterator[Finding]:
    """核验发现: rows without an entry, and rows that say something else."""
    told = {key: data for key, data in _entered()}
    for table in TABLES:
        name = table._meta.model_name
        for row in table.objects.everywhere().select_related("authority").order_by("pk").iterator(_AT_ONCE):
            if told.get((name, row.pk)) != recorded(row):
                yield Finding(f"{row.authority.name}{table._meta.verbose_name}“{row}”", "与条目登记的不符")


def _entered() -> Iterator[tuple[tuple[object, object], dict[str, JSON]]]:
    rows = Entry.objects.everywhere().filter(act__in=(HALL_SET, HALL_CLOSED)).order_by("authority", "seq")
    for entry in rows.iterator(_AT_ONCE):
        note = entry.data.get("note")
        if isinstance(note, dict):
            yield (note.get("table"), note.get("row")), note
