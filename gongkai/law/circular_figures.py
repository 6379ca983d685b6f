"""通知统计: whom the platform reminds and chases by itself on a day, and what some notices come to together.

to_chase(standing, on, calendar)      the units that owe their return and were not chased of late
figures_of(standings, on).read_rate   read receipts over those told
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.circulars import GUIDED, CircularStanding, CircularState
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.statute import Certainty, Term, Unit

CHASING = Term(
    "内部通知的自动催办",
    3,
    Unit.WORKING_DAYS,
    "自回复期限届满或者上一次催办之日起",
    GUIDED,
    certainty=Certainty.INFERRED,
    note="没有统一规定，按机关设置",
)
AHEAD = (3, 1)
"""期前提醒（工作日）: who owes a return is reminded so many working days before it is due."""


def to_chase(standing: CircularStanding, on: date, calendar: Calendar) -> tuple[str, ...]:
    """应自动催办: units that owe their return ``CHASING`` working days after its last day, and as often again."""
    if standing.state is not CircularState.OUT or standing.due_on is None or on <= standing.due_on:
        return ()
    due = standing.due_on
    return tuple(
        unit
        for unit, part in standing.parts.items()
        if part.is_owing and calendar.count(max(part.chased_on or due, due), on) >= CHASING.length
    )


def reminded_ahead(standing: CircularStanding, on: date, calendar: Calendar) -> int | None:
    """期前提醒: the reminder whose day has come (3 or 1 working days ahead), or None."""
    if standing.state is not CircularState.OUT or standing.due_on is None or on >= standing.due_on:
        return None
    left = calendar.count(on, standing.due_on)
    return next((each for each in sorted(AHEAD) if left <= each), None)


@dataclass(frozen=True, slots=True)
class CircularFigures:
    """通知统计表: how many notices, told, read, owed, returned, of these late, and how often each unit was chased."""

    circulars: int
    told: int
    read: int
    owed: int
    returned: int
    late: int
    chased: Mapping[str, int]

    @property
    def read_rate(self) -> float | None:
        """通知已读率."""
        return self.read / self.told if self.told else None


def figures_of(standings: Iterable[CircularStanding], on: date) -> CircularFigures:
    """统计通知: those that went out, as they stand on a day; what was taken back is not counted."""
    out = [each for each in standings if each.issued_on is not None and each.state is not CircularState.TAKEN_BACK]
    chased: dict[str, int] = {}
    for part in (part for each in out for part in each.parts.values() if part.chased):
        chased[part.unit] = chased.get(part.unit, 0) + part.chased
    return CircularFigures(
        len(out),
        sum(each.told for each in out),
        sum(each.read for each in out),
        sum(part.owes for each in out for part in each.parts.values()),
        sum(part.returned_on is not None for each in out for part in each.parts.values()),
        sum(len(each.late(on)) for each in out),
        chased,
    )
