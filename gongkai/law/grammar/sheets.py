"""填好的表: a table filled in, right or wrong; each number with its origin; sheets add and are completed.

    sheet = Sheet.of(table, {("new", "person"): 3, …}, Origin.TYPED)
    sheet["new", "person"]              3, or None: an empty cell is None, not 0
    sheet.value("new", "person")        the number with its state, origin, source and reason
    sheet.put("new", "person", Value.typed(4, source="台账", reason="漏登1件"))
    total(sheet)                        every sum filled in
    sum(sheets, Sheet(table))           the roll-up of several authorities

Four states are kept apart: a number, a blank the authority left, a mark it printed (无), and what we could not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import add
from types import MappingProxyType
from typing import TypeAlias

from gongkai.law.grammar.tables import Key, Table
from gongkai.law.grammar.words import Word

Number: TypeAlias = int | Decimal
"""数: whole, or an exact decimal where the line takes 万元. Never a float."""


def figure(number: Number) -> str:
    """数字: a number in plain figures, without exponent."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


class State(Word):
    """格的状态: what stands in a cell."""

    NUMBER = "number", "数"
    BLANK = "blank", "空白"
    MARK = "mark", "以符号代替数"
    UNREAD = "unread", "未能读出"


class Origin(Word):
    """数的来源: how a number came into its cell."""

    COUNTED = "counted", "系统统计"
    TYPED = "typed", "手工填报"
    IMPORTED = "imported", "导入"
    TOTALLED = "totalled", "合计"
    ROLLED_UP = "rolled_up", "汇总"


@dataclass(frozen=True, slots=True)
class Value:
    """格中之值: a number or why there is none; its origin; source and reason where somebody typed it.

    ``text`` is what a report prints, where that is not simply the number (无, 3852万元).
    """

    number: Number | None = None
    state: State = State.BLANK
    origin: Origin | None = None
    source: str = ""
    reason: str = ""
    text: str = ""

    @classmethod
    def of(cls, number: Number | None, origin: Origin | None = None) -> Value:
        """数值: a number, or a blank for None."""
        return BLANK if number is None else cls(number, State.NUMBER, origin)

    @classmethod
    def typed(cls, number: Number, *, source: str, reason: str = "") -> Value:
        """填报: a number typed by an official, with where it is from and why it was needed."""
        return cls(number, State.NUMBER, Origin.TYPED, source, reason)

    @classmethod
    def mark(cls, text: str) -> Value:
        """符号: a mark such as ／, — or 无 where a number belongs."""
        return cls(state=State.MARK, text=text)

    def __add__(self, other: Value) -> Value:
        """相加: unread swallows all, blanks and marks add nothing."""
        if State.UNREAD in (self.state, other.state):
            return UNREAD
        if self.number is None or other.number is None:
            return next((each for each in (self, other) if each.number is not None), BLANK)
        return Value(self.number + other.number, State.NUMBER, Origin.ROLLED_UP)

    def __str__(self) -> str:
        return self.text if self.number is None else figure(self.number)


BLANK = Value()
UNREAD = Value(state=State.UNREAD)


class Sheet(Mapping[Key, Number | None]):
    """填好的表: an immutable mapping from each cell of its table to a number or None."""

    __slots__ = ("_values", "table")

    def __init__(self, table: Table, values: Mapping[Key, Value] = MappingProxyType({})) -> None:
        if not values.keys() <= table.keys:
            unknown = [key for key in values if key not in table]
            raise ValueError(f"表“{table.title}”中没有这些格：{unknown}")
        self.table = table
        self._values = {key: value for key, value in values.items() if value.number is not None or value != BLANK}

    @classmethod
    def of(cls, table: Table, numbers: Mapping[Key, Number | None], origin: Origin | None = None) -> Sheet:
        """以数填表: a sheet of plain numbers of one origin."""
        return cls(table, {key: Value.of(number, origin) for key, number in numbers.items()})

    def __getitem__(self, key: Key) -> Number | None:
        if key not in self.table:
            raise KeyError(key)
        return self._values.get(key, BLANK).number

    def __iter__(self) -> Iterator[Key]:
        return iter(self.table.cells)

    def __len__(self) -> int:
        return len(self.table.cells)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sheet):
            return NotImplemented
        return self.table is other.table and self._values == other._values

    def __hash__(self) -> int:
        return hash((self.table, frozenset(self._values.items())))

    def __repr__(self) -> str:
        return f"<Sheet {self.table.key}: {len(self._values)} of {len(self)} cells>"

    def value(self, row: str, column: str) -> Value:
        """值: what stands in the cell, with its state and origin."""
        return self._values.get((row, column), BLANK)

    @property
    def filled(self) -> Mapping[Key, Value]:
        """已填的格: every cell that is not blank."""
        return MappingProxyType(self._values)

    def put(self, row: str, column: str, value: Value) -> Sheet:
        """填一格: the sheet with one cell changed."""
        return Sheet(self.table, {**self._values, (row, column): value})

    def put_all(self, values: Mapping[Key, Value]) -> Sheet:
        """填多格: the sheet with several cells changed."""
        return Sheet(self.table, {**self._values, **values})

    def __add__(self, other: Sheet) -> Sheet:
        """汇总: cell by cell; only sheets of the same table add."""
        if other.table is not self.table:
            raise ValueError(f"“{self.table.title}”与“{other.table.title}”不是同一张表，不能相加")
        keys = self._values.keys() | other._values.keys()
        return Sheet(self.table, {key: self.value(*key) + other.value(*key) for key in keys})


def total(sheet: Sheet, *, blank_is_zero: bool = False) -> Sheet:
    """合计: the sheet with every sum filled in, whatever stood there.

    A sum with an empty addend is left as it is, unless the caller declares that blank means none; a sum all of whose
    addends are blank stays blank even then. A sum over an unread cell is unread.
    """
    table, values = sheet.table, dict(sheet.filled)

    def complete(key: Key) -> Value:
        parts = [complete(addend) for addend in table.addends.get(key, ())]
        if parts and (blank_is_zero or not any(part.state in (State.BLANK, State.MARK) for part in parts)):
            added = reduce(add, parts)
            values[key] = added if added.number is None else replace(added, origin=Origin.TOTALLED)
        return values.get(key, BLANK)

    for key in table.addends:
        complete(key)
    return Sheet(table, values)
