"""真相: what is wrong, since when, and by when it must be found at the latest; written down by who did it, never looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Planted(StrEnum):
    """植入的种类."""

    STALE = "过期栏目"
    BLANK = "空白栏目"
    WRONG_COLUMN = "放错栏目"
    DEAD_LINK = "断链"
    LATE_REPLY = "逾期答复"
    NO_INTERPRETATION = "没有解读"
    LEAK = "泄露号码"
    TWICE = "一件多发"


ALLOWED = {
    Planted.STALE: 1,
    Planted.BLANK: 1,
    Planted.WRONG_COLUMN: 2,
    Planted.DEAD_LINK: 1,
    Planted.LATE_REPLY: 1,
    Planted.NO_INTERPRETATION: 1,
    Planted.LEAK: 1,
    Planted.TWICE: 1,
}
"""必须发现（日）: after the first day on which it is a fault."""


@dataclass
class Truth:
    """一处真相: kind, unit, what thing (a column, a content, a file, by its key), from when to when it is a fault."""

    kind: Planted
    unit: str
    thing: str
    since: date
    how: str = ""
    mended_on: date | None = None
    found_on: date | None = None
    cleared_on: date | None = None

    @property
    def by(self) -> date:
        """最迟发现."""
        return self.since + timedelta(days=ALLOWED[self.kind])

    def standing(self, day: date) -> bool:
        """当日仍错."""
        return self.since <= day and (self.mended_on is None or day < self.mended_on)


class Truths:
    """真相簿."""

    def __init__(self) -> None:
        self.all: list[Truth] = []
        self._open: dict[tuple[Planted, str], Truth] = {}

    def begin(self, kind: Planted, unit: str, thing: str, since: date, how: str = "") -> Truth:
        """起: one of a kind about one thing at a time."""
        if (kind, thing) in self._open:
            return self._open[kind, thing]
        truth = Truth(kind, unit, thing, since, how)
        self.all.append(truth)
        self._open[kind, thing] = truth
        return truth

    def end(self, kind: Planted, thing: str, day: date) -> Truth | None:
        """止."""
        truth = self._open.pop((kind, thing), None)
        if truth is not None:
            truth.mended_on = day
        return truth

    def open(self, kind: Planted, thing: str) -> Truth | None:
        """仍错的."""
        return self._open.get((kind, thing))

    def forget(self, truth: Truth) -> None:
        """收回: what was mended before it was a fault was none."""
        self._open.pop((truth.kind, truth.thing), None)
        self.all.remove(truth)

    def standing(self, day: date) -> Iterator[Truth]:
        """当日仍错的."""
        return (truth for truth in self.all if truth.standing(day))
