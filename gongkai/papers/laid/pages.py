"""版面成文: pages of characters and lines as their parts, in the order in which they stand on them.

A part is a text, or a table as a list of rows of texts. Heads and feet that pages repeat, and their numbers, are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gongkai.papers.laid.lines import TextLine, rows_of, text_lines
from gongkai.papers.laid.margins import Margins
from gongkai.papers.laid.ruled import frames
from gongkai.papers.laid.sheet import Sheet

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


class LaidJson(TypedDict):
    """版面文件: its pages, what they repeat, and how many pages the file has."""

    pages: list[PageJson]
    repeated: list[str]
    count: int


def laid(sheets: Sequence[Sheet], count: int) -> LaidJson:
    """成文: the pages of a file that has ``count`` of them."""
    parts = [_parts(sheet) for sheet in sheets]
    margins = Margins([(sheet.height, lines) for sheet, (lines, _) in zip(sheets, parts, strict=True)])
    pages = [
        _page(sheet, [line for line in lines if not margins.drops(line)], tables)
        for sheet, (lines, tables) in zip(sheets, parts, strict=True)
    ]
    return {"pages": pages, "repeated": margins.repeated, "count": count}


Tables = list[tuple[float, list[list[str]]]]


def _parts(sheet: Sheet) -> tuple[list[TextLine], Tables]:
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
