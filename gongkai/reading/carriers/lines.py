"""文本行: what every carrier comes down to. A line keeps its number and its own text, and its cells where the carrier knows
them; ``plain`` is the same line in one script and width.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from gongkai.reading.lasting import lasting
from gongkai.reading.script import plain_lines, squeezed

_BLANKS = re.compile(r"[ \t\r\n]+")
_BROKEN = re.compile(r"(?<=[^\x00-\u2e7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\u2e7f])")
_SENTENCE_END = re.compile("[。；]")
_PROSE = 20
_LONG_CELL = 200
_MANY_LINES = 3


class UnreadableFile(Exception):
    """无法读取: the file is none this version can read; says why in Chinese, and how to go on."""


class Line(NamedTuple):
    """文本行: number (counted from 1), the text as found, the same in one script and width, and that without any blank; the
    cells where the carrier knows them.

    ``where`` is the line's address in words where the carrier has better ones than the number (第3页, 工作表“表三”第7行).
    """

    number: int
    text: str
    plain: str
    squeezed: str
    cells: tuple[str, ...] | None = None
    where: str = ""

    def saying(self, text: str, cells: tuple[str, ...] | None = None) -> Line:
        """改写的行: the line with another text, already in one script and width."""
        return Line(self.number, text, text, squeezed(text), cells, self.where)


@dataclass(frozen=True)
class Page:
    """文稿: the lines of a report, whatever carrier they came in, and what could not be taken from it (扫描页, 图片)."""

    lines: tuple[Line, ...]
    carrier: str
    notes: tuple[str, ...] = ()

    @lasting
    def wheres(self) -> Mapping[int, str]:
        """各行位置: the address of each line that has one, by its number."""
        return {line.number: line.where for line in self.lines if line.where}

    @lasting
    def text(self) -> str:
        """全文: all lines in one script and width."""
        return "\n".join([line.plain for line in self.lines])

    @lasting
    def printed(self) -> tuple[Line, ...]:
        """有字的行: the lines on which anything stands."""
        return tuple([line for line in self.lines if line.squeezed])


class Printed(NamedTuple):
    """印出的行: a line before it has its number: its text, or its cells, and its address."""

    text: str
    cells: tuple[str, ...] | None = None
    where: str = ""


def numbered(printed: Iterable[Printed], numbers: Iterable[int] | None = None) -> tuple[Line, ...]:
    """编行号: the lines, with these numbers, or counted from 1."""
    kept = list(printed)
    plains = plain_lines([each.text for each in kept])
    return tuple(
        [
            Line(number, text, plain, squeezed(plain), cells, where)
            for number, (text, cells, where), plain in zip(numbers or count(1), kept, plains, strict=False)
        ]
    )


def lines_of(texts: Sequence[str]) -> tuple[Line, ...]:
    """文本各行: lines of nothing but text, counted from 1."""
    plains = enumerate(plain_lines(texts), 1)
    return tuple([Line(at, text, plain, squeezed(plain)) for text, (at, plain) in zip(texts, plains, strict=True)])


def row(cells: Sequence[str], where: str = "") -> Iterator[Printed]:
    """表行: one line with its cells; where a cell holds whole paragraphs, a table only made the page: a line for each of them.

    A row of one cell that is a sentence is a paragraph of the text.
    """
    if any(len(cell) > _LONG_CELL and cell.count("\n") + 1 >= _MANY_LINES for cell in cells):
        yield from (Printed(line, where=where) for cell in cells for line in cell.split("\n") if line.strip())
    elif len(cells) == 1 and len(cells[0]) > _PROSE and _SENTENCE_END.search(cells[0]):
        yield Printed(one_line(cells[0]), where=where)
    elif cells:
        texts = tuple(map(one_line, cells))
        yield Printed("\t".join(texts), texts, where)


def one_line(text: str) -> str:
    """并成一行: what stands on several lines of a cell as one text: Chinese without a blank between, figures never joined."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = _BROKEN.sub("", text) if "\n" in text else text
    return _BLANKS.sub(" ", text).strip(" \xa0")
