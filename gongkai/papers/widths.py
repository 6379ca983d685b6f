"""列宽: how wide the columns of a printed table are, reckoned from what stands in them.

Widths are reckoned in characters of the table's type and handed out in millimetres. A column *needs* what cannot be
broken (a figure, two characters of a label) and *wants* its texts on one or two lines; what the page has between the
two is shared out. Columns of figures are all equally wide, as the official forms print them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from gongkai.papers.grid import Cell, Grid
from gongkai.papers.layout import DENSE, MEASURE, POINT, TABLE
from gongkai.papers.text import width

PADDING = 1.0
"""格内空: what a cell keeps clear at either side, in millimetres."""

_TOKEN = re.compile("[!-~]+|.")
_LONGEST_TOKEN = 8.0
_LONGEST_LINE = 20.0
_HEAD_LINE = 4.0


@dataclass(frozen=True, slots=True)
class Columns:
    """栏: the size of type of a table in points and the widths of its columns in millimetres, filling the measure."""

    size: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """What a column needs at least and would like, in characters."""

    need: float
    want: float

    def or_more(self, other: _Room) -> _Room:
        return _Room(max(self.need, other.need), max(self.want, other.want))


def columns_of(grid: Grid, shares: tuple[float, ...] = ()) -> Columns:
    """定栏: in the larger type if every figure fits on its line, otherwise in the smaller one."""
    rooms = _rooms(grid)
    loose = _columns(rooms, shares, TABLE)
    return loose if _fits(rooms, loose) else _columns(rooms, shares, DENSE)


def _columns(rooms: list[_Room], shares: tuple[float, ...], size: float) -> Columns:
    em = size * POINT
    if shares:
        return Columns(size, tuple(MEASURE * share / sum(shares) for share in shares))
    room = MEASURE / em - len(rooms) * 2 * PADDING / em
    return Columns(size, tuple(share * em + 2 * PADDING for share in _shared_out(rooms, room)))


def _fits(rooms: list[_Room], columns: Columns) -> bool:
    pairs = zip(rooms, columns.widths, strict=True)
    return all(room.need * columns.size * POINT + 2 * PADDING <= wide + 0.01 for room, wide in pairs)


def _shared_out(rooms: list[_Room], room: float) -> list[float]:
    needed, wanted = sum(each.need for each in rooms), sum(each.want for each in rooms)
    if room <= needed:
        return [each.need * room / needed for each in rooms]
    if room >= wanted:
        return [each.want * room / wanted for each in rooms]
    part = (room - needed) / (wanted - needed)
    return [each.need + part * (each.want - each.need) for each in rooms]


def _rooms(grid: Grid) -> list[_Room]:
    rooms = [_Room(1.0, 2.0)] * grid.width
    figures = [True] * grid.width
    for cell in grid.cells:
        if cell.colspan == 1:
            rooms[cell.column] = rooms[cell.column].or_more(_room(cell, grid.in_band(cell)))
            figures[cell.column] &= cell.is_figure or grid.in_band(cell)
    return _evened(rooms, figures)


def _room(cell: Cell, in_band: bool) -> _Room:
    line = max(width(each) for each in cell.text.split("\n"))
    token = max((width(each) for each in _TOKEN.findall(cell.text)), default=1.0)
    need = max(min(token, _LONGEST_TOKEN), min(line, 2.0))
    if in_band or (cell.head and cell.rowspan > 1):
        lines = max(1, ceil(line / _HEAD_LINE))
        return _Room(need, max(need, ceil(line / lines)))
    return _Room(need, max(need, min(line, _LONGEST_LINE)))


def _evened(rooms: list[_Room], figures: list[bool]) -> list[_Room]:
    common = _Room(0.0, 0.0)
    for room, of_figures in zip(rooms, figures, strict=True):
        common = common.or_more(room) if of_figures else common
    return [common if of_figures else room for room, of_figures in zip(rooms, figures, strict=True)]
