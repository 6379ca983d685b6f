"""热点话题: which letters ask for the same, what is asked often and answered nowhere, and what of it may be told to the public.

A topic is what several letters want, whoever wrote them and wherever they live. Its name is the wording of the first letter
without places, figures and the words of asking; nothing in it tells of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.law.expansions import OFTEN
from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.rates import growth

OPINION = Article("国办发〔2020〕53号", gist="加强诉求数据分析研判，查找共性问题，为科学决策提供支撑")
SAME_DEMAND = 0.55
"""同一诉求的下限: so much of two bare wordings agrees; no rule gives a measure."""
SAME_DEMAND_CERTAINTY = Certainty.INFERRED
LONGEST_NAME = 40
FEWEST_SHOWN = 5
"""少于几件不单独公布: from a smaller number somebody who knows the place could tell who wrote."""
FEWEST_CERTAINTY = Certainty.INFERRED
OTHERS = "其他"
_ASIDE = re.compile(
    r"第?[一二三四五六七八九十百\d]+(?:村|社|组|号|栋|幢|单元|室|楼|区)|[^\u3400-\u9fff]+"
    r"|请问|你好|您好|尊敬的?|领导|我想|我们?|本人|咨询|反映|投诉|举报|求助|建议|希望|请求|关于|有关|相关|一下|的问题|问题"
)


def bare_demand(title: str, aside: Collection[str] = ()) -> str:
    """所求: a title without the names left ``aside`` (of places and authorities), figures and the words of asking."""
    for name in sorted(filter(None, aside), key=len, reverse=True):
        title = title.replace(name, "")
    return _ASIDE.sub("", title)[:LONGEST_NAME]


# -- change ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DemandCount:
    """诉求件数: of a topic, a theme, a place or a unit: how many now, how many in the period before."""

    now: int
    before: int = 0

    @property
    def change(self) -> Decimal | None:
        """增减: in percent to one place; None where there was nothing before."""
        if not self.before:
            return None
        return growth(self.now, self.before)

    @property
    def told(self) -> str:
        """增减的说法."""
        if self.change is None:
            return "上期没有" if self.now else "—"
        if not self.change:
            return "持平"
        return f"{'增' if self.change > 0 else '减'}{abs(self.change)}%"


# -- what should be published ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """常问: a topic that is asked about: how often in the period, how often it was answered, and how many replies are public."""

    topic: int
    name: str
    count: int
    answered: int
    published: int


def to_publish(asked: Iterable[Asked], often: int = OFTEN) -> list[Asked]:
    """建议公开: what was asked so often and is answered nowhere in public, the most asked first."""
    wanted = [each for each in asked if each.count >= often and not each.published]
    return sorted(wanted, key=lambda each: (-each.count, each.name))


# -- what the public is told -----------------------------------------------------------------------------------------------


def folded(rows: Sequence[tuple[str, int]], fewest: int = FEWEST_SHOWN) -> list[tuple[str, int | None]]:
    """小数归并: rows with small numbers folded into one, so that none can be reckoned from the sum of the others.

    Where what is folded is still small, the smallest of the rest goes with it; where nothing else is left its number is not told.
    """
    shown = sorted(((label, count) for label, count in rows if count >= fewest), key=lambda row: (-row[1], row[0]))
    small = [count for _, count in rows if 0 < count < fewest]
    if not small:
        return list(shown)
    while shown and (sum(small) < fewest or len(small) < 2):
        small.append(shown.pop()[1])
    rest = sum(small)
    return [*shown, (OTHERS, rest if rest >= fewest else None)]
