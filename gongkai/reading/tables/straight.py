"""照格直读: a table that stands as its form has it: each row with its own label, in the order of the form, under a head.

Most tables stand so, and nothing about them is in doubt. Where a single row does not, the table is put together from what
is left of it (strips.py, alignment.py), this row and all others.
"""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.law.grammar.tables import Table
from gongkai.reading.tables.alignment import Certainty, Placed
from gongkai.reading.tables.heads import Cells, Head, cells_by_heads
from gongkai.reading.tables.labels import Book
from gongkai.reading.tables.rows import Piece, Row
from gongkai.reading.tables.strips import Strip
from gongkai.reading.tables.windows import slots_in


def read_straight(
    rows: Sequence[Row], table: Table, order: Sequence[str], above: Sequence[Head], book: Book
) -> dict[str, Placed]:
    """照格直读: for each row of the form, its strip; nothing where one is missing, out of its place or not in the form."""
    keys = iter(table.row_lines)
    placed: dict[str, Placed] = {}
    for row, cells in zip(rows, cells_by_heads(rows, above, order), strict=True):
        if cells is None:
            if row.has_number:
                return {}
            continue
        key, label = next(keys, ""), _label(row, cells)
        if not label or key not in book.named(label[-1].text) or not _is_plain(row, label[-1], book):
            return {}
        strip = Strip(row.shape, row.line, slots_in(row, cells), True, label, printed=row.text)
        placed[key] = Placed(strip, Certainty.LABEL)
    return placed if len(placed) == len(table.row_lines) else {}


def _label(row: Row, cells: Cells) -> tuple[Piece, ...]:
    """The words in front of the figures."""
    start = min(cells)
    return tuple([piece for piece in row.words if piece.at < start])


def _is_plain(row: Row, label: Piece, book: Book) -> bool:
    """Whether a row holds a figure a cell, and not the name of a column over cells that are empty."""
    run_together = any(found is not None and found.several for found in row.figures)
    return not run_together and (row.has_number or not book.is_across(label.text))
