"""读出的格: what a report says in each cell of a table, where, and how surely it belongs there.

A cell that could not be read is ``UNREAD`` and never 0. In a row whose figures ran together into one cell, the digits
still visible bound what its unread cells can hold; that bound goes with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gongkai.law.grammar.sheets import Number, Sheet, State, Value
from gongkai.law.grammar.tables import Key, Table
from gongkai.reading.tables.alignment import Certainty

_EXCERPT = 60


class Place(NamedTuple):
    """出处: the line (counted from 1) and what stands there.

    ``at`` is the cell of that line, counted from 0, where the carrier knows cells. How people of that carrier would call
    the line (第3页, 工作表“表三”第7行) is ``Reading.address``.
    """

    line: int
    excerpt: str
    at: int | None = None

    def __str__(self) -> str:
        return f"第{self.line}行“{self.excerpt}”" if self.excerpt else f"第{self.line}行（空行）"


class Cell(NamedTuple):
    """读出的格: its value with its state; its place and certainty where it was found; the most it can hold if unread."""

    row: str
    column: str
    value: Value
    place: Place | None = None
    certainty: Certainty | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Unplaced:
    """未能归位: figures that stand among a table's rows and belong to none of its cells for sure."""

    place: Place
    reason: str


@dataclass(frozen=True, eq=False)
class ReadTable:
    """读出的表: a statutory table with every one of its cells, read or not."""

    table: Table
    cells: Mapping[Key, Cell]

    @cached_property
    def sheet(self) -> Sheet:
        """填好的表: the values alone, as the law checks them."""
        return Sheet(self.table, {key: cell.value for key, cell in self.cells.items()})

    @cached_property
    def blank_is_zero(self) -> bool:
        """空白即无: whether this table never prints a 0, so that its blanks and marks are its way to say none."""
        return not any(cell.value.number == 0 for cell in self.cells.values())

    @property
    def read(self) -> bool:
        """有所读: whether anything but unread cells was found."""
        return any(cell.value.state is not State.UNREAD for cell in self.cells.values())


def number_in(tables: Mapping[str, ReadTable], table: str, key: Key) -> Number | None:
    """表中之数: what a table prints in a cell; None where the table, the cell or a number is not there."""
    found = tables.get(table)
    return found.cells[key].value.number if found and key in found.cells else None


@dataclass(frozen=True)
class Departure:
    """异于格式之处: what the form printed by the report has that the form of its year has not, or the other way round."""

    what: str
    place: Place | None
    table: str = ""


@dataclass(frozen=True)
class Found:
    """读表结果: the tables of a region, what could not be placed in any of them, and where they depart from the form."""

    tables: tuple[ReadTable, ...]
    unplaced: tuple[Unplaced, ...]
    departures: tuple[Departure, ...] = ()


def excerpt(text: str) -> str:
    """摘录: the beginning of a line, its blanks made one."""
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
