"""读旧版 Excel 的任务: done in the guarded process: the worksheets of an xls file as plain JSON."""

from __future__ import annotations

import io
from typing import TypedDict

from python_calamine import CalamineError, CalamineWorkbook

from gongkai.papers.books import MOST_SLOTS, shown_sheets
from gongkai.papers.grid import too_large
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import grid_of


class SheetJson(TypedDict):
    """工作表: name, whether it is hidden, and its rows of texts."""

    name: str
    hidden: bool
    rows: list[list[str]]


def task(data: bytes) -> list[SheetJson]:
    """任务: raises PaperError for a file that is none, or larger than any paper."""
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        shown = shown_sheets(book)
        return [found for name in book.sheet_names if (found := _sheet(book, name, name not in shown))["rows"]]
    except CalamineError as error:
        raise PaperError("不是有效的旧版Excel文件（xls），或文件已损坏、加密") from error


def _sheet(book: CalamineWorkbook, name: str, hidden: bool) -> SheetJson:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return {"name": name, "hidden": hidden, "rows": []}
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if rows * columns > MOST_SLOTS:
        raise too_large(MOST_SLOTS)
    grid = grid_of(sheet, rows, columns, name)
    return {"name": name, "hidden": hidden, "rows": [[cell.text for cell in row] for row in grid.rows]}
