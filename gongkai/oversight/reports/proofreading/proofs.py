"""校对结果: a report that was read, what was found in it, and how a page tells it: a sentence first, then the worst.

What a page says of a report follows from its lines alone, and from those of the year before where they were given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.law.annual_report.report import Section
from gongkai.law.grammar.layout import Printed, PrintedCell
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Key, Level
from gongkai.oversight.reports.proofreading.opening import Opened
from gongkai.reading.carriers import Page, UnreadableFile
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding, Seen
from gongkai.reading.report import Reading, read_page
from gongkai.reading.tables.cells import Cell

TONES: Mapping[Level, str] = {Level.RED: "bad", Level.YELLOW: "warn", Level.QUESTION: "main"}
"""各级的颜色."""
NOT_MADE_OUT = "？"
"""未读出: what stands in a cell of the table as read that could not be made out."""
_MOST_ROWS = 12
_MOST_CELLS = 24


@dataclass(frozen=True)
class Told:
    """一处问题: as the page tells it: its number, where it is, and the cells it rests on with what stands there."""

    number: int
    finding: Finding
    where: str
    excerpt: str
    cells: tuple[tuple[str, str, str], ...]

    @property
    def tone(self) -> str:
        """颜色."""
        return TONES[self.finding.level]

    @property
    def anchor(self) -> str:
        """页内位置: where the tables lead to."""
        return f"finding-{self.number}"


@dataclass(frozen=True)
class ReadSection:
    """读出的表: the tables of a section as read, the cells that findings rest on, and the finding each leads to."""

    title: str
    cells: Printed
    faults: Mapping[Key, str]
    links: Mapping[Key, str]


@dataclass(frozen=True, eq=False)
class Proof:
    """校对结果: of one report; ``before`` is the report on the year before where it was given."""

    reading: Reading
    findings: tuple[Finding, ...]
    before: Reading | None = None

    @cached_property
    def levels(self) -> Counter[Level]:
        """各级处数."""
        return Counter(finding.level for finding in self.findings)

    @property
    def red(self) -> int:
        """红错处数."""
        return self.levels[Level.RED]

    @property
    def year(self) -> str:
        """年度."""
        return f"{self.reading.year}年度" if self.reading.year else "未见年度"

    @property
    def form(self) -> str:
        """格式."""
        edition = self.reading.edition
        return f"{edition.key}年格式（{edition.notice.short}）" if edition else "没有统计表"

    @property
    def verdict(self) -> str:
        """结论: one sentence."""
        others = [
            f"{level.label}{self.levels[level]}处" for level in (Level.YELLOW, Level.QUESTION) if self.levels[level]
        ]
        if self.red:
            more = f"，另有{'、'.join(others)}" if others else ""
            return f"有{self.red}处不符：文中的数自相矛盾，应当改正{more}。"
        if others:
            return f"没有查出自相矛盾的数；有{'、'.join(others)}，请看一看是否属实。"
        if not self.tables_read:
            return "没有读出统计表，只核对了文字，没有发现不符。"
        return "没有发现不符。"

    @property
    def tone(self) -> str:
        """结论的颜色."""
        return "bad" if self.red else "warn" if self.findings else "good" if self.tables_read else "info"

    @property
    def tables_read(self) -> bool:
        """读出了表: whether anything stands in any table."""
        return any(table.read for table in self.reading.tables.values())

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """各处问题: the worst first, numbered."""
        ordered = sorted(self.findings, key=lambda finding: list(Level).index(finding.level))
        return tuple(self._told(number, finding) for number, finding in enumerate(ordered, 1))

    def _told(self, number: int, finding: Finding) -> Told:
        place = finding.place
        cells = tuple(
            (cell.label, cell.text or ("" if cell.number is None else str(cell.number)) or cell.state.label, where)
            for cell in finding.cells[:_MOST_CELLS]
            for where in [self.reading.address(cell.place) if cell.place else ""]
        )
        where, excerpt = (self.reading.address(place), place.excerpt) if place else ("", "")
        return Told(number, finding, where, excerpt, cells if len(cells) > 1 else ())

    @cached_property
    def sections(self) -> tuple[ReadSection, ...]:
        """读出的表: section by section as the form prints them."""
        edition, tables = self.reading.edition, self.reading.tables
        found = [section for section in edition.sections if _has(section, tables)] if edition else []
        return tuple(self._section(section) for section in found)

    def _section(self, section: Section) -> ReadSection:
        sheets = {key: table.sheet for key, table in self.reading.tables.items()}
        own = {table.key for table in section.tables}
        unread = {
            key
            for name in own & self.reading.tables.keys()
            for key, cell in self.reading.tables[name].cells.items()
            if cell.value.state is State.UNREAD
        }
        cells = tuple(_shown(each, unread) for each in section.printed(sheets))
        faults: dict[Key, str] = {}
        links: dict[Key, str] = {}
        for told in self.told:
            for cell in _marked(told.finding):
                key = (cell.row, cell.column)
                if cell.table in own and key not in faults:
                    faults[key] = f"第{told.number}处：{told.finding.explanation}"
                    links[key] = f"#{told.anchor}"
        return ReadSection(section.title, cells, faults, links)

    @property
    def read_notes(self) -> tuple[str, ...]:
        """读入说明: how it was read and what could not be placed."""
        unplaced = (
            f"{self.reading.address(each.place)}“{each.place.excerpt}”：{each.reason}" for each in self.reading.unplaced
        )
        return (*self.reading.notes, *unplaced)

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """没有读出的: what and why."""
        return tuple(self._left_out())

    def _left_out(self) -> Iterator[tuple[str, str]]:
        edition = self.reading.edition
        for key, table in edition.tables.items() if edition else ():
            if key not in self.reading.tables:
                yield table.title, "文中没有见到这张表"
        for read in self.reading.tables.values():
            rows = _unread_rows(read.cells.values())
            if not read.read:
                yield read.table.title, "见到了表名或者行名，没有能归位的数"
                continue
            for row, cells in list(rows.items())[:_MOST_ROWS]:
                label = "·".join(read.table.path(row)) or read.table.title
                place = cells[0].place
                yield label, f"{len(cells)}格没有读出；{self._at(place.line) if place else '未见此行'}"
            if len(rows) > _MOST_ROWS:
                yield read.table.title, f"另有{len(rows) - _MOST_ROWS}行没有读全"
        for unplaced in self.reading.unplaced:
            yield f"{self.reading.address(unplaced.place)}“{unplaced.place.excerpt}”", unplaced.reason

    def _at(self, line: int) -> str:
        return self.reading.page.wheres.get(line) or f"第{line}行"


def _unread_rows(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    rows: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.value.state is State.UNREAD:
            rows.setdefault(cell.row, []).append(cell)
    return rows


def _marked(finding: Finding) -> Sequence[Seen]:
    """The cells a finding marks: where it reckons, those that are not 0; a finding of many cells alike marks none."""
    if finding.left is None and len(finding.cells) > 1:
        return ()
    return [cell for cell in finding.cells if cell.number != 0] or finding.cells


def _has(section: Section, tables: Mapping[str, object]) -> bool:
    return any(table.key in tables for table in section.tables)


def _shown(cell: PrintedCell, unread: set[Key]) -> PrintedCell:
    return replace(cell, text=NOT_MADE_OUT) if cell.numeric and cell.key in unread else cell


def proof(page: Page, name: str, before: tuple[Page, str] | None = None) -> Proof:
    """校对: read and check a report from its lines, against the year before where given. Raises UnreadableFile."""
    reading = read_page(page, name)
    last = read_page(*before) if before else None
    return Proof(reading, check(reading, last), last)


@dataclass(frozen=True, eq=False)
class Tried:
    """校对过的文件: its name with the result, or with why there is none; ``reports`` are the lines it rests on.

    ``place`` counts the files of the batch; ``before`` is the place of the report of the year before it was held against.
    """

    name: str
    proof: Proof | None
    reports: tuple[tuple[str, Page], ...] = ()
    error: str = ""
    place: int = 0
    before: int | None = None


def tried(files: Iterable[Opened]) -> list[Tried]:
    """逐份校对: each file, against the report of the same authority on the year before where that is among them."""
    alone = [replace(_tried(file), place=place) for place, file in enumerate(files)]
    by_year = {_whose(each.proof.reading): each for each in alone[::-1] if each.proof}
    return [_with_last_year(each, by_year) for each in alone]


def _tried(file: Opened) -> Tried:
    if file.page is None:
        return Tried(file.name, None, error=file.error)
    try:
        return Tried(file.name, proof(file.page, file.name), ((file.name, file.page),))
    except UnreadableFile as refusal:
        return Tried(file.name, None, error=str(refusal))


def _whose(reading: Reading, ago: int = 0) -> tuple[str, int]:
    return reading.authority, (reading.year or 0) - ago


def _with_last_year(each: Tried, by_year: Mapping[tuple[str, int], Tried]) -> Tried:
    if each.proof is None or not each.proof.reading.authority:
        return each
    last = by_year.get(_whose(each.proof.reading, 1))
    if last is None or last.proof is None:
        return each
    reading, before = each.proof.reading, last.proof.reading
    found = Proof(reading, check(reading, before), before)
    return replace(each, proof=found, reports=(*each.reports, *last.reports[:1]), before=last.place)
