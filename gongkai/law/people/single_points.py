"""单点风险: what rests on one person. Each column, mailbox and register has a deputy or is red; one departure is thought through.

departure("王", points, deadlines)      what nobody is left for, and which days are missed then
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.words import Word


class PointKind(Word):
    """岗点类别: what somebody must look after without a break."""

    COLUMN = "column", "栏目"
    MAILBOX = "mailbox", "信箱"
    REGISTER = "register", "登记簿"


class Exposure(Word):
    """风险程度: how many departures a point survives."""

    UNKEPT = "unkept", "无人负责"
    SINGLE = "single", "只有一人"
    COVERED = "covered", "有备岗"


@dataclass(frozen=True, slots=True)
class Point:
    """岗点: one column, mailbox or register, with who keeps it and who stands in, by their keys."""

    kind: PointKind
    key: int
    name: str
    holders: tuple[str, ...]
    deputies: tuple[str, ...]
    shared: bool = False
    """Kept by whoever has the role, and by nobody in particular."""

    @property
    def people(self) -> tuple[str, ...]:
        """知道怎么办的人: holders and deputies, each once."""
        return tuple(dict.fromkeys((*self.holders, *self.deputies)))

    @property
    def bus_factor(self) -> int:
        """可缺人数: how many people must go before nobody is left; 1 is a single point of failure."""
        return len(self.people)

    @property
    def exposure(self) -> Exposure:
        """风险程度: red until there are two."""
        return (Exposure.UNKEPT, Exposure.SINGLE, Exposure.COVERED)[min(self.bus_factor, 2)]

    @property
    def wants_drill(self) -> bool:
        """须演练: kept by one person, with a deputy who has to show that it works."""
        return len(self.holders) == 1 and bool(self.deputies)


@dataclass(frozen=True, slots=True)
class Deadline:
    """期限事项: what falls due when, with everybody who could do it."""

    what: str
    due: date
    able: frozenset[str]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """一人离岗的后果: the points nobody is left for and the days nobody is left to keep, the earliest first."""

    person: str
    points: tuple[Point, ...]
    deadlines: tuple[Deadline, ...]

    @property
    def breaks(self) -> int:
        """断档数."""
        return len(self.points) + len(self.deadlines)


def departure(person: str, points: Iterable[Point], deadlines: Iterable[Deadline]) -> Departure:
    """推演离岗: what breaks when this one person goes today; what others can do as well does not."""
    left = tuple(point for point in points if set(point.people) == {person})
    broken = sorted((each for each in deadlines if each.able == {person}), key=lambda each: (each.due, each.what))
    return Departure(person, left, tuple(broken))
