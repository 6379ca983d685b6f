"""正文: the sentences of a report without its tables, and the numbers counted in them, each with the line it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from gongkai.law.grammar.sheets import Number
from gongkai.reading.rows import Row, Shape
from gongkai.reading.script import squeezed

UNITS = "万元|亿元|元|人次|批次|件次|条次|条|件|次|篇|个|项|份|期|家|人|场|户|起|名|处|宗|则|部"
_COUNT = re.compile(
    rf"(?<![\d.])(?P<whole>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<fraction>\.\d+)?"
    rf"(?P<many>万(?!元))?(?P<more>[余多])?(?P<unit>{UNITS})(?P<after>[余多])?"
)
_SENTENCE_END = re.compile("[。!?]")
_ROUGHLY = re.compile(r"(?:约|近|超过?|逾|突破|达到?数)$")
_ALONE = 40


@dataclass(frozen=True, slots=True)
class Count:
    """计数: a number with its unit as prose states it; ``exact`` unless said to be about or more than so many."""

    number: Number
    unit: str
    exact: bool
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """句: text without blanks, and the line on which each stretch of it began."""

    text: str
    offsets: tuple[int, ...]
    lines: tuple[int, ...]

    def line_at(self, position: int) -> int:
        """所在行: the line a position of the text stands on."""
        return self.lines[max(0, bisect_right(self.offsets, position) - 1)]

    @cached_property
    def counts(self) -> list[Count]:
        """各计数: every number with a unit, in order."""
        return [_count(match, self.text) for match in _COUNT.finditer(self.text)]


def sentences(rows: Sequence[Row], tables: Iterable[Row]) -> list[Sentence]:
    """分句: the sentences of all rows that are not of a table, put together where lines cut them."""
    of_tables = {id(row) for row in tables if len(row.text) <= _ALONE or len(row.words) != 1}
    found: list[Sentence] = []
    parts: list[str] = []
    offsets, lines, length = [0], [1], 0
    for row in rows:
        if id(row) in of_tables or not _is_prose(row):
            continue
        *ended, rest = _SENTENCE_END.split(squeezed(row.text))
        for text in ended:
            whole = "".join((*parts, text, "。"))
            found.append(Sentence(whole, (*offsets, length), (*lines, row.line)))
            parts, offsets, lines, length = [], [0], [row.line], 0
        parts, offsets, lines = [*parts, rest], [*offsets, length], [*lines, row.line]
        length += len(rest)
    return [*found, Sentence("".join(parts), tuple(offsets), tuple(lines))] if length else found


def _is_prose(row: Row) -> bool:
    alone = sum(bool(piece.text) for piece in row.pieces) == 1
    return row.shape is Shape.LOOSE or (alone and len(row.text) > _ALONE)


def _count(match: re.Match[str], text: str) -> Count:
    digits = match["whole"].replace(",", "") + (match["fraction"] or "")
    number = Decimal(digits) * (10000 if match["many"] else 1)
    exact = not (match["more"] or match["after"] or match["many"] or _ROUGHLY.search(text[: match.start()][-3:]))
    whole = int(number) if number == number.to_integral_value() else number.normalize()
    return Count(whole, match["unit"], exact, match.start(), match.end())


@dataclass(frozen=True)
class Listing:
    """列举: a total, and the parts a sentence says it has (其中…, 包括…); ``whole`` if nothing was left out between them."""

    sentence: Sentence
    total: Count
    parts: tuple[Count, ...]
    whole: bool = True

    def name(self, count: Count) -> str:
        """所称: the words in front of a number, back to the last separator."""
        before = self.sentence.text[: count.start]
        return re.split(r"[,;:、。()]|其中|包括", before)[-1] if not before.endswith(")") else before[-12:]


_MARKER = re.compile(r"其中(?:,|:|包括|包含|有)*|包括:?|分别(?:为|是):?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CHANGE = re.compile(r"同比|增加|减少|增长|下降|较上|比上")
_ALIKE = frozenset({"家", "户"})
"""Units that count the same things: 市场主体24423户，其中企业3103家."""


def listings(sentence: Sentence) -> Iterator[Listing]:
    """各列举: every total with parts in a sentence; parts in brackets behind their total are found too."""
    counts = sentence.counts
    brackets = [match.span() for match in _BRACKETS.finditer(sentence.text)]
    outside = [count for count in counts if not any(start < count.start < end for start, end in brackets)]
    yield from _marked(sentence, outside)
    for start, end in brackets:
        total = next((count for count in counts if count.end == start), None)
        parts = tuple(count for count in counts if start < count.start < end)
        if total and len(parts) > 1 and all(part.unit == total.unit for part in parts):
            yield Listing(sentence, total, parts)


def _marked(sentence: Sentence, counts: Sequence[Count]) -> Iterator[Listing]:
    """What 其中 and 包括 take apart: from the marker to the next one or to the end of the sentence."""
    markers = [match.end() for match in _MARKER.finditer(sentence.text)]
    for marker, stop in pairwise([*markers, len(sentence.text)]):
        parts = [count for count in counts if marker <= count.start < stop]
        if parts and stop < len(sentence.text) and _opens_a_clause(sentence.text, parts[-1]):
            parts.pop()
        units = {part.unit for part in parts}
        total = next((count for count in reversed(counts) if count.end <= marker and count.unit in units), None)
        if total is None:
            continue
        parts = [part for part in _side_by_side(sentence.text, parts) if not _CHANGE.search(_before(sentence, part))]
        same = tuple(part for part in parts if part.unit == total.unit or {part.unit, total.unit} <= _ALIKE)
        if len(same) > 1:
            yield Listing(sentence, total, same, len(same) == len(parts))


def _side_by_side(text: str, parts: Sequence[Count]) -> Sequence[Count]:
    """The parts up to where commas give way to a semicolon: a new clause then speaks of something else."""
    marks = [max((text.rfind(mark, 0, part.start), mark) for mark in ",、;")[1] for part in parts]
    if len(set(marks[1:])) > 1 and marks[1] != ";" and ";" in marks[1:]:
        return parts[: marks.index(";", 1)]
    return parts


def _before(sentence: Sentence, count: Count) -> str:
    return sentence.text[max(0, count.start - 6) : count.start]


def _opens_a_clause(text: str, count: Count) -> bool:
    """Whether a number that the next 其中 takes apart begins a clause of its own rather than ending the list before."""
    before = text[: count.start]
    return before.rfind(";") > max(before.rfind(","), before.rfind("、"))
