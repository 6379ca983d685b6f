"""表格: the printed form as a grid of boxes, and what real reports do to it before any carrier comes in.

A grid knows of each box whether it is a heading, a label or a figure, and of which cell. Whatever is done here, the
figure keeps its cell, so that the truth goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from random import Random

from gongkai.law.grammar.layout import PrintedCell, grid, height_of, width_of
from gongkai.law.grammar.sheets import Sheet
from gongkai.law.grammar.tables import Table

Place = tuple[str, str, str]
Write = Callable[[str], str]
"""How a figure is written: its plain digits in, what is printed out."""


@dataclass(frozen=True)
class Box:
    """格: its text, where it begins, how far it reaches, and the cell whose figure it holds."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    numeric: bool = False
    place: Place | None = None


Grid = tuple[Box, ...]
Row = list[Box]
"""行: the boxes of one printed row from left to right, as a carrier lists them."""


class Merged(Enum):
    """并格: what became of a cell that reached over several."""

    DROPPED = "只留一格"
    PADDED = "补空格"
    TRAILED = "空格补在行尾"
    REPEATED = "逐格重复"


def printed(tables: Sequence[Table], sheets: Mapping[str, Sheet], write: Write) -> Grid:
    """The tables of a section as one grid, each of several under its title, the narrow ones stretched to the widest."""
    blocks = [(table, grid(table, sheets[table.key])) for table in tables]
    width = max(width_of(block) for _, block in blocks)
    boxes: list[Box] = []
    down = 0
    for table, block in blocks:
        if len(tables) > 1:
            boxes.append(Box(table.title, down, 0, colspan=width))
            down += 1
        own = width_of(block)
        for cell in block:
            stretched = width - own if cell.column + cell.colspan == own else 0
            boxes.append(_box(cell, down, stretched, table, write))
        down += height_of(block)
    return tuple(boxes)


def _box(cell: PrintedCell, down: int, stretched: int, table: Table, write: Write) -> Box:
    place = (table.key, *cell.key) if cell.key else None
    text = write(cell.text) if cell.numeric else cell.text
    return Box(text, cell.row + down, cell.column, cell.rowspan, cell.colspan + stretched, cell.numeric, place)


def height(boxes: Grid) -> int:
    return max(box.row + box.rowspan for box in boxes)


def width(boxes: Grid) -> int:
    return max(box.column + box.colspan for box in boxes)


def rows(boxes: Grid, merged: Merged) -> list[Row]:
    """Row by row, merged cells as the carrier leaves them."""
    across = width(boxes)
    return [_row(boxes, at, across, merged) for at in range(height(boxes))]


def _row(boxes: Grid, at: int, across: int, merged: Merged) -> Row:
    begin = sorted((box for box in boxes if box.row == at), key=lambda box: box.column)
    if merged is Merged.DROPPED:
        return begin
    if merged is Merged.TRAILED:
        return begin + [_covered(box, at) for box in begin for _ in range(box.colspan - 1)]
    found: Row = []
    for column in range(across):
        box = next((each for each in boxes if _covers(each, at, column)), None)
        if box is None:
            continue
        first = (box.row, box.column) == (at, column)
        found.append(box if first or merged is Merged.REPEATED else _covered(box, at))
    return found


def _covers(box: Box, row: int, column: int) -> bool:
    return box.row <= row < box.row + box.rowspan and box.column <= column < box.column + box.colspan


def _covered(box: Box, row: int) -> Box:
    return Box("", row, box.column)


def labelled(boxes: Grid, change: Callable[[Box], str]) -> Grid:
    """Every heading and label written anew."""
    return tuple(box if box.numeric else replace(box, text=change(box)) for box in boxes)


def turned(boxes: Grid) -> Grid:
    """The table on its side: rows are columns."""
    return tuple(
        replace(box, row=box.column, column=box.row, rowspan=box.colspan, colspan=box.rowspan) for box in boxes
    )


def with_column(boxes: Grid, at: int, texts: Sequence[str]) -> Grid:
    """A column of its own put in before column ``at``: 序号, 单位, 备注. Cells that reach over it grow."""
    moved = []
    for box in boxes:
        if box.column >= at:
            moved.append(replace(box, column=box.column + 1))
        elif box.column + box.colspan > at:
            moved.append(replace(box, colspan=box.colspan + 1))
        else:
            moved.append(box)
    covered = {row for box in moved if box.column <= at < box.column + box.colspan for row in _rows_of(box)}
    added = [Box(text, row, at) for row, text in enumerate(texts) if row not in covered]
    return tuple(sorted((*moved, *added), key=lambda box: (box.row, box.column)))


def _rows_of(box: Box) -> Iterable[int]:
    return range(box.row, box.row + box.rowspan)


