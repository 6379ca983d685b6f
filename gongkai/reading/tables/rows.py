"""行: from lines of text to rows of pieces, whatever became of the table's grid.

Four shapes are told apart line by line, for one report may hold several:

- RULED: one line is one row and its cells are known: tabs between cells, bars, or the cells of an HTML table;
- STACKED: one line is one cell (it begins with a tab, or a bar ends it), an empty line (a lone bar) ends the row;
- LOOSE: nothing but blanks between the pieces, each known by where it begins; empty cells have left no trace.

RULED and STACKED rows keep their empty cells, so that a blank is a statement; in a LOOSE row only the figures at the
end of the line are set apart from the words before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from gongkai.law.grammar.sheets import State
from gongkai.reading.carriers import Line, Page
from gongkai.reading.lasting import lasting
from gongkai.reading.script import plain
from gongkai.reading.tables.bars import is_one_a_bar, rejoined, without_bars, without_lone_tabs
from gongkai.reading.tables.furniture import without_furniture
from gongkai.reading.tables.numerals import (
    Figure,
    chinese_figure,
    figure,
    figure_in_cell,
    is_sign,
    is_unit,
    may_be_chinese,
)
from gongkai.reading.tables.padded import in_rows


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


@dataclass(frozen=True)
class Row:
    """行: pieces that stand together, with the line they begin on."""

    shape: Shape
    pieces: tuple[Piece, ...]
    line: int
    in_chinese: bool = False
    """数为中文: whether a piece of a LOOSE row may be a number in Chinese."""

    figures: tuple[Figure | None, ...] = field(init=False, repr=False, compare=False)
    """各片所填: each piece as a figure, or None where it is words."""
    words: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    """文字片: the pieces that are labels or prose, units left aside."""

    def __post_init__(self) -> None:
        read = figure if self.shape is Shape.LOOSE and not self.in_chinese else figure_in_cell
        figures = tuple([read(piece.text) for piece in self.pieces])
        pairs = zip(self.pieces, figures, strict=True)
        words = tuple([piece for piece, found in pairs if found is None and not is_unit(piece.text)])
        object.__setattr__(self, "figures", figures)
        object.__setattr__(self, "words", words)

    @lasting
    def first_word(self) -> int:
        """首字位: index of the first piece that is words or a unit; their number where there is none."""
        return next((index for index, found in enumerate(self.figures) if found is None), len(self.pieces))

    @lasting
    def last_word(self) -> int:
        """末字位: index of the last piece that is words or a unit, -1 where there is none."""
        return max((index for index, found in enumerate(self.figures) if found is None), default=-1)

    @lasting
    def has_number(self) -> bool:
        """有数: whether a number stands on it, other than one in front that only counts the rows."""
        start = 0 if self.shape is Shape.LOOSE else self.first_word
        return any(found is not None and found.number is not None for found in self.figures[start:])

    @lasting
    def figures_at(self) -> tuple[int, ...]:
        """数位: where single figures stand: not in front of the label, where lines are numbered; nor several run together."""
        first_word = self.first_word if self.first_word < len(self.pieces) else 0
        return tuple(
            at
            for at, found in enumerate(self.figures[first_word:], first_word)
            if found is not None and found.state in (State.NUMBER, State.MARK)
        )

    @lasting
    def text(self) -> str:
        """行文: the pieces joined."""
        return " ".join(piece.text for piece in self.pieces if piece.text)


_STACKED_CELL = re.compile(r"\t[^\t]*")
_BAR_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
_STRETCH = re.compile(r"\S+(?: \S+)*")
_ALONE = re.compile(r"\s*[^\s#>]+\s*")
_TOKEN = re.compile(r"\S+")
_SENTENCE = re.compile(r"[。;!?；]")
_FIGURES_IN_A_ROW = re.compile(r"(?:\s\d+){5}(?:\s|$)")
_LONE_BARS = 3
_NUMERALS_BELOW = 2
_LONE_NUMERALS = 4
"""One or two lines of a single numeral are what is left of a heading."""
_ONE_LINE = 120
_LABEL_LENGTH = 60
_LONGEST_ROW = 24
"""No row of the forms has more cells."""


def rows(page: Page) -> tuple[Row, ...]:
    """分行: all rows of a page in their order; page numbers, running heads and empty lines are left out."""
    lines = in_rows(rejoined(without_lone_tabs(without_furniture(page.lines))))
    if is_one_a_bar(lines):
        lines = without_bars(lines)
    bars = [line.plain.rstrip() for line in lines if "|" in line.plain]
    long = [line.plain for line in lines if len(line.plain) > _ONE_LINE]
    manner = _Manner(
        framed=2 * sum(text.startswith("|") for text in bars) > len(bars),
        crammed=any(map(_FIGURES_IN_A_ROW.search, long)),
        in_chinese=_prints_in_chinese([line.plain for line in lines if line.plain.strip()]),
    )
    barred = sum(text == "|" for text in bars) >= _LONE_BARS
    return tuple(_barred(lines, manner) if barred else _stacked(lines, manner))


def _prints_in_chinese(texts: Sequence[str]) -> bool:
    """Whether lines end in numbers in Chinese: several do, or two alone on a line below another figure or a unit."""
    below = sum(
        chinese_figure(text) is not None and (is_unit(above) or figure(above) is not None)
        for above, text in pairwise(texts)
        if may_be_chinese(text)
    )
    return below >= _NUMERALS_BELOW or sum(map(_ends_in_chinese, texts)) >= _LONE_NUMERALS


def _ends_in_chinese(text: str) -> bool:
    """Whether a line is nothing but a number in Chinese, or ends in two figures of which one is."""
    last = text.rsplit(maxsplit=2)[-2:] if len(text) <= _ONE_LINE else []
    if not any(map(may_be_chinese, last)):
        return False
    numerals = [chinese_figure(token) is not None for token in last]
    return any(numerals) and all(
        numeral or figure(token) is not None for numeral, token in zip(numerals, last, strict=True)
    )


@dataclass(frozen=True)
class _Manner:
    """How a page was written: bars in front of its rows as well; many rows crammed into one line; numbers in Chinese."""

    framed: bool
    crammed: bool
    in_chinese: bool


def _stacked(lines: Sequence[Line], manner: _Manner) -> Iterator[Row]:
    """Rows of one cell a line; whatever is not stacked stands by itself."""
    stack = _Stack()
    for index, line in enumerate(lines):
        text = line.plain
        if line.cells is None and _STACKED_CELL.fullmatch(text):
            yield from stack.close() if stack.ended else ()
            stack.put(text, line.number)
        elif not text.strip(" ") and line.cells is None:
            stack.ended = bool(stack.pieces)
        elif stack.waits_for_more() and _goes_on(lines, index):
            stack.go_on(text)
        else:
            yield from stack.close()
            yield from _of_line(line, manner)
    yield from stack.close()


def _barred(lines: Sequence[Line], manner: _Manner) -> Iterator[Row]:
    """Rows whose cells stand one a line, each ended by a bar; a lone bar begins a row or is an empty cell."""
    stack = _Stack()
    for index, line in enumerate(lines):
        text = line.plain.strip()
        if text == "|" and (stack.ended or _is_cell(lines, index + 1)):
            yield from stack.close()
            stack.ended = False
        elif text == "|":
            stack.put("", line.number)
        elif not stack.ended and text.endswith("|"):
            for cell in text.removesuffix("|").split("|"):
                stack.put(cell, line.number)
        elif text:
            yield from stack.close()
            stack.ended = True
            yield from _of_line(line, manner)
    yield from stack.close()


def _is_cell(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].plain.strip() if index < len(lines) else ""
    return text.endswith("|") and text != "|"


@dataclass
class _Stack:
    """The row being put together from single cells; ``ended`` once an empty line has followed it."""

    pieces: list[Piece] = field(default_factory=list)
    ended: bool = True

    def put(self, text: str, line: int) -> None:
        self.pieces.append(Piece(text.strip(), len(self.pieces), line))
        self.ended = False

    def waits_for_more(self) -> bool:
        """Whether the row is so far nothing but a label, which an empty line may have cut."""
        return bool(self.pieces) and self.pieces[-1].figure is None and not is_unit(self.pieces[-1].text)

    def go_on(self, text: str) -> None:
        last = self.pieces[-1]
        self.pieces[-1] = Piece(last.text + text.strip(), last.at, last.line)
        self.ended = False

    def close(self) -> Iterator[Row]:
        """The row, or several where nothing was left to end them: a label after figures then begins a new one."""
        row: list[Piece] = []
        for piece in self.pieces:
            words = piece.figure is None and not is_unit(piece.text)
            if len(self.pieces) > _LONGEST_ROW and words and row and row[-1].figure is not None:
                yield Row(Shape.STACKED, tuple(row), row[0].line)
                row = []
            row.append(piece._replace(at=len(row)) if piece.at != len(row) else piece)
        if row:
            yield Row(Shape.STACKED, tuple(row), row[0].line)
        self.pieces = []
        self.ended = True


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a tab carries on the label above: it is short and cells follow it at once."""
    text = lines[index].plain
    following = lines[index + 1].plain if index + 1 < len(lines) else ""
    short = len(text) <= _LABEL_LENGTH and not _SENTENCE.search(text)
    return short and "\t" not in text and _STACKED_CELL.fullmatch(following) is not None


