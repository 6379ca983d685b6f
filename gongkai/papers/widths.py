"""列宽: how wide the columns of a printed table are, reckoned from what stands in them.

Widths are reckoned in characters of the table's type and handed out in millimetres. A column *needs* what cannot be
broken (a figure, two characters of a label) and *wants* its texts on one line; what the page has between the two is
shared out, to words before figures. Columns of figures are all equally wide, as the official forms print them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from math import ceil

from gongkai.papers.grid import Cell, Grid
from gongkai.papers.layout import DENSE, MEASURE, POINT, TABLE
from gongkai.papers.text import width

PADDING = 1.0
"""格内空: what a cell keeps clear at either side, in millimetres."""

LEADING = 1.3
"""表内行距: from line to line within a cell, in heights of its type."""

_TOKEN = re.compile("[!-~]+")
_LATIN = 1.2
"""Letters and digits of some fonts are wider than the half character they are counted for."""

_LONGEST_TOKEN, _LONGEST_LINE = 11.0, 20.0
"""What a column is given for the longest unbroken run of letters, and for a text, at most."""

_EASE = 0.25
"""What a line is given over its characters, so that rounding never costs it the last one."""

_JOINED_LINE, _UPRIGHT_LINE = 5.0, 3.0
"""What a head of several rows wants, and one that has a row for each of its characters."""

TALLEST = 205.0
"""整页表高: a table reckoned no taller than this is printed on one page, in millimetres; a heading fits above it."""

ROW_HEIGHT = 6.5
"""行高: the least height of a row in millimetres."""

LONGEST_GROUP = 100.0
"""行组高: rows joined by a merged cell stay on one page if they are reckoned no taller than this, in millimetres."""


@dataclass(frozen=True, slots=True)
class Columns:
    """栏: the size of type of a table in points, the widths of its columns, which fill the measure, and the heights its
    rows then have, in millimetres; the heights are estimates.
    """

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def whole(self) -> bool:
        """整表: whether the table can be printed on one page and should be."""
        return sum(self.heights) <= TALLEST

    def room(self, cell: Cell) -> float:
        """每行字数: how many characters stand on a line of a cell."""
        return _characters(cell, self.widths, self.size * POINT)

    def joins(self, cell: Cell) -> bool:
        """相连: whether a cell holds its rows together on one page."""
        return cell.rowspan > 1 and sum(self.heights[row] for row in cell.rows) <= LONGEST_GROUP


@dataclass(frozen=True, slots=True)
class _Room:
    """What a column needs at least and would like, in characters, and whether it holds words rather than figures."""

    need: float
    want: float
    words: bool = False

    def and_also(self, other: _Room) -> _Room:
        return _Room(max(self.need, other.need), max(self.want, other.want), self.words or other.words)


def columns_of(grid: Grid, shares: tuple[float, ...] = ()) -> Columns:
    """定栏: in the larger type if every figure fits on its line and the table on its page, else in the smaller one."""
    rooms = _rooms(grid)
    large = _columns(grid, rooms, shares, TABLE)
    return large if large.whole and _fits(rooms, large) else _columns(grid, rooms, shares, DENSE)


def _columns(grid: Grid, rooms: list[_Room], shares: tuple[float, ...], size: float) -> Columns:
    em = size * POINT
    room = MEASURE - grid.width * 2 * PADDING
    if shares or room <= 0:
        shares = shares or (1.0,) * grid.width
        widths = tuple(MEASURE * share / sum(shares) for share in shares)
    else:
        widths = tuple(share * em + 2 * PADDING for share in _shared_out(rooms, room / em))
    return Columns(size, widths, tuple(_heights(grid, widths, em)))


def _fits(rooms: list[_Room], columns: Columns) -> bool:
    pairs = zip(rooms, columns.widths, strict=True)
    return all(room.need * columns.size * POINT + 2 * PADDING <= wide + 0.01 for room, wide in pairs)


def _heights(grid: Grid, widths: tuple[float, ...], em: float) -> list[float]:
    """The height of each row: what its cells need that stand in it alone, or their part of what a merged cell needs."""
    heights = [ROW_HEIGHT] * grid.height
    for cell in grid.cells:
        line = max(1, int(_characters(cell, widths, em)))
        lines = sum(max(1, ceil(width(part) / line)) for part in cell.text.split("\n"))
        for row in cell.rows:
            heights[row] = max(heights[row], (lines * em * LEADING + 1) / cell.rowspan)
    return heights


def _characters(cell: Cell, widths: tuple[float, ...], em: float) -> float:
    return (sum(widths[column] for column in cell.columns) - 2 * PADDING) / em


def _shared_out(rooms: list[_Room], room: float) -> list[float]:
    """Everything wanted if there is room; else columns of figures get what they need and words the rest."""
    wanted, needed = sum(each.want for each in rooms), sum(each.need for each in rooms)
    if room >= wanted:
        return [each.want * room / wanted for each in rooms]
    if room <= needed:
        return [each.need * room / needed for each in rooms]
    words = any(each.words for each in rooms)
    return _filled([each if each.words or not words else _Room(each.need, each.need) for each in rooms], room - needed)


def _filled(rooms: list[_Room], rest: float) -> list[float]:
    """The rest given to all alike, until each has what it wants; what is then left goes where most was wanted."""
    shares = [each.need for each in rooms]
    by_wish = sorted(range(len(rooms)), key=lambda number: rooms[number].want - rooms[number].need)
    for place, number in enumerate(by_wish):
        given = min(rooms[number].want - rooms[number].need, rest / (len(rooms) - place))
        shares[number] += given
        rest -= given
    shares[by_wish[-1]] += rest
    return shares


def _rooms(grid: Grid) -> list[_Room]:
    rooms = [_Room(1.0, 1.0)] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1:
            rooms[cell.column] = rooms[cell.column].and_also(_room(cell, grid.in_band(cell)))
    return _evened(rooms)


def _room(cell: Cell, in_band: bool) -> _Room:
    line = max(width(each) for each in cell.text.split("\n"))
    token = max((width(each) * _LATIN for each in _TOKEN.findall(cell.text)), default=1.0)
    need = max(min(token, _LONGEST_TOKEN), min(line, 2.0))
    longest = _LONGEST_LINE
    if cell.head and cell.rowspan > 1 and not in_band:
        longest = _UPRIGHT_LINE if cell.rowspan >= line else _JOINED_LINE
    return _Room(need + _EASE, max(need, min(line, longest)) + _EASE, words=not in_band and not cell.is_figure)


def _evened(rooms: list[_Room]) -> list[_Room]:
    """Columns of figures made equal."""
    common = reduce(_Room.and_also, (room for room in rooms if not room.words), _Room(0.0, 0.0))
    return [room if room.words else common for room in rooms]
