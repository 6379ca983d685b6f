"""数窗: which cells of a ruled or stacked row hold its figures.

Where the head above stands over the cells of the row, it says so. Else labels of different depth, cells merged from above
and padding behind shift the figures about. They stand in neighbouring cells behind the label; where that leaves a choice,
the table's sums, the end of the head above and the padding of the page decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from gongkai.reading.tables.heads import Cells, Head, cells_by_heads
from gongkai.reading.tables.numerals import Figure
from gongkai.reading.tables.rows import Piece, Row, Shape

_NEARLY_ALL = 0.75
_WIDEST = 300
"""A row of more cells, however few are filled, is none of a form."""


class Slot(NamedTuple):
    """数位: a figure with the piece it was read from."""

    figure: Figure
    piece: Piece


Proof: TypeAlias = Callable[[Sequence[Slot]], bool]
"""证明: whether the figures of one printed row add up as the table says, and not merely to nothing."""


def slots_in(row: Row, cells: Cells | range) -> tuple[Slot, ...]:
    """窗中之数: the figures of these cells."""
    pieces, figures = row.pieces, row.figures
    return tuple([Slot(found, pieces[at]) for at in cells if (found := figures[at]) is not None])


def windows(
    rows: Sequence[Row], keys: Sequence[str], proof: Proof, heads: Sequence[Head] = (), *, named: bool
) -> dict[int, Cells]:
    """数窗: for each ruled or stacked row, the cells its figures stand in, column by column as ``keys`` has them.

    ``named`` if rows of the table have labels. Without a head to tell: where several windows would do, the only one in
    which the figures add up; else the one that ends where the head above it ends; else the last one before the padding;
    else the first. Head and padding are those of the page, that is of a run of lines without a gap.
    """
    found = {at: cells for at, cells in enumerate(cells_by_heads(rows, heads, keys)) if cells} if heads else {}
    for at, window in _by_figures(rows, len(keys), proof, found, named=named).items():
        found[at] = tuple(window)
    return found


def _by_figures(
    rows: Sequence[Row], width: int, proof: Proof, known: Container[int], *, named: bool
) -> dict[int, range]:
    """The windows of the rows that are not ``known`` from their head."""
    windows: dict[int, range] = {}
    starts = {
        at: found
        for at, row in enumerate(rows)
        if (row.shape is Shape.STACKED or (row.shape is Shape.RULED and at not in known))
        and (found := _starts(row, width))
    }
    usual = _usual_size(rows, starts)
    for page in _pages(rows) if starts else ():
        padding = min(_empty_end(rows[at]) for at in page)
        ends: dict[int, int] = {}
        tight: bool | None = None
        for at in page:
            size = len(rows[at].pieces)
            if _is_head(rows[at]):
                ends[size] = rows[at].last_word + 1
            if at in known or at not in starts:
                continue
            found = starts[at]
            if usual not in (0, size) and rows[at].shape is Shape.STACKED:
                # 格数与其余各行不同，就是丢了格；左起第一格若空着，便不知是哪一格。
                found = [
                    start for start in found[:1] if all(rows[at].pieces[start + each].text for each in range(width))
                ]
            if len(found) > 1:
                proven = [start for start in found if proof(slots_in(rows[at], range(start, start + width)))]
                # 没有行名又不能以合计证明的行，起讫不明。
                found = proven if len(proven) == 1 else (found if rows[at].words or not named else [])
            if len(found) > 1 and tight is None:
                tight = _stand_right_behind(rows, page, width, proof)
            behind = found[:1] if tight else []
            wanted = [ends.get(size, 0) - width, *behind, size - padding - width, *found]
            if found:
                start = next(start for start in wanted if start in found)
                windows[at] = range(start, start + width)
    return windows


def _stand_right_behind(rows: Sequence[Row], page: Sequence[int], width: int, proof: Proof) -> bool:
    """Whether all rows of a page that add up in one window only have it right behind their labels, and there are several."""
    seen = []
    for at in page:
        starts = _starts(rows[at], width) if rows[at].words else []
        proven = [start for start in starts if proof(slots_in(rows[at], range(start, start + width)))]
        if len(starts) > 1 and len(proven) == 1:
            seen.append(proven[0] == starts[0])
    return len(seen) > 1 and all(seen)


def _usual_size(rows: Sequence[Row], starts: Mapping[int, Sequence[int]]) -> int:
    """How many cells the stacked rows with figures have, if nearly all have as many, as where merged cells stay as empty
    ones; else 0.
    """
    sizes = Counter(
        len(row.pieces) for at, row in enumerate(rows) if row.shape is Shape.STACKED and row.words and at in starts
    )
    usual = max(sizes, key=lambda size: sizes[size], default=0)
    return usual if sizes[usual] >= _NEARLY_ALL * sizes.total() else 0


def _pages(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Runs of rows with cells that stand line below line; a stacked row is a page of its own."""
    page: list[int] = []
    for at, row in enumerate(rows):
        if page and (row.shape is not Shape.RULED or row.line > rows[page[-1]].line + 1):
            yield page
            page = []
        if row.shape is not Shape.LOOSE:
            page.append(at)
        if row.shape is Shape.STACKED:
            yield page
            page = []
    if page:
        yield page


def _empty_end(row: Row) -> int:
    return next((empty for empty, piece in enumerate(reversed(row.pieces)) if piece.text), len(row.pieces))


def _is_head(row: Row) -> bool:
    """Whether a row may be the head of a table: several words and no figures."""
    return len(row.words) > 1 and not row.figures_at


def _starts(row: Row, width: int) -> list[int]:
    """Where a window may begin: behind the label, over cells without words, taking in every figure."""
    if not width <= len(row.pieces) <= _WIDEST or row.units > 1:
        return []
    figures, words = row.figures_at, row.no_figures_at
    label_end = max((at for at in words if not figures or at < figures[0]), default=-1)
    first, last = label_end + 1, len(row.pieces) - width
    if figures:
        first, last = max(first, figures[-1] - width + 1), min(last, figures[0])
    return [start for start in range(first, last + 1) if not any(start <= at < start + width for at in words)]
