"""年报内容: what a report says: its sheets, its texts, what it stated without a table, and last year's sheets beside them.

The desk shows the content of the day, the public the content that was frozen; pages, Word and PDF read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.procedure import Erratum, edition_or_none
from gongkai.law.annual_report.prose import AUTHORITY, NOT_FILLED, YEAR, YEAR_BEFORE, figure_of, filled_in
from gongkai.law.grammar.sheets import Number, Origin, Sheet, State, Value, figure
from gongkai.law.grammar.tables import Key, Level, Table


@dataclass(frozen=True, slots=True)
class Stated:
    """所述之数: a figure a report states in words, as it states it; ``value`` is kept as printed (100, 75.68).

    ``about`` names the row it speaks of as ``table/row`` where that is known; otherwise its label must tell.
    """

    label: str
    value: str
    unit: str = ""
    excerpt: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """读入时发现: what the reader found wrong in the original, which knows more of it than its cells tell."""

    level: Level
    says: str


@dataclass(frozen=True, slots=True)
class Change:
    """一处更正: where, what was published, what it should be."""

    where: str
    was: str
    now: str


@dataclass(frozen=True)
class Content:
    """年报内容. ``form`` is the edition of its tables, which need not be that of its year; None before there was one."""

    authority: str
    year: int
    form: Edition | None
    sheets: Mapping[str, Sheet]
    texts: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, Sheet] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()
    noted: tuple[Noted, ...] = ()
    beside: Mapping[str, Number] = field(default_factory=dict)
    """互动数据: figures that stand in no table, by their names."""

    @property
    def title(self) -> str:
        """名称: as the form wants it."""
        return (self.form or EDITIONS[-1]).title(self.authority, self.year)

    def read(self, section: str) -> str:
        """正文: the text of a section with its figures."""
        return filled_in(self.texts.get(section, ""), self.said)

    def said(self, name: str) -> str:
        """代入: what a name in braces stands for in this report."""
        words = {AUTHORITY: self.authority, YEAR: str(self.year), YEAR_BEFORE: str(self.year - 1)}
        if name in words or self.form is None:
            return words.get(name, NOT_FILLED)
        if name in self.beside:
            return figure(self.beside[name])
        found = figure_of(self.form, name, self._form_before)
        number = found.number(self.previous if found.last_year else self.sheets) if found else None
        return NOT_FILLED if number is None else figure(number)

    @property
    def _form_before(self) -> Edition | None:
        """The form last year's report was really printed on; where there is none, the one that was due."""
        tables = {id(sheet.table) for sheet in self.previous.values()}
        printed = (each for each in EDITIONS if tables & {id(table) for table in each.tables.values()})
        return next(printed, edition_or_none(self.year - 1))

    @property
    def blank_is_zero(self) -> bool:
        """空白即无: whether the tables never print a 0 and are wholly read, so that a blank is their way to say none."""
        values = [value for sheet in self.sheets.values() for value in sheet.filled.values()]
        return bool(values) and not any(value.number == 0 or value.state is State.UNREAD for value in values)

    def corrected(self, errata: Iterable[Erratum]) -> Content:
        """更正后: the content as it stands after its errata."""
        content = self
        for erratum in errata:
            content = content._after(erratum)
        return content

    def _after(self, erratum: Erratum) -> Content:
        sheets, texts = dict(self.sheets), dict(self.texts)
        for cell in erratum.cells:
            table, row, column = cell.place
            origin = sheets[table].value(row, column).origin
            sheets[table] = sheets[table].put(row, column, Value.of(cell.now, origin))
        for wording in erratum.texts:
            texts[wording.section] = texts.get(wording.section, "").replace(wording.was, wording.now, 1)
        return replace(self, sheets=sheets, texts=texts)

    def changes(self, erratum: Erratum) -> Iterator[Change]:
        """更正之处: each cell and phrase an erratum put right."""
        for cell in erratum.cells:
            table, row, column = cell.place
            lying = self.sheets[table].table
            yield Change(self._where(lying, row, column), cell.was, figure(cell.now))
        titles = {section.key: section.title for section in self.form.sections} if self.form else {}
        for wording in erratum.texts:
            yield Change(
                f"“{titles[wording.section]}”正文",
                filled_in(wording.was, self.said),
                filled_in(wording.now, self.said),
            )

    def _where(self, table: Table, row: str, column: str) -> str:
        """A cell as one would point at it; where several tables stand in a section, with the title of its own."""
        sections = self.form.sections if self.form else ()
        several = any(table in section.tables and len(section.tables) > 1 for section in sections)
        return f"{table.title}{table.describe(row, column)}" if several else table.describe(row, column)

    def typed(self, table: Table) -> Iterator[tuple[Key, Value]]:
        """填报的格: the cells of a table that somebody typed, in the printed order."""
        values = ((cell, self.sheets[table.key].value(*cell)) for cell in table.cells)
        return ((cell, value) for cell, value in values if value.origin is Origin.TYPED)
