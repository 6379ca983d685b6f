"""对照表: each work with its cost beside the limit it cannot beat and the peer that does the same, and how each grows.

Figures only; who measured them and how is none of its business. What could not be measured is a line of its own, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log10
from typing import NamedTuple


class Side(StrEnum):
    """一方: ours, the limit nobody can beat, and the peer."""

    OURS = "ours"
    LIMIT = "limit"
    PEER = "peer"


@dataclass(frozen=True)
class Work:
    """一项工作: what is done, in what unit it is told, what bounds it, and who else does it (or why nobody does)."""

    name: str
    limit: str = ""
    peer: str = ""
    unit: str = "ms CPU"


class Line(NamedTuple):
    """一行: as it is printed."""

    what: str
    rows: str
    ours: str
    limit: str
    peer: str
    to_limit: str
    to_peer: str
    growth: str


HEADS = Line("what", "rows", "ours", "limit", "peer", "ours / limit", "ours / peer", "growth per ten-fold")
NOBODY = "–"
NOT_MEASURED = "NOT MEASURED"


@dataclass
class Board:
    """对照表: the figures by work, size and side, as they come; reasons where one side could not be asked."""

    works: Sequence[Work]
    figures: dict[tuple[str, int, Side], float] = field(default_factory=dict)
    reasons: dict[tuple[str, int, Side], str] = field(default_factory=dict)

    def note(self, work: str, size: int, side: Side, figure: float) -> None:
        """记下: of a work the table has."""
        if work not in {each.name for each in self.works}:
            raise KeyError(work)
        self.figures[work, size, side] = figure

    def excuse(self, work: str, size: int, side: Side, reason: str) -> None:
        """未能测量: why."""
        self.reasons[work, size, side] = reason

    def lines(self) -> Iterator[Line]:
        """各行: work by work, the small sizes first."""
        for work in self.works:
            yield from self._lines(work)

    def _lines(self, work: Work) -> Iterator[Line]:
        sizes = sorted({size for name, size, _ in (*self.figures, *self.reasons) if name == work.name})
        for place, size in enumerate(sizes or [0]):
            last = sizes[place - 1] if place else None
            cells = {side: self._cell(work, size, side) for side in Side}
            yield Line(
                _told(work) if not place else "",
                f"{size:,}" if size else "",
                cells[Side.OURS],
                cells[Side.LIMIT],
                cells[Side.PEER],
                _ratio(self._at(work, size, Side.OURS), self._at(work, size, Side.LIMIT)),
                _ratio(self._at(work, size, Side.OURS), self._at(work, size, Side.PEER)),
                self._growth(work, last, size) if last else "",
            )

    def _at(self, work: Work, size: int, side: Side) -> float | None:
        return self.figures.get((work.name, size, side))

    def _cell(self, work: Work, size: int, side: Side) -> str:
        figure = self._at(work, size, side)
        if figure is not None:
            return f"{shown(figure)} {work.unit}"
        if reason := self.reasons.get((work.name, size, side)):
            return f"{NOT_MEASURED}: {reason}"
        return NOT_MEASURED if _expected(work, side) else NOBODY

    def _growth(self, work: Work, last: int, size: int) -> str:
        told = ((side, self._at(work, last, side), self._at(work, size, side)) for side in Side)
        return ", ".join(f"{side} ×{growth(last, a, size, b):.2f}" for side, a, b in told if a and b)


def _expected(work: Work, side: Side) -> bool:
    """Whether the work names that side; where it says ``none: …`` nobody is waited for."""
    words = {Side.OURS: "ours", Side.LIMIT: work.limit, Side.PEER: work.peer}[side]
    return bool(words) and not words.startswith("none")


def _told(work: Work) -> str:
    said = (("limit", work.limit), ("peer", work.peer))
    return "\n".join([work.name, *(f"  {side}: {words}" for side, words in said if words)])


def _ratio(ours: float | None, other: float | None) -> str:
    return f"{ours / other:.2f}" if ours is not None and other else ""


def growth(few: int, cost_of_few: float, many: int, cost_of_many: float) -> float:
    """增长: by what factor a cost grows when the rows grow ten-fold; 1 where it does not, 10 where it grows as they do."""
    return float((cost_of_many / cost_of_few) ** (1 / log10(many / few)))


def shown(figure: float) -> str:
    """Three figures are as many as a measurement is worth."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"
