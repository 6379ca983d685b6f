"""值班表: somebody is on duty at every minute of a day and a night; what nobody covers is named before it comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Article

DUTY = Article("突发事件应对法", gist="建立值班制度，及时收集、报告信息")
LONGEST_SHIFT = timedelta(hours=24)
AHEAD = timedelta(days=3)
"""提前多久: so far ahead a gap in the roster raises the alarm; the figure is ours."""


@dataclass(frozen=True, slots=True)
class Shift:
    """班次: from a moment to a moment, the latter not included."""

    begins_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.begins_at:
            raise Unlawful("班次的结束应当晚于开始", DUTY, field="ends")
        if self.ends_at - self.begins_at > LONGEST_SHIFT:
            raise Unlawful("一个班次最长24小时", DUTY, field="ends")

    def covers(self, moment: datetime) -> bool:
        """在班: whether somebody of this shift is there at the moment."""
        return self.begins_at <= moment < self.ends_at


@dataclass(frozen=True, slots=True)
class Gap:
    """空班: a stretch of time in which nobody is on duty."""

    since: datetime
    until: datetime

    @property
    def minutes(self) -> int:
        """空班分钟."""
        return int((self.until - self.since).total_seconds() // 60)


def gaps(shifts: Iterable[Shift], since: datetime, until: datetime) -> tuple[Gap, ...]:
    """找空班: what the shifts leave uncovered between two moments, in order."""
    found, at = [], since
    for shift in sorted(shifts, key=lambda each: each.begins_at):
        if shift.begins_at >= until:
            break
        if shift.begins_at > at:
            found.append(Gap(at, shift.begins_at))
        at = max(at, shift.ends_at)
    if at < until:
        found.append(Gap(at, until))
    return tuple(found)
