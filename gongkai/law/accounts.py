"""政务新媒体账号（国办秘函〔2019〕19号）: how long an account may stand still before somebody is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word

INSPECTING = Article("国办秘函〔2019〕19号", gist="政务新媒体单项否决：监测时点前2周内没有更新")
FLOOR = 14
FLOOR_SOURCE = "单项否决指标：2周内没有更新"
FLOOR_CERTAINTY = Certainty.RECALLED
"""更新下限（日）: until the authority sets another for an account; a local rule may be stricter."""


class Pace(Word):
    """更新状态: whether an account is kept up."""

    CLOSED = "closed", "已关停"
    FRESH = "fresh", "正常"
    SOON = "soon", "快到期"
    IDLE = "idle", "停更"


@dataclass(frozen=True, slots=True)
class Activity:
    """账号活跃: days since the last release (or the opening), the floor, and what follows."""

    still: int
    floor: int
    closed: bool = False

    @property
    def pace(self) -> Pace:
        """更新状态: idle beyond the floor, soon within its last quarter."""
        if self.closed:
            return Pace.CLOSED
        if self.still > self.floor:
            return Pace.IDLE
        return Pace.SOON if self.still * 4 > self.floor * 3 else Pace.FRESH


def activity(opened_on: date, closed_on: date | None, last_on: date | None, floor: int, on: date) -> Activity:
    """推算活跃: of an account on a day."""
    since = max(opened_on, last_on) if last_on else opened_on
    return Activity(max(0, (on - since).days), floor, closed_on is not None and closed_on <= on)
