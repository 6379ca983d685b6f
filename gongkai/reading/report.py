"""读报告: ``read(data)`` takes what a file holds and answers with everything that could be read from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import Sheet
from gongkai.reading.carriers import Page, UnreadableFile, page
from gongkai.reading.tables.books import books
from gongkai.reading.tables.cells import Departure, Place, ReadTable, Unplaced
from gongkai.reading.tables.editions import tell
from gongkai.reading.tables.parting import rows
from gongkai.reading.tables.placing import read_tables
from gongkai.reading.tables.regions import regions
from gongkai.reading.texts.chapters import Outline, outline
from gongkai.reading.texts.claims import Claim, claims
from gongkai.reading.texts.identity import identify, is_titled, speaks_of_disclosure
from gongkai.reading.texts.prose import Sentence, sentences


class NotReport(UnreadableFile):
    """不是年报: the text can be read, but it is no annual report on disclosure."""


@dataclass(frozen=True, eq=False)
class Reading:
    """读出的报告: whose, of which year, on which form; its tables cell by cell, what it states in sentences, and what could
    not be placed.

    ``year`` and ``edition`` are None and ``authority`` is empty where the text does not tell them. A table that is not in
    the text is not in ``tables``; one printed on the form of other years is there as that form has it. ``outline`` says how
    its headings part it and whether the text was cut off, ``departures`` where the tables are otherwise than the form's.
    """

    name: str
    edition: Edition | None
    year: int | None
    authority: str
    tables: Mapping[str, ReadTable]
    claims: tuple[Claim, ...]
    sentences: tuple[Sentence, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[str, ...]
    page: Page
    outline: Outline
    departures: tuple[Departure, ...] = ()

    def address(self, place: Place) -> str:
        """位置: how people call the line of a place: by page or worksheet where the carrier has them, else by its number."""
        return self.page.wheres.get(place.line) or f"第{place.line}行"

    @property
    def sheets(self) -> dict[str, Sheet]:
        """填好的表: the values of each table alone, as the law checks, adds and compares them."""
        return {key: table.sheet for key, table in self.tables.items()}


def read(data: bytes | str, name: str = "") -> Reading:
    """读: a report from bytes or text. Raises UnreadableFile, and NotReport for a text that is none."""
    return read_page(page(data, name), name)


def read_page(opened: Page, name: str = "") -> Reading:
    """读文稿: a report from its lines, already taken from their carrier. Raises NotReport for a text that is none."""
    if not speaks_of_disclosure(opened):
        raise NotReport(f"{name or '文本'}不是政府信息公开工作年度报告：文中未见政府信息公开的内容")
    year, authority = identify(opened)
    lines = rows(opened)
    edition, how = tell(lines, year)
    areas = regions(lines, edition, books(edition)) if edition else []
    found = read_tables(areas, edition) if edition else []
    tables = {table.table.key: table for each in found for table in each.tables}
    unplaced = tuple(unplaced for each in found for unplaced in each.unplaced)
    departures = tuple(departure for each in found for departure in each.departures)
    prose = tuple(sentences(lines, [row for area in areas for row in area.rows]))
    stated = claims(prose, edition, year)
    if not (tables or stated or is_titled(opened)):
        raise NotReport(f"{name or '文本'}不是政府信息公开工作年度报告：既无统计表，也未述及申请、公开的数量")
    parts = outline(opened, tables, edition)
    told = (departure.what for departure in departures)
    notes = (*_notes(opened, edition, how, year), *told, *_broken_off(parts))
    return Reading(name, edition, year, authority, tables, stated, prose, unplaced, notes, opened, parts, departures)


def _notes(opened: Page, edition: Edition | None, how: str, year: int | None) -> Iterator[str]:
    yield from opened.notes
    yield f"按{edition.key}年格式读表：{how}" if edition else how
    if year is None:
        yield "未见报告年度"
    elif edition and not edition.covers(year):
        yield f"报告年度为{year}年，所用却是{edition.key}年格式"


def _broken_off(parts: Outline) -> Iterator[str]:
    if parts.cut:
        yield f"{parts.cut}，疑文件不全；缺少的部分不作问题"
