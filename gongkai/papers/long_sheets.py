"""长表: worksheets of any length written row by row, a few rows in memory at a time; for lists that people sort and filter.

Numbers are written as numbers, texts as texts: nothing that begins with = or + or @ ever becomes a formula. A worksheet
that is full goes on in another one, with its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import IO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from gongkai.papers.text import clean, width
from gongkai.papers.xlsx import LONGEST_CELL

Entry = str | int | float | Decimal | None

MOST_ROWS = 1_048_576
"""最多行数: of a worksheet, by Excel."""

_LINE = 15
"""The height of a line in points."""

_MOST_LINES = 12

_LARGEST = 10**15
"""From here on Excel rounds a whole number: it is an identifier and stays text."""


@dataclass(frozen=True, slots=True)
class Column:
    """列: its head, its width in characters, and whether long texts go on in further lines."""

    head: str
    width: float = 12
    wrap: bool = False


class LongSheets:
    """长表簿: a workbook at a path or in an open file; ``add`` appends a row to a sheet. Used in a ``with``; raises OSError.

    What goes to an open file is held in memory and touches no disk.
    """

    def __init__(
        self,
        target: Path | IO[bytes],
        sheets: dict[str, Sequence[Column]],
        *,
        title: str = "",
        most: int = MOST_ROWS,
    ) -> None:
        if isinstance(target, Path):
            target.write_bytes(b"")  # 不能写的，在写成千上万行之前就说
        self._sheets = sheets
        self._most = most
        on_disk = isinstance(target, Path)
        options = {"constant_memory": on_disk, "in_memory": not on_disk}
        self._book = xlsxwriter.Workbook(str(target) if on_disk else target, options)
        self._book.set_properties({"title": title, "created": datetime.combine(date(1980, 1, 1), time())})
        self._head = self._book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#EEF1F4"})
        self._top = self._book.add_format({"valign": "top"})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._open: dict[str, tuple[Worksheet, int]] = {}
        self._parts: dict[str, int] = dict.fromkeys(sheets, 0)
        for name in sheets:
            self._begin(name)

    def __enter__(self) -> LongSheets:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, (sheet, row) in self._open.items():
            self._end(name, sheet, row)
        self._book.close()

    def add(self, name: str, entries: Sequence[Entry]) -> None:
        """加一行: to the sheet of this name."""
        sheet, row = self._open[name]
        if row == self._most:
            self._end(name, sheet, row)
            sheet, row = self._begin(name)
        columns = self._sheets[name]
        if (lines := _lines(columns, entries)) > 1:
            sheet.set_row(row, lines * _LINE)
        for at, (column, entry) in enumerate(zip(columns, entries, strict=True)):
            if entry is None or entry == "":
                continue
            if isinstance(entry, str):
                sheet.write_string(row, at, _fit(entry), self._wrap if column.wrap else self._top)
            elif -_LARGEST < entry < _LARGEST:
                sheet.write_number(row, at, entry, self._top)
            else:
                sheet.write_string(row, at, str(entry), self._top)
        self._open[name] = sheet, row + 1

    def _begin(self, name: str) -> tuple[Worksheet, int]:
        self._parts[name] += 1
        part = self._parts[name]
        sheet = self._book.add_worksheet(name if part == 1 else f"{name}（{part}）")
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for at, column in enumerate(self._sheets[name]):
            sheet.set_column(at, at, column.width)
            sheet.write_string(0, at, column.head, self._head)
        self._open[name] = sheet, 1
        return self._open[name]

    def _end(self, name: str, sheet: Worksheet, rows: int) -> None:
        sheet.autofilter(0, 0, max(rows - 1, 1), len(self._sheets[name]) - 1)


def _lines(columns: Sequence[Column], entries: Sequence[Entry]) -> int:
    """How many lines a row needs for its longest wrapped text; programs do not reckon that when they open a file."""
    wrapped = ((column, entry) for column, entry in zip(columns, entries, strict=True) if column.wrap)
    needed = (
        sum(ceil(2 * width(line) / (column.width - 1)) or 1 for line in entry.split("\n"))
        for column, entry in wrapped
        if isinstance(entry, str)
    )
    return min(max(needed, default=1), _MOST_LINES)


def _fit(text: str) -> str:
    """A text as a cell can hold it, cut where it is too long."""
    text = clean(text)
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    return text[: LONGEST_CELL // 2 - 1] + "…"
