"""归位: the tables of a region read: figures found, rows named, every figure put into its cell.

A table is read the official way first, under its own caption if it has one; only where that leaves cells unread is it
looked for in the whole region, then in other ways of printing it (variants.py), and the one kept that leaves the fewest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Key, Layout, Table
from gongkai.reading.script import core, plain, solid
from gongkai.reading.tables.alignment import Certainty, Placed, align
from gongkai.reading.tables.books import book_as_printed, book_of, columns_of
from gongkai.reading.tables.cells import Cell, Departure, Found, Place, ReadTable, Unplaced, excerpt
from gongkai.reading.tables.departing import departures_of
from gongkai.reading.tables.filling import Filler
from gongkai.reading.tables.grouping import in_groups
from gongkai.reading.tables.heads import Head, cells_under, heads, named_order
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.mending import mended, proof_for
from gongkai.reading.tables.mixed import Used, forms_in, other_form
from gongkai.reading.tables.numerals import Figure
from gongkai.reading.tables.overflow import is_cut
from gongkai.reading.tables.regions import Region
from gongkai.reading.tables.rows import Piece, Row, Shape
from gongkai.reading.tables.straight import read_straight
from gongkai.reading.tables.strips import Strip, strips
from gongkai.reading.tables.variants import Variant, variants
from gongkai.reading.tables.windows import slots_in


@dataclass(frozen=True)
class _Sight:
    """The rows a table is looked for in. ``thinned``: their text lost every line it had before; ``in_chinese`` tells whether a
    lone 一 is the number one, and no dash.
    """

    rows: Sequence[Row]
    thinned: bool
    in_chinese: Callable[[], bool]


@dataclass(frozen=True)
class _Attempt:
    """A table read in one way: from which rows; its cells, the lines they took, its columns as printed; the form where it is
    not the report's.
    """

    variant: Variant
    rows: Sequence[Row]
    cells: Mapping[Key, Cell]
    lines: frozenset[int]
    order: tuple[str, ...]
    above: Sequence[Head]
    form: str

    @cached_property
    def unread(self) -> int:
        return sum(cell.value.state is State.UNREAD for cell in self.cells.values())

    @property
    def anything(self) -> bool:
        return self.unread < len(self.cells)


def read_tables(regions: Sequence[Region], edition: Edition) -> list[Found]:
    """读表: every table of every region, and what of their rows belongs to none."""
    in_chinese = cache(lambda: any(map(_prints_in_chinese, regions)))
    return [_read_region(region, edition, in_chinese) for region in regions]


def _prints_in_chinese(region: Region) -> bool:
    """Whether a number in Chinese is printed that cannot be a dash, other than one in front that only counts the rows."""
    return any(
        found is not None and found.numeral
        for row in region.rows
        for found in (row.figures if row.shape is Shape.LOOSE else row.figures[1:])
    )


def _read_region(region: Region, edition: Edition, in_chinese: Callable[[], bool]) -> Found:
    used: set[int] = set()
    tables: list[ReadTable] = []
    departures: list[Departure] = []
    for each in forms_in(region.rows, edition, [table.key for table in region.tables]):
        attempt = _best(each, region, in_chinese)
        if attempt is None:
            continue
        tables.append(ReadTable(attempt.variant.official, attempt.cells))
        used |= attempt.lines
        departures += departures_of(
            attempt.variant, attempt.cells, attempt.order, attempt.form, attempt.above, attempt.rows, edition
        )
    unplaced = tuple(_unplaced(region.rows, used)) if tables else ()
    return Found(tuple(tables), unplaced, tuple(departures))


def _best(used: Used, region: Region, in_chinese: Callable[[], bool]) -> _Attempt | None:
    """The table read in the way that leaves the fewest cells unread; None where the region says nothing of it."""
    official, *others = _variants(used.table)
    for rows in region.stretches(used.table):
        sight = _Sight(rows, region.thinned, in_chinese)
        best = _attempt(official, sight, used.form)
        if best is not None and not best.unread:
            return best
    for variant in others:
        other = _attempt(variant, sight, used.form)
        if other and other.anything and (best is None or other.unread < best.unread):
            best = other
        if best is not None and not best.unread:
            return best
    if best is not None and (form := other_form(used.table)):
        for variant in _variants(form.table):
            other = _attempt(variant, sight, form.form)
            if other and _is_of(other, best):
                return other
    return best


def _is_of(other: _Attempt, best: _Attempt) -> bool:
    """Whether the rows only another form has are all read by name, and of those it has not, none."""
    rows, official = set(other.variant.official.row_lines), set(best.variant.official.row_lines)
    own = [cell for (row, _), cell in other.cells.items() if row not in official]
    lost = [cell for (row, _), cell in best.cells.items() if row not in rows]
    read = all(cell.value.state is not State.UNREAD and cell.certainty is Certainty.LABEL for cell in own)
    return bool(own) and read and all(cell.value.state is State.UNREAD for cell in lost)


@cache
def _variants(table: Table) -> tuple[Variant, ...]:
    return variants(table)


def _attempt(variant: Variant, sight: _Sight, form: str) -> _Attempt | None:
    table, rows = variant.table, sight.rows
    book = book_of(table) if table is variant.official else book_as_printed(variant)
    above = heads(rows, columns_of(table)) if table.layout is not Layout.STRIP else []
    order = _column_order(table, rows, above)
    placed = _find_rows(variant, sight, book, order, above)
    if not placed and not (variant.table is variant.official and _mentions(table, rows, book)):
        return None
    cells = Filler(table, sight.in_chinese, columns_of(table).units(rows), order).cells(placed, rows, book)
    if table is not variant.official:
        named = {variant.cells[key]: cell for key, cell in cells.items()}
        cells = {key: named[key]._replace(row=key[0], column=key[1]) for key in variant.official.cells}
    lines = frozenset(line for each in placed.values() for line in each.strip.lines)
    return _Attempt(variant, rows, cells, lines, order, above, form)


def _find_rows(
    variant: Variant, sight: _Sight, book: Book, order: tuple[str, ...], above: Sequence[Head]
) -> dict[str, Placed]:
    table = variant.table
    if above and table is variant.official and (straight := read_straight(sight.rows, table, order, above, book)):
        return straight
    named = table.layout is not Layout.STRIP
    proof = proof_for(table, order)
    keys = order if named else tuple("".join(key) for key in table.cells)
    seen = strips(sight.rows, keys, proof, columns_of(table) if named else None, above, named=named)
    found = mended(seen, len(keys), proof, book.named)
    if sight.thinned:
        for strip in found:
            strip.complete = strip.complete and strip.shape is Shape.RULED
    if not named:
        for above_it, below in pairwise(found):
            above_it.complete = above_it.complete and not is_cut(above_it, below)
        last = core(plain(tuple(table.column_lines.values())[-1].label))
        rows_of_figures = [strip for strip in found if strip.complete and _is_single_row(strip, last)]
        only = next((strip for strip in rows_of_figures if strip.numbers), next(iter(rows_of_figures), None))
        return {"": Placed(only, Certainty.LABEL)} if only else {}
    if table.layout is Layout.LIST and variant.official is not table:
        return in_groups(found, table)
    return align(found, tuple(table.row_lines), book, proof)


def _is_single_row(strip: Strip, last: str) -> bool:
    """Whether a strip may be the one row of figures of a table printed as one row: no words but the end of its head."""
    return not strip.own or solid(strip.own[-1].text).endswith(last)


def _column_order(table: Table, rows: Sequence[Row], above: Sequence[Head]) -> tuple[str, ...]:
    """The columns in the order they are printed in: as the head over the cells has them; else as it names them, if the
    sums of the rows prove that order and not the official one; else as the form has them.
    """
    official = tuple(table.column_lines)
    if table.layout is Layout.STRIP or len(official) == 1:
        return official
    columns = columns_of(table)
    governing = next((head for head in above if _governs(head, rows, official)), None)
    if governing is not None:
        cells = governing.cells
        return tuple(sorted(official, key=lambda key: cells[key]))
    printed = named_order(rows, columns)
    if not printed or printed == official or not any(True for _ in table.columns.sums()):
        return printed or official
    proven = {order: _proven(table, rows, order) for order in (official, printed)}
    return printed if proven[printed] > proven[official] else official


def _governs(head: Head, rows: Sequence[Row], keys: Sequence[str]) -> bool:
    """Whether figures stand under a head in at least one row below it."""
    return any(
        (cells := cells_under(row, head, keys)) and any(slot.figure.number is not None for slot in slots_in(row, cells))
        for row in rows[head.last + 1 :]
        if row.shape is not Shape.LOOSE
    )


def _proven(table: Table, rows: Sequence[Row], order: tuple[str, ...]) -> int:
    proof = proof_for(table, order)
    return sum(proof(strip.slots) for strip in strips(rows, order, proof, None, ()))


def _mentions(table: Table, rows: Sequence[Row], book: Book) -> bool:
    """Whether at least one row of the table is named although no figures could be placed."""
    if table.layout is Layout.STRIP:
        return bool(rows)
    return any(len(name) > 1 and book.named(name) for row in rows for name in (core(piece.text) for piece in row.words))


def _unplaced(rows: Sequence[Row], used: Iterable[int]) -> Iterator[Unplaced]:
    """Rows with figures none of which was used. A figure before the words of a ruled row only counts the rows."""
    taken = set(used)
    for row in rows:
        if row.line in taken or any(piece.line in taken for piece in row.pieces):
            continue
        labelled = row.shape is not Shape.LOOSE and row.first_word < len(row.pieces)
        start = row.first_word if labelled else 0
        if any(map(_counts, row.pieces[start:], row.figures[start:])):
            reason = "行名不在表中，或数的个数与表不符" if row.words else "没有行名，不能归入任何一行"
            yield Unplaced(Place(row.line, excerpt(row.text)), reason)


def _counts(piece: Piece, found: Figure | None) -> bool:
    return found is not None and (found.state is State.NUMBER or bool(found.several)) and bool(piece.text)
