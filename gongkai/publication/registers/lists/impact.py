"""影响分析: what else names an item that is to leave its list or to be said anew.

This room answers for its own lists. A room above it whose rows name items says so in a module ``items_named`` with a function
``named(authority, codes, names)``, which is found as the worker finds ``chores``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.kinds import Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority
from gongkai.publication.registers.models import Record

MODULE = "items_named"
MOST = 200
NAMING = ("code", "approval")
"""点名的字段: by which a row of another list names an item."""


@dataclass(frozen=True, slots=True)
class Impact:
    """受影响的: what it is, how it is called, where it is, and which item it names."""

    what: str
    title: str
    names: str
    href: str = ""


def impacts(authority: Authority, kind: str, codes: Collection[str], names: Collection[str]) -> list[Impact]:
    """影响分析: of our own lists first, then of what the rooms above tell."""
    found = [*_of_lists(authority, kind, codes, names)]
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, MODULE):
            found += import_module(f"{room.name}.{MODULE}").named(authority, codes, names)
    return found[:MOST]


def _of_lists(authority: Authority, kind: str, codes: Collection[str], names: Collection[str]) -> Iterator[Impact]:
    others = [key for key, each in KINDS.items() if each.measure is Measure.STOCK and key != kind]
    rows = Record.objects.of(authority).filter(kind__in=others, left_on=None).exclude(standing=Standing.WITHDRAWN)
    asked = Q()
    for key in NAMING:
        asked |= Q(**{f"data__{key}__in": [*codes, *names]})
    for row in rows.filter(asked).order_by("kind", "pk")[:MOST] if codes or names else ():
        told = next(str(row.data[key]) for key in NAMING if row.data.get(key) in {*codes, *names})
        yield Impact(row.declared.label, row.title, told)
