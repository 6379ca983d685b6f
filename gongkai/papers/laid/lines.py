"""排成行: characters by their places to lines of text; blanks are told by the distance between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from gongkai.papers.laid.ruled import Frame, Room
from gongkai.papers.laid.sheet import Glyph

_BLANK = 0.25
"""A distance, in heights of the type, from which there is a blank."""
_WRITTEN = 0.12
"""The same where a blank was written."""
_HALF = 0.5
_MOST_BLANKS = 60
_EASE = 0.6
_SHADOW = 0.4
_PADDING = 11.5
"""What cells keep clear at both sides together, in points, at most."""


@dataclass(frozen=True)
class TextLine:
    """行: its characters from the left."""

    glyphs: Sequence[Glyph]

    @property
    def top(self) -> float:
        """上沿."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        """下沿."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def width(self) -> float:
        """行宽."""
        return self.glyphs[-1].right - self.glyphs[0].left

    @property
    def text(self) -> str:
        """行文: with as many blanks between characters as half ones would fit there."""
        size = _size(self.glyphs)
        parts, last = [self.glyphs[0].text], self.glyphs[0]
        for glyph in self.glyphs[1:]:
            gap = glyph.left - last.right
            if gap > (_WRITTEN if glyph.spaced else _BLANK) * size:
                parts.append(" " * min(_MOST_BLANKS, max(1, round(gap / (_HALF * size)))))
            parts.append(glyph.text)
            last = glyph if glyph.right > last.right else last
        return "".join(parts)


def _size(glyphs: Sequence[Glyph]) -> float:
    """The size of the type: as wide as most Chinese characters, else a part of its height."""
    wide = [glyph.right - glyph.left for glyph in glyphs if glyph.text > "\u2e7f"]
    return max(1.0, median(wide) if wide else 0.8 * median(glyph.height for glyph in glyphs))


def text_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """各行: from above; characters are on one line where their middles are less than half of their height apart."""
    lines: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda each: each.middle):
        if lines:
            middle, height, line = lines[-1]
            if glyph.middle - middle < _HALF * min(height, glyph.height):
                line.append(glyph)
                continue
        lines.append((glyph.middle, glyph.height, [glyph]))
    return [TextLine(list(_once(line))) for _, _, line in lines]


def _once(line: Iterable[Glyph]) -> Iterator[Glyph]:
    """From the left; what was printed twice on nearly the same place, to look bold, counts once."""
    last: Glyph | None = None
    for glyph in sorted(line, key=lambda each: each.left):
        if last is None or glyph.text != last.text or not _overprinted(glyph, last):
            yield glyph
            last = glyph


def _overprinted(one: Glyph, other: Glyph) -> bool:
    near = _SHADOW * (one.right - one.left)
    return abs(one.left - other.left) < near and abs(one.top - other.top) < near


def rows_of(frame: Frame) -> Iterator[list[str]]:
    """表行: the texts of the cells that begin in each row; a number broken at the edge of its cell is one again."""
    lines = {id(room): text_lines(room.glyphs) for room in frame.rooms}
    widest: dict[range, float] = {}
    for room in frame.rooms:
        width = max((line.width for line in lines[id(room)]), default=0.0)
        widest[room.columns] = max(width, widest.get(room.columns, 0.0))
    for row in frame.lines():
        yield [_cell_text(room, lines[id(room)], widest[room.columns]) for room in row]


def _cell_text(room: Room, lines: Sequence[TextLine], widest: float) -> str:
    parts: list[str] = []
    for at, line in enumerate(lines):
        if at and not _broken(lines[at - 1], line, room, widest):
            parts.append("\n")
        parts.append(line.text)
    return "".join(parts)


def _broken(above: TextLine, below: TextLine, room: Room, widest: float) -> bool:
    """Whether a number goes on below: one more digit would not have fitted beside it, in this cell or any of its column."""
    last, first = above.glyphs[-1].text, below.glyphs[0].text
    if not (last.isdigit() and first.isdigit()):
        return False
    needed = above.width + (below.glyphs[0].right - below.glyphs[0].left)
    return needed > max(widest + _EASE, room.right - room.left - _PADDING)
