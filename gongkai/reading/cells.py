"""读出的格: what a report says in each cell of a table, where, and how surely it belongs there.

A cell that could not be read is ``UNREAD`` and never 0. In a row whose figures ran together into one cell, the digits
still visible bound what its unread cells can hold; that bound goes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.law.grammar.sheets import UNREAD, Sheet, State, Value
from gongkai.law.grammar.tables import Key, Layout, Table
from gongkai.reading.alignment import Certainty, Placed, align
from gongkai.reading.labels import Book
from gongkai.reading.mending import mended, proof_for
from gongkai.reading.numerals import Figure
from gongkai.reading.regions import Region, width
from gongkai.reading.rows import Piece, Row, Shape
from gongkai.reading.script import core, plain, solid
from gongkai.reading.strips import Strip, strips
from gongkai.reading.windows import Slot

_EXCERPT = 60
_MANY_LINES = 15


@dataclass(frozen=True, slots=True)
class Place:
    """出处: the line (counted from 1) and what stands there.

    ``at`` is the cell of that line, counted from 0, where the carrier knows cells. How people of that carrier would call
    the line (第3页, 工作表“表三”第7行) is ``Reading.address``.
    """

    line: int
    excerpt: str
    at: int | None = None

    def __str__(self) -> str:
        return f"第{self.line}行“{self.excerpt}”" if self.excerpt else f"第{self.line}行（空行）"


@dataclass(frozen=True, slots=True)
class Cell:
    """读出的格: its value with its state; its place and certainty where it was found; the most it can hold if unread."""

    row: str
    column: str
    value: Value
    place: Place | None = None
    certainty: Certainty | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Unplaced:
    """未能归位: figures that stand among a table's rows and belong to none of its cells for sure."""

    place: Place
    reason: str


@dataclass(frozen=True, eq=False)
class ReadTable:
    """读出的表: a statutory table with every one of its cells, read or not."""

    table: Table
    cells: Mapping[Key, Cell]

    @cached_property
    def sheet(self) -> Sheet:
        """填好的表: the values alone, as the law checks them."""
        return Sheet(self.table, {key: cell.value for key, cell in self.cells.items()})

    @cached_property
    def blank_is_zero(self) -> bool:
        """空白即无: whether this table never prints a 0, so that its blanks and marks are its way to say none."""
        return not any(cell.value.number == 0 for cell in self.cells.values())

    @property
    def read(self) -> bool:
        """有所读: whether anything but unread cells was found."""
        return any(cell.value.state is not State.UNREAD for cell in self.cells.values())


@dataclass(frozen=True)
class Found:
    """读表结果: the tables of a region and what could not be placed in any of them."""

    tables: tuple[ReadTable, ...]
    unplaced: tuple[Unplaced, ...]


def read_region(region: Region, books: Mapping[str, Book]) -> Found:
    """读一区: every table of the region."""
    used: set[int] = set()
    tables = []
    for table in region.tables:
        placed, columns = _find_rows(table, region.rows, books[table.key])
        if placed or _mentions(table, region.rows, books[table.key]):
            tables.append(_read_table(table, region.rows, placed, columns, books[table.key]))
        used |= {line for each in placed.values() for line in each.strip.lines}
    return Found(tuple(tables), tuple(_unplaced(region.rows, used)) if tables else ())


def _find_rows(table: Table, rows: Sequence[Row], book: Book) -> tuple[dict[str, Placed], tuple[str, ...]]:
    columns = _column_order(table, rows)
    proof = proof_for(table, columns)
    named = table.layout is not Layout.STRIP
    found = mended(strips(rows, width(table), proof, named=named), width(table), proof)
    if _thinned(rows):
        for strip in found:
            strip.complete = strip.complete and strip.shape is Shape.RULED
    if not named:
        last = core(plain(tuple(table.column_lines.values())[-1].label))
        rows_of_figures = [strip for strip in found if strip.complete and _is_single_row(strip, last)]
        only = next((strip for strip in rows_of_figures if strip.numbers), next(iter(rows_of_figures), None))
        return ({"": Placed(only, Certainty.LABEL)} if only else {}), columns
    return align(found, tuple(table.row_lines), book), columns


def _thinned(rows: Sequence[Row]) -> bool:
    """Whether a text of one cell a line has lost every line it had before (crawlers do that): no two lines are alike."""
    lines = [solid(row.text) for row in rows if row.pieces]
    single = all(row.shape is Shape.LOOSE and len(row.pieces) <= 1 for row in rows)
    return single and len(lines) >= _MANY_LINES and len(set(lines)) == len(lines)


def _is_single_row(strip: Strip, last: str) -> bool:
    """Whether a strip may be the one row of figures of a table printed as one row: no words but the end of its head."""
    return not strip.own or solid(strip.own[-1].text).endswith(last)


