"""两半并排: a long table printed as two halves beside each other under a head that is printed twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.reading.script import core
from gongkai.reading.tables.rows import Row, Shape


def unfolded(rows: Sequence[Row], corner: str) -> Sequence[Row]:
    """展开: the left halves, then the right ones, where a ruled head names its corner twice; else the rows as they are."""
    for at, row in enumerate(rows):
        corners = [index for index, piece in enumerate(row.pieces) if core(piece.text) == corner]
        if row.shape is Shape.RULED and len(corners) > 1 and corners[0] == 0:
            middle = corners[1]
            below = rows[at:]
            left = [_part(each, 0, middle) for each in below]
            right = [_part(each, middle, None) for each in below if len(each.pieces) > middle]
            return [*rows[:at], *left, *right]
    return rows


def _part(row: Row, start: int, end: int | None) -> Row:
    pieces = row.pieces[start:end]
    return replace(row, pieces=tuple(piece._replace(at=index) for index, piece in enumerate(pieces)))
