"""表头: which cell of a ruled row belongs to which column, as the heads above it say; and in what order columns stand.

Where rows keep every cell of the grid, head and figures stand under one another, and the head alone decides: columns of
one's own (序号, 单位, 备注), other orders and values repeated over merged cells are no trouble. Elsewhere only the order of
the names is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.grammar.tables import Line, Table
from gongkai.reading.lasting import lasting
from gongkai.reading.script import plain, solid, unbracketed
from gongkai.reading.tables.rows import Row, Shape

_NEIGHBOURS = 3
_REMEMBERED = 4096
_UNIT_HEADS = frozenset({"单位", "计量单位"})
_UNIT_STATED = re.compile(r"\((?:单位|计量单位)?[::]?(?P<unit>亿元|万元|千元|元)\)")
Cells = tuple[int, ...]
"""格位: for each column of the table, in the official order, the cell of the row it stands in."""


@dataclass(frozen=True)
class Head:
    """表头: the row it ends in, how many cells its rows have, and the cells over which each column's name stands.

    ``others`` are the cells over which something else is named (备注); none of them is a unit's. ``counted``: a number
    stands in front of its own row.
    """

    last: int
    size: int
    cells: Mapping[str, tuple[int, ...]]
    others: frozenset[int] = frozenset()
    counted: bool = False

    @lasting
    def spanned(self) -> frozenset[int]:
        """所及之格: the cells over which anything is named."""
        return self.others.union(*self.cells.values())


class Columns:
    """列名册: the names of a table's columns and of the headings over them."""

    def __init__(self, table: Table, wordings: Mapping[str, Iterable[str]]) -> None:
        self.table = table
        self.keys = tuple(table.column_lines)
        self._names: dict[str, str] = {}
        for each in table.columns.walk():
            for label in (each.label, *wordings.get(each.key, ())):
                self._names.setdefault(_bare(label), each.key)
                self._names.setdefault(solid(plain(label)), each.key)
        self._names.setdefault(solid(plain(table.corner)), table.columns.key)
        self._names.pop("", None)
        self._seen: dict[str, str | None] = {}

    def key(self, text: str) -> str | None:
        """列: the column or heading a text names, whole and without numbering."""
        if text not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[text] = self._names.get(solid(text)) or self._names.get(_bare(text))
        return self._seen[text]

    def column(self, text: str) -> str | None:
        """数据列: as ``key``, but only for columns that hold figures."""
        key = self.key(text)
        return key if key in self.table.column_lines else None

    def units(self, rows: Sequence[Row]) -> dict[str, str]:
        """所标单位: the unit of money the head states for a column, where it is not the form's (单位:元)."""
        return {
            key: unit["unit"]
            for row in rows
            for piece in row.words
            if "元" in piece.text and (unit := _UNIT_STATED.search(piece.text)) and (key := self.column(piece.text))
        }

    def head_rows(self, rows: Sequence[Row]) -> frozenset[int]:
        """表头行: the rows of nothing but names of columns: two on a row, or three on neighbouring rows of one each."""
        found: set[int] = set()
        run: list[int] = []
        names: set[str] = set()
        for at, row in enumerate([*rows, None]):
            named = [self.key(piece.text) for piece in row.words] if row and not row.has_number else []
            if named and None not in named:
                run.append(at)
                names |= {name for name in named if name}
                if len(named) > 1:
                    found.add(at)
                continue
            if len(names & set(self.keys)) >= min(_NEIGHBOURS, len(self.keys)):
                found |= set(run)
            run, names = [], set()
        return frozenset(found)


def _bare(label: str) -> str:
    """A name without its note in brackets: 本年(度)制发件数, 本年收费金额(单位:万元)."""
    return solid(unbracketed(plain(label)).replace("(度)", "度"))


