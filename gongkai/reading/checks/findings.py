"""查出的问题: what ``check`` says about a report: which rule, which cells with what in them and where, and the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Key, Level
from gongkai.law.grammar.words import Word
from gongkai.reading.tables.cells import Cell, Place, ReadTable


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


def unread(tables: Mapping[str, ReadTable]) -> list[Cell]:
    """未读出的格: of all tables."""
    return [cell for table in tables.values() for cell in table.cells.values() if cell.value.state is State.UNREAD]
