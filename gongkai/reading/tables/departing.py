"""异于格式: what of a printed table is not as the form has it: another year's form, another arrangement, columns and rows of
one's own, rows left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Key, Layout, Table
from gongkai.reading.tables.books import columns_of
from gongkai.reading.tables.cells import Cell, Departure, Place, excerpt
from gongkai.reading.tables.heads import Head
from gongkai.reading.tables.rows import Row
from gongkai.reading.tables.variants import Variant

_MOSTLY = 0.5
_NAMED = 3


def departures_of(
    variant: Variant,
    cells: Mapping[Key, Cell],
    order: Sequence[str],
    form: str,
    above: Sequence[Head],
    rows: Sequence[Row],
    edition: Edition,
) -> Iterator[Departure]:
    """异于格式之处: of one table, as it was read."""
    table = variant.official
    place = next((cell.place for cell in cells.values() if cell.place), None)
    if form:
        yield Departure(_of_form(table, form, edition), place, table.key)
    if variant.departure:
        yield Departure(f"“{table.title}”表{variant.departure}，不是格式规定的样式", place, table.key)
    elif tuple(order) != tuple(table.column_lines) and table.layout is not Layout.STRIP:
        yield Departure(f"“{table.title}”表各列的次序与格式不同", place, table.key)
    if not variant.departure and table.layout is Layout.MATRIX:
        yield from _added_columns(table, rows, above, place)
        yield from _missing_rows(table, cells, place)


def _of_form(table: Table, form: str, edition: Edition) -> str:
    if table.key not in edition.tables:
        return f"有“{table.title}”表，{edition.key}年格式没有这张表，为{form}年格式所有"
    return f"“{table.title}”表为{form}年格式，报告其余各表为{edition.key}年格式"


def _added_columns(
    table: Table, rows: Sequence[Row], heads: Sequence[Head], place: Place | None
) -> Iterator[Departure]:
    """Columns between or behind those of the form, by the head next above the table's figures."""
    columns = columns_of(table)
    above = [head for head in heads if place is not None and rows[head.last].line < place.line]
    for head in above[-1:]:
        row = rows[head.last]
        first = min(min(cells) for cells in head.cells.values())
        own = {at for cells in head.cells.values() for at in cells}
        for piece in row.pieces[first:]:
            if piece.at not in own and piece.text and columns.key(piece.text) is None:
                yield Departure(
                    f"“{table.title}”表加了“{piece.text}”一列", Place(row.line, excerpt(row.text), piece.at), table.key
                )


def _missing_rows(table: Table, cells: Mapping[Key, Cell], place: Place | None) -> Iterator[Departure]:
    """Rows whose label is nowhere, in a table that is read for the most part."""
    unread = {row for (row, _), cell in cells.items() if cell.value.state is State.UNREAD and cell.place is None}
    if unread and len(unread) < _MOSTLY * len(table.row_lines):
        names = "、".join(f"“{table.row_lines[row].label}”" for row in table.row_lines if row in unread)
        few = len(unread) <= _NAMED
        what = f"“{table.title}”表中未见{names}一行" if few else f"“{table.title}”表中有{len(unread)}行未见行名"
        yield Departure(what, place, table.key)
