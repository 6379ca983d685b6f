"""正文: the sentences of a report without its tables, each with the numbers stated in it and the lines it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.reading.lasting import lasting
from gongkai.reading.script import squeezed
from gongkai.reading.tables.cells import Place
from gongkai.reading.tables.rows import Row, Shape
from gongkai.reading.texts import quantities
from gongkai.reading.texts.quantities import Count, Share

_SENTENCE_END = re.compile("[。!?]")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))(?P<title>[^。;]{2,30})$")
_GOES_ON = ",、;:(《"
_ALONE = 40
_LONGEST = 10_000
"""What has no full stop for so long, longer than whole reports, is no sentence: its numbers are not set against each other."""


@dataclass(frozen=True)
class Sentence:
    """句: text without blanks, and the line on which each stretch of it began."""

    text: str
    offsets: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, position: int) -> int:
        """所在行: the line a position of the text stands on."""
        return self.lines[max(0, bisect_right(self.offsets, position) - 1)]

    @lasting
    def counts(self) -> list[Count]:
        """各计数: every number with a unit, in order."""
        return quantities.counts(self.text) if len(self.text) <= _LONGEST else []

    @lasting
    def shares(self) -> list[Share]:
        """各百分数: every percentage, in order."""
        return quantities.shares(self.text) if len(self.text) <= _LONGEST else []

    def place(self, start: int, end: int) -> Place:
        """出处: the line of a stretch of the text, and that stretch as its excerpt."""
        return Place(self.line_at(max(0, start)), self.text[max(0, start) : end])


def sentences(rows: Sequence[Row], tables: Iterable[Row]) -> list[Sentence]:
    """分句: the sentences of all rows that are not of a table, put together where lines cut them; headings stand alone."""
    of_tables = {id(row) for row in tables if len(row.text) <= _ALONE or len(row.words) != 1}
    found: list[Sentence] = []
    parts: list[str] = []
    offsets, lines, length = [0], [1], 0
    for row in rows:
        if id(row) in of_tables or not _is_prose(row):
            continue
        line = squeezed(row.text)
        heading = length and _HEADING.match(line) and parts[-1][-1:] not in _GOES_ON
        if heading or (parts and _HEADING.match(parts[0]) and len(parts) == 1):
            found.append(Sentence("".join(parts), tuple(offsets), tuple(lines)))
            parts, offsets, lines, length = [], [0], [row.line], 0
        *ended, rest = _SENTENCE_END.split(line)
        for text in ended:
            whole = "".join((*parts, text, "。"))
            found.append(Sentence(whole, (*offsets, length), (*lines, row.line)))
            parts, offsets, lines, length = [], [0], [row.line], 0
        if rest:
            parts, offsets, lines = [*parts, rest], [*offsets, length], [*lines, row.line]
        length += len(rest)
    if length:
        found.append(Sentence("".join(parts), tuple(offsets), tuple(lines)))
    return list(_with_what_goes_on(found))


def _with_what_goes_on(found: Iterable[Sentence]) -> Iterator[Sentence]:
    """主动公开34186条。其中，网站…: a sentence that begins with 其中 takes apart what the one before it counts."""
    before: Sentence | None = None
    for sentence in found:
        if before and before.counts and sentence.text.startswith("其中"):
            length = len(before.text)
            offsets = (*before.offsets, *(length + offset for offset in sentence.offsets))
            before = Sentence(before.text + sentence.text, offsets, (*before.lines, *sentence.lines))
            continue
        if before:
            yield before
        before = sentence
    if before:
        yield before


def _is_prose(row: Row) -> bool:
    return row.shape is Shape.LOOSE or (len(row.text) > _ALONE and sum(bool(piece.text) for piece in row.pieces) == 1)
