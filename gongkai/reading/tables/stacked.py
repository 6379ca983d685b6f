"""逐格的行: rows put together from cells that stand one a line, behind a tab or before a bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.reading.carriers import Line
from gongkai.reading.tables.rows import Piece, Row, Shape

_CELL = re.compile(r"\t[^\t]*")
_SENTENCE = re.compile(r"[。;!?；]")
_LABEL_LENGTH = 60
_LONGEST_ROW = 24
"""No row of the forms has more cells."""


def tabbed_rows(lines: Sequence[Line], others: Callable[[Line], Iterable[Row]]) -> Iterator[Row]:
    """制表符起首的行: an empty line ends a row of cells; whatever is not stacked stands by itself, as ``others`` has it."""
    stack = _Stack()
    for index, line in enumerate(lines):
        text = line.plain
        if line.cells is None and _CELL.fullmatch(text):
            yield from stack.close() if stack.ended else ()
            stack.put(text, line.number)
        elif not text.strip(" ") and line.cells is None:
            stack.ended = bool(stack.pieces)
        elif stack.waits_for_more() and _goes_on(lines, index):
            stack.go_on(text)
        else:
            yield from stack.close()
            yield from others(line)
    yield from stack.close()


def barred_rows(lines: Sequence[Line], others: Callable[[Line], Iterable[Row]]) -> Iterator[Row]:
    """竖线结尾的行: each cell is ended by a bar; a lone bar begins a row or is an empty cell."""
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
            yield from others(line)
    yield from stack.close()


def _is_cell(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].plain.strip() if index < len(lines) else ""
    return text.endswith("|") and text != "|"


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without a tab carries on the label above: it is short and cells follow it at once."""
    text = lines[index].plain
    following = lines[index + 1].plain if index + 1 < len(lines) else ""
    short = len(text) <= _LABEL_LENGTH and not _SENTENCE.search(text)
    return short and "\t" not in text and _CELL.fullmatch(following) is not None


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
        return bool(self.pieces) and self.pieces[-1].is_words

    def go_on(self, text: str) -> None:
        last = self.pieces[-1]
        self.pieces[-1] = Piece(last.text + text.strip(), last.at, last.line)
        self.ended = False

    def close(self) -> Sequence[Row]:
        """The row, or several where nothing was left to end them: a label after figures then begins a new one."""
        rows = list(self._rows()) if self.pieces else ()
        self.pieces = []
        self.ended = True
        return rows

    def _rows(self) -> Iterator[Row]:
        row: list[Piece] = []
        for piece in self.pieces:
            if len(self.pieces) > _LONGEST_ROW and row and piece.is_words and row[-1].figure is not None:
                yield Row(Shape.STACKED, tuple(row), row[0].line)
                row = []
            row.append(piece._replace(at=len(row)) if piece.at != len(row) else piece)
        yield Row(Shape.STACKED, tuple(row), row[0].line)
