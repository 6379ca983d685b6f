"""读报告: ``read(data)`` takes what a file holds and answers with everything that could be read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.tables import Layout
from gongkai.reading.carriers import Page, UnreadableFile, page
from gongkai.reading.cells import ReadTable, Unplaced, read_region
from gongkai.reading.editions import tell
from gongkai.reading.identity import identify, speaks_of_disclosure
from gongkai.reading.labels import Book
from gongkai.reading.lexicon import wordings
from gongkai.reading.regions import regions
from gongkai.reading.rows import rows


class NotReport(UnreadableFile):
    """不是年报: the text can be read, but it is no annual report on disclosure."""


@dataclass(frozen=True, eq=False)
class Reading:
    """读出的报告: whose, of which year, on which form; its tables cell by cell; what could not be placed.

    ``year`` and ``edition`` are None and ``authority`` empty where the text does not tell them.
    """

    name: str
    edition: Edition | None
    year: int | None
    authority: str
    tables: Mapping[str, ReadTable]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    page: Page


def read(data: bytes | str, name: str = "") -> Reading:
    """读: a report from bytes or text. Raises UnreadableFile, and NotReport for a text that is none."""
    opened = page(data, name)
    if not speaks_of_disclosure(opened):
        raise NotReport(f"{name or '文本'}不是政府信息公开工作年度报告：文中未见政府信息公开的内容")
    year, authority = identify(opened)
    lines = rows(opened)
    edition, how = tell(lines, year)
    tables: dict[str, ReadTable] = {}
    unplaced: list[Unplaced] = []
    if edition:
        for region in regions(lines, edition, books(edition)):
            found = read_region(region, books(edition))
            tables |= {each.table.key: each for each in found.tables}
            unplaced += found.unplaced
    note = f"按{edition.key}年格式读表：{how}" if edition else how
    return Reading(name, edition, year, authority, tables, tuple(unplaced), (note,), opened)


@cache
def books(edition: Edition) -> Mapping[str, Book]:
    """标签册: the labels of every table of an edition, rows and, for a table printed as one row, nothing."""
    return {
        key: Book({} if table.layout is Layout.STRIP else table.row_lines, wordings(key))
        for key, table in edition.tables.items()
    }
