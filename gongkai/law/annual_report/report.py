"""年度报告的格式: an edition of the form: its years, its sections, its tables, and where each fact counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from gongkai.law.annual_report.facts import (
    ApplicationFact,
    Movement,
    RegisterFact,
    RemedyFact,
    RemedyScope,
    ReportedPart,
    ReportedRegister,
)
from gongkai.law.disclosure import DisclosureFact
from gongkai.law.grammar.checking import Examination, Sheets, examine
from gongkai.law.grammar.layout import Printed, grid, stack
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.tables import Table
from gongkai.law.response_facts import AnswerFact
from gongkai.law.validity import InstrumentKind, StockMovement

Place: TypeAlias = tuple[str, str, str]
"""格: table, row, column."""

PlaceApplication: TypeAlias = Callable[[ApplicationFact, Movement, str | None], Iterator[Place]]
"""申请计入何处: a fact, what it means for the year, and the row of its outcome (None: closed without a reply)."""

PlaceRemedy: TypeAlias = Callable[[RemedyFact, int, RemedyScope], Iterator[Place]]
"""救济计入何处: a fact, the year of the report, and which cases the authority counts."""

PlaceDisclosure: TypeAlias = Callable[[DisclosureFact], Iterator[Place]]
"""公开计入何处: a group of contents, releases, interpretations or normative documents of the year."""


PlaceAnswer: TypeAlias = Callable[[AnswerFact], Iterator[Place]]
"""回应计入何处: a group of events answered, answers or press conferences of the year."""


def _nowhere(_: object) -> Iterator[Place]:
    """Forms that ask for no number of contents, or of answers."""
    return iter(())


@dataclass(frozen=True)
class Section:
    """部分: a title in its fixed place, the tables under it, and what its text must speak of.

    ``of_governments`` is asked of the reports of governments only (条例第五十条).
    """

    key: str
    title: str
    tables: tuple[Table, ...] = ()
    topics: tuple[str, ...] = ()
    of_governments: tuple[str, ...] = ()

    def printed(self, sheets: Sheets) -> Printed:
        """所印各表: the tables of the section as the form prints them, several as one; nothing where it has none."""
        if len(self.tables) > 1:
            return stack(self.tables, sheets)
        return grid(self.tables[0], sheets.get(self.tables[0].key)) if self.tables else ()


@dataclass(frozen=True, eq=False)
class Edition:
    """格式版本: the form for the reports on ``first`` to ``last`` (None: until it is replaced).

    ``notice`` issued it; ``contents`` is the article that says what a report contains; ``deadline`` the one that says
    when it is due (the day itself: law/authorities.py ``report_due``). ``name`` is the pattern of the title.
    ``counted`` are the cells filled from the authority's own files: where nothing happened, they are 0. ``disclosed`` are
    those filled from its contents, where it keeps them; else they are typed. ``stock`` says in which column of
    第二十条第（一）项 each movement of the register of normative documents counts; ``complaints`` is the cell that counts
    complaints, for a form that has one. ``answered`` are the cells filled from the ledger of events answered, ``conferred`` those
    filled from that of press conferences, each where the authority keeps it; ``interviews`` says in which cells an online
    interview counts, by whether the principal took part; ``registers`` where each part of a register of records counts.
    """

    key: str
    first: int
    last: int | None
    notice: Article
    contents: Article
    deadline: Article
    sections: tuple[Section, ...]
    name: str
    counted: tuple[Place, ...]
    place_application: PlaceApplication
    place_remedy: PlaceRemedy
    stock: Mapping[StockMovement, str] = field(default_factory=dict)
    disclosed: tuple[Place, ...] = ()
    place_disclosure: PlaceDisclosure = _nowhere
    complaints: Place | None = None
    answered: tuple[Place, ...] = ()
    conferred: tuple[Place, ...] = ()
    place_answer: PlaceAnswer = _nowhere
    interviews: Mapping[bool, tuple[Place, ...]] = field(default_factory=dict)
    registers: Mapping[tuple[ReportedRegister, ReportedPart], Place] = field(default_factory=dict)
    trainings: Mapping[bool, Place] = field(default_factory=dict)
    """培训计入: the cell of the classes (False) and that of the person-times (True), for a form that asks for them."""

    def __repr__(self) -> str:
        return f"<Edition {self.key}>"

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """全部统计表: every table of the form by its key, in the printed order."""
        return {table.key: table for section in self.sections for table in section.tables}

    @cached_property
    def from_register(self) -> tuple[Place, ...]:
        """由登记簿统计的格: the cells filled from the register of normative documents, where an authority keeps one."""
        return tuple(
            place for kind in InstrumentKind for movement in self.stock for place in self.place_stock(kind, movement)
        )

    def place_stock(self, kind: InstrumentKind, movement: StockMovement) -> Iterator[Place]:
        """存量计入: the row is the kind, the column the movement's; a form without one does not count it."""
        if movement in self.stock:
            yield "article_20_1", kind.value, self.stock[movement]

    def place_register(self, fact: RegisterFact) -> Iterator[Place]:
        """登记簿计入: one cell; a form without it does not count it."""
        if (place := self.registers.get((fact.register, fact.part))) is not None:
            yield place

    def covers(self, year: int) -> bool:
        """适用: whether the report on this year uses this form."""
        return self.first <= year and (self.last is None or year <= self.last)

    def title(self, authority: str, year: int) -> str:
        """报告名称: the full name of the authority, the year, and the fixed words."""
        return f"{authority}{year}年政府信息公开工作年度报告"

    def titled(self, text: str, year: int) -> bool:
        """名称是否规范: whether a title follows the rule of the form; white space is overlooked."""
        return re.fullmatch(self.name.format(year=year), re.sub(r"\s", "", text)) is not None

    def examine(
        self, sheets: Sheets, previous: Sheets | None = None, *, blank_is_zero: bool = False
    ) -> dict[str, Examination]:
        """核对全部统计表: each sheet examined by itself and against last year's report, whatever its edition."""
        return {key: examine(sheet, previous, blank_is_zero=blank_is_zero) for key, sheet in sheets.items()}
