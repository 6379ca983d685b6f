"""线框成表: from the lines drawn on a page to tables, whose cells are what no line parts.

Lines that touch make one table. All their places give a lattice; neighbouring slots of it without a line between them are
one cell, so merged cells need no guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gongkai.papers.laid.sheet import Glyph, Sheet

Ruling = tuple[float, float, float]
"""线: where it lies, from where, to where."""

_NEAR = 3.0
"""Lines so near are one: the two edges of a thick one, double lines, ends that miss each other."""
_SHORTEST = 5.0
_PARTED = 0.5
"""The share of a side a line must cover to part two slots."""
_MOST_LINES = 1_500
_MOST_SLOTS = 40_000


@dataclass
class Room:
    """格: the slots of the lattice it covers, as rows and columns, its box, and the characters in it."""

    rows: range
    columns: range
    left: float
    right: float
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass
class Frame:
    """线框表: the places of its lattice, and its cells."""

    across: Sequence[float]
    down: Sequence[float]
    rooms: Sequence[Room]

    @property
    def top(self) -> float:
        """上沿."""
        return self.across[0]

    @property
    def bottom(self) -> float:
        """下沿."""
        return self.across[-1]

    def take(self, glyph: Glyph) -> bool:
        """收字: put a character into its cell; False for one outside the table."""
        row, column = bisect_right(self.across, glyph.middle) - 1, bisect_right(self.down, glyph.center) - 1
        room = self._slots.get((row, column))
        if room is not None:
            room.glyphs.append(glyph)
        return room is not None

    @cached_property
    def _slots(self) -> dict[tuple[int, int], Room]:
        return {(row, column): room for room in self.rooms for row in room.rows for column in room.columns}

    def lines(self) -> Iterator[list[Room]]:
        """各行: the cells that begin in each row."""
        begun: dict[int, list[Room]] = defaultdict(list)
        for room in self.rooms:
            begun[room.rows.start].append(room)
        for row in range(len(self.across) - 1):
            yield sorted(begun[row], key=lambda room: room.columns.start)


def frames(sheet: Sheet) -> list[Frame]:
    """各表: of a page, from above; frames around a text, which have one column, are none."""
    across, down = _merged(sheet.across), _merged(sheet.down)
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return []
    found = (_frame(*lines) for lines in _touching(across, down))
    return sorted((each for each in found if each is not None), key=lambda frame: frame.top)


def _merged(lines: Iterable[Ruling]) -> list[Ruling]:
    """Lines in one place put together where they meet; what is too short to part anything is left out."""
    merged: list[Ruling] = []
    for place in _clustered(lines):
        middle = sum(each[0] for each in place) / len(place)
        start, end = place[0][1], place[0][2]
        for _, begin, stop in sorted(place, key=lambda each: each[1]):
            if begin > end + _NEAR:
                merged.append((middle, start, end))
                start, end = begin, stop
            start, end = min(start, begin), max(end, stop)
        merged.append((middle, start, end))
    return [line for line in merged if line[2] - line[1] >= _SHORTEST]


def _clustered(lines: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    cluster: list[Ruling] = []
    for line in sorted(lines):
        if cluster and line[0] - cluster[0][0] > _NEAR:
            yield sorted(cluster, key=lambda each: each[1])
            cluster = []
        cluster.append(line)
    if cluster:
        yield sorted(cluster, key=lambda each: each[1])


def _touching(across: Sequence[Ruling], down: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that hang together."""
    leader = list(range(len(across) + len(down)))

    def head(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, (y, left, right) in enumerate(across):
        for other, (x, top, bottom) in enumerate(down, len(across)):
            if left - _NEAR <= x <= right + _NEAR and top - _NEAR <= y <= bottom + _NEAR:
                leader[head(one)] = head(other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for at in range(len(leader)):
        across_or_down = at >= len(across)
        groups[head(at)][across_or_down].append(down[at - len(across)] if across_or_down else across[at])
    yield from groups.values()


def _frame(across: Sequence[Ruling], down: Sequence[Ruling]) -> Frame | None:
    if len(across) < 2 or not down:
        return None
    rows = _places([*(each[0] for each in across), *(end for each in down for end in each[1:])])
    columns = _places([*(each[0] for each in down), *(end for each in across for end in each[1:])])
    if len(rows) < 2 or len(columns) < 3 or len(rows) * len(columns) > _MOST_SLOTS:
        return None
    beside = _walls(down, columns, rows)
    below = _walls(across, rows, columns)
    rooms = list(_rooms(rows, columns, beside, below))
    return Frame(rows, columns, rooms) if len(rooms) > 1 else None


def _places(numbers: Iterable[float]) -> list[float]:
    """Places with those near each other made one."""
    places: list[list[float]] = []
    for number in sorted(numbers):
        if places and number - places[-1][0] <= _NEAR:
            places[-1].append(number)
        else:
            places.append([number])
    return [sum(each) / len(each) for each in places]


def _walls(lines: Sequence[Ruling], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """Where a line lies: the number of the place and of the step between two others that it covers for the most part."""
    walls: set[tuple[int, int]] = set()
    for where, start, end in lines:
        place = min(range(len(places)), key=lambda at: abs(places[at] - where))
        for step in range(max(0, bisect_right(steps, start + _NEAR) - 1), len(steps) - 1):
            if steps[step] >= end:
                break
            covered = min(end, steps[step + 1]) - max(start, steps[step])
            if covered >= _PARTED * (steps[step + 1] - steps[step]):
                walls.add((place, step))
    return walls


def _rooms(
    rows: Sequence[float], columns: Sequence[float], beside: set[tuple[int, int]], below: set[tuple[int, int]]
) -> Iterator[Room]:
    """Slots grown together where nothing parts them: to the right as far as it goes, then down over the same columns."""
    taken: set[tuple[int, int]] = set()
    wide, high = len(columns) - 1, len(rows) - 1
    for row in range(high):
        for column in range(wide):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < wide and (right, row) not in beside and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < high and all(_open(bottom, at, column, right, beside, below) for at in range(column, right)):
                bottom += 1
            taken |= {(y, x) for y in range(row, bottom) for x in range(column, right)}
            yield Room(range(row, bottom), range(column, right), columns[column], columns[right])


def _open(row: int, at: int, left: int, right: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> bool:
    """Whether a slot of the next row goes on the cell above it: no line above it, and none inside or only at the edges."""
    return (row, at) not in below and (at == left or (at, row) not in beside)
