"""填格: the cells of a table from the strips its rows were found in: values in the units of the form, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gongkai.law.grammar.sheets import UNREAD, Number, State, Value
from gongkai.law.grammar.tables import Key, Layout, Table
from gongkai.reading.tables.alignment import Certainty, Placed
from gongkai.reading.tables.cells import Cell, Place, excerpt
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.numerals import Figure
from gongkai.reading.tables.rows import Row, Shape
from gongkai.reading.tables.strips import Strip

_REMEMBERED = 4096
_ONE = "一"
"""A lone 一 is one, or a dash: only among other numbers in Chinese is it a number."""


@dataclass(frozen=True)
class Filler:
    """填格的规矩: how the strips of a table become its cells.

    ``in_chinese`` tells whether the report prints numbers in Chinese besides 一; ``units`` are those its heads state for a
    column; ``order`` has the columns as they are printed.
    """

    table: Table
    in_chinese: Callable[[], bool]
    units: Mapping[str, str]
    order: tuple[str, ...]

    def cells(self, placed: Mapping[str, Placed], rows: Sequence[Row], book: Book) -> dict[Key, Cell]:
        """全部格: every cell of the table, those no strip was found for unread, with the place of their label."""
        if self.table.layout is Layout.STRIP:
            cells = self._of_single_row(placed.get(""), rows)
        else:
            cells = {}
            for row in self.table.row_lines:
                found = placed.get(row)
                cells |= self._of_row(row, found) if found else self._of_lost_row(row, _place_of_label(row, rows, book))
        damaged = any(each.certainty is Certainty.ORDER or each.strip.spilled for each in placed.values())
        return dict(_doubted(cells, placed)) if damaged else cells

    def _of_row(self, row: str, placed: Placed) -> dict[Key, Cell]:
        strip = placed.strip
        if not strip.complete:
            return self._of_lost_row(row, Place(strip.line, excerpt(strip.text)))
        return self._filled([(row, column) for column in self.order], strip, placed.certainty)

    def _of_lost_row(self, row: str, place: Place | None) -> dict[Key, Cell]:
        return {(row, column): Cell(row, column, UNREAD, place) for column in self.table.column_lines}

    def _of_single_row(self, placed: Placed | None, rows: Sequence[Row]) -> dict[Key, Cell]:
        if placed is not None:
            return self._filled(self.table.cells, placed.strip, placed.certainty)
        place = Place(rows[0].line, excerpt(rows[0].text)) if rows else None
        return {key: Cell(*key, UNREAD, place) for key in self.table.cells}

    def _filled(self, keys: Sequence[Key], strip: Strip, certainty: Certainty) -> dict[Key, Cell]:
        """The cells of a strip, each at its own cell of a ruled line, or on its own line."""
        ruled = strip.shape is Shape.RULED
        line, words = strip.line, excerpt(strip.text)
        cells: dict[Key, Cell] = {}
        for key, (found, piece) in zip(keys, strip.slots, strict=True):
            row, column = key
            place = Place(line, words, piece.at) if ruled else Place(piece.line, words)
            likely = found.likely and certainty is Certainty.LABEL
            value = self._value(found, piece.text, key)
            cells[key] = Cell(row, column, value, place, Certainty.LIKENESS if likely else certainty)
        return cells

    def _value(self, found: Figure, text: str, key: Key) -> Value:
        if self.units and not found.unit and (stated := self.units.get(key[1])):
            found = replace(found, unit=stated)
        number = found.in_unit(self.table.unit(*key)) if found.unit else found.number
        doubtful = text == _ONE and not self.in_chinese()
        if doubtful or (number is None and found.state is State.NUMBER):
            return replace(UNREAD, text=text)
        return _printed(number, found.state, text)


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _printed(number: Number | None, state: State, text: str) -> Value:
    """A value as it is printed; most cells of most reports hold one of a few."""
    return Value(number, state, text=text)


def _doubted(cells: Mapping[Key, Cell], placed: Mapping[str, Placed]) -> Iterator[tuple[Key, Cell]]:
    """In a damaged table an empty cell says nothing; a row that spilled holds no more than its visible digits."""
    for key, cell in cells.items():
        if cell.value.state in (State.BLANK, State.UNREAD):
            digits = placed[cell.row].strip.spilled if cell.row in placed else ()
            yield key, cell._replace(value=replace(cell.value, state=State.UNREAD), at_most=max(digits, default=None))
        else:
            yield key, cell


def _place_of_label(row: str, rows: Sequence[Row], book: Book) -> Place | None:
    for each in rows:
        if any(row in book.named(piece.text) for piece in each.words):
            return Place(each.line, excerpt(each.text))
    return None
