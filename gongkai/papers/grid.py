"""表格: a grid of text with merged cells, known to every carrier and to no law.

A ``Grid`` that exists is sound: its cells cover a rectangle, every slot once. What people's files contain is laid out
by ``lay_out``, which never refuses a crooked table but mends it the way a browser does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import TypeVar

from gongkai.papers.text import PaperError, tidy

MOST_SLOTS = 500_000
"""最大格数: the largest table that is read from a file, in slots (rows times columns)."""

Part = TypeVar("Part")
_FIGURE = re.compile(r"[-+−±增减]?\d[\d,，]*(\.\d+)?[%％]?|[-—–/]+")


class Align(StrEnum):
    """对齐: how a text stands in its cell or on its line."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格: a text, the slot of its upper left corner (counted from 0) and how many rows and columns it spans.

    ``align`` is empty where the table may choose (``Grid.aligned``).
    """

    row: int
    column: int
    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    head: bool = False
    align: Align | None = None

    def __post_init__(self) -> None:
        if self.row < 0 or self.column < 0 or self.rowspan < 1 or self.colspan < 1:
            raise PaperError(f"单元格的位置不能为负，跨行跨列不能小于1（第{self.row + 1}行第{self.column + 1}列）")
        object.__setattr__(self, "text", tidy(self.text))

    @property
    def rows(self) -> range:
        """所占行: the rows this cell covers."""
        return range(self.row, self.row + self.rowspan)

    @property
    def columns(self) -> range:
        """所占列: the columns this cell covers."""
        return range(self.column, self.column + self.colspan)

    @property
    def is_figure(self) -> bool:
        """是否数值: whether the text is a figure as tables print it, or blank."""
        return not self.text or _FIGURE.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Grid:
    """表格: cells that cover a rectangle exactly once, and the caption above them.

    Cells are kept in reading order. Raises PaperError where cells overlap or leave a hole.
    """

    cells: tuple[Cell, ...]
    caption: str = ""
    slots: tuple[tuple[Cell, ...], ...] = field(init=False, repr=False, compare=False)
    """格位: for each row, the cell that covers each slot of it; a merged cell appears in every slot it covers."""

    def __post_init__(self) -> None:
        cells = tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column)))
        object.__setattr__(self, "cells", cells)
        object.__setattr__(self, "caption", tidy(self.caption))
        object.__setattr__(self, "slots", _covered(cells))

    @classmethod
    def from_rows(
        cls, rows: Sequence[Sequence[str]], *, head_rows: int = 0, head_columns: int = 0, caption: str = ""
    ) -> Grid:
        """逐行成表: a grid without merged cells; short rows are filled up with blank cells."""
        laid = lay_out([Loose(text) for text in row] for row in rows)
        cells = (replace(cell, head=cell.row < head_rows or cell.column < head_columns) for cell in laid.cells)
        return cls(tuple(cells), caption)

    @property
    def height(self) -> int:
        """行数: how many rows."""
        return len(self.slots)

    @property
    def width(self) -> int:
        """列数: how many columns."""
        return len(self.slots[0])

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """各行: the cells that begin in each row; a row wholly covered from above is empty."""
        return tuple(
            tuple(cell for column, cell in enumerate(line) if (cell.row, cell.column) == (row, column))
            for row, line in enumerate(self.slots)
        )

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """各格文字: the text in every slot, that of a merged cell repeated in each slot it covers."""
        return tuple(tuple(cell.text for cell in line) for line in self.slots)

    @cached_property
    def head_rows(self) -> int:
        """表头行数: how many leading rows consist of heads alone and are not joined to a row below them."""
        heads = len(list(takewhile(lambda line: all(cell.head for cell in line), self.slots)))
        return next((count for count in range(heads, 0, -1) if self.parts_at(count)), 0)

    def parts_at(self, row: int) -> bool:
        """可分: whether a line may be drawn above this row without cutting a cell."""
        return row == self.height or all(cell.row == row for cell in self.slots[row])

    def headings(self, cell: Cell) -> tuple[Cell, ...]:
        """所属表头: the heads a cell stands under, from above, and then the heads to its left.

        Rows of heads make a band; a band in the middle of a table stands over what follows it and ends the reach of
        the band above. A head within a band stands under the heads above it there; a head to the left of the figures
        has only heads to its own left.
        """
        band = self._bands[cell.row]
        if self.in_band(cell):
            return self._heads(range(band.start, cell.row), cell.columns)
        above = () if cell.head else self._heads(band, cell.columns)
        return above + self._heads(cell.rows, range(cell.column))

    def in_band(self, cell: Cell) -> bool:
        """在表头行: whether the cell begins in a row of heads, at the top of the table or in its middle."""
        return cell.row in self._bands[cell.row]

    def aligned(self, cell: Cell) -> Align:
        """对齐: as the cell asks; otherwise figures, rows of heads and heads of several rows stand in the middle, and
        words at the start.
        """
        middle = cell.is_figure or self.in_band(cell) or (cell.head and cell.rowspan > 1)
        return cell.align or (Align.CENTER if middle else Align.START)

    @cached_property
    def _bands(self) -> tuple[range, ...]:
        """For each row, the band of heads it lies in or under."""
        bands, band = [], range(0)
        for row, line in enumerate(self.slots):
            if all(cell.head for cell in line):
                band = range(band.start if row == band.stop else row, row + 1)
            bands.append(band)
        return tuple(bands)

    def _heads(self, rows: range, columns: range) -> tuple[Cell, ...]:
        cells = (self.slots[row][column] for row in rows for column in columns)
        return tuple(dict.fromkeys(cell for cell in cells if cell.head))

    def row_groups(self, joins: Callable[[Cell], bool] = lambda cell: True) -> Iterator[range]:
        """行组: the rows that belong together because a cell joins them, single rows included.

        Cells that do not count as joining their rows can be left out by ``joins``.
        """
        start, end = 0, 1
        for row, line in enumerate(self.slots):
            if row == end:
                yield range(start, end)
                start, end = row, row + 1
            end = max(end, *(cell.rows.stop for cell in line if joins(cell)), row + 1)
        yield range(start, end)


@dataclass(frozen=True, slots=True)
class Loose:
    """散格: a cell as a file states it, before it has a place: text and spans, right or wrong."""

    text: str = ""
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


def lay_out(rows: Iterable[Iterable[Loose]], caption: str = "") -> Grid:
    """排格: put loose cells, row by row, each into the next free slot, as a browser does.

    Spans that run into another cell or out of the table are cut, holes are filled with blank cells. A table of more
    than ``MOST_SLOTS`` slots is refused with PaperError.
    """
    lines = [list(row) for row in rows]
    taken: dict[tuple[int, int], Cell] = {}
    for row, line in enumerate(lines):
        column = 0
        for loose in line:
            while (row, column) in taken:
                column += 1
            cell = _placed(loose, row, column, len(lines), taken)
            for slot in _slots_of(cell):
                taken[slot] = cell
            if len(taken) > MOST_SLOTS:
                raise too_large()
    return Grid(tuple(_filled(taken, len(lines))), caption)


def too_large(most: int = MOST_SLOTS) -> PaperError:
    """过大: the error for a table larger than any paper."""
    return PaperError(f"表格过大：超过{most}格")


def measured(parts: Iterable[Part]) -> Iterator[Part]:
    """量度: the same parts of a file, refused with PaperError once its tables have more than ``MOST_SLOTS`` slots."""
    slots = 0
    for part in parts:
        slots += part.height * part.width if isinstance(part, Grid) else 0
        if slots > MOST_SLOTS:
            raise too_large()
        yield part


def _placed(loose: Loose, row: int, column: int, height: int, taken: dict[tuple[int, int], Cell]) -> Cell:
    wanted = range(column, column + min(max(loose.colspan, 1), MOST_SLOTS + 1))
    colspan = sum(1 for _ in takewhile(lambda place: (row, place) not in taken, wanted))
    rowspan = min(max(loose.rowspan, 1), height - row)
    if rowspan * colspan > MOST_SLOTS:
        raise too_large()
    return Cell(row, column, loose.text, rowspan, colspan, loose.head)


def _slots_of(cell: Cell) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in cell.rows for column in cell.columns)


def _filled(taken: dict[tuple[int, int], Cell], height: int) -> Iterator[Cell]:
    width = 1 + max((column for _, column in taken), default=-1)
    if height * width > MOST_SLOTS:
        raise too_large()
    yield from dict.fromkeys(taken.values())
    for row in range(height):
        for column in range(width):
            if (row, column) not in taken:
                yield Cell(row, column)


def _covered(cells: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    if not cells:
        raise PaperError("表格至少要有一个单元格")
    height = max(cell.rows.stop for cell in cells)
    width = max(cell.columns.stop for cell in cells)
    covered: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        for slot in _slots_of(cell):
            if covered.setdefault(slot, cell) is not cell:
                raise PaperError(f"单元格重叠：第{slot[0] + 1}行第{slot[1] + 1}列")
    if len(covered) != height * width:
        row, column = next((r, c) for r in range(height) for c in range(width) if (r, c) not in covered)
        raise PaperError(f"表格有空洞：第{row + 1}行第{column + 1}列没有单元格")
    return tuple(tuple(covered[row, column] for column in range(width)) for row in range(height))
