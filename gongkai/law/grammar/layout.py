"""表样: a table as the official form prints it: which text stands where and over how many rows and columns.

    header_rows(table)         the printed head, row by row
    grid(table, sheet)         the whole table, merged cells as the form merges them; blank without a sheet
    stack(tables, sheets)      several tables one under another, each under its title (第二十条的各项)

The tuples are plain values; carriers turn them into their own grids. They cover the rectangle exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from gongkai.law.grammar.sheets import Sheet
from gongkai.law.grammar.tables import Key, Layout, Line, Table, heading

NO_UNIT = "——"
"""无单位: what the list form prints in the unit column of a heading."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """印出的格: its place, its text, its span; whether it is a heading, whether it holds a number, and of which cell."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False
    numeric: bool = False
    key: Key | None = None


Printed: TypeAlias = tuple[PrintedCell, ...]
"""印出的表: the cells row by row, from left to right."""


def grid(table: Table, sheet: Sheet | None = None) -> Printed:
    """印表: the table with the numbers of the sheet, or blank."""
    draw = {Layout.MATRIX: _matrix, Layout.STRIP: _strip, Layout.LIST: _list}[table.layout]
    return _in_order(draw(table, sheet or Sheet(table)))


def header_rows(table: Table) -> tuple[Printed, ...]:
    """表头: the printed rows above the first number, without row labels."""
    printed = grid(table)
    first = min(each.row for each in printed if each.numeric or (each.head and each.row and not each.column))
    rows = groupby((each for each in printed if each.row < first), key=lambda each: each.row)
    return tuple(tuple(cells) for _, cells in rows)


def stack(tables: Iterable[Table], sheets: Mapping[str, Sheet]) -> Printed:
    """叠印: tables one under another, each below its title; the last column of a narrow one is stretched."""
    blocks = [(table, grid(table, sheets.get(table.key))) for table in tables]
    width = max(width_of(block) for _, block in blocks)
    return _in_order(_stacked(blocks, width))


def width_of(printed: Printed) -> int:
    """列数: how many columns the print is wide."""
    return max(each.column + each.colspan for each in printed)


def height_of(printed: Printed) -> int:
    """行数: how many rows the print is high."""
    return max(each.row + each.rowspan for each in printed)


def _stacked(blocks: Iterable[tuple[Table, Printed]], width: int) -> Iterator[PrintedCell]:
    down = 0
    for table, block in blocks:
        yield PrintedCell(down, 0, table.title, colspan=width, head=True)
        own = width_of(block)
        for each in block:
            last = each.column + each.colspan == own
            yield replace(each, row=each.row + down + 1, colspan=each.colspan + (width - own if last else 0))
        down += height_of(block) + 1


def _matrix(table: Table, sheet: Sheet) -> Iterator[PrintedCell]:
    stub, deep = _depth(table.rows), _depth(table.columns)
    yield PrintedCell(0, 0, table.corner, deep, stub, head=True)
    yield from (replace(each, column=each.column + stub) for each in _across(table.columns, deep))
    for each in _across(table.rows, stub):
        yield PrintedCell(each.column + deep, each.row, each.text, each.colspan, each.rowspan, head=True)
    for down, row in enumerate(table.row_lines):
        for along, column in enumerate(table.column_lines):
            yield _number(down + deep, along + stub, sheet, (row, column))


def _strip(table: Table, sheet: Sheet) -> Iterator[PrintedCell]:
    joined = _joined(table.rows, table.columns.children)
    deep = _depth(joined)
    yield from _across(joined, deep)
    for along, key in enumerate(table.cells):
        yield _number(deep, along, sheet, key)


def _list(table: Table, sheet: Sheet) -> Iterator[PrintedCell]:
    column = next(iter(table.column_lines))
    for along, text in enumerate((table.corner, "单位", table.column_lines[column].label)):
        yield PrintedCell(0, along, text, head=True)
    for down, each in enumerate((line for line in table.rows.walk() if line.label), start=1):
        yield PrintedCell(down, 0, each.label, head=True)
        yield PrintedCell(down, 1, each.unit if each.numbered else NO_UNIT)
        yield _number(down, 2, sheet, (each.key, column)) if each.numbered else PrintedCell(down, 2, "")


def _number(row: int, column: int, sheet: Sheet, key: Key) -> PrintedCell:
    return PrintedCell(row, column, str(sheet.value(*key)), numeric=True, key=key)


def _across(root: Line, deep: int) -> Iterator[PrintedCell]:
    """A tree of headings laid across: each over its leaves, a leaf reaching down to the numbers."""
    along = 0
    for top in (root,) if root.label else root.children:
        yield from _heads(top, 0, along, deep)
        along += _leaves(top)


def _heads(line: Line, level: int, along: int, deep: int) -> Iterator[PrintedCell]:
    height = 1 if line.children else deep - level
    yield PrintedCell(level, along, line.label, height, _leaves(line), head=True)
    for child in line.children:
        yield from _heads(child, level + 1, along, deep)
        along += _leaves(child)


def _joined(rows: Line, columns: tuple[Line, ...]) -> Line:
    """The rows as headings over the columns, for a table printed as a single row."""
    below = tuple(_joined(child, columns) for child in rows.children) or columns
    return heading(rows.key, rows.label, *below)


def _leaves(line: Line) -> int:
    return sum(map(_leaves, line.children)) or 1


def _depth(root: Line) -> int:
    below = max(map(_depth, root.children), default=0)
    return below + 1 if root.label else below


def _in_order(cells: Iterable[PrintedCell]) -> Printed:
    return tuple(sorted(cells, key=lambda each: (each.row, each.column)))
