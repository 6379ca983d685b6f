"""读 PDF 的任务: done in the guarded process: each page as its parts, in the order in which they stand on it.

A part is a text, or a table as a list of rows of texts. Heads and feet that pages repeat, and their numbers, are left out.
"""

from __future__ import annotations

from typing import Any, TypedDict

import pypdfium2

from gongkai.papers.pdf_in.glyphs import Sheet, sheet_of
from gongkai.papers.pdf_in.lines import TextLine, rows_of, text_lines
from gongkai.papers.pdf_in.margins import Margins
from gongkai.papers.pdf_in.ruled import frames
from gongkai.papers.text import PaperError

MOST_PAGES = 300
_FEW = 20
"""A page with so few characters and a picture over half of it is scanned."""
_COVERED = 0.5
_RUBBISH = 0.3

Part = str | list[list[str]]


class PageJson(TypedDict):
    """页: its parts; ``scanned`` where it is a picture, ``unknown`` where its characters stand for nothing known."""

    parts: list[Part]
    scanned: bool
    unknown: bool


class PdfJson(TypedDict):
    """PDF: its pages, what they repeat, and how many pages the file has."""

    pages: list[PageJson]
    repeated: list[str]
    count: int


def task(data: bytes) -> PdfJson:
    """任务: raises PaperError for a file that is locked or broken."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise PaperError("PDF文件已加密，请去掉打开密码后再核对" if locked else "PDF文件已损坏，不能读取") from error
    sheets = [_sheet(document, number) for number in range(min(len(document), MOST_PAGES))]
    laid = [_laid(sheet) for sheet in sheets]
    margins = Margins([(sheet.height, lines) for sheet, (lines, _) in zip(sheets, laid, strict=True)])
    pages = [
        _page(sheet, [line for line in lines if not margins.drops(line)], tables)
        for sheet, (lines, tables) in zip(sheets, laid, strict=True)
    ]
    return {"pages": pages, "repeated": margins.repeated, "count": len(document)}


def _sheet(document: Any, number: int) -> Sheet:
    """A page; one that is broken is empty, the others may be sound."""
    try:
        page = document[number]
        sheet = sheet_of(page)
        page.close()
    except pypdfium2.PdfiumError:
        return Sheet(1.0, 1.0)
    return sheet


Tables = list[tuple[float, list[list[str]]]]


def _laid(sheet: Sheet) -> tuple[list[TextLine], Tables]:
    """The lines outside of tables, and the tables with where each begins."""
    tables = frames(sheet)
    outside = [glyph for glyph in sheet.glyphs if not any(table.take(glyph) for table in tables)]
    found = [
        (table.top, [row for row in rows_of(table) if row]) for table in tables if any(r.glyphs for r in table.rooms)
    ]
    return text_lines(outside), found


def _page(sheet: Sheet, lines: list[TextLine], tables: Tables) -> PageJson:
    placed: list[tuple[float, Part]] = [*((line.top, line.text) for line in lines), *tables]
    known = len(sheet.glyphs)
    return {
        "parts": [part for _, part in sorted(placed, key=lambda each: each[0])],
        "scanned": known < _FEW and sheet.pictured >= _COVERED,
        "unknown": sheet.unknown > _RUBBISH * (known + sheet.unknown) and sheet.unknown > _FEW,
    }
