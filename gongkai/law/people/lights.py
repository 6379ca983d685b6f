"""三到位（条例第四条）: a leader in charge, a body that does the work, a person who handles it; told of every unit on any day.

lights.waiting      what a unit must name, or explain, before its monthly return can go in
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

IN_PLACE = regulation(4, gist="各级人民政府及其部门应当建立健全工作制度，指定机构负责日常工作")


class Light(Word):
    """灯名: the three things every unit must have."""

    LEADER = "leader", "分管领导"
    BODY = "body", "工作机构"
    HANDLER = "handler", "经办人"


class Shine(Word):
    """灯色: whether somebody is named, or why nobody is."""

    GREEN = "green", "已明确"
    YELLOW = "yellow", "已说明理由"
    RED = "red", "未明确"


@dataclass(frozen=True, slots=True)
class LightOn:
    """某日的灯: by whom or what it is lit on the day, or the reason in force for its being dark."""

    light: Light
    by: tuple[str, ...]
    reason: str = ""

    @property
    def shine(self) -> Shine:
        """灯色: a name lights it whatever reason was given before."""
        if self.by:
            return Shine.GREEN
        return Shine.YELLOW if self.reason else Shine.RED


@dataclass(frozen=True, slots=True)
class ThreeLights:
    """三盏灯: of one unit on one day."""

    lights: tuple[LightOn, ...]

    @property
    def complete(self) -> bool:
        """三到位齐全: all three are lit by a name."""
        return all(each.shine is Shine.GREEN for each in self.lights)

    @property
    def waiting(self) -> tuple[LightOn, ...]:
        """待补: dark and unexplained; a return waits for a name or a reason."""
        return tuple(each for each in self.lights if each.shine is Shine.RED)


@dataclass(frozen=True, slots=True)
class LightCount:
    """三到位统计: of so many units, how many have each of the three and how many all."""

    units: int
    complete: int
    lit: tuple[tuple[Light, int], ...]

    @property
    def lacking(self) -> int:
        """未到位单位数."""
        return self.units - self.complete


def light_count(units: Iterable[ThreeLights]) -> LightCount:
    """统计三到位: public figures for a bulletin."""
    told = list(units)
    lit = ((light, sum(_lit(each, light) for each in told)) for light in Light)
    return LightCount(len(told), sum(each.complete for each in told), tuple(lit))


def _lit(lights: ThreeLights, light: Light) -> bool:
    return any(each.light is light and each.by for each in lights.lights)


@dataclass(frozen=True, slots=True)
class Excuse:
    """未明确的理由: why a light is dark, from a day through another, and no longer."""

    light: Light
    reason: str
    since: date
    until: date

    def holds(self, on: date) -> bool:
        """理由有效."""
        return self.since <= on <= self.until


MOST_DAYS = 92
"""理由最长日数: a quarter; after it the unit names somebody or explains again. Ours, the regulation says nothing."""
