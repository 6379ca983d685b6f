"""登记簿的装入: past years as their lots tell them, by the acts of the house; begun again it goes on where it was.

Whatever the number of records, no more than a chunk of them is in memory: a chunk is what was made public on one day, at most
a thousand rows, judged row by row and entered under one entry. A place's lists then lose the items that left them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from gongkai.demo import adjusting
from gongkai.demo.place import Place
from gongkai.demo.publications.replaying import clerk
from gongkai.demo.publications.writing import Part
from gongkai.demo.registered import REGISTERED
from gongkai.demo.registered.plan import Book
from gongkai.demo.registered.writing import Row, said, size, steps
from gongkai.office.authorities.models import Authority, Official
from gongkai.publication.registers import acts, queries
from gongkai.publication.registers.lists import queries as lists

Told = Callable[[int], object]
"""进度: called with how many records have just come in."""


def untold(many: int) -> None:
    """不报进度."""


def books(place: Place) -> tuple[Book, ...]:
    """各本: of a place; none where its report tells of no register."""
    return REGISTERED[place.code].books if place.code in REGISTERED else ()


def keeper(place: Place, book: Book) -> Authority:
    """保管机关: whose register it is."""
    return Authority.objects.get(code=f"{place.code}-{book.at}" if book.at else place.code)


def enter(place: Place, told: Callable[[str], None]) -> None:
    """入账: what the quick demo holds of every book."""
    by = clerk(place)
    for book in books(place):
        bring(place, book, Part.SAMPLE, by)
        told(f"{place.short_name}{book.kind.label}")


def bring(place: Place, book: Book, part: Part, by: Official, told: Told = untold) -> int:
    """装入: a part of a book; what is there already stays. Returns how many of the book are in."""
    authority = keeper(place, book)
    if queries.keeping(authority, book.kind) is None:
        unit = authority.name if book.at else f"{place.short_name}政务公开办公室"
        acts.keep(authority, book.kind, unit, on=book.since, by=by)
    standing = _standing(book)
    first = 0 if part is Part.SAMPLE else size(standing, Part.SAMPLE)
    there = _there(authority, standing)
    for some in _chunks(islice(steps(standing, part), max(0, there - first), None)):
        _enter(authority, place, some, by)
        told(len(some))
        there += len(some)
    return there + adjusting.adjust(place, authority, book, by, told)


def _standing(book: Book) -> Book:
    """What is entered as it stood; what came by a batch comes by one here as well."""
    return replace(book, lots=tuple(lot for lot in book.lots if not adjusting.by_batch(book, lot)))


def _there(authority: Authority, book: Book) -> int:
    """How many of a book are in: they come in their order, each chunk whole, and nobody else enters on a day so long ago."""
    latest = max(lot.ends for lot in book.lots).replace(month=12, day=31)
    rows = queries.records(authority, book.kind)
    stood = lists.without_a_batch(rows) if adjusting.moves(book) else rows
    return stood.filter(entered_on__year__lte=latest.year + 1).count()


def _chunks(rows: Iterator[Row]) -> Iterator[Sequence[Row]]:
    """Consecutive rows of one day, at most a thousand together."""
    for _, of_day in groupby(rows, key=lambda row: row.public_on):
        while some := list(islice(of_day, acts.CHUNK)):
            yield some


def _enter(authority: Authority, place: Place, rows: Sequence[Row], by: Official) -> None:
    kind, on = rows[0].lot.kind, rows[0].public_on
    judged = [acts.understood(kind, said(row, place.short_name), on) for row in rows]
    acts.enter_many(authority, kind, judged, on=on, by=by, published=True)
