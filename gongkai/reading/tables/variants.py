"""版式: the ways a table is printed besides the official one, each as a table of its own whose cells are cells of the form.

A table may lie on its side; the strip of remedies may be printed as three rows of five, or down the page, one figure a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.law.grammar.tables import Key, Layout, Line, Table, heading, line

_VALUE = "value"
_LEAST = 3
"""A table of fewer rows or columns is not looked for on its side."""


@dataclass(frozen=True, eq=False)
class Variant:
    """一种版式: the table as it is printed, what is odd about it (empty for the official way), and which cell is which."""

    table: Table
    official: Table
    departure: str = ""

    @cached_property
    def cells(self) -> Mapping[Key, Key]:
        """对应的格: the cell of the form for each cell as printed."""
        if self.table is self.official or self.table.layout is not Layout.LIST:
            turned = self.table is not self.official and self.table.rows is self.official.columns
            return {key: (key[1], key[0]) if turned else key for key in self.table.cells}
        return dict(zip(self.table.cells, self.official.cells, strict=True))


def variants(table: Table) -> tuple[Variant, ...]:
    """各种版式: the official way first."""
    official = Variant(table, table)
    if table.layout is Layout.STRIP:
        return (
            official,
            Variant(replace(table, layout=Layout.MATRIX, extra=()), table, "分行印出"),
            Variant(
                replace(table, rows=_downwards(table.rows, table), columns=_ONE, layout=Layout.LIST), table, "竖排"
            ),
        )
    if min(len(table.row_lines), len(table.column_lines)) < _LEAST or table.layout is not Layout.MATRIX:
        return (official,)
    return official, Variant(replace(table, rows=table.columns, columns=table.rows, extra=()), table, "行列互换")


_ONE = heading("figures", "", line(_VALUE, "数"))


def _downwards(rows: Line, table: Table) -> Line:
    """The paths as headings, each over its results as rows."""
    below = tuple(_downwards(child, table) for child in rows.children)
    return heading(rows.key, rows.label, *(below or _results(rows, table)))


def _results(path: Line, table: Table) -> tuple[Line, ...]:
    return tuple(line(f"{path.key}.{each.key}", each.label, unit=path.unit) for each in table.columns.children)
