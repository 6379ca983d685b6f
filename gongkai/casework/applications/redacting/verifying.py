"""区分处理核验: originals and results are what their entries say."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from gongkai.casework.applications.redacting import queries
from gongkai.casework.applications.redacting.models import Redaction
from gongkai.office.journal import queries as journal
from gongkai.office.journal import vault
from gongkai.office.journal.verify import Finding

_UNREADABLE = (vault.Unreadable, ValueError)


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: every paper against its entries; ``whole`` reads the files as well."""
    rows = Redaction.objects.everywhere().select_related("application__dossier__authority").order_by("pk")
    for row in rows.iterator(20):
        try:
            vault.secrets_of(row.application.dossier)
        except vault.Shredded:
            continue
        notes = {line.seq: line.data.get("note") or {} for line in journal.timeline(row.application.dossier)}
        if not _as_entered(row, notes) or (whole and not _whole(row)):
            where = f"{row.authority.name}案卷{row.application.dossier.number}"
            yield Finding(where, f"区分处理件与第{row.made_entry or row.entry}号条目不符")


def _as_entered(row: Redaction, notes: dict[int, dict[str, Any]]) -> bool:
    if notes.get(row.entry, {}).get("digest") != row.original_digest:
        return False
    if row.made_entry is None:
        return row.confirmed_entry is None
    made = notes.get(row.made_entry, {})
    if (made.get("digest"), made.get("hidden")) != (row.result_digest, row.hidden):
        return False
    return row.confirmed_entry is None or notes.get(row.confirmed_entry, {}).get("of") == row.made_entry


def _whole(row: Redaction) -> bool:
    try:
        if sha256(queries.original(row)).hexdigest() != row.original_digest:
            return False
        return row.result is None or sha256(queries.result(row)).hexdigest() == row.result_digest
    except _UNREADABLE:
        return False
