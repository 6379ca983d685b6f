"""读出的表样: a table as the official form prints it, filled with what was read; each figure leads to its place in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.law.grammar.layout import PrintedCell, grid, width_of
from gongkai.law.grammar.sheets import State, figure
from gongkai.reading.outputs.marked import Mark, Noted, Weight, gravest
from gongkai.reading.tables.alignment import Certainty
from gongkai.reading.tables.cells import Cell, Place, ReadTable

CellName = tuple[str, str, str]
"""Table, row and column of a cell."""


@dataclass(frozen=True, slots=True)
class FormBox:
    """表样之格: what is printed, how far it spans, and for a figure its state, place, certainty and marks."""

    printed: PrintedCell
    text: str
    cell: Cell | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def look(self) -> str:
        """最重的标记: level and weight, as classes of the page."""
        return gravest(self.marks)

    @property
    def state(self) -> str:
        """格的状态: its key; empty for a label."""
        return str(self.cell.value.state) if self.cell else ""

    @property
    def place(self) -> Place | None:
        """出处: where it was read."""
        return self.cell.place if self.cell else None

    @property
    def doubtful(self) -> bool:
        """存疑: whether it was placed by something less than its label."""
        return self.cell is not None and self.cell.certainty in (Certainty.LIKENESS, Certainty.ORDER)


@dataclass(frozen=True, slots=True)
class Form:
    """读出的表样: title, key, and the boxes row by row."""

    title: str
    key: str
    rows: tuple[tuple[FormBox, ...], ...]
    width: int
    unread: int


def forms(tables: Mapping[str, ReadTable], notes: Sequence[Noted]) -> Iterator[Form]:
    """读出的各表: those of which anything was read, with the marks of the findings that rest on their cells."""
    marks = _marks(notes)
    for table in tables.values():
        if table.read:
            printed = grid(table.table, table.sheet)
            boxes = (_box(each, table, marks) for each in printed)
            rows = tuple(tuple(row) for _, row in groupby(boxes, key=lambda box: box.printed.row))
            unread = sum(cell.value.state is State.UNREAD for cell in table.cells.values())
            yield Form(table.table.title, table.table.key, rows, width_of(printed), unread)


def _marks(notes: Sequence[Noted]) -> Mapping[CellName, list[Mark]]:
    found: dict[CellName, list[Mark]] = defaultdict(list)
    for note in notes:
        finding = note.finding
        for cell in dict.fromkeys(finding.cells):
            here = finding.place is not None and cell.place == finding.place
            weight = Weight.PLACE if here else Weight.NOTHING if cell.number == 0 else Weight.PART
            found[cell.table, cell.row, cell.column].append(Mark(note.number, finding.level, weight))
    return found


def _box(printed: PrintedCell, table: ReadTable, marks: Mapping[CellName, list[Mark]]) -> FormBox:
    if printed.key is None:
        return FormBox(printed, printed.text)
    cell = table.cells[printed.key]
    own = tuple(marks.get((table.table.key, *printed.key), ()))
    return FormBox(printed, _shown(cell), cell, own)


def _shown(cell: Cell) -> str:
    value = cell.value
    if value.state is State.UNREAD:
        return "未读出" if cell.at_most is None else f"未读出（至多{cell.at_most}）"
    return value.text if value.number is None else figure(value.number)