def _of_line(line: Line, manner: _Manner) -> Iterator[Row]:
    """The row that is one line; several where many are crammed into one."""
    text = line.plain
    if line.cells is not None:
        yield _ruled(line, line.cells)
    elif "\t" in text:
        yield _ruled(line, text.split("\t"))
    elif _BAR_RULE.fullmatch(text):
        yield Row(Shape.LOOSE, (), line.number)
    elif "|" in text:
        yield _ruled(line, text.rstrip().removeprefix("|" if manner.framed else "").removesuffix("|").split("|"))
    else:
        crammed = manner.crammed and len(text) > _ONE_LINE
        words = _TOKEN if crammed else _STRETCH
        for part in _parted(text) if crammed else (text,):
            yield Row(
                Shape.LOOSE, tuple(_loose(part, line.number, words, manner.in_chinese)), line.number, manner.in_chinese
            )


def _parted(text: str) -> Iterator[str]:
    """A line that holds many rows, parted behind every run of figures."""
    start = 0
    tokens = list(_TOKEN.finditer(text))
    for token, following in pairwise(tokens):
        if figure(token.group()) is not None and figure(following.group()) is None and not is_unit(following.group()):
            yield text[start : token.end()]
            start = token.end()
    yield text[start:]


def _ruled(line: Line, cells: Sequence[str]) -> Row:
    pieces = (Piece(plain(cell).strip(), at, line.number) for at, cell in enumerate(cells))
    return Row(Shape.RULED, tuple(pieces), line.number)


