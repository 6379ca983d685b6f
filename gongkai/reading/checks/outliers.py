"""离群: figures of one authority out of all proportion to those of its like. Questions, never more.

What is compared does not grow with the size of a place (items per unit, amounts per project), or is compared among
authorities of one kind only. Among a few, the highest and the lowest are asked about; among many, those far from the
middle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from gongkai.law.grammar.sheets import Number, State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.findings import Finding, Seen, show
from gongkai.reading.checks.rule import Check, Needs
from gongkai.reading.checks.traits import INDICATORS, Indicator, Rank, Traits, traits
from gongkai.reading.report import Reading

PROPORTION = Check(
    "D01",
    "同类机关的同一指标相称",
    Level.QUESTION,
    "核对本指标的统计口径；口径不同的统一口径，口径相同的说明原因",
    needs=Needs.SIBLINGS,
)
WHOLE = Check(
    "D02",
    "上级地方的总数不小于下级地方",
    Level.QUESTION,
    "核对主动公开政府信息数是否包括所属各县区、按条计一次",
    needs=Needs.SIBLINGS,
)

_FEW = 8
_APART = Decimal("2.5")
"""Among a few: how many times the lowest the highest may be."""

_FAR = 5
"""Among many: how many times the middle, or what part of it, is far."""

_MOST = 5


def outliers(readings: Sequence[Reading]) -> tuple[Finding, ...]:
    """离群的数: the questions on many reports of about one year."""
    return out_of_proportion([traits(reading) for reading in readings])


def out_of_proportion(reports: Sequence[Traits]) -> tuple[Finding, ...]:
    """离群的数: the same, by the traits of the reports alone."""
    found = [finding for indicator in INDICATORS for finding in _of_indicator(indicator, reports)]
    return (*found, *_whole_less_than_part(reports))


def _of_indicator(indicator: Indicator, reports: Sequence[Traits]) -> Iterator[Finding]:
    groups: dict[Rank, list[tuple[Traits, Number]]] = defaultdict(list)
    for report in reports:
        value = report.figures.get(indicator.name)
        if value is not None and (report.rank is not Rank.UNKNOWN or not indicator.by_rank):
            groups[report.rank if indicator.by_rank else Rank.UNKNOWN].append((report, value))
    for values in groups.values():
        yield from _of_few(indicator, values) if len(values) < _FEW else _of_many(indicator, values)


def _of_few(indicator: Indicator, values: Sequence[tuple[Traits, Number]]) -> Iterator[Finding]:
    low, high = (pick(values, key=lambda each: each[1]) for pick in (min, max))
    if len(values) > 1 and high[1] >= _APART * low[1]:
        one, other = (f"{reading.called}{_shown(value)}{indicator.unit}" for reading, value in (high, low))
        text = f"{indicator.name}：{one}，{other}，相差悬殊，口径是否一致"
        yield _question(indicator, text, high, low)


def _of_many(indicator: Indicator, values: Sequence[tuple[Traits, Number]]) -> Iterator[Finding]:
    middle = median(Decimal(value) for _, value in values)
    far = [each for each in values if each[1] > _FAR * middle or each[1] * _FAR < middle]
    far.sort(key=lambda each: -max(Decimal(each[1]) / middle, middle / Decimal(each[1])))
    for each in far[:_MOST]:
        usual = f"{len(values)}家的中位数为{_shown(middle)}{indicator.unit}"
        text = f"{indicator.name}：{each[0].called}{_shown(each[1])}{indicator.unit}，{usual}，口径是否一致"
        yield _question(indicator, text, each, (each[0], middle))


def _question(indicator: Indicator, text: str, one: tuple[Traits, Number], other: tuple[Traits, Number]) -> Finding:
    cells = [
        Seen("", "", "", f"{reading.called}{indicator.name}", value, State.NUMBER, "", None)
        for reading, value in (one, other)
    ]
    return PROPORTION.found(text, None, left=_rounded(one[1]), right=_rounded(other[1]), cells=cells)


def _rounded(number: Number) -> Number:
    return number if isinstance(number, int) else round(number, 2)


def _shown(number: Number) -> str:
    return show(_rounded(number))


def _whole_less_than_part(reports: Sequence[Traits]) -> Iterator[Finding]:
    """A prefecture that disclosed less than one county: one of the two counts in another way."""
    above = [(each, each.disclosed) for each in reports if each.rank is Rank.PREFECTURE and each.disclosed]
    below = [(each, each.disclosed) for each in reports if each.rank is Rank.COUNTY and each.disclosed]
    if not above or not below:
        return
    low, high = min(above, key=lambda each: each[1]), max(below, key=lambda each: each[1])
    if low[1] < high[1]:
        one, other = (f"{each.called}{show(total)}条" for each, total in (low, high))
        text = f"主动公开政府信息数：{one}，少于{other}，口径是否一致"
        cells = [Seen("", "", "", each.called, total, State.NUMBER, "", None) for each, total in (low, high)]
        yield WHOLE.found(text, None, left=low[1], right=high[1], cells=cells)
