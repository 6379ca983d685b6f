"""盲索引各栏: what makes two records the same, and the keys of the systems that hand records in."""

from __future__ import annotations

from gongkai.law.registers.rows import same_as
from gongkai.office.journal.reindexing import BlindIndexed, Said
from gongkai.publication.registers import storing
from gongkai.publication.registers.interface.models import RegisterKey
from gongkai.publication.registers.models import Record


def _alike(row: Record) -> Said | None:
    same = same_as(row.declared, {**row.data, **storing.opened(row.sealed)})
    return (storing.ALIKE, same) if same else None


COLUMNS = (BlindIndexed(Record, "alike", _alike), BlindIndexed(RegisterKey, "digest"))
