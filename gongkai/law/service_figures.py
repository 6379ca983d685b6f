"""政务服务统计: how many items there are, in the hall, online, at one window, at most one visit; each figure with its items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.law import rates
from gongkai.law.grammar.words import Word
from gongkai.law.service_words import OnlineState


@dataclass(frozen=True, slots=True)
class ItemFact:
    """事项事实: what figures go by, of one item on one day; ``one_window`` as the register of windows has it that day."""

    key: int
    unit: str
    online: OnlineState
    in_hall: bool
    one_window: bool
    visits: int
    promised_days: int
    complete: bool


class ItemFigure(Word):
    """事项指标: a number of items."""

    ALL = "all", "现行事项"
    COMPLETE = "complete", "已标准化"
    IN_HALL = "in_hall", "进驻大厅"
    ONE_WINDOW = "one_window", "综合窗口受理"
    ONLINE = "online", "网上可办"
    FULL = "full", "全程网办"
    AT_MOST_ONCE = "at_most_once", "最多跑一次"
    NO_VISIT = "no_visit", "不用跑"
    AT_ONCE = "at_once", "当场办结"


_COUNTS: Mapping[ItemFigure, Callable[[ItemFact], bool]] = {
    ItemFigure.ALL: lambda item: True,
    ItemFigure.COMPLETE: lambda item: item.complete,
    ItemFigure.IN_HALL: lambda item: item.in_hall,
    ItemFigure.ONE_WINDOW: lambda item: item.one_window,
    ItemFigure.ONLINE: lambda item: item.online.handled,
    ItemFigure.FULL: lambda item: item.online is OnlineState.FULL,
    ItemFigure.AT_MOST_ONCE: lambda item: item.visits <= 1,
    ItemFigure.NO_VISIT: lambda item: item.visits == 0,
    ItemFigure.AT_ONCE: lambda item: item.promised_days == 0,
}


class ItemRate(Word):
    """事项比率: a share of all items."""

    STANDARDIZED = "standardized", "标准化率"
    IN_HALL = "in_hall", "进驻率"
    ONE_WINDOW = "one_window", "一窗分类受理比例"
    ONLINE = "online", "网上可办率"
    FULL = "full", "全程网办率"
    AT_MOST_ONCE = "at_most_once", "最多跑一次比例"

    @property
    def counted(self) -> ItemFigure:
        """分子: what is divided by all items."""
        return _COUNTED[self]


_COUNTED: Mapping[ItemRate, ItemFigure] = {
    ItemRate.STANDARDIZED: ItemFigure.COMPLETE,
    ItemRate.IN_HALL: ItemFigure.IN_HALL,
    ItemRate.ONE_WINDOW: ItemFigure.ONE_WINDOW,
    ItemRate.ONLINE: ItemFigure.ONLINE,
    ItemRate.FULL: ItemFigure.FULL,
    ItemRate.AT_MOST_ONCE: ItemFigure.AT_MOST_ONCE,
}


@dataclass(frozen=True)
class ItemFigures:
    """事项统计表: the keys of the items behind each figure, and how often people must come in all."""

    keys: Mapping[ItemFigure, frozenset[int]]
    visits: int

    def count(self, figure: ItemFigure) -> int:
        """件数."""
        return len(self.keys[figure])

    def rate(self, rate: ItemRate) -> Decimal | None:
        """比率: in percent to two places; None where there are no items."""
        return percent(self.count(rate.counted), self.count(ItemFigure.ALL))

    @property
    def visits_each(self) -> Decimal | None:
        """事项平均到场次数: visits an item asks for, on average, to two places."""
        return _rounded(Decimal(self.visits), self.count(ItemFigure.ALL))


def percent(part: int, whole: int) -> Decimal | None:
    """事项百分比: to two places; None of nothing."""
    return rates.percent(part, whole, rates.OF_SERVICES)


def _rounded(amount: Decimal, whole: int) -> Decimal | None:
    return (amount / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def counts(figure: ItemFigure, fact: ItemFact) -> bool:
    """计入事项指标: whether an item counts in a figure."""
    return _COUNTS[figure](fact)


def item_figures(facts: Iterable[ItemFact]) -> ItemFigures:
    """统计事项."""
    told = list(facts)
    keys = {figure: frozenset(fact.key for fact in told if counts(figure, fact)) for figure in ItemFigure}
    return ItemFigures(keys, sum(fact.visits for fact in told))


def by_unit(facts: Iterable[ItemFact]) -> dict[str, ItemFigures]:
    """分单位统计: in the order the units come up."""
    found: dict[str, list[ItemFact]] = {}
    for fact in facts:
        found.setdefault(fact.unit, []).append(fact)
    return {unit: item_figures(own) for unit, own in found.items()}
