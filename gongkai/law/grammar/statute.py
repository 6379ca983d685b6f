"""条文与期限: a citation that prints and can be looked up, and a term of days said as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """汉字数字: 1–999 as statutes write article numbers, 33 → 三十三."""
    if not 0 < number < 1000:
        raise ValueError(f"条文序号应在1至999之间，收到{number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    elif ones:
        text += ("零" if hundreds else "") + _DIGITS[ones]
    return text


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """条文: where a rule stands, down to paragraph (款) and item (项).

    ``statute`` is the short name or the number of a notice (条例, 国办函〔2020〕109号); ``number`` 0 cites the whole.
    ``gist`` says the rule in our own words and takes no part in comparison.
    """

    statute: str
    number: int = 0
    paragraph: int = 0
    item: int = 0
    gist: str = field(default="", compare=False)

    def __str__(self) -> str:
        text = self.statute if self.statute.endswith("号") else f"《{FULL_NAMES.get(self.statute, self.statute)}》"
        return text + _ORDERS.get(self.statute, "") + self.place

    @property
    def place(self) -> str:
        """条款项: the part after the name of the statute."""
        text = f"第{chinese_number(self.number)}条" if self.number else ""
        if self.paragraph:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第（{chinese_number(self.item)}）项"
        return text

    @property
    def short(self) -> str:
        """简称: as spoken in the office, 条例第三十三条第二款."""
        return self.statute + self.place


FULL_NAMES = {
    "条例": "中华人民共和国政府信息公开条例",
    "条例（2007）": "中华人民共和国政府信息公开条例",
    "行政复议法": "中华人民共和国行政复议法",
    "行政复议法（2017）": "中华人民共和国行政复议法",
    "行政复议法实施条例": "中华人民共和国行政复议法实施条例",
    "行政诉讼法": "中华人民共和国行政诉讼法",
    "行政诉讼法（1989）": "中华人民共和国行政诉讼法",
    "民法典": "中华人民共和国民法典",
    "村民委员会组织法": "中华人民共和国村民委员会组织法",
    "代表法": "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
    "邮政法": "中华人民共和国邮政法",
    "行政许可法": "中华人民共和国行政许可法",
    "突发事件应对法": "中华人民共和国突发事件应对法",
}

_ORDERS = {
    "条例（2007）": "（国务院令第492号）",
    "行政复议法（2017）": "（2017年修正）",
    "行政诉讼法（1989）": "（1989年公布）",
}
"""令号: what tells an earlier text of a statute from the present one of the same name."""


def cited(articles: Iterable[Article]) -> str:
    """并引: several articles of one statute in their order, the statute named once (《…》第十五条、第三十六条第（三）项)."""
    first, *others = sorted(articles)
    return "、".join((str(first), *(article.place for article in others)))


def regulation(number: int, paragraph: int = 0, item: int = 0, gist: str = "") -> Article:
    """条例（2019年修订）: an article of the Regulation in force since 15 May 2019."""
    return Article("条例", number, paragraph, item, gist)


def regulation_2007(number: int, paragraph: int = 0, item: int = 0, gist: str = "") -> Article:
    """条例（2007年）: an article of the Regulation in force from 1 May 2008 to 14 May 2019."""
    return Article("条例（2007）", number, paragraph, item, gist)


class Unit(StrEnum):
    """期限单位: what a term counts."""

    WORKING_DAYS = "工作日"
    CALENDAR_DAYS = "日"
    MONTHS = "个月"
    HOURS = "小时"


class Effect(StrEnum):
    """时钟效果: what a term or an event does to the reply clock."""

    RUN = "计算"
    RESET = "重新计算"
    SUSPEND = "不计入"
    EXTEND = "延长"
    DEFER = "另定"


class Certainty(StrEnum):
    """出处把握: whether the source was seen, is remembered, or is an inference to be confirmed."""

    SEEN = "已见原文"
    RECALLED = "凭记忆，待核"
    INFERRED = "推定口径，可配置"


@dataclass(frozen=True, slots=True)
class Term:
    """期限: so many days, from what, on what basis, since when.

    ``begins`` says the starting event in Chinese; the starting day itself is never counted. A term of hours is counted from the
    moment itself, by the clock on the wall.
    """

    name: str
    length: int
    unit: Unit
    begins: str
    basis: Article
    effect: Effect = Effect.RUN
    since: date = date(2008, 5, 1)
    until: date | None = None
    certainty: Certainty = Certainty.SEEN
    note: str = ""

    def __str__(self) -> str:
        return f"{self.name}：{self.begins}{self.length}{'个' if self.unit is Unit.WORKING_DAYS else ''}{self.unit}"

    def in_force(self, on: date) -> bool:
        """施行: whether this version of the term holds on the given day."""
        return self.since <= on and (self.until is None or on <= self.until)
