"""粘贴的表格: rows and cells as they come, into a grid with heads and caption, or back into paragraphs where a table only
put things side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

from gongkai.papers.grid import Cell, Grid, Loose, lay_out
from gongkai.papers.html import MOST_COLUMNS_SPANNED
from gongkai.papers.pasted.blocks import Block, Run, Sheet, Text, apart, joined

_MANY_PARAGRAPHS = 12
"""More than these in one cell, and the table is there for its looks."""


class Heard(Enum):
    """表格情况: what a reader wants to tell of a table."""

    NESTED = auto()


@dataclass
class _Cell:
    rowspan: int
    colspan: int
    head: bool
    blocks: list[Block] = field(default_factory=list)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What the cell says: its paragraphs apart by line breaks."""
        parts: list[Run] = []
        for block in self.blocks:
            if not isinstance(block, Sheet) and block.runs:
                parts += [apart(parts[-1], "\n", block.runs[0]), *block.runs] if parts else block.runs
        return joined(parts)


class Draft:
    """表格草样: a table while its tags are read. What stands outside its cells goes before it."""

    def __init__(self, lists: list[Any]) -> None:
        """``lists`` are the lists that were open around the table; the reader takes them up again after it."""
        self.lists = lists
        self.rows: list[list[_Cell]] = []
        self.caption: list[Block] = []
        self.stray: list[Block] = []
        self._in_cell = False

    def row(self) -> None:
        """又一行."""
        self.rows.append([])

    def cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        """又一格."""
        if not self.rows:
            self.row()
        colspan = min(_span(attributes, "colspan"), MOST_COLUMNS_SPANNED)
        self.rows[-1].append(_Cell(_span(attributes, "rowspan"), colspan, tag == "th"))
        self._in_cell = True

    def close_cell(self) -> None:
        """格止."""
        self._in_cell = False

    def close_caption(self) -> None:
        """表题止: what stood outside the cells until now was the caption."""
        self.caption += self.stray
        self.stray = []

    def take(self, block: Block) -> None:
        """收下: a block into the cell that is open, or beside the table."""
        (self.rows[-1][-1].blocks if self._in_cell else self.stray).append(block)


def _span(attributes: Mapping[str, str], name: str) -> int:
    stated = attributes.get(name, "1").strip()
    return max(1, int(stated)) if stated.isdecimal() and len(stated) < 7 else 1


def laid(draft: Draft, hear: Callable[[Heard], None]) -> Iterator[Block]:
    """排好: what stood beside the table, and the table, or its content where it is none."""
    yield from draft.stray
    cells = [cell for row in draft.rows for cell in row]
    inner = [block for cell in cells for block in cell.blocks if isinstance(block, Sheet)]
    has_heads = any(cell.head for cell in cells)
    if (inner and not has_heads) or _is_layout(cells, has_heads):
        yield from draft.caption
        yield from (block for cell in cells for block in cell.blocks)
        return
    sheet = _sheet(draft)
    if sheet is None or (min(sheet.grid.width, sheet.grid.height) < 2 and not any(c.head for c in sheet.grid.cells)):
        yield from draft.caption
        yield from (block for cell in cells for block in cell.blocks)
        return
    if inner:
        hear(Heard.NESTED)
    yield sheet
    yield from inner


def _is_layout(cells: list[_Cell], has_heads: bool) -> bool:
    def looks_only(cell: _Cell) -> bool:
        headed = any(isinstance(block, Text) and block.hints.level for block in cell.blocks)
        return (headed and not has_heads) or len(cell.blocks) > _MANY_PARAGRAPHS

    return any(looks_only(cell) for cell in cells)


def _sheet(draft: Draft) -> Sheet | None:
    """The grid without blank rows and columns, each cell with its runs; None where nothing is left."""
    stated = [cell for row in draft.rows for cell in row]
    marks = {id(cell): str(place) for place, cell in enumerate(stated)}
    rows = [
        [Loose(marks[id(cell)] if cell.runs else "", cell.rowspan, cell.colspan, cell.head) for cell in row]
        for row in draft.rows
    ]
    if not any(rows):
        return None
    trimmed = _trimmed(lay_out(rows))
    if trimmed is None:
        return None
    contents = {(cell.row, cell.column): stated[int(cell.text)].runs for cell in trimmed.cells if cell.text}
    caption = "\n".join(block.words for block in draft.caption)
    cells = tuple(replace(cell, text=_words(contents.get((cell.row, cell.column), ()))) for cell in trimmed.cells)
    return Sheet(Grid(cells, caption), contents)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _trimmed(grid: Grid) -> Grid | None:
    rows = [row for row in range(grid.height) if any(cell.text for cell in grid.slots[row])]
    columns = [column for column in range(grid.width) if any(line[column].text for line in grid.slots)]
    if not rows:
        return None
    below = {row: place for place, row in enumerate(rows)}
    right = {column: place for place, column in enumerate(columns)}

    def kept(cell: Cell) -> Cell | None:
        down = [below[row] for row in cell.rows if row in below]
        across = [right[column] for column in cell.columns if column in right]
        if not down or not across:
            return None
        return replace(cell, row=down[0], column=across[0], rowspan=len(down), colspan=len(across))

    return Grid(tuple(filter(None, map(kept, grid.cells))))


def headed(sheet: Sheet) -> Sheet:
    """定表头: a table without stated heads: a first row across the whole is its caption, the row of names its head."""
    if any(cell.head for cell in sheet.grid.cells):
        return sheet
    sheet = _captioned(sheet)
    rows = _head_rows(sheet.grid)
    cells = tuple(replace(cell, head=cell.row < rows) for cell in sheet.grid.cells)
    return replace(sheet, grid=Grid(cells, sheet.grid.caption))


def _captioned(sheet: Sheet) -> Sheet:
    grid = sheet.grid
    first = grid.cells[0]
    whole = first.colspan == grid.width > 1 and first.rowspan == 1 and grid.height > 2
    if grid.caption or not whole:
        return sheet
    cells = tuple(replace(cell, row=cell.row - 1) for cell in grid.cells[1:])
    contents = {(row - 1, column): runs for (row, column), runs in sheet.contents.items() if row}
    return Sheet(Grid(cells, first.text), contents)


def _head_rows(grid: Grid) -> int:
    """How many rows name the columns: the first, with those its merged cells reach into, when it holds names alone."""
    first = grid.rows[0]
    if grid.height < 2 or any(cell.is_figure and cell.text for cell in first):
        return 0
    if not grid.parts_at(1):
        deep = max(cell.rowspan for cell in first)
        return deep if deep < grid.height and grid.parts_at(deep) else 0
    named = all(cell.text for cell in first) or any(cell.colspan > 1 for cell in first)
    return 1 if named else 0
