"""比率的取舍: how a rate is rounded, said once; whoever prints a rate prints this note beside it.

percent(part, whole)                     to one place, halves up
percent(part, whole, OF_PROPOSALS)       as the tables of motions and proposals print it
Rounding(2, Cut.DOWN).note               "百分率保留两位小数，其余舍去"
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from gongkai.law.grammar.words import Word

_NUMERALS = "零一两三四五六"


class Cut(Word):
    """取舍方法: what becomes of the places beyond the last one printed."""

    HALF_UP = "half_up", "四舍五入"
    DOWN = "down", "其余舍去"


_HOW = {Cut.HALF_UP: ROUND_HALF_UP, Cut.DOWN: ROUND_DOWN}


@dataclass(frozen=True, slots=True)
class Rounding:
    """取舍规则: how many decimals a rate has, and how the rest is cut."""

    places: int = 1
    cut: Cut = Cut.HALF_UP

    @property
    def note(self) -> str:
        """取舍说明: as it stands beside a rate."""
        return f"百分率保留{_NUMERALS[self.places]}位小数，{self.cut.label}"

    def cut_off(self, exact: Decimal) -> Decimal:
        """取舍: the number as it is printed."""
        return exact.quantize(Decimal(1).scaleb(-self.places), _HOW[self.cut])


USUAL = Rounding()
"""通行取舍: of every rate that has no rule of its own."""
OF_PROPOSALS = Rounding(2)
"""建议提案的取舍: two places, as places print the rate of what was handled (70.23%)."""
OF_SERVICES = Rounding(2)
"""服务事项的取舍."""
OF_GROWTH = Rounding(1)
"""增减幅度的取舍: how much more or less than before."""


def percent(part: Decimal | int, whole: Decimal | int, rule: Rounding = USUAL) -> Decimal | None:
    """百分率: None where there is nothing to divide by."""
    return rule.cut_off(Decimal(100) * part / whole) if whole else None


def growth(now: Decimal | int, before: Decimal | int, rule: Rounding = OF_GROWTH) -> Decimal | None:
    """增减幅度: of what there was before, negative where there is less; None where there was nothing."""
    return rule.cut_off(Decimal(100) * (now - before) / before) if before else None


RULES: tuple[tuple[str, Rounding], ...] = (
    ("办结率、答复率、按期率等各项比率", USUAL),
    ("建议提案的办复率、满意率", OF_PROPOSALS),
    ("政务服务事项的比率", OF_SERVICES),
    ("环比、同比增减幅度", OF_GROWTH),
)
"""取舍规则表: each sort of rate with its rule."""
