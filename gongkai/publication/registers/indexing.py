"""登记簿索引: partial expression indexes over the fields readers ask for, one kind to each, made from the declarations.

A register of a few hundred rows needs none: those of a kind are made once it holds ``LEAST`` records. The name of an index ends
with a digest of what it says, so that a changed declaration makes a new one and the old one goes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from gongkai.law.grammar.kinds import Field, Kind, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.journal import vendor
from gongkai.office.journal.vendor import As, PartIndex
from gongkai.publication.registers.asking.answering import read_as
from gongkai.publication.registers.asking.questions import CHOSEN
from gongkai.publication.registers.models import Record

LEAST = 2000
"""起建条数: below it a register is read through sooner than its indexes are kept up."""
BEGINS = "asked_"
BESIDE = 4
"""随列的选择字段数: more would make every index as heavy as the register."""
TABLE = Record._meta.db_table
_LONGEST = 63


@dataclass(frozen=True, slots=True)
class Done:
    """建立结果: the names of the indexes that were made, dropped, and left as they were."""

    made: tuple[str, ...]
    dropped: tuple[str, ...]
    kept: tuple[str, ...]


def declared(kind: Kind) -> Iterator[PartIndex]:
    """应有的索引: of a kind; its day is in the table's own index, long texts are only looked through."""
    for each in kind.asked:
        if each.key != kind.dated and each.sort is not Sort.LONG:
            yield _index(kind, each)


def _index(kind: Kind, field: Field) -> PartIndex:
    """The value between the authority and the order of the list: found by it, the newest come out first.

    Behind them stands what is chosen from a few values: two conditions are then both tried in the index, and only the rows that
    fit them are read.
    """
    value: str | tuple[str, str, As] = "cents" if field == kind.amount else ("data", field.key, read_as(field))
    where = {"kind": kind.key, "standing": Standing.PUBLIC.value}
    chosen = [each for each in kind.asked if each.sort in CHOSEN and each not in (field, kind.amount)][:BESIDE]
    beside = [("data", each.key, read_as(each)) for each in chosen]
    unnamed = PartIndex("", TABLE, ("authority_id", value, "dated_on", "id", *beside), where)
    told = unnamed.statement(connection.vendor)
    ending = f"_{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    name = f"{BEGINS}{kind.key}_{field.key}"[: _LONGEST - len(ending)] + ending
    return PartIndex(name, TABLE, unnamed.columns, where)


def wanted(least: int = LEAST) -> dict[str, PartIndex]:
    """须有的索引: by their names, of the kinds that hold so many records anywhere."""
    rows = Record.objects.everywhere().filter(standing=Standing.PUBLIC).order_by()
    held = dict(rows.values_list("kind").annotate(Count("pk")))
    kinds = [kind for kind in KINDS.values() if held.get(kind.key, 0) >= least]
    return {each.name: each for kind in kinds for each in declared(kind)}


def put_in_place(least: int = LEAST) -> Done:
    """补建索引: make what is missing, drop what nobody declares any more; done twice it does nothing."""
    want, there = wanted(least), vendor.part_indexes(connection, TABLE, BEGINS)
    known = {each.name for kind in KINDS.values() for each in declared(kind)}
    missing, gone = sorted(want.keys() - there), sorted(there - known)
    for name in missing:
        vendor.make_index(connection, want[name])
    for name in gone:
        vendor.drop_index(connection, name)
    if missing:
        vendor.analyse(connection, TABLE)
    return Done(tuple(missing), tuple(gone), tuple(sorted(there & known)))
