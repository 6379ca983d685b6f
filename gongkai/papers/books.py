"""工作簿: the worksheets of an Excel file, new (xlsx) or old (xls), row by row as they print."""

from __future__ import annotations

import io
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from gongkai.papers.guarded import guarded
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import read_xlsx

MOST_SLOTS = 60_000
"""最大格数: of one worksheet, from its first cell to its last, blank ones included."""

_ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表: its name, whether it is hidden, and for each row from the first the texts of the cells that begin in it."""

    name: str
    hidden: bool
    rows: tuple[tuple[str, ...], ...]


def read_book(data: bytes, *, most: int) -> tuple[Sheet, ...]:
    """读工作簿: every worksheet that has cells; a part of it may unpack to ``most`` bytes. Raises PaperError.

    The old format says nothing of its size that can be believed before it is read: it is read in a guarded process.
    """
    if not data.startswith(_ZIP):
        found = guarded("xls", data)
        return tuple(Sheet(each["name"], each["hidden"], tuple(map(tuple, each["rows"]))) for each in found)
    grids = read_xlsx(data, most=most, most_slots=MOST_SLOTS)
    try:
        shown = shown_sheets(CalamineWorkbook.from_object(io.BytesIO(data)))
    except CalamineError as error:
        raise PaperError("不是有效的xlsx文件，或文件已损坏、加密") from error
    return tuple(
        Sheet(grid.caption, grid.caption not in shown, tuple(tuple(cell.text for cell in row) for row in grid.rows))
        for grid in grids
    )


def shown_sheets(book: CalamineWorkbook) -> frozenset[str]:
    """显示的工作表: the names of those that are not hidden."""
    return frozenset(each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible)