def heads(rows: Sequence[Row], columns: Columns) -> list[Head]:
    """全部表头: every head in which each column of the table is named, over one or several rows of as many cells."""
    found: list[Head] = []
    open_cells: dict[int, str] = {}
    size = 0
    for at, row in enumerate(rows):
        names = _names_in(row, columns) if row.shape is not Shape.LOOSE else {}
        if not names or len(row.pieces) != size:
            open_cells, size = {}, len(row.pieces)
        open_cells |= names
        if names and set(open_cells.values()) == set(columns.keys):
            cells = {key: tuple(i for i, name in sorted(open_cells.items()) if name == key) for key in columns.keys}
            if all(map(_together, cells.values())):
                others = frozenset(
                    i for i, piece in enumerate(row.pieces) if piece.text and piece.text not in _UNIT_HEADS
                )
                found.append(Head(at, size, cells, others - open_cells.keys(), _is_counted(row)))
    return found


def _names_in(row: Row, columns: Columns) -> dict[int, str]:
    """The columns a row of words names, by the cell; nothing for a row with a figure in it."""
    if row.has_number:
        return {}
    return {at: key for at, piece in enumerate(row.pieces) if piece.text and (key := columns.column(piece.text))}


def _is_counted(row: Row) -> bool:
    return bool(row.figures) and row.figures[0] is not None and row.figures[0].number is not None


def _together(cells: Sequence[int]) -> bool:
    return bool(cells) and cells[-1] - cells[0] == len(cells) - 1


def cells_under(row: Row, head: Head, keys: Sequence[str]) -> Cells | None:
    """所在格: the cell of each column in this row; None where the row is not ruled as the head is, or a name is in the way.

    A value repeated over merged cells counts once; where the cells under one name differ, nothing is certain.
    """
    if head.counted and not _is_counted(row):
        return None
    if len(row.pieces) < head.size and any(cells[-1] >= len(row.pieces) for cells in head.cells.values()):
        return None
    if len(row.pieces) > head.size and any(piece.text for piece in row.pieces[head.size :]):
        return None
    if _has_lost_a_cell(row, head):
        return None
    chosen: list[int] = []
    for key in keys:
        at = _the_one(row, head.cells[key])
        if at is None:
            return None
        chosen.append(at)
    return tuple(chosen)


def cells_by_heads(rows: Sequence[Row], heads: Iterable[Head], keys: Sequence[str]) -> Iterator[Cells | None]:
    """各行所在格: for each row, the cell of each column as the head next above it says; None where it says nothing."""
    ends = {head.last: head for head in heads}
    head: Head | None = None
    for at, row in enumerate(rows):
        yield cells_under(row, head, keys) if head is not None and row.shape is not Shape.LOOSE else None
        head = ends.get(at, head)


def _has_lost_a_cell(row: Row, head: Head) -> bool:
    """Whether a number stands behind the label where the head has no column for numbers."""
    start, spanned = row.first_word, head.spanned
    return any(at >= start and at not in spanned for at in row.numbers_at)


def _the_one(row: Row, cells: Sequence[int]) -> int | None:
    if len(cells) == 1:
        return None if row.figures[cells[0]] is None else cells[0]
    if any(row.figures[at] is None for at in cells):
        return None
    filled = [at for at in cells if row.pieces[at].text]
    if len({row.pieces[at].text for at in filled}) > 1:
        return None
    return (filled or cells)[0]


def named_order(rows: Sequence[Row], columns: Columns) -> tuple[str, ...]:
    """所印列序: the columns in the order in which the head names them, level by level; empty where one is not named once."""
    seen: list[str] = []
    for row in rows:
        names = [key for piece in row.words if (key := columns.key(piece.text))]
        if seen and not names and row.has_number:
            break
        seen += [name for name in names if name not in seen]
    order = tuple(_leaves(columns.table.columns, seen))
    return order if sorted(order) == sorted(columns.keys) else ()


def _leaves(line: Line, seen: Sequence[str]) -> Iterator[str]:
    """The columns under a heading as they were seen, those under a heading among them in its place."""
    places = {key: at for at, key in enumerate(seen)}
    for child in sorted(line.children, key=lambda each: _first(each, places)):
        if child.children and not child.numbered:
            yield from _leaves(child, seen)
        elif child.key in places:
            yield child.key


def _first(line: Line, places: Mapping[str, int]) -> int:
    """Where a heading or a column was first seen; a heading that was not, where the first of its columns was."""
    if line.key in places:
        return places[line.key]
    return min((_first(child, places) for child in line.children), default=len(places))
