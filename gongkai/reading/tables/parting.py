"""分行: from the lines of a page to rows, in whichever shape each stands (rows.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.reading.carriers import Line, Page
from gongkai.reading.tables.bars import is_one_a_bar, rejoined, without_bars, without_lone_tabs
from gongkai.reading.tables.furniture import without_furniture
from gongkai.reading.tables.loose import crammed_rows, loose_row
from gongkai.reading.tables.numerals import chinese_figure, figure, is_unit, may_be_chinese, may_end_in_chinese
from gongkai.reading.tables.padded import in_rows
from gongkai.reading.tables.rows import Piece, Row, Shape
from gongkai.reading.tables.stacked import barred_rows, tabbed_rows

_BAR_RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
_FIGURES_IN_A_ROW = re.compile(r"(?:\s\d+){5}(?:\s|$)")
_LONE_BARS = 3
_NUMERALS_BELOW = 2
_LONE_NUMERALS = 4
"""One or two lines of a single numeral are what is left of a heading."""
_ONE_LINE = 120


def rows(page: Page) -> tuple[Row, ...]:
    """分行: all rows of a page in their order; page numbers, running heads and empty lines are left out."""
    lines: Sequence[Line] = without_furniture(page.lines)
    if "\t" in page.text:
        lines = without_lone_tabs(lines)
    if "|" not in page.text:
        return tuple(_unbarred(lines, _manner(page, lines, framed=False)))
    lines = in_rows(rejoined(lines))
    if is_one_a_bar(lines):
        lines = without_bars(lines)
    bars = [line.plain.rstrip() for line in lines if "|" in line.plain]
    manner = _manner(page, lines, framed=2 * sum(text.startswith("|") for text in bars) > len(bars))
    if sum(text == "|" for text in bars) >= _LONE_BARS:
        return tuple(barred_rows(lines, manner.of_line))
    return tuple(_unbarred(lines, manner))


def _unbarred(lines: Sequence[Line], manner: _Manner) -> Iterable[Row]:
    if any(line.cells is None and line.plain.startswith("\t") for line in lines):
        return tabbed_rows(lines, manner.of_line)
    return (row for line in lines if line.plain.strip(" ") or line.cells is not None for row in manner.of_line(line))


def _manner(page: Page, lines: Sequence[Line], *, framed: bool) -> _Manner:
    crammed = any(len(line.plain) > _ONE_LINE and _FIGURES_IN_A_ROW.search(line.plain) for line in lines)
    numerals = may_end_in_chinese(page.text) and _prints_in_chinese([line.plain for line in lines if line.squeezed])
    return _Manner(framed, crammed, numerals)


@dataclass(frozen=True)
class _Manner:
    """How a page was written: bars in front of its rows as well; many rows crammed into one line; numbers in Chinese."""

    framed: bool
    crammed: bool
    in_chinese: bool

    def of_line(self, line: Line) -> Iterable[Row]:
        """The row that is one line; several where many are crammed into one."""
        text = line.plain
        if line.cells is not None or "\t" in text:
            return (_ruled(line, text.split("\t")),)
        if "|" in text and not _BAR_RULE.fullmatch(text):
            return (_ruled(line, text.rstrip().removeprefix("|" if self.framed else "").removesuffix("|").split("|")),)
        if "--" in text and _BAR_RULE.fullmatch(text):
            return (Row(Shape.LOOSE, (), line.number),)
        if self.crammed and len(text) > _ONE_LINE:
            return crammed_rows(text, line.number, in_chinese=self.in_chinese)
        return (loose_row(text, line.number, in_chinese=self.in_chinese),)


def _ruled(line: Line, cells: Sequence[str]) -> Row:
    pieces = tuple([Piece(cell.strip(), at, line.number) for at, cell in enumerate(cells)])
    return Row(Shape.RULED, pieces, line.number)


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
