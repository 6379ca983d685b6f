"""内部通知核验: the units and the day beside a notice are those of its steps; its files are what was attached."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from gongkai.office.journal import vault
from gongkai.office.journal.vault import Shredded, Unreadable
from gongkai.office.journal.verify import Finding
from gongkai.office.notices.circulars import queries
from gongkai.office.notices.circulars.models import Circular, CircularFile


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: with ``whole`` every notice and every file with it."""
    if not whole:
        return
    for row in Circular.objects.everywhere().select_related("dossier__authority", "authority"):
        told = queries.standing(row)
        units = set(row.units.of(row.authority).values_list("unit__code", flat=True))
        if (units, row.issued_on, row.kind) != (set(told.units), told.issued_on, told.kind):
            yield Finding(f"{row.authority.name}内部通知{row.dossier.number}", "收件单位、种类或者发出日期与条目不符")
    for file in CircularFile.objects.everywhere().select_related("circular__dossier__authority").order_by("pk"):
        if not _is_sound(file):
            yield Finding(f"通知附件{file.pk}", "内容与登记的指纹不符")


def _is_sound(file: CircularFile) -> bool:
    try:
        content, name = queries.content_of(file), queries.name_of(file)
        row = {"content": hashlib.sha256(content).hexdigest(), "name": name}
        return file.fingerprint in vault.fingerprints(file.circular.dossier, row)
    except Shredded:
        return True
    except Unreadable:
        return False
