"""行: what a row of a text is, whatever became of the table's grid: its pieces, the figures among them and the words.

Three shapes are told apart, for one report may hold several:

- RULED: one line is one row and its cells are known: tabs between cells, bars, or the cells of an HTML table;
- STACKED: one line is one cell (it begins with a tab, or a bar ends it), an empty line (a lone bar) ends the row;
- LOOSE: nothing but blanks between the pieces, each known by where it begins; empty cells have left no trace.

RULED and STACKED rows keep their empty cells, so that a blank is a statement; in a LOOSE row only the figures at the
end of the line are set apart from the words before them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from gongkai.law.grammar.sheets import State
from gongkai.reading.lasting import lasting
from gongkai.reading.tables.numerals import Figure, figure, figure_in_cell, is_unit

_SINGLE = (State.NUMBER, State.MARK)


class Shape(Enum):
    """行的形状: how the cells of a row are known."""

    RULED = "逐行"
    STACKED = "逐格"
    LOOSE = "散排"


class Piece(NamedTuple):
    """片: one cell or one stretch of text; ``at`` is its cell or its place on the line, counted from 0."""

    text: str
    at: int
    line: int

    @property
    def figure(self) -> Figure | None:
        """所填: the piece as a figure, or None where it is words."""
        return figure(self.text)

    @property
    def is_words(self) -> bool:
        """是否文字: whether the piece is a label or prose, and neither a figure nor a unit."""
        return figure(self.text) is None and not is_unit(self.text)


@dataclass(eq=False)
class Row:
    """行: pieces that stand together, with the line they begin on. Two rows that say the same are two rows."""

    shape: Shape
    pieces: tuple[Piece, ...]
    line: int
    in_chinese: bool = False
    """数为中文: whether a piece of a LOOSE row may be a number in Chinese."""

    figures: tuple[Figure | None, ...] = field(init=False, repr=False)
    """各片所填: each piece as a figure, or None where it is words."""
    words: tuple[Piece, ...] = field(init=False, repr=False)
    """文字片: the pieces that are labels or prose, units left aside."""

    def __post_init__(self) -> None:
        read = figure if self.shape is Shape.LOOSE and not self.in_chinese else figure_in_cell
        self.figures = tuple([read(piece.text) for piece in self.pieces])
        pairs = zip(self.pieces, self.figures, strict=True)
        self.words = tuple([piece for piece, found in pairs if found is None and not is_unit(piece.text)])

    @lasting
    def no_figures_at(self) -> tuple[int, ...]:
        """非数位: where pieces stand that are words or units."""
        return tuple([at for at, found in enumerate(self.figures) if found is None])

    @property
    def units(self) -> int:
        """单位数: how many pieces are nothing but a unit."""
        return len(self.no_figures_at) - len(self.words)

    @property
    def first_word(self) -> int:
        """首字位: index of the first piece that is words or a unit; their number where there is none."""
        return self.no_figures_at[0] if self.no_figures_at else len(self.pieces)

    @property
    def last_word(self) -> int:
        """末字位: index of the last piece that is words or a unit, -1 where there is none."""
        return self.no_figures_at[-1] if self.no_figures_at else -1

    @lasting
    def numbers_at(self) -> tuple[int, ...]:
        """各数之位: where numbers stand."""
        return tuple([at for at, found in enumerate(self.figures) if found is not None and found.number is not None])

    @property
    def has_number(self) -> bool:
        """有数: whether a number stands on it, other than one in front that only counts the rows."""
        start = 0 if self.shape is Shape.LOOSE else self.first_word
        return bool(self.numbers_at) and self.numbers_at[-1] >= start

    @lasting
    def figures_at(self) -> tuple[int, ...]:
        """数位: where single figures stand: not in front of the label, where lines are numbered; nor several run together."""
        first_word = self.first_word if self.first_word < len(self.pieces) else 0
        return tuple(
            [
                at
                for at, found in enumerate(self.figures[first_word:], first_word)
                if found is not None and found.state in _SINGLE
            ]
        )

    @lasting
    def text(self) -> str:
        """行文: the pieces joined."""
        return " ".join([piece.text for piece in self.pieces if piece.text])