def with_row(boxes: Grid, at: int, cells: Sequence[Box]) -> Grid:
    """A row the form does not have, put in before row ``at``; ``cells`` are its boxes, their row left open."""
    moved = []
    for box in boxes:
        if box.row >= at:
            moved.append(replace(box, row=box.row + 1))
        elif box.row + box.rowspan > at:
            moved.append(replace(box, rowspan=box.rowspan + 1))
        else:
            moved.append(box)
    return tuple(sorted((*moved, *(replace(box, row=at) for box in cells)), key=lambda box: (box.row, box.column)))


def without_row(boxes: Grid, at: int) -> Grid:
    """The grid without one row; a heading that begins in it begins in the next."""
    kept = []
    for box in boxes:
        if box.row <= at < box.row + box.rowspan and box.rowspan > 1:
            kept.append(replace(box, rowspan=box.rowspan - 1))
        elif box.row > at:
            kept.append(replace(box, row=box.row - 1))
        elif box.row < at:
            kept.append(box)
    return tuple(sorted(kept, key=lambda box: (box.row, box.column)))


def reordered(boxes: Grid, order: Sequence[int]) -> Grid:
    """The columns in another order: ``order`` says for each new place which old column stands there."""
    new = {old: at for at, old in enumerate(order)}
    moved = (
        replace(box, column=min(new[each] for each in range(box.column, box.column + box.colspan))) for box in boxes
    )
    return tuple(sorted(moved, key=lambda box: (box.row, box.column)))


def torn(boxes: Grid, at: int, head: int) -> tuple[Grid, Grid]:
    """Two pieces of one table, torn before row ``at``; the first ``head`` rows are printed over the second as well.

    A cell the tear goes through begins anew, empty, in the second piece.
    """
    first = tuple(replace(box, rowspan=min(box.rowspan, at - box.row)) for box in boxes if box.row < at)
    again = tuple(box for box in boxes if box.row + box.rowspan <= head)
    second = []
    for box in boxes:
        if box.row >= at:
            second.append(replace(box, row=box.row - at + head))
        elif box.row >= head and box.row + box.rowspan > at:
            second.append(replace(box, text="", row=head, rowspan=box.row + box.rowspan - at))
    return first, (*again, *second)


def depth(boxes: Grid) -> int:
    """How many rows stand above the first figure."""
    return min(box.row for box in boxes if box.numeric)


def by_rows(sheet: Sheet, write: Write, *, grouped: bool) -> Grid:
    """表四按行: the strip of remedies as a table of three rows and five columns, its paths down the side."""
    table = sheet.table
    boxes = [Box("", 0, 0, colspan=2 if grouped else 1)]
    stub = 2 if grouped else 1
    for along, line in enumerate(table.column_lines.values()):
        boxes.append(Box(line.label, 0, stub + along))
    for down, row in enumerate(table.row_lines, 1):
        path = table.path(row)
        if not grouped:
            boxes.append(Box("".join(path), down, 0))
        elif len(path) == 1:
            boxes.append(Box(path[0], down, 0, colspan=2))
        else:
            if row == "direct":
                boxes.append(Box(path[0], down, 0, rowspan=2))
            boxes.append(Box(path[1], down, 1))
        for along, column in enumerate(table.column_lines):
            place = (table.key, row, column)
            boxes.append(Box(write(str(sheet.value(row, column))), down, stub + along, numeric=True, place=place))
    return tuple(boxes)


def downwards(sheet: Sheet, write: Write) -> Grid:
    """表四竖排: every one of the fifteen figures on a row of its own, the path before it, merged."""
    table = sheet.table
    boxes: list[Box] = []
    size = len(table.column_lines)
    for at, row in enumerate(table.row_lines):
        path = table.path(row)
        if len(path) == 1:
            boxes.append(Box(path[0], at * size, 0, rowspan=size, colspan=2))
        else:
            if row == "direct":
                boxes.append(Box(path[0], at * size, 0, rowspan=2 * size))
            boxes.append(Box(path[1], at * size, 1, rowspan=size))
        for along, (column, line) in enumerate(table.column_lines.items()):
            down = at * size + along
            place = (table.key, row, column)
            boxes.append(Box(line.label, down, 2))
            boxes.append(Box(write(str(sheet.value(row, column))), down, 3, numeric=True, place=place))
    return tuple(boxes)


def in_three(sheet: Sheet, write: Write) -> Iterator[Grid]:
    """表四三段: a small table for each path: its name, the five headings, five figures."""
    table = sheet.table
    for row in table.row_lines:
        boxes = [Box("".join(table.path(row)), 0, 0, colspan=len(table.column_lines))]
        for along, (column, line) in enumerate(table.column_lines.items()):
            boxes.append(Box(line.label, 1, along))
            place = (table.key, row, column)
            boxes.append(Box(write(str(sheet.value(row, column))), 2, along, numeric=True, place=place))
        yield tuple(boxes)


def shuffled(size: int, chance: Random) -> list[int]:
    """An order of columns that is not the official one."""
    order = list(range(size))
    while order == list(range(size)):
        chance.shuffle(order)
    return order
