"""分解与承办单位（职责法定、归口办理）: a proposal is taken apart into points; each goes to the unit whose duty it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.proposal_terms import HANDLED

MOST_POINTS = 30


class UnitPart(Word):
    """承办分工: whether a unit leads or joins."""

    LEAD = "lead", "主办"
    JOINT = "joint", "协办"


class UnitAnswer(Word):
    """分办意见: what a unit said to what it was asked to handle."""

    ASKED = "asked", "待回复"
    ACCEPTED = "accepted", "接受"
    DECLINED = "declined", "提出异议"
    APPOINTED = "appointed", "经指定承办"


@dataclass(frozen=True, slots=True)
class Point:
    """要点: one matter of a proposal; ``unit`` is the code of who answers it, empty until it is routed."""

    key: str
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class HandlingUnit:
    """承办单位: its code, its part, what it said, whom it set to the work, and the day of its opinion to the lead unit."""

    code: str
    part: UnitPart
    answer: UnitAnswer = UnitAnswer.ASKED
    section: str = ""
    opinion_on: date | None = None

    @property
    def stands(self) -> bool:
        """承办已定: it accepted, or it was appointed."""
        return self.answer in (UnitAnswer.ACCEPTED, UnitAnswer.APPOINTED)


def read_points(step: Step) -> tuple[Point, ...]:
    """读要点: one to thirty, each with words of its own; numbered in their order."""
    given = step.details.get("points")
    texts = [str(each).strip() for each in given] if isinstance(given, list) else []
    if not texts or not all(texts):
        raise Unlawful("逐件分析应当至少分解出一个要点，要点不能为空", HANDLED, field="points")
    if len(texts) > MOST_POINTS:
        raise Unlawful(f"要点最多{MOST_POINTS}个", HANDLED, field="points")
    return tuple(Point(str(number), text) for number, text in enumerate(texts, start=1))


def read_routing(step: Step, points: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[HandlingUnit, ...]]:
    """读分办: details ``lead``, ``joint`` (codes) and ``units``: point → unit; a point nobody names goes to the lead.

    Every joint unit has a point of its own: whoever has nothing to answer is no joint unit.
    """
    lead = step.text("lead", "主办单位")
    joint = tuple(dict.fromkeys(_codes(step.details.get("joint"))))
    if lead in joint:
        raise Unlawful("主办单位不能同时是协办单位", HANDLED, field="joint")
    routed = step.details.get("units")
    named = {str(key): str(code) for key, code in routed.items() if code} if isinstance(routed, dict) else {}
    if strangers := set(named.values()) - {lead, *joint}:
        raise Unlawful(f"要点分给了不承办的单位：{'、'.join(sorted(strangers))}", HANDLED, field="units")
    if unknown := named.keys() - {point.key for point in points}:
        raise Unlawful(f"没有第{'、'.join(sorted(unknown))}个要点", HANDLED, field="units")
    if points and (idle := set(joint) - set(named.values())):
        raise Unlawful(f"协办单位没有分到要点：{'、'.join(sorted(idle))}", HANDLED, field="units")
    placed = tuple(replace(point, unit=named.get(point.key, lead)) for point in points)
    units = (HandlingUnit(lead, UnitPart.LEAD), *(HandlingUnit(code, UnitPart.JOINT) for code in joint))
    return placed, units


def _codes(given: JSON) -> list[str]:
    return [str(each).strip() for each in given if str(each).strip()] if isinstance(given, list) else []


def unit_of(units: Iterable[HandlingUnit], step: Step) -> HandlingUnit:
    """本步单位: the unit a step names in ``unit``; raises Unlawful for one that does not handle this file."""
    code = step.text("unit", "承办单位")
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise Unlawful("该单位不是本件的承办单位", HANDLED, field="unit")
    return found


def with_unit(units: tuple[HandlingUnit, ...], changed: HandlingUnit) -> tuple[HandlingUnit, ...]:
    """替换单位: the units with one of them as it is now."""
    return tuple(changed if unit.code == changed.code else unit for unit in units)


def kept_answers(units: tuple[HandlingUnit, ...], before: tuple[HandlingUnit, ...]) -> tuple[HandlingUnit, ...]:
    """保留已接受的: after another routing who had taken the same part need not be asked again."""
    told = {(unit.code, unit.part): unit for unit in before if unit.stands}
    return tuple(told.get((unit.code, unit.part), unit) for unit in units)
