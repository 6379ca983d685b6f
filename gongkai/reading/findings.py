"""查出的问题: what ``check`` says about a report: which rule, which cells with what in them and where, and the arithmetic.

Red is only what holds whatever the unread and blank cells may be; what rests on an assumption is yellow and says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.checking import Defect, Fault, Range, defects, examine
from gongkai.law.grammar.checking import Finding as Broken
from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Key, Level, Relation
from gongkai.law.grammar.words import Word
from gongkai.reading.cells import Cell, Place, ReadTable

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """所见之格: a cell or a stated figure a finding rests on: how it is called, what stands there, where."""

    table: str
    row: str
    column: str
    label: str
    number: Number | None
    state: State
    text: str
    place: Place | None

    def __str__(self) -> str:
        if self.number is not None:
            return f"{self.label} {show(self.number)}"
        return f"{self.label}（{self.text or self.state.label}）"


class Sureness(Word):
    """把握: what a finding rests on."""

    PROVEN = "proven", "文中自证"
    PLACED = "placed", "所据的格按相近行名或次序归位"
    ASSUMED = "assumed", "据推断"


@dataclass(frozen=True)
class Finding:
    """问题: level, rule, where it is broken, both sides and their difference, the cells, and the whole in words.

    ``left`` and ``right`` are None where nothing is reckoned. ``culprit`` names the likely slip, if one can be told;
    ``mend`` says how to put it right. ``code`` is the check's own name (rulebook.py), empty for a balance of the form.
    """

    level: Level
    rule: str
    table: str
    left: Number | None
    right: Number | None
    cells: tuple[Seen, ...]
    explanation: str
    place: Place | None
    basis: str = ""
    culprit: str = ""
    mend: str = ""
    code: str = ""
    sureness: Sureness = Sureness.PROVEN

    @property
    def difference(self) -> Number | None:
        """差额: left less right."""
        return None if self.left is None or self.right is None else self.left - self.right


def show(number: Number) -> str:
    """写数: a number in plain figures."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def gap(one: Number, other: Number) -> str:
    """差额: how far two numbers are apart, in figures."""
    return show(max(one - other, other - one))


def seen(table: ReadTable, key: Key) -> Seen:
    """所见: a cell as a finding names it."""
    cell = table.cells[key]
    value = cell.value
    text = value.text if value.number is None else ""
    return Seen(table.table.key, *key, table.table.describe(*key), value.number, value.state, text, cell.place)


def of_table(table: ReadTable) -> Iterator[Finding]:
    """一表的问题: its broken balances, then the cells that hold no proper number."""
    bounds = {key: Range(0, cell.at_most) for key, cell in table.cells.items() if cell.at_most is not None}
    result = examine(table.sheet, blank_is_zero=table.blank_is_zero, bounds=bounds)
    yield from (_broken(table, each) for each in result.findings)
    yield from _improper(table, defects(table.sheet))


def _broken(table: ReadTable, found: Broken) -> Finding:
    cells = tuple(seen(table, (reading.operand.row, reading.operand.column)) for reading in found.readings)
    right = [cell for cell, reading in zip(cells, found.readings, strict=True) if reading.operand.sign < 0]
    return Finding(
        level=found.level,
        rule=str(found.balance),
        table=table.table.key,
        left=found.left,
        right=found.right,
        cells=cells,
        explanation=_arithmetic(table, found, cells),
        place=next((cell.place for cell in (*right, *cells) if cell.place), None),
        basis=found.balance.basis.short,
        culprit=str(found.suspect) if found.suspect else "",
    )


def _arithmetic(table: ReadTable, found: Broken, cells: tuple[Seen, ...]) -> str:
    """The balance reckoned out: 甲 79＋乙 1＝80，应等于总计 81，相差1."""
    names = _Names(table, cells)
    left, right = (
        names.side([cell for cell, reading in zip(cells, found.readings, strict=True) if reading.operand.sign == sign])
        for sign in (1, -1)
    )
    least = "" if found.exact else "至少"
    wanted = "应等于" if found.balance.relation is Relation.EQUAL else "不应超过"
    text = f"{left.said(found.left)}，{wanted}{right.said(found.right)}"
    return f"{text}，{least}相差{gap(found.left, found.right)}" + "".join(_assumptions(table, found))


