"""第二因素的范围: whom the house, or an authority above, asks for a second factor; the strictest of them holds."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.law.authorities import ADMINISTRATORS, Office
from gongkai.law.grammar.words import Word


class FactorDuty(Word):
    """第二因素的范围."""

    NOBODY = "nobody", "不要求，自愿启用"
    ADMINISTRATORS = "administrators", "系统、安全、审计管理员"
    EVERYBODY = "everybody", "全体工作人员"


STRICTNESS = tuple(FactorDuty)


def strictest(duties: Iterable[FactorDuty]) -> FactorDuty:
    """最严的: of what is asked for in several places; nobody where nothing is."""
    return max(duties, key=STRICTNESS.index, default=FactorDuty.NOBODY)


def concerns(duty: FactorDuty, offices: Iterable[Office]) -> bool:
    """是否及于: whether the holder of these offices must have a second factor."""
    if duty is FactorDuty.ADMINISTRATORS:
        return any(office.key in ADMINISTRATORS for office in offices)
    return duty is FactorDuty.EVERYBODY
