"""村务公开事项（村民委员会组织法第三十条）: what a village must tell its people, how often, and what it owes on a day.

The list and the rhythm are recalled from the statute: most matters once a quarter, money each month where much of it moves,
what weighs on everybody at once. What a village owes follows from the days of its notices; nobody ticks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.grammar.statute import Certainty, Term, Unit
from gongkai.law.grammar.words import Word
from gongkai.law.villages import AFFAIRS


class Rhythm(Word):
    """公布周期: how often a matter is told at least; of a span of so many months, or as it comes."""

    MONTHLY = "monthly", "每月一次"
    QUARTERLY = "quarterly", "每季度一次"
    AT_ONCE = "at_once", "随时公布"

    @property
    def months(self) -> int:
        """月数: of one span; 0 where the matter is told as it comes."""
        return {"monthly": 1, "quarterly": 3}.get(self.value, 0)


class VillageAffair(Word):
    """村务事项: what a notice of a village is about."""

    DECISIONS = "decisions", "村民会议、村民代表会议决定事项及实施情况"
    FAMILY_PLANNING = "family_planning", "国家计划生育政策的落实方案"
    AID = "aid", "救灾救助、补贴补助等资金物资的管理使用"
    ASSISTING = "assisting", "协助人民政府开展工作的情况"
    MONEY = "money", "财务收支"
    ASSETS = "assets", "集体资产、土地承包和宅基地"
    WORKS = "works", "工程项目和筹资筹劳"
    WEIGHTY = "weighty", "涉及村民利益的重大事项"
    OTHER = "other", "村民普遍关心的其他事项"


AFFAIR_RHYTHMS: Mapping[VillageAffair, Rhythm] = {
    VillageAffair.DECISIONS: Rhythm.QUARTERLY,
    VillageAffair.FAMILY_PLANNING: Rhythm.QUARTERLY,
    VillageAffair.AID: Rhythm.QUARTERLY,
    VillageAffair.ASSISTING: Rhythm.QUARTERLY,
    VillageAffair.MONEY: Rhythm.MONTHLY,
    VillageAffair.ASSETS: Rhythm.QUARTERLY,
    VillageAffair.WORKS: Rhythm.QUARTERLY,
    VillageAffair.WEIGHTY: Rhythm.AT_ONCE,
    VillageAffair.OTHER: Rhythm.AT_ONCE,
}
"""村务公开目录: each matter with its rhythm; money is monthly where much of it moves, which is assumed of every village."""
QUARTERLY_TELLING = Term(
    "村务一般事项的公布", 3, Unit.MONTHS, "自上一季度末起", AFFAIRS, certainty=Certainty.RECALLED, note="至少每季度一次"
)
MONTHLY_TELLING = Term(
    "村级财务收支的公布",
    1,
    Unit.MONTHS,
    "自上月末起",
    AFFAIRS,
    certainty=Certainty.RECALLED,
    note="集体财务往来较多的每月公布；其余每季度一次",
)
TERMS = (MONTHLY_TELLING, QUARTERLY_TELLING)
"""村务公布周期表."""
LOOKED_BACK = 4
"""回看的周期数: so many spans that are over are looked at; what is longer ago is the past years' business."""


@dataclass(frozen=True, slots=True)
class Untold:
    """应公布: a matter and the span it must be told in; missed where the span is over."""

    affair: VillageAffair
    since: date
    until: date

    def missed(self, on: date) -> bool:
        """漏公布: whether the span is over on a day."""
        return on > self.until

    @property
    def span(self) -> str:
        """所属周期: as people say it."""
        if self.since.month == self.until.month:
            return f"{self.since.year}年{self.since.month}月"
        return f"{self.since.year}年第{(self.since.month + 2) // 3}季度"


def untold(told: Mapping[VillageAffair, Iterable[date]], opened_on: date, on: date) -> list[Untold]:
    """应公布未公布: of every matter with a rhythm, the spans since the board was opened in which nothing was told of it."""
    return [each for affair in VillageAffair for each in _untold(affair, set(told.get(affair, ())), opened_on, on)]


def _untold(affair: VillageAffair, told: set[date], opened_on: date, on: date) -> Iterator[Untold]:
    months = AFFAIR_RHYTHMS[affair].months
    if not months:
        return
    for since, until in _spans(months, on):
        if until >= opened_on and not any(since <= day <= until for day in told):
            yield Untold(affair, since, until)


def _spans(months: int, on: date) -> list[tuple[date, date]]:
    """The span a day is in and those looked back on, the earliest first."""
    first = (on.year * 12 + on.month - 1) // months * months
    starts = [first - months * back for back in range(LOOKED_BACK, -1, -1)]
    return [(_first_day(start), _first_day(start + months) - timedelta(days=1)) for start in starts]


def _first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