@dataclass(frozen=True)
class _Side:
    """One side of a balance in words: what is not 0, and how many cells that is out of how many."""

    words: str
    named: int
    cells: int
    single: bool = False

    def said(self, number: Number) -> str:
        """The side with what it comes to, unless a single figure says so already."""
        rest = "（其余各格为0）" if 0 < self.named < self.cells else ""
        return self.words if self.single else f"{self.words}{rest}＝{show(number)}"


class _Names:
    """How the cells of one balance are called: by their rows; by their columns where the rows do not differ."""

    def __init__(self, table: ReadTable, cells: tuple[Seen, ...]) -> None:
        self.table = table
        self.by_row = len({cell.row for cell in cells}) > 1
        self.by_column = len({cell.column for cell in cells}) > 1

    def side(self, cells: list[Seen]) -> _Side:
        telling = [cell for cell in cells if cell.number != 0]
        shown = "＋".join(map(self._named, telling[:_SHOWN])) + ("＋…" if len(telling) > _SHOWN else "")
        if not telling:
            return _Side(self._label(cells[0]) if len(cells) == 1 else f"各项（{len(cells)}格）", 0, len(cells))
        figure = len(telling) == 1 == len(cells) and telling[0].number is not None
        return _Side(shown, 0 if figure else len(telling), len(cells), figure)

    def _named(self, cell: Seen) -> str:
        if cell.number is not None:
            return f"{self._label(cell)} {show(cell.number)}"
        most = self.table.cells[cell.row, cell.column].at_most
        bound = "" if most is None else f"，至多{most}"
        return f"{self._label(cell)}（{cell.text or cell.state.label}{bound}）"

    def _label(self, cell: Seen) -> str:
        row = unbracketed_label(self.table.table.path(cell.row)[-1])
        column = unbracketed_label(self.table.table.column_path(cell.column)[-1])
        if self.by_row and self.by_column:
            return f"{row}·{column}"
        return column if self.by_column else row


def unbracketed_label(label: str) -> str:
    """短名: a label of the form without the note in brackets after it."""
    return re.sub(r"(?<=\w)（[^（）]*）?$", "", label)


def _assumptions(table: ReadTable, found: Broken) -> Iterator[str]:
    """What the reckoning rests on besides the figures read."""
    cells = [table.cells[reading.operand.row, reading.operand.column] for reading in found.readings]
    spilled = [cell for cell in cells if cell.at_most is not None]
    if spilled:
        yield f"。未读出的格以所在行可见的数字为限（{spilled[0].place}，最大为{spilled[0].at_most}）"
    if found.jointly:
        yield "。未读出的格无论为何数，本关系与各行的合计不能同时成立"
    if table.blank_is_zero and any(cell.value.number is None for cell in cells):
        yield "。本表从不写0，空格按0计"


_IMPROPER = {
    Fault.BLANK: (Level.YELLOW, "数据格不得空白，没有的填0", "空白"),
    Fault.MARK: (Level.YELLOW, "数据格应填数，不得以符号代替", "以符号代替数"),
    Fault.NEGATIVE: (Level.RED, "数量不得为负数", "为负数"),
    Fault.FRACTION: (Level.RED, "件数应为整数", "不是整数"),
}


def _improper(table: ReadTable, found: Iterable[Defect]) -> Iterator[Finding]:
    """One finding for each fault, naming all its cells: a table left blank is one fault and not a hundred."""
    by_fault: dict[Fault, list[Seen]] = {}
    for defect in found:
        by_fault.setdefault(defect.fault, []).append(seen(table, (defect.row, defect.column)))
    for fault, cells in by_fault.items():
        level, rule, what = _IMPROPER[fault]
        names = "、".join(cell.label for cell in cells[:3]) + (f"等{len(cells)}格" if len(cells) > 3 else "")
        yield Finding(
            level=level,
            rule=rule,
            table=table.table.key,
            left=None,
            right=None,
            cells=tuple(cells),
            explanation=f"{table.table.title}：{names}{what}",
            place=cells[0].place,
            basis=table.table.basis.short,
        )


def unread(tables: Mapping[str, ReadTable]) -> list[Cell]:
    """未读出的格: of all tables."""
    return [cell for table in tables.values() for cell in table.cells.values() if cell.value.state is State.UNREAD]
