"""Excel 清洁件: a new workbook of the visible values, with what was found covered. Nothing of the old file goes into it.

Widths of columns, merged cells, formats of numbers and bold type come along; formulas become their values; hidden sheets,
rows and columns, remarks, pictures and names stay behind.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

from gongkai.papers.columns_in import column_number
from gongkai.papers.package import Package
from gongkai.papers.said.book import Book, Cell, Layout, Sheet, rows
from gongkai.papers.text import PaperError

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_LONGEST = 15
"""Digits a number may have; a longer one was rounded already, and stays the text it is."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def cleaned(data: bytes, covers: Mapping[str, str]) -> bytes:
    """清洁件: ``covers`` are the texts of cells by their keys. Raises PaperError where nothing is left that shows."""
    package = Package(data, "xlsx")
    package.unpack()
    book = Book(package)
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden]
    if not shown:
        raise PaperError("工作簿里没有显示的工作表，不能生成清洁件")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as made:
        styles = _Styles(made, book)
        for sheet in shown:
            _write(made.add_worksheet(covers.get(f"{sheet.part}#name", sheet.name)), sheet, book, covers, styles)
    return out.getvalue()


class _Styles:
    """The formats of the copy, one for each format of numbers, bold or not, merged or not."""

    def __init__(self, made: Any, book: Book) -> None:
        self._made, self._book = made, book
        self._there: dict[tuple[str, bool], Any] = {}

    def of(self, style: int, *, merged: bool = False) -> Any:
        code = self._book.looks.code(style)
        key = (code, merged)
        if key not in self._there:
            look: dict[str, Any] = {"num_format": code} if code else {}
            look |= {"align": "center", "valign": "vcenter"} if merged else {}
            self._there[key] = self._made.add_format({**look, "text_wrap": merged})
        return self._there[key]


def _write(made: Any, sheet: Sheet, book: Book, covers: Mapping[str, str], styles: _Styles) -> None:
    root = book.package.xml(sheet.part)
    layout, lines = Layout(root), list(rows(root, book))
    across = _closed_up(layout.hidden_columns)
    down = _closed_up({number for number, hidden, _ in lines if hidden})
    for column, wide in layout.widths.items():
        if column not in layout.hidden_columns:
            made.set_column(across(column), across(column), min(wide, 255))
    gone = {number for number, hidden, _ in lines if hidden}
    for each in layout.merged:
        _merge(made, each, gone, layout.hidden_columns, down, across, styles)
    for number, hidden, cells in lines:
        for cell in cells if not hidden else ():
            if cell.column not in layout.hidden_columns and not book.looks.why_unseen(cell.style):
                cover = covers.get(f"{sheet.part}#{number}:{cell.column}")
                _put(made, down(number), across(cell.column), cell, cover, styles)


def _closed_up(hidden: set[int]) -> Callable[[int], int]:
    """Where a row or column stands once the hidden ones are gone."""
    gone = sorted(hidden)
    return lambda place: place - bisect_left(gone, place)


def _put(made: Any, row: int, column: int, cell: Cell, cover: str | None, styles: _Styles) -> None:
    if cover is not None and cover != cell.text:
        made.write_string(row, column, cover)
    elif cell.kind == "n" and cell.text:
        _put_number(made, row, column, cell, styles)
    elif cell.text:
        made.write_string(row, column, cell.text[:32767])


def _put_number(made: Any, row: int, column: int, cell: Cell, styles: _Styles) -> None:
    digits = cell.text.lstrip("-").replace(".", "")
    if digits.isdecimal() and len(digits) <= _LONGEST:
        made.write_number(row, column, float(cell.text), styles.of(cell.style))
    else:
        made.write_string(row, column, cell.text)


def _merge(
    made: Any,
    reference: str,
    rows_gone: set[int],
    columns_gone: set[int],
    down: Callable[[int], int],
    across: Callable[[int], int],
    styles: _Styles,
) -> None:
    """A merged range, so far as it shows; where only part of it does, the cells stand by themselves."""
    found = _RANGE.fullmatch(reference)
    if found is None:
        return
    left, right = column_number(found[1]) - 1, column_number(found[3]) - 1
    top, bottom = int(found[2]) - 1, int(found[4]) - 1
    parted = rows_gone & set(range(top, bottom + 1)) or columns_gone & set(range(left, right + 1))
    if not parted and (top, left) != (bottom, right):
        made.merge_range(down(top), across(left), down(bottom), across(right), "", styles.of(0, merged=True))
