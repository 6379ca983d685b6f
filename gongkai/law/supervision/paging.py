"""选读: which pages a person should read today, because something speaks for a risk; every reason is told.

choose(pages, 10)        the ten to be read, the riskiest first, no unit more often than three times
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.law.grammar.words import Word

DAILY = 10
"""每天的页数."""
OF_ONE_UNIT = 3
"""每单位至多: so that one unit does not fill the day."""
NEW_DAYS, MANY_VISITS = 3, 100
UNREAD = "近期发布，还没有人读过"
"""没有特别的风险: such pages fill what is left of the day's ten."""
RARE_SHARE = 0.05
"""少见: a kind that makes so small a share of what a unit publishes."""


class ReadVerdict(Word):
    """读后: what a reader says of a page."""

    FINE = "fine", "没有问题"
    FAULT = "fault", "有问题"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """网页要点: what speaks for or against reading a page. ``repeats`` are findings about its unit in the year before."""

    key: int
    unit: str
    age_days: int
    visits: int
    repeats: int
    share_of_kind: float
    has_table: bool = False


@dataclass(frozen=True, slots=True)
class Risky:
    """选读的页: with its weight and the reasons in words."""

    page: PageFacts
    weight: int
    reasons: tuple[str, ...]


def weigh(page: PageFacts) -> Risky:
    """估风险: a sum of small whole weights, so that everybody can reckon it again."""
    told = list(_reasons(page)) or [(0, UNREAD)]
    return Risky(page, sum(weight for weight, _ in told), tuple(reason for _, reason in told))


def _reasons(page: PageFacts) -> Iterator[tuple[int, str]]:
    if page.age_days <= NEW_DAYS:
        yield 3, "新发布"
    if page.visits >= MANY_VISITS:
        yield 2, f"读的人多（{page.visits}次）"
    if page.repeats:
        yield min(page.repeats, 4), f"该单位近一年被查出{page.repeats}次问题"
    if page.share_of_kind <= RARE_SHARE:
        yield 2, "该单位很少发布这一类"
    if page.has_table:
        yield 1, "有表格，易带出个人信息"


def choose(pages: Iterable[PageFacts], most: int = DAILY, of_one_unit: int = OF_ONE_UNIT) -> list[Risky]:
    """选读: the riskiest first, then what nobody has read yet. The same pages always give the same choice."""
    ranked = sorted(map(weigh, pages), key=lambda each: (-each.weight, each.page.age_days, each.page.key))
    taken: Counter[str] = Counter()
    chosen: list[Risky] = []
    for each in ranked:
        if len(chosen) < most and taken[each.page.unit] < of_one_unit:
            taken[each.page.unit] += 1
            chosen.append(each)
    return chosen
