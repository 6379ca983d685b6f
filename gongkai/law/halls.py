"""政务服务大厅: halls, zones and windows by their periods, who sits where on which days, and where a matter is taken.

A place that closed stays in the register; a person sits at one window at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word


class HallKind(Word):
    """大厅种类: a whole hall, a branch of one, or a township's."""

    MAIN = "main", "综合性大厅"
    BRANCH = "branch", "分中心"
    TOWNSHIP = "township", "便民服务中心"


class ZoneKind(Word):
    """分区种类: where matters are handled, or where people are served while they wait."""

    FUNCTION = "function", "综合功能区"
    SERVICE = "service", "便民服务区"


class WindowKind(Word):
    """窗口种类: one that takes every matter of its zone, or one for a trade that needs its own."""

    GENERAL = "general", "综合窗口"
    PROFESSIONAL = "professional", "专业窗口"


class FacilityKind(Word):
    """设施种类: what a hall has for those who come."""

    QUERY = "query", "查询机"
    TERMINAL = "terminal", "自助办理终端"
    BANK = "bank", "银行自助设备"
    COPY = "copy", "复印打印"
    COURIER = "courier", "快递邮寄"
    WATER = "water", "饮水机"
    CHAIRS = "chairs", "等候座椅"
    DESK = "desk", "填表台"
    ACCESSIBLE = "accessible", "无障碍设施"
    CHARGING = "charging", "手机充电"
    OTHER = "other", "其他便民设施"


class WindowDuty(Word):
    """窗口职责: what somebody does in the hall."""

    CLERK = "clerk", "窗口工作人员"
    COMMISSIONER = "commissioner", "政务专员"


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """起止: from a day up to and including another, or open."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise Unlawful("止日不能早于起日", field="last")

    def holds(self, on: date) -> bool:
        """在期内."""
        return self.first <= on and (self.last is None or on <= self.last)

    def meets(self, other: OpenPeriod) -> bool:
        """相交: whether some day belongs to both."""
        return (other.last is None or self.first <= other.last) and (self.last is None or other.first <= self.last)

    def within(self, outer: OpenPeriod) -> bool:
        """包含于: whether every day of it belongs to the other."""
        ends = outer.last is None or (self.last is not None and self.last <= outer.last)
        return outer.first <= self.first and ends


WEEKDAYS = "一二三四五六日"
"""星期: by their place."""


@dataclass(frozen=True, slots=True)
class WindowShift:
    """轮值: somebody at one window in a period, on these days of the week (1 is Monday)."""

    window: int
    period: OpenPeriod
    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise Unlawful("轮值应至少选一个星期几", field="weekdays")

    @property
    def label(self) -> str:
        """星期几: in words."""
        return "、".join(WEEKDAYS[day - 1] for day in sorted(self.weekdays))

    def clashes(self, other: WindowShift) -> bool:
        """冲突: whether it puts the same person at two windows on one day."""
        return self.window != other.window and bool(self.weekdays & other.weekdays) and self.period.meets(other.period)

    def serves(self, on: date) -> bool:
        """在岗: on this day."""
        return self.period.holds(on) and on.isoweekday() in self.weekdays


def no_clash(wanted: WindowShift, held: Iterable[WindowShift]) -> None:
    """不得一人两窗: raises Unlawful."""
    for other in held:
        if wanted.clashes(other) or (wanted.window == other.window and wanted.period.meets(other.period)):
            raise Unlawful(f"该人员这段时间星期{other.label}已经安排在窗口，一人同一天只在一个窗口", field="weekdays")


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """窗口位置: what the finder tells of a window that takes a matter."""

    key: int
    zone: str
    number: str
    kind: WindowKind
    period: OpenPeriod


def where_to_go(places: Iterable[WindowPlace], on: date) -> list[WindowPlace]:
    """到哪里办: the open windows that take a matter, general ones first: one zone, one general window."""
    found = [place for place in places if place.period.holds(on)]
    return sorted(found, key=lambda place: (place.kind is not WindowKind.GENERAL, place.zone, place.number))
