"""窗口考核: what a clerk at a window is scored by, as data; every point follows from cases, dates, ratings and cards.

A measure of shares gives its points in proportion, one of volume up to a full number, the others take points away. Where
nothing was to be kept, nothing is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word

FULL = Decimal(100)
"""满分."""
_CENT = Decimal("0.01")


class ScoreMeasure(Word):
    """考核指标: what is counted of a clerk in a month."""

    TAKEN = "taken", "收件量"
    IN_TIME = "in_time", "窗口环节按时率"
    CONTENT = "content", "好评率"
    RED = "red", "红牌"
    YELLOW = "yellow", "黄牌"
    BAD = "bad", "属实的差评"


SHARES = (ScoreMeasure.IN_TIME, ScoreMeasure.CONTENT)
"""按比例得分."""
DEDUCTED = (ScoreMeasure.RED, ScoreMeasure.YELLOW, ScoreMeasure.BAD)
"""逐件扣分."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """考核项: a measure with its points; ``full_at`` is the number of cases that gives all points of a volume."""

    measure: ScoreMeasure
    points: Decimal
    full_at: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.points <= FULL:
            raise Unlawful(f"“{self.measure.label}”的分值应在0至100之间", field="points")
        if self.measure is ScoreMeasure.TAKEN and self.full_at < 1:
            raise Unlawful("收件量应写明多少件得满分", field="full_at")


@dataclass(frozen=True, slots=True)
class ScoreScheme:
    """考核办法: the rows, and the rule they come from; what can be earned adds up to a hundred."""

    source: str
    rows: tuple[ScoreRow, ...]

    def __post_init__(self) -> None:
        if not self.source.strip():
            raise Unlawful("应写明考核办法的名称和文号", field="source")
        if len({row.measure for row in self.rows}) < len(self.rows):
            raise Unlawful("同一指标只能列一次")
        earned = sum((row.points for row in self.rows if row.measure not in DEDUCTED), Decimal(0))
        if earned != FULL:
            raise Unlawful(f"收件量、按时率、好评率的分值之和应为100，现为{earned.normalize():f}")


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """指标计数: so many of so many; for volumes and deductions the second is not looked at."""

    hits: int = 0
    base: int = 0


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """得分项: a row of a scheme with what was counted and what it gives or takes."""

    row: ScoreRow
    count: MeasureCount
    score: Decimal


@dataclass(frozen=True, slots=True)
class WindowScore:
    """考核得分: of one clerk in one month; never below nothing."""

    lines: tuple[ScoredLine, ...]

    @property
    def total(self) -> Decimal:
        """总分."""
        return max(Decimal(0), sum((line.score for line in self.lines), Decimal(0)))


def window_score(scheme: ScoreScheme, counts: Mapping[ScoreMeasure, MeasureCount]) -> WindowScore:
    """计分: every row by its own rule, to two places."""
    told: Sequence[tuple[ScoreRow, MeasureCount]] = [
        (row, counts.get(row.measure, MeasureCount())) for row in scheme.rows
    ]
    return WindowScore(tuple(ScoredLine(row, count, _points(row, count)) for row, count in told))


def _points(row: ScoreRow, count: MeasureCount) -> Decimal:
    if row.measure in DEDUCTED:
        return Decimal(0) - row.points * count.hits
    if row.measure is ScoreMeasure.TAKEN:
        return _part(row.points, min(count.hits, row.full_at), row.full_at)
    return _part(row.points, count.hits, count.base) if count.base else row.points


def _part(points: Decimal, hits: int, base: int) -> Decimal:
    return (points * hits / base).quantize(_CENT, ROUND_HALF_UP)


USUAL_SCHEME = ScoreScheme(
    "未设置，暂用通行做法",
    (
        ScoreRow(ScoreMeasure.TAKEN, Decimal(20), full_at=60),
        ScoreRow(ScoreMeasure.IN_TIME, Decimal(40)),
        ScoreRow(ScoreMeasure.CONTENT, Decimal(40)),
        ScoreRow(ScoreMeasure.RED, Decimal(5)),
        ScoreRow(ScoreMeasure.YELLOW, Decimal(1)),
        ScoreRow(ScoreMeasure.BAD, Decimal(5)),
    ),
)
"""通行办法: used until the hall sets its own."""
