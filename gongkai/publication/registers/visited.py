"""网页的名称: which register or record stands at an address, for whoever counts how often it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.publication.registers.models import Record

_REGISTER = re.compile(r"/[a-z0-9-]+/djb/([a-z0-9_]+)/")
_RECORD = re.compile(r"/[a-z0-9-]+/djb/([a-z0-9_]+)/(\d{1,18})/")


def named(paths: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """网页的名称: title and register of each that is known; of a record that is not public its register alone."""
    told = {
        path: (KINDS[found[1]].label, KINDS[found[1]].label)
        for path in paths
        if (found := _REGISTER.fullmatch(path)) and found[1] in KINDS
    }
    records = {path: int(found[2]) for path in paths if (found := _RECORD.fullmatch(path))}
    rows = Record.objects.everywhere().filter(pk__in=set(records.values()))
    there = {row.pk: row for row in rows.only("kind", "title", "standing", "authority")}
    for path, pk in records.items():
        if pk in there:
            row = there[pk]
            told[path] = (row.title if row.standing == Standing.PUBLIC else "（不再公开）", row.declared.label)
    return told
