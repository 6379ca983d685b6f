"""信息处理费（国办函〔2020〕109号）: what an excess of applications or of pages costs, bracket by bracket.

Either tariff may be applied to one application, never both (第三条). By item: the items of one applicant with one authority in
one calendar month, whatever their outcome. By page: the pages of one application given on paper, by e-mail or as a copy of
data; one side up to A4 is a page. Amounts are whole 元.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.statute import Article, Certainty
from gongkai.law.grammar.words import Word

FEES_NOTICE = "国办函〔2020〕109号"
FEES_SINCE = date(2021, 1, 1)
"""施行日 [凭记忆，待核]: fees may be charged on applications from this day on."""


class Measure(Word):
    """计费方式: by item or by page; one application is charged by one of them."""

    BY_ITEM = "by_item", "按件"
    BY_PAGE = "by_page", "按量"


@dataclass(frozen=True, slots=True)
class Bracket:
    """档: from the ``first`` unit on, each costs ``rate`` 元; with a ``width``, another ``rise`` 元 for each further width."""

    first: int
    rate: int
    width: int = 0
    rise: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """级: the units from ``first`` through ``last`` (None: all that follow) cost ``rate`` 元 each."""

    first: int
    last: int | None
    rate: int

    def count(self, first: int, last: int) -> int:
        """件数、页数: how many of the units from ``first`` through ``last`` lie on this step."""
        return max(0, min(last, self.last or last) - max(first, self.first) + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """明细: one step of a charge; so many units at this rate."""

    step: Step
    count: int
    unit: str

    @property
    def amount(self) -> int:
        """金额: 元."""
        return self.count * self.step.rate

    def __str__(self) -> str:
        upto = f"至{self.step.last}{self.unit}" if self.step.last else f"{self.unit}以上"
        price = f"×{self.step.rate}元＝{self.amount}元" if self.step.rate else "，不收费"
        return f"第{self.step.first}{upto}部分：{self.count}{self.unit}{price}"


@dataclass(frozen=True, slots=True)
class Fee:
    """信息处理费: an amount with the lines it is made of."""

    measure: Measure
    basis: Article
    lines: tuple[Line, ...]

    @property
    def amount(self) -> int:
        """金额: 元."""
        return sum(line.amount for line in self.lines)

    @property
    def explanation(self) -> tuple[str, ...]:
        """收费说明: the tariff and its article, every line, the sum."""
        return (
            f"{self.measure.label}计收（{self.basis.short}）",
            *(str(line) for line in self.lines),
            f"合计{self.amount}元",
        )


@dataclass(frozen=True, slots=True)
class Tariff:
    """收费标准: rising brackets, what they count, their article and since when they hold."""

    measure: Measure
    unit: str
    brackets: tuple[Bracket, ...]
    basis: Article
    since: date = FEES_SINCE
    certainty: Certainty = Certainty.RECALLED

    def in_force(self, on: date) -> bool:
        """施行: whether a fee may be charged on an application of this day."""
        return on >= self.since

    def steps(self) -> Iterator[Step]:
        """各级: the brackets laid out, without end where the last one keeps rising."""
        for bracket, following in zip(self.brackets, (*self.brackets[1:], None), strict=True):
            first, rate = bracket.first, bracket.rate
            while bracket.width and following is None:
                yield Step(first, first + bracket.width - 1, rate)
                first, rate = first + bracket.width, rate + bracket.rise
            yield Step(first, following.first - 1 if following else None, rate)

    def charge(self, quantity: int, earlier: int = 0) -> Fee:
        """计费: the fee for so many units that follow the earlier ones already counted."""
        if quantity < 0 or earlier < 0:
            raise ValueError(f"{self.measure.label}计收的数量不能为负数")
        return Fee(self.measure, self.basis, tuple(self._lines(earlier + 1, earlier + quantity)))

    def _lines(self, first: int, last: int) -> Iterator[Line]:
        for step in self.steps():
            if step.first > last:
                return
            if count := step.count(first, last):
                yield Line(step, count, self.unit)
            if step.last is None:
                return


BY_ITEM = Tariff(
    Measure.BY_ITEM,
    "件",
    (Bracket(1, 0), Bracket(11, 100), Bracket(31, 200, width=10, rise=100)),
    Article(FEES_NOTICE, 4, gist="每月超过10件的部分按件累进收费，自第31件起每10件为一档，每档提高100元"),
)
BY_PAGE = Tariff(
    Measure.BY_PAGE,
    "页",
    (Bracket(1, 0), Bracket(31, 10), Bracket(101, 20), Bracket(201, 40)),
    Article(FEES_NOTICE, 5, gist="单件申请超过30页的部分按页累进收费"),
)
TARIFFS = (BY_ITEM, BY_PAGE)


def fee_by_items(items: int, earlier: int = 0) -> Fee:
    """按件: the fee for ``items`` of one applicant, after ``earlier`` items of the same calendar month."""
    return BY_ITEM.charge(items, earlier)


def fee_by_pages(pages: int) -> Fee:
    """按量: the fee for the pages of one application; pages of several applications are not added up."""
    return BY_PAGE.charge(pages)


def month_of(day: date) -> tuple[date, date]:
    """计件月份: the first and the last day of the calendar month whose items are counted together."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
