"""更正申请核验: the record a request stands at is the one its first entry names."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.casework.applications.corrections import queries
from gongkai.casework.applications.corrections.models import Correction
from gongkai.office.journal.verify import Finding


def findings() -> Iterator[Finding]:
    """核验发现: request by request; there are few."""
    for row in Correction.objects.everywhere().select_related("dossier").order_by("pk").iterator(500):
        if queries.standing(row).record != row.of_record_id:
            yield Finding(f"{row.authority.name}更正申请{row.dossier.number}", "所指的登记记录与条目登记的不符")
