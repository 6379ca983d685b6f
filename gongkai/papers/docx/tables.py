"""表格: a grid as a Word table, with fixed columns, merged cells, heads that repeat and rows that are not torn."""

from __future__ import annotations

from gongkai.papers.document import Table
from gongkai.papers.docx.elements import Element, Setting, paragraph, run, twips_of_mm, w
from gongkai.papers.grid import Align, Cell, Grid
from gongkai.papers.layout import MEASURE, TABLE
from gongkai.papers.widths import PADDING, ROW_HEIGHT, TALLEST, Columns, columns_of

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_KEPT_CLEAR = {"top": 0.3, "left": PADDING, "bottom": 0.3, "right": PADDING}
_LINE = 4
"""Half a point, in the eighths the format counts lines in."""


def word_table(table: Table) -> Element:
    """Word 表: the table as a ``w:tbl`` element."""
    grid, columns = table.grid, columns_of(table.grid, table.widths)
    element = w("tbl", _table_properties(grid))
    element.append(w("tblGrid", *(w("gridCol", w=twips_of_mm(wide)) for wide in columns.widths)))
    kept = _kept_rows(grid, columns)
    for row in range(grid.height):
        element.append(_row(grid, row, columns, keep_next=row in kept))
    return element


def _kept_rows(grid: Grid, columns: Columns) -> set[int]:
    """The rows that stay on the page of the row below: all but the last, or where the table must be parted, those that
    a merged cell joins and those of the head.
    """
    if columns.whole:
        return set(range(grid.height - 1))
    return {row for group in grid.row_groups(columns.joins) for row in group[:-1]} | set(range(grid.head_rows))


def _table_properties(grid: Grid) -> Element:
    properties = w(
        "tblPr",
        w("tblW", w=twips_of_mm(MEASURE), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(w(side, val="single", sz=_LINE, space=0, color="000000") for side in _SIDES)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=twips_of_mm(kept), type="dxa") for side, kept in _KEPT_CLEAR.items())),
    )
    if grid.caption:
        properties.append(w("tblCaption", val=grid.caption))
    return properties


def _row(grid: Grid, row: int, columns: Columns, *, keep_next: bool) -> Element:
    properties = w(
        "trPr",
        *([] if columns.heights[row] > TALLEST else [w("cantSplit")]),
        w("trHeight", val=twips_of_mm(ROW_HEIGHT), hRule="atLeast"),
    )
    if row < grid.head_rows:
        properties.append(w("tblHeader"))
    cells = dict.fromkeys(grid.slots[row])
    return w("tr", properties, *(_cell(grid, cell, row, columns, keep_next) for cell in cells))


def _cell(grid: Grid, cell: Cell, row: int, columns: Columns, keep_next: bool) -> Element:
    """A cell, or in the rows under its first one the empty cell that continues it."""
    properties = w("tcPr", w("tcW", w=twips_of_mm(sum(columns.widths[column] for column in cell.columns)), type="dxa"))
    if cell.colspan > 1:
        properties.append(w("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(w("vMerge", val="restart") if row == cell.row else w("vMerge"))
    properties.append(w("vAlign", val="center"))
    align = grid.aligned(cell)
    setting = Setting(align=None if align is Align.START else align, keep_next=keep_next)
    size = () if columns.size == TABLE else (w("sz", val=round(columns.size * 2)),)
    runs = [run(cell.text, *size)] if cell.text and row == cell.row else []
    return w("tc", properties, paragraph("Head" if grid.in_band(cell) else "Cell", *runs, setting=setting))
