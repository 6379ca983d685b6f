"""办件的事项: what a case asks for: each matter with its version, unit, days, materials and review points, as they were then.

The step that opens a case holds them, so that a later version of an item changes no case that has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.law.case_flow import COMPLETE, IN_TIME, PartState
from gongkai.law.case_kinds import PartResult
from gongkai.law.case_terms import LONGEST
from gongkai.law.grammar.flow import JSON, Step, Unlawful


@dataclass(frozen=True, slots=True)
class CaseMaterial:
    """申请材料: what must be handed in; ``needed`` is false where only some applicants owe it."""

    name: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class CasePart:
    """分办事项: one matter of a case and how far its unit is.

    ``days`` are promised working days, ``statutory`` those of the statute; 0 promised days is decided on the spot.
    """

    item: str
    name: str
    version: int
    home: str
    days: int
    statutory: int
    materials: tuple[CaseMaterial, ...] = ()
    points: tuple[str, ...] = ()
    state: PartState = PartState.UNASSIGNED
    unit: str = ""
    opinion: PartResult | None = None
    examined_by: str = ""
    result: PartResult | None = None
    extended: bool = False
    returned_by: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.item or not self.name or not self.home:
            raise Unlawful("办件的每一事项都应有编码、名称和实施单位", field="parts")
        if not 0 <= self.days <= LONGEST or not 0 <= self.statutory <= LONGEST:
            raise Unlawful(f"事项“{self.name}”的办理时限应为0至{LONGEST}个工作日", field="parts")
        if self.statutory and self.days > self.statutory:
            raise Unlawful(f"事项“{self.name}”承诺的{self.days}个工作日长于法定的{self.statutory}个", IN_TIME, "parts")

    def told(self) -> dict[str, JSON]:
        """记录: as the step that opens the case holds it."""
        materials: list[JSON] = [{"name": each.name, "needed": each.needed} for each in self.materials]
        points: list[JSON] = [*self.points]
        return {
            "item": self.item,
            "name": self.name,
            "version": self.version,
            "unit": self.home,
            "days": self.days,
            "statutory": self.statutory,
            "materials": materials,
            "points": points,
        }


def read_parts(step: Step) -> tuple[CasePart, ...]:
    """读取事项: of the step that opens a case; each matter once."""
    given = step.details.get("parts")
    if not isinstance(given, list) or not given:
        raise Unlawful("应选明办理的事项", field="parts")
    parts = tuple(_part(each) for each in given)
    if len({part.item for part in parts}) < len(parts):
        raise Unlawful("同一事项在一次申请里只能选一次", field="parts")
    return parts


def _part(given: JSON) -> CasePart:
    if not isinstance(given, dict):
        raise Unlawful("办件的事项应逐项写明", field="parts")
    return CasePart(
        item=str(given.get("item") or ""),
        name=str(given.get("name") or ""),
        version=_number(given, "version"),
        home=str(given.get("unit") or ""),
        days=_number(given, "days"),
        statutory=_number(given, "statutory"),
        materials=tuple(_materials(given.get("materials"))),
        points=tuple(str(each) for each in _list(given.get("points"))),
    )


def _number(given: Mapping[str, JSON], name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unlawful("办件事项的版次和时限应为整数", field="parts")
    return value


def _list(given: JSON) -> list[JSON]:
    return given if isinstance(given, list) else []


def _materials(given: JSON) -> Iterator[CaseMaterial]:
    for each in _list(given):
        if isinstance(each, dict) and each.get("name"):
            yield CaseMaterial(str(each["name"]), bool(each.get("needed")))


def merged_materials(parts: Iterable[CasePart]) -> tuple[CaseMaterial, ...]:
    """合并材料: of all matters, each name once; needed where any of them needs it."""
    found: dict[str, bool] = {}
    for part in parts:
        for each in part.materials:
            found[each.name] = found.get(each.name, False) or each.needed
    return tuple(CaseMaterial(name, needed) for name, needed in found.items())


def names(step: Step, name: str, title: str, known: Iterable[str]) -> frozenset[str]:
    """所选材料: a list of names that are all among the known; empty where none is given."""
    given = step.details.get(name) or []
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise Unlawful(f"{title}应逐项选明", field=name)
    chosen = frozenset(str(each) for each in given)
    if strange := chosen - frozenset(known):
        raise Unlawful(f"{title}里没有“{'、'.join(sorted(strange))}”", COMPLETE, field=name)
    return chosen
