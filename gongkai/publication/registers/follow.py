"""登记簿追随: which public pages an entry touches, which it takes away at once, and which there are.

A register is a page of questions: only its first page without one is pressed. The pages of records are pressed where they are few
and read much: items of lists, notices of a chain. Decisions, purchases and points of series come by the hundred thousand and are
each read seldom; their pages are drawn when somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from gongkai.law.grammar.kinds import Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.chains import chain_of
from gongkai.law.registers.protests import PROTEST_ACTS
from gongkai.law.registers.standing import (
    END,
    ENTER,
    KEEP,
    RECORD_ACTS,
    SET_DATA_TERMS,
    STOP_KEEPING,
    WITHDRAW,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal.queries import Told
from gongkai.publication.registers.asking.index import held_by_kind
from gongkai.publication.registers.models import Keeping, Record
from gongkai.publication.registers.opening import changes
from gongkai.publication.registers.opening.mapping import ON_A_MAP, maps
from gongkai.web import clock

PRESSED = frozenset(kind.key for kind in KINDS.values() if kind.measure is Measure.STOCK or chain_of(kind.key))
"""出版记录页的种类."""
_OF_REGISTERS = frozenset({KEEP, STOP_KEEPING, SET_DATA_TERMS})
_CHANGING = ("public_index", "catalogue", "changes", "changes_atom", "sitemap")


def pages(told: Told) -> Iterator[str]:
    """所及页面: of the records an entry is about, of the matters they belong to, their registers, and what tells of them all."""
    if told.act in _OF_REGISTERS:
        yield from _of_registers(told)
    if (told.act in RECORD_ACTS and told.act != ENTER) or told.act in PROTEST_ACTS:
        yield from _of_records(told)


def hidden(told: Told) -> Iterator[str]:
    """撤下的页面: of records the public may not read any more, and of every page that shows their names."""
    if told.act in (WITHDRAW, END):
        yield from _of_records(told)


def records(told: Told) -> Iterator[int]:
    """入库: the records to be indexed anew; what was entered inside is in no index yet."""
    if told.act in RECORD_ACTS and told.act != ENTER:
        yield from changes.records_of(told).order_by("pk").values_list("pk", flat=True).iterator(2000)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: for a press from nothing."""
    held, code = held_by_kind(authority, clock.today()), authority.code
    kept = Keeping.objects.of(authority).filter(until=None).values_list("kind", flat=True)
    if not held and not kept:
        yield reverse("registers:public_index", args=[code])
        return
    yield from _around(code)
    yield reverse("registers:terms", args=[code])
    for key in sorted({*held, *kept}):
        yield from _of_kind(code, key)
    for number in maps(authority):
        yield reverse("registers:sitemap_part", args=[code, number])
    shown = Record.objects.of(authority).exclude(release=None)
    yield from _each(code, shown)


def _of_registers(told: Told) -> Iterator[str]:
    code, note = Authority.objects.values_list("code", flat=True).get(pk=told.authority_id), told.data["note"]
    yield from _around(code)
    yield reverse("registers:terms", args=[code])
    if key := note.get("kind"):
        yield from _of_kind(code, key)
        shown = Record.objects.everywhere().filter(authority=told.authority_id, kind=key).exclude(release=None)
        yield from _each(code, shown)


def _of_records(told: Told) -> Iterator[str]:
    rows = list(changes.records_of(told).exclude(release=None).order_by("pk").values_list("kind", "pk", "joined"))
    if not rows:
        return
    code = Authority.objects.values_list("code", flat=True).get(pk=told.authority_id)
    yield from (_record(code, kind, pk) for kind, pk, _ in rows if kind in PRESSED)
    yield from _of_matters(told, code, {joined for _, _, joined in rows if joined})
    for key in sorted({kind for kind, _, _ in rows}):
        yield from _of_kind(code, key)
    for number in sorted({pk // ON_A_MAP for _, pk, _ in rows}):
        yield reverse("registers:sitemap_part", args=[code, number])
    yield from _around(code)


def _of_matters(told: Told, code: str, joined: set[str]) -> Iterator[str]:
    """What stands in one chain with them shows them, too."""
    rows = Record.objects.everywhere().filter(authority=told.authority_id, joined__in=joined).exclude(release=None)
    yield from _each(code, rows)


def _each(code: str, rows: OwnedQuerySet[Record]) -> Iterator[str]:
    for kind, pk in rows.filter(kind__in=PRESSED).order_by("pk").values_list("kind", "pk").iterator(2000):
        yield _record(code, kind, pk)


def _around(code: str) -> Iterator[str]:
    return (reverse(f"registers:{name}", args=[code]) for name in _CHANGING)


def _of_kind(code: str, key: str) -> Iterable[str]:
    return [reverse(f"registers:{name}", args=[code, key]) for name in ("register", "schema")]


def _record(code: str, key: str, pk: int) -> str:
    return reverse("registers:record", args=[code, key, pk])
