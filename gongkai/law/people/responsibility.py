"""栏目责任: who answers for a column in which duty, from a day until the day before another; nothing of it is overwritten.

holders(holdings, Duty.DEPUTY, on=day)      who stood in that day
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Objection
from gongkai.law.grammar.statute import regulation
from gongkai.law.grammar.words import Word

ANSWERED_FOR = regulation(4, gist="指定机构负责政府信息公开的日常工作，维护和更新公开的信息")


class Duty(Word):
    """责任类别: in which duty somebody answers for a column, the highest first."""

    FIRST = "first", "第一责任人"
    LEADER = "leader", "分管领导"
    DIRECT = "direct", "直接负责人"
    INFORMANT = "informant", "信息员"
    DEPUTY = "deputy", "备岗"


@dataclass(frozen=True, slots=True)
class Holding:
    """承担责任: who holds a duty since when; ``until`` is the first day they no longer do."""

    duty: Duty
    person: str
    name: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """承担中: whether it is so on a day."""
        return self.since <= on and (self.until is None or on < self.until)


def holders(holdings: Iterable[Holding], duty: Duty, *, on: date) -> tuple[Holding, ...]:
    """承担的人: who holds a duty on a day."""
    return tuple(each for each in holdings if each.duty is duty and each.holds(on))


def objection_to_appoint(holdings: Iterable[Holding], duty: Duty, person: str, *, since: date) -> Objection | None:
    """不能确定的理由: the duty is held by the same person already, was given later, or its two halves would be one person.

    A column's informant and deputy are two people: a deputy who is the holder stands in for nobody.
    """
    known = list(holdings)
    other = {Duty.INFORMANT: Duty.DEPUTY, Duty.DEPUTY: Duty.INFORMANT}.get(duty)
    if later := next((each.duty for each in known if each.duty in (duty, other) and each.since > since), None):
        return Objection(f"{later.label}在此之后已有变动，不能追溯确定", ANSWERED_FOR)
    if any(each.person == person for each in holders(known, duty, on=since)):
        return Objection(f"已经是这个栏目的{duty.label}", ANSWERED_FOR)
    if other is not None and any(each.person == person for each in holders(known, other, on=since)):
        return Objection(f"已经是这个栏目的{other.label}，信息员和备岗不能是同一人", ANSWERED_FOR)
    return None
