"""数条: a row of the form as it survives in a text: some words, and as many figures as the table has columns.

Rows whose cells are known (ruled, stacked) give their figures with their blanks (windows.py). In loose rows only what is
printed counts: figures may stand on the line of the label, or one a line below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.law.grammar.sheets import State
from gongkai.reading.tables.heads import Cells, Columns, Head
from gongkai.reading.tables.rows import Piece, Row, Shape
from gongkai.reading.tables.windows import Proof, Slot, slots_in, windows

_REACH = 6
"""How many rows of words above a strip may belong to its label."""

_DEEPEST = 10
"""How many rows below a strip may belong to its label, in the narrowest columns."""

_PROSE = 60
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十]{1,2}[)、]|\d{1,2}[.、]")


def is_numbered(text: str) -> bool:
    """有序号: whether a text begins with a number of its own, and so is no end of a label begun above."""
    return _NUMBERED.match(text) is not None


@dataclass
class Strip:
    """数条: figures, the words on their row, and the rows of words before and after them.

    ``complete`` strips have as many figures as asked for; the others are kept to say what was seen and where.
    """

    shape: Shape
    line: int
    slots: tuple[Slot, ...]
    complete: bool
    own: tuple[Piece, ...] = ()
    before: list[tuple[Piece, ...]] = field(default_factory=list)
    after: list[tuple[Piece, ...]] = field(default_factory=list)
    spilled: tuple[int, ...] = ()
    """并格之数: the numbers run together in one cell of this row."""
    joined: tuple[int, ...] = ()
    """并入的行: lines whose figures were parts of numbers of this strip."""
    printed: str = ""
    """印出的行: the whole row, where its cells are known."""
    other_cut: bool = False
    """另有切法: whether other figures of the same run would add up as well."""
    certain: bool = True
    """起讫分明: False where figures one a line run on past the strip, so that nothing but their sum can prove it."""

    @property
    def lines(self) -> set[int]:
        """所占的行: every line this strip took figures from."""
        return {slot.piece.line for slot in self.slots} | set(self.joined)

    @property
    def numbers(self) -> bool:
        """有数: whether any figure is a number."""
        return any(slot.figure.state is State.NUMBER for slot in self.slots)

    @property
    def text(self) -> str:
        """行文: words and figures as found."""
        pieces = (*self.own, *(slot.piece for slot in self.slots))
        return self.printed or " ".join(piece.text for piece in pieces if piece.text)

    @property
    def heads(self) -> tuple[str, ...]:
        """上方各行: the last words of each row of words above this strip: each may begin a label of its own."""
        return tuple(words[-1].text for words in self.before)

    @property
    def around(self) -> Around:
        """周围文字: the words around the figures."""
        return Around(
            tuple([piece.text for piece in self.own]),
            tuple([tuple([piece.text for piece in words]) for words in self.before]),
            tuple([words[-1].text for words in self.after]),
        )


class Around(NamedTuple):
    """周围文字: the words on the row of a strip, on each row above it, and the last words on each row below it.

    They are the same in every report that is printed alike, whatever its figures are.
    """

    own: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]

    @property
    def nearest(self) -> tuple[str, ...]:
        """最近的文字: the last words on the row, or above it; nothing where there are none."""
        return self.own[-1:] or (self.before[-1][-1:] if self.before else ())

    @property
    def heads(self) -> tuple[str, ...]:
        """上方各行: the last words of each row above."""
        return tuple([words[-1] for words in self.before])

    def names(self, is_label: Callable[[str], object]) -> tuple[str, ...]:
        """可能的行名: every way to put the words on this row and above it together into one label, the nearest first.

        What ``is_label`` says is a whole label above words of this row's own belongs to another row, and ends the search.
        """
        own = self.own[-1] if self.own else ""
        found = ["".join(self.own[-count:]) for count in range(2, min(len(self.own), _REACH) + 1)]
        found.append("".join(self.own))
        last, whole = own, "".join(self.own)
        for words in reversed(self.before[-_REACH:] if not is_numbered(own) else ()):
            if own and (is_label(words[-1]) or is_label("".join(words))):
                break
            last, whole = words[-1] + last, "".join(words) + whole
            found += (last, whole)
        return tuple(dict.fromkeys(name for name in found if name))


def strips(
    rows: Sequence[Row],
    keys: Sequence[str],
    proof: Proof,
    columns: Columns | None,
    above: Sequence[Head],
    *,
    named: bool = True,
) -> list[Strip]:
    """数条: every strip in these rows for a table with these columns, in their order; ``named`` if its rows have labels.

    ``keys`` are the columns as they are printed; ``columns`` know their names, where the head can be looked to; ``above``
    are the heads found.
    """
    places = windows(rows, keys, proof, above, named=named)
    head_rows = columns.head_rows(rows) if columns else frozenset()
    gatherer = _Gatherer(len(keys), proof, named)
    for index, row in enumerate(rows):
        if index in head_rows:
            gatherer.take_head()
        elif row.shape is Shape.LOOSE:
            gatherer.take_loose(row)
        else:
            gatherer.take_ruled(row, places.get(index))
    return gatherer.finish()


class _Gatherer:
    """Goes through the rows and puts strips together; ``waiting`` are rows of words no figures have claimed yet."""

    def __init__(self, width: int, proof: Proof, named: bool) -> None:
        self.width = width
        self.named = named
        self.proof = proof
        self.found: list[Strip] = []
        self.waiting: list[tuple[Shape, tuple[Piece, ...]]] = []
        self.units = 0
        self.open: Strip | None = None
        self.run: list[Strip] = []
        self.title: tuple[Piece, ...] = ()
        self.headed = False

    def take_head(self) -> None:
        """A row that names columns: no label, and no figures run on over it. A single name above it is that of the rows
        below, where they have none of their own.
        """
        self._end_run()
        if self.waiting:
            last = self.waiting[-1][1]
            # 两重表头之间没有数：上方的名不是下面一行的名。
            self.title = last[:1] if len({piece.text for piece in last}) == 1 and not self.headed else ()
            self.waiting.clear()
        self.headed = True

    def take_ruled(self, row: Row, window: Cells | None) -> None:
        """A row with cells: a strip if it has room for one, else words."""
        self._end_run()
        words = row.words
        if window is not None:
            slots, start = slots_in(row, window), min(window)
            label = tuple([piece for piece in words if piece.at < start])
            spilled = tuple([number for found in row.figures if found for number in found.several])
            # 一格一行的文本，没有行名的行是否少了格，只有格数恰好，或者格格有数且合计相符，才能证明。
            whole = bool(words) or row.shape is Shape.RULED or not self.named or len(row.pieces) == self.width
            complete = whole or (all(slot.figure.state is State.NUMBER for slot in slots) and self.proof(slots))
            self._add(Strip(row.shape, row.line, slots, complete, label, spilled=spilled, printed=row.text))
            if label and not any(slot.piece.text for slot in slots):
                self.waiting.append((row.shape, label))
        elif any(found is not None and found.state is not State.BLANK for found in row.figures) and words:
            slots = tuple(
                Slot(found, piece)
                for found, piece in zip(row.figures, row.pieces, strict=True)
                if found is not None and piece.text
            )
            self._add(Strip(row.shape, row.line, slots, False, words))
        elif words:
            self._wait(row)

    def take_loose(self, row: Row) -> None:
        """A line of text: words, figures, or words and figures."""
        start = _tail_start(row)
        slots = tuple(
            [
                Slot(found, piece)
                for found, piece in zip(row.figures, row.pieces, strict=True)
                if found is not None and piece.at >= start
            ]
        )
        if row.words:
            self._end_run()
        if not slots and row.words:
            self._wait(row)
        elif not slots and row.pieces:
            self._take_unit(row.pieces)
        elif slots and not self._extends(slots):
            self._start(row, slots)

    def _extends(self, slots: tuple[Slot, ...]) -> bool:
        """Whether figures standing alone go on the strip that is still short of some."""
        if self.open is None or len(self.open.slots) + len(slots) > self.width:
            return False
        self.open.slots += slots
        self.open.complete = len(self.open.slots) == self.width
        if self.open.complete:
            self.open = None
        return True

    def _start(self, row: Row, slots: tuple[Slot, ...]) -> None:
        strip = Strip(row.shape, row.line, slots, len(slots) == self.width, row.words)
        self._add(strip)
        self.run.append(strip)
        self.open = None if strip.complete else strip

    def _end_run(self) -> None:
        """Figures one a line say where a row ends only if their number comes out even: one figure below one label in a
        table of one column, and no more.
        """
        figures = [slot for strip in self.run for slot in strip.slots]
        if len(figures) % self.width or (self.width == 1 and len(self.run) > 1 and self.named):
            windows = [figures[at : at + self.width] for at in range(len(figures) - self.width + 1)]
            several = sum(map(self.proof, windows)) > len(figures) // self.width
            for strip in self.run:
                strip.certain = len({slot.piece.line for slot in strip.slots}) == 1 and self.width > 1
                strip.other_cut = several
        self.run = []
        self.open = None

    def _take_unit(self, pieces: tuple[Piece, ...]) -> None:
        """A second unit below one label is that of a row whose own label is gone. It may as well end a label (事|项)."""
        self._goes_on(pieces)
        self.units += 1
        if self.units > 1:
            self.waiting.clear()

    def _add(self, strip: Strip) -> None:
        last = self.found[-1] if self.found else None
        stray = last is not None and not last.complete and not last.own and last.shape is Shape.LOOSE
        # 有格可循的行自成一行：上一行若也有格，其行名不是本行的。
        near = [words for shape, words in self.waiting if strip.own or _may_be_of(strip.shape, shape)]
        strip.before = [*last.before, *near] if last is not None and stray else near
        if not (strip.own or strip.before) and self.title:
            strip.before = [self.title]
        self.title, self.headed = (), False
        self.waiting.clear()
        self.units = 0
        self.found.append(strip)

    def _wait(self, row: Row) -> None:
        self.units = 0
        if sum(len(piece.text) for piece in row.words) > _PROSE:
            self.waiting.clear()
            return
        self.waiting.append((row.shape, row.words))
        self._goes_on(row.words)

    def _goes_on(self, words: tuple[Piece, ...]) -> None:
        """Words below the last strip may be the rest of its label."""
        if self.found and len(self.found[-1].after) < _DEEPEST:
            self.found[-1].after.append(words)

    def finish(self) -> list[Strip]:
        """All strips, once the last row has been taken."""
        self._end_run()
        return self.found


def _may_be_of(figures: Shape, words: Shape) -> bool:
    """Whether words on a row of one shape may be the label of figures on a row of another."""
    return words is Shape.LOOSE or (words is Shape.RULED and figures is Shape.LOOSE)


def _tail_start(row: Row) -> int:
    """Where on the line the figures at its end begin: behind the last words."""
    words = row.words
    return words[-1].at + 1 if words else 0
