"""登记簿目录: the registers of an authority by group, each with how many records, how new, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import GROUPS, KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers import queries
from gongkai.publication.registers.models import Keeping, Record


@dataclass(frozen=True, slots=True)
class Kept:
    """登记簿: one kind of an authority; ``unit`` answers for it, ``newest`` is the day its latest record came about."""

    kind: Kind
    number: int
    newest: date | None
    unit: str
    since: date | None = None


def registers(authority: Authority, today: date) -> list[Kept]:
    """各登记簿: those kept and those that hold something public, in the order of the declarations."""
    keepings = {each.kind: each for each in queries.keepings(authority)}
    held = held_by_kind(authority, today)
    return [
        _kept(kind, held.get(kind.key, (0, None)), keepings.get(kind.key))
        for kind in KINDS.values()
        if kind.key in held or kind.key in keepings
    ]


def grouped(rows: list[Kept]) -> Iterator[tuple[str, list[Kept]]]:
    """分组: as the declarations are grouped; a group without registers is left out."""
    for name, kinds in GROUPS.items():
        keys = {kind.key for kind in kinds}
        if some := [each for each in rows if each.kind.key in keys]:
            yield name, some


def held_by_kind(authority: Authority, today: date) -> dict[str, tuple[int, date | None]]:
    """各种类的条数: and the newest day, for every kind at once; what lists hold is asked apart, for items leave them."""
    lists = [kind.key for kind in KINDS.values() if kind.measure is Measure.STOCK]
    shown = Record.objects.of(authority).filter(standing=Standing.PUBLIC).order_by()
    flowing = shown.exclude(kind__in=lists).filter(Q(ends_on=None) | Q(ends_on__gte=today))
    standing = shown.filter(kind__in=lists).filter(Q(left_on=None) | Q(left_on__gt=today))
    return _counted(flowing) | _counted(standing)


def _counted(rows: OwnedQuerySet[Record]) -> dict[str, tuple[int, date | None]]:
    found = rows.values_list("kind").annotate(Count("pk"), Max("dated_on"))
    return {key: (number, newest) for key, number, newest in found}


def _kept(kind: Kind, held: tuple[int, date | None], keeping: Keeping | None) -> Kept:
    since = keeping.since if keeping else None
    return Kept(kind, *held, keeping.unit if keeping else "", since)
