"""对照稿: a report as it was read, paragraph by paragraph and table by table, with the findings marked where they stand.

    sheet = mark(reading, findings)
    sheet.blocks      Passage (a line of text) and Ruled (a run of rows with cells), in the order of the text
    sheet.notes       the findings, each with its number and the marks that point to it

Lines of one cell each are put together into the rows they were; everything else stays as it stands in the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from gongkai.law.grammar.tables import Level
from gongkai.law.grammar.words import Word
from gongkai.reading.carriers import Line, Page
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading
from gongkai.reading.script import plain
from gongkai.reading.tables.numerals import figure_in_cell
from gongkai.reading.tables.parting import rows
from gongkai.reading.tables.rows import Row, Shape

At = tuple[int, int | None]
"""A line, and a cell of it where one is meant."""

_Marks = defaultdict[int, list[tuple[int | None, "Mark"]]]
"""For each line the marks on it, with the cell each one names."""


class Weight(Word):
    """分量: where a finding is said to stand, what it rests on, or a 0 that is merely reckoned in."""

    PLACE = "place", "所在"
    PART = "part", "所据"
    NOTHING = "nothing", "为0的项"


@dataclass(frozen=True, slots=True)
class Mark:
    """标记: the number and level of a finding, and how much this place has to do with it."""

    number: int
    level: Level
    weight: Weight


def gravest(marks: Iterable[Mark]) -> str:
    """最重的标记: its level and weight as classes of the page; empty without marks."""
    ordered = sorted(marks, key=lambda mark: (list(Weight).index(mark.weight), list(Level).index(mark.level)))
    return f"{ordered[0].level} {ordered[0].weight}" if ordered else ""


@dataclass(frozen=True, slots=True)
class Box:
    """原文之格: what stands in a cell, the line, which cell of its row it is, and the marks on it."""

    text: str
    line: int
    at: int
    marks: tuple[Mark, ...] = ()

    @property
    def look(self) -> str:
        """最重的标记: level and weight, as classes of the page."""
        return gravest(self.marks)

    @property
    def anchor(self) -> str:
        """锚: the name of this cell on the page."""
        return f"L{self.line}-{self.at}"

    @property
    def figure(self) -> bool:
        """是否数: whether it is set like a figure."""
        return not self.text or figure_in_cell(plain(self.text)) is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """原文之行: a line of text, its number, its address in words, and the marks on it."""

    text: str
    line: int
    where: str
    marks: tuple[Mark, ...] = ()

    @property
    def look(self) -> str:
        """最重的标记: level and weight, as classes of the page."""
        return gravest(self.marks)


@dataclass(frozen=True, slots=True)
class RuledRow:
    """原文之表行: the boxes of a row and the marks on the row as a whole."""

    boxes: tuple[Box, ...]
    line: int
    where: str
    marks: tuple[Mark, ...] = ()

    @property
    def look(self) -> str:
        """最重的标记: level and weight, as classes of the page."""
        return gravest(self.marks)


@dataclass(frozen=True, slots=True)
class Ruled:
    """原文之表: rows one below the other."""

    rows: tuple[RuledRow, ...]

    @property
    def width(self) -> int:
        """最宽一行的格数."""
        return max(len(row.boxes) for row in self.rows)


Block = Passage | Ruled


@dataclass(frozen=True, slots=True)
class Noted:
    """编号的问题: a finding with its number, counted from 1, and the anchors of its marks, the first its own place."""

    number: int
    finding: Finding
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """对照稿: the blocks of the report and the numbered findings."""

    blocks: tuple[Block, ...]
    notes: tuple[Noted, ...]


def mark(reading: Reading, findings: Sequence[Finding]) -> Marked:
    """标注: put the findings where they stand."""
    marks: _Marks = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        for (line, at), weight in _places(finding).items():
            marks[line].append((at, Mark(number, finding.level, weight)))
    blocks = tuple(_blocks(reading.page, marks))
    known = {box.anchor for block in blocks if isinstance(block, Ruled) for row in block.rows for box in row.boxes}
    notes = tuple(
        Noted(number, finding, tuple(dict.fromkeys(anchor(*place, known) for place in _places(finding))))
        for number, finding in enumerate(findings, 1)
    )
    return Marked(blocks, notes)


def anchor(line: int, at: int | None, known: Collection[str]) -> str:
    """锚: the name of a place on the page: of the cell where the page has it, else of the line."""
    exact = f"L{line}-{at}"
    return exact if at is not None and exact in known else f"L{line}"


def _places(finding: Finding) -> Mapping[At, Weight]:
    """Where a finding is marked and with what weight: its own place first, then the cells it rests on, each once."""
    found = {(finding.place.line, finding.place.at): Weight.PLACE} if finding.place else {}
    for cell in finding.cells:
        if cell.place:
            found.setdefault((cell.place.line, cell.place.at), Weight.NOTHING if cell.number == 0 else Weight.PART)
    return found


def _blocks(page: Page, marks: _Marks) -> Iterator[Block]:
    """Runs of rows with cells become tables; all other lines stay lines; a blank line ends nothing."""
    by_number = {line.number: line for line in page.lines}
    ruled = {row.line: row for row in rows(page) if _is_ruled(row)}
    covered = {piece.line for row in ruled.values() for piece in row.pieces}
    lines = [line for line in page.lines if line.number in ruled or (line.number not in covered and line.text.strip())]
    for is_ruled, run in groupby(lines, key=lambda line: line.number in ruled):
        if is_ruled:
            yield Ruled(tuple(_trimmed([_row(ruled[line.number], by_number, marks) for line in run])))
        else:
            yield from (_passage(line, marks) for line in run)


def _is_ruled(row: Row) -> bool:
    """Whether a row is shown as a row of a table: it has cells, and is no paragraph behind a tab."""
    return row.shape is not Shape.LOOSE and len(row.pieces) > 1


def _passage(line: Line, marks: _Marks) -> Passage:
    found = dict.fromkeys(mark for _, mark in marks.get(line.number, ()))
    return Passage(line.text.strip(), line.number, line.where, _once(found))


def _row(row: Row, lines: Mapping[int, Line], marks: _Marks) -> RuledRow:
    """A row with the marks of its cells; a mark that names no cell, or one that is not there, is the row's."""
    own = [found for line in dict.fromkeys(piece.line for piece in row.pieces) for found in marks.get(line, ())]
    texts = _texts(row, lines)
    boxes = tuple(
        Box(text, piece.line, at, _once(mark for place, mark in own if place == at))
        for at, (piece, text) in enumerate(zip(row.pieces, texts, strict=True))
    )
    of_row = _once(mark for place, mark in own if place is None or place >= len(row.pieces))
    return RuledRow(boxes, row.line, lines[row.line].where, of_row)


def _trimmed(run: Sequence[RuledRow]) -> Iterator[RuledRow]:
    """Rows without the padding behind them: the empty boxes at the end of all neighbouring rows of the same size."""
    for _, group in groupby(run, key=lambda row: len(row.boxes)):
        page = list(group)
        padding = min(_padding(row.boxes) for row in page)
        yield from (replace(row, boxes=row.boxes[: len(row.boxes) - padding]) for row in page)


def _padding(boxes: Sequence[Box]) -> int:
    return next((at for at, box in enumerate(reversed(boxes)) if box.text or box.marks), len(boxes) - 1)


def _once(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Each finding once, the mark of its own place before others."""
    found: dict[int, Mark] = {}
    for mark in marks:
        if mark.number not in found or mark.weight is Weight.PLACE:
            found[mark.number] = mark
    return tuple(found.values())


def _texts(row: Row, lines: Mapping[int, Line]) -> Sequence[str]:
    """The cells as the source prints them, where they can be told apart there; else as they were read."""
    line = lines[row.line]
    printed = line.cells or tuple(line.text.split("\t"))
    if row.shape is Shape.RULED and len(printed) == len(row.pieces):
        return [text.strip() for text in printed]
    return [piece.text for piece in row.pieces]
