"""补齐的竖线: cells one a line, each ended by a bar, where every row was filled up with bars to the width of its table.

Then the bars tell the rows: counted through, each row has as many cells as the table is wide and begins with a label. What
is empty between stays empty. Where no width does that for a whole block, the lines are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.reading.carriers import Line
from gongkai.reading.tables.numerals import figure

_WIDTHS = range(3, 21)
_FEWEST = 12
_MOSTLY = 0.75
_LONGEST = 120


def in_rows(lines: Sequence[Line]) -> list[Line]:
    """成行: the lines with each such row as one line with its cells."""
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        end = _block(lines, at)
        rows = list(_rows(lines[at:end])) if end - at >= _FEWEST else []
        kept += rows or lines[at : max(end, at + 1)]
        at = max(end, at + 1)
    return kept


def _block(lines: Sequence[Line], start: int) -> int:
    """Where the lines end that are cells with their bars: a cell may have its bar on the next line."""
    at = start
    while at < len(lines):
        ended = _is_barred(lines[at])
        carried = at + 1 < len(lines) and not ended and lines[at + 1].plain.strip() == "|" and lines[at].cells is None
        if not ended and not (carried and at > start):
            break
        at += 1
    return at


def _is_barred(line: Line) -> bool:
    text = line.plain.strip()
    return line.cells is None and text.endswith("|") and len(text) <= _LONGEST and not text.strip("|").count("|")


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    cells: list[tuple[str, Line]] = []
    text = ""
    for line in lines:
        *ended, rest = line.plain.strip().replace("\t", " ").split("|")
        cells += ((f"{text}{cell}".strip() if not at else cell.strip(), line) for at, cell in enumerate(ended))
        text = f"{text}{rest}" if not ended else rest
    single = sum(line.plain.count("|") == 1 for line in lines)
    if text or single < _MOSTLY * len(lines) / 2:
        return
    width = next((width for width in _WIDTHS if _is_width(cells, width)), 0)
    for start in range(0, len(cells), width) if width else ():
        row = tuple(cell for cell, _ in cells[start : start + width])
        yield cells[start][1].saying("\t".join(row), row)


def _is_width(cells: Sequence[tuple[str, Line]], width: int) -> bool:
    """Whether each row of so many cells begins with words, or is nothing but figures, and some are filled up."""
    if len(cells) % width or len(cells) < 2 * width:
        return False
    rows = [[cell for cell, _ in cells[start : start + width]] for start in range(0, len(cells), width)]
    filled_up = any(not row[-1] for row in rows)
    return filled_up and all(row[0] and (figure(row[0]) is None or all(map(figure, row))) for row in rows)
