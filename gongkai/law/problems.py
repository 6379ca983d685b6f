"""顽疾: a problem every report complains of, the feature that takes its cause away, and the figure that proves it; and its trend.

problem = BY_NUMBER["P15"]                        law.problem_list
course(problem.better, now, before)               好转
share(37, 40).told(problem.unit)                  92.5%
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from gongkai.law.grammar.words import Word


class Better(Word):
    """好的方向: of a figure."""

    MORE = "more", "越高越好"
    FEWER = "fewer", "越低越好"


class Trend(Word):
    """好坏走势: against the same days of the year before."""

    BETTER = "better", "好转"
    SAME = "same", "持平"
    WORSE = "worse", "变差"
    UNKNOWN = "unknown", "无从比较"


@dataclass(frozen=True, slots=True)
class Problem:
    """顽疾一项: its number, what is complained of, the feature, its page, the test that proves it, and the figure that shows it.

    ``page`` and ``test`` are empty while the feature is not built.
    """

    number: str
    name: str
    feature: str
    proof: str
    unit: str
    better: Better
    page: str = ""
    test: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """实证数: a number, or None where there is nothing to measure yet, which is not 0; and from what it was reckoned."""

    value: Decimal | None
    basis: str = ""

    def told(self, unit: str) -> str:
        """实证说法: with its unit."""
        return f"{self.value:f}{unit}" if self.value is not None else "无可计"


_TENTH = Decimal("0.1")


def share(part: int | Decimal, whole: int) -> Measured:
    """实证占比（%）: with one decimal, rounded half up; nothing of nothing."""
    if not whole:
        return Measured(None)
    rate = (Decimal(100) * Decimal(part) / whole).quantize(_TENTH, ROUND_HALF_UP)
    return Measured(rate, f"{Decimal(part):f}/{whole}")


def number(count: int) -> Measured:
    """实证件数."""
    return Measured(Decimal(count))


def average(total: int, count: int) -> Measured:
    """实证平均: with one decimal."""
    if not count:
        return Measured(None)
    return Measured((Decimal(total) / count).quantize(_TENTH, ROUND_HALF_UP), f"{total}/{count}")


def middle(values: Iterable[int]) -> Measured:
    """实证中位数."""
    known = sorted(values)
    return Measured(Decimal(str(median(known))).normalize() + 0, f"{len(known)}个数") if known else Measured(None)


def course(better: Better, now: Measured, before: Measured | None) -> Trend:
    """比走势: of two readings of one figure."""
    if before is None or now.value is None or before.value is None:
        return Trend.UNKNOWN
    if now.value == before.value:
        return Trend.SAME
    return Trend.BETTER if (now.value > before.value) is (better is Better.MORE) else Trend.WORSE