def _loose(text: str, line: int, words: re.Pattern[str], in_chinese: bool) -> Iterator[Piece]:
    """Words as the pattern parts them (mostly by two blanks or more); the figures at the end of the line one by one."""
    if _ALONE.fullmatch(text):
        yield Piece(text.strip(), len(text) - len(text.lstrip()), line)
        return
    tail = _figures_at_end(text, in_chinese)
    words_end = tail[0][1] if tail else len(text)
    for match in words.finditer(text[:words_end].lstrip("#>")):
        yield Piece(match.group(), match.start() + len(text[:words_end]) - len(text[:words_end].lstrip("#>")), line)
    for token, start in tail:
        yield Piece(token, start, line)


def _figures_at_end(text: str, in_chinese: bool) -> list[tuple[str, int]]:
    """The figures (and units before them) a line ends with, each with its place."""
    tokens = _joined([(match.group(), match.start()) for match in _TOKEN.finditer(text)])
    tail: list[tuple[str, int]] = []
    for token, start in reversed(tokens):
        if figure(token) is None and not is_unit(token) and not (in_chinese and chinese_figure(token)):
            break
        tail.insert(0, (token, start))
    while tail and is_unit(tail[-1][0]):
        tail.pop()
    return tail


def _joined(tokens: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Tokens that make one figure together, joined: 减 40, 8208. 93 万元."""
    joined: list[tuple[str, int]] = []
    for token, start in tokens:
        before = joined[-1][0] if joined else ""
        belongs = (
            (is_sign(before) and len(before) > 0 and token[0].isdigit() and before not in "-+")
            or (before.endswith(".") and before[:-1].isdigit() and token[0].isdigit())
            or (is_unit(token) and token.endswith("元") and before[-1:].isdigit())
        )
        if belongs:
            joined[-1] = (before + token, joined[-1][1])
        else:
            joined.append((token, start))
    return joined