def _column_order(table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns as a heading row prints them, where one row names them all side by side; else as the form has them.

    A head of several levels that was run together names the columns of its upper level first; that is no other order.
    """
    official = tuple(table.column_lines)
    labels = {core(plain(line.label)): key for key, line in table.column_lines.items()}
    by_level = tuple(sorted(official, key=lambda key: len(table.column_path(key))))
    for row in rows:
        names = [labels.get(core(piece.text)) for piece in row.words]
        printed = tuple(name for name in names if name)
        if len(printed) == len(official) > 1 and set(printed) == set(official) and printed != by_level:
            first = names.index(printed[0])
            return printed if tuple(names[first : first + len(printed)]) == printed else official
    return official


def _mentions(table: Table, rows: Sequence[Row], book: Book) -> bool:
    """Whether at least one row of the table is named although no figures could be placed."""
    if table.layout is Layout.STRIP:
        return bool(rows)
    return any(len(name) > 1 and book.named(name) for row in rows for name in (core(piece.text) for piece in row.words))


def _read_table(
    table: Table, rows: Sequence[Row], placed: Mapping[str, Placed], columns: tuple[str, ...], book: Book
) -> ReadTable:
    if table.layout is Layout.STRIP:
        cells = dict(_single_row(table, rows, placed.get("")))
    else:
        cells = {}
        for row in table.row_lines:
            if row in placed:
                cells |= dict(_row(table, row, columns, placed[row]))
            else:
                place = _place_of_label(row, rows, book)
                cells |= {(row, column): Cell(row, column, UNREAD, place) for column in table.column_lines}
    damaged = any(each.certainty is Certainty.ORDER or each.strip.spilled for each in placed.values())
    return ReadTable(table, dict(_doubted(cells, placed)) if damaged else cells)


def _row(table: Table, row: str, columns: tuple[str, ...], placed: Placed) -> Iterator[tuple[Key, Cell]]:
    strip = placed.strip
    place = Place(strip.line, _excerpt(strip.text))
    for at, column in enumerate(columns):
        if strip.complete:
            slot = strip.slots[at]
            own = replace(place, at=slot.piece.at) if strip.shape is Shape.RULED else place
            yield (row, column), Cell(row, column, _value(slot, table, (row, column)), own, placed.certainty)
        else:
            yield (row, column), Cell(row, column, UNREAD, place)


def _single_row(table: Table, rows: Sequence[Row], placed: Placed | None) -> Iterator[tuple[Key, Cell]]:
    if placed is None:
        place = Place(rows[0].line, _excerpt(rows[0].text)) if rows else None
        yield from ((key, Cell(*key, UNREAD, place)) for key in table.cells)
        return
    place = Place(placed.strip.line, _excerpt(placed.strip.text))
    ruled = placed.strip.shape is Shape.RULED
    for key, slot in zip(table.cells, placed.strip.slots, strict=True):
        own = replace(place, at=slot.piece.at) if ruled else place
        yield key, Cell(*key, _value(slot, table, key), own, placed.certainty)


def _value(slot: Slot, table: Table, key: Key) -> Value:
    found: Figure = slot.figure
    number = found.in_unit(table.unit(*key))
    if number is None and found.state is State.NUMBER:
        return replace(UNREAD, text=slot.piece.text)
    return Value(number, found.state, text=slot.piece.text)


def _doubted(cells: Mapping[Key, Cell], placed: Mapping[str, Placed]) -> Iterator[tuple[Key, Cell]]:
    """In a damaged table an empty cell says nothing; a row that spilled holds no more than its visible digits."""
    for key, cell in cells.items():
        if cell.value.state in (State.BLANK, State.UNREAD):
            digits = placed[cell.row].strip.spilled if cell.row in placed else ()
            yield key, replace(cell, value=replace(cell.value, state=State.UNREAD), at_most=max(digits, default=None))
        else:
            yield key, cell


def _place_of_label(row: str, rows: Sequence[Row], book: Book) -> Place | None:
    for each in rows:
        if any(row in book.named(piece.text) for piece in each.words):
            return Place(each.line, _excerpt(each.text))
    return None


def _unplaced(rows: Sequence[Row], used: set[int]) -> Iterator[Unplaced]:
    for row in rows:
        figures = [piece for piece, found in zip(row.pieces, row.figures, strict=True) if _counts(piece, found)]
        if figures and not used & {piece.line for piece in row.pieces}:
            reason = "行名不在表中，或数的个数与表不符" if row.words else "没有行名，不能归入任何一行"
            yield Unplaced(Place(row.line, _excerpt(row.text)), reason)


def _counts(piece: Piece, found: Figure | None) -> bool:
    return found is not None and (found.state is State.NUMBER or bool(found.several)) and bool(piece.text)


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
