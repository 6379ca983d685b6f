"""网页上的日期: days as pages say them, weekdays that disagree, days that do not exist, letters that wait.

said = days_said("发布时间：2025年9月18日（星期五）")    one day, said as that of publication
said[0].fault(on)                                    “2025年9月18日”应为星期四，写作星期五
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MOST_DAYS = 200
"""一页最多看的日期: so many of one page are looked at."""
_WEEKDAYS = "一二三四五六日"
_SAID = re.compile(
    r"(?P<today>今天是|今日是|当前时间)?[\s:：]{0,3}(?P<before>(?:发布|公开|更新|发文|印发|成文)(?:时间|日期)\s*[:：]?\s*)?"
    r"(?<![\d.\-/])(?P<year>\d{4})\s*(?:年\s*|(?P<sign>[-/.]))(?P<month>\d{1,2})\s*(?:月\s*|(?P=sign))(?P<day>\d{1,2})(?![\d.])日?"
    r"(?:\s*[（(]?\s*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\s*[)）]?)?"
)
_WAITING = re.compile(r"未回复|待回复|未答复|待答复|未办结|待办理|待受理|处理中|办理中|尚未回复")


@dataclass(frozen=True, slots=True)
class DaySaid:
    """写明的日期: the day as its parts, the weekday beside it (0 is Monday), and whether it is said as that of publication."""

    text: str
    year: int
    month: int
    day: int
    weekday: int | None = None
    published: bool = False

    @property
    def on(self) -> date | None:
        """是哪一天: None where there is no such day."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def fault(self, seen_on: date) -> str:
        """毛病: as seen on a day; empty where nothing is wrong."""
        if self.on is None:
            return f"“{self.text}”没有这一天"
        if self.weekday is not None and self.on.weekday() != self.weekday:
            return f"“{self.text}”应为星期{_WEEKDAYS[self.on.weekday()]}，写作星期{_WEEKDAYS[self.weekday]}"
        if self.published and self.on > seen_on:
            return f"发布日期“{self.text}”在巡检日期之后"
        return ""


def days_said(text: str, *, published: bool = False) -> tuple[DaySaid, ...]:
    """文中的日期: each once; ``published`` where the whole text is a day of publication."""
    return tuple(dict.fromkeys(_each(text, published)))[:MOST_DAYS]


def _each(text: str, published: bool) -> Iterator[DaySaid]:
    for hit in _SAID.finditer(text):
        year, month, day = int(hit["year"]), int(hit["month"]), int(hit["day"])
        if hit["today"] or not 1900 <= year <= 2100:
            continue  # 页面上的当天日期；编号、电话里的数字
        weekday = _WEEKDAYS.index(hit["weekday"].replace("天", "日")) if hit["weekday"] else None
        said = hit[0][hit.start("year") - hit.start() :].strip()
        yield DaySaid(said[:40], year, month, day, weekday, published or bool(hit["before"]))


def letters_waiting(lines: list[str]) -> tuple[date, ...]:
    """待回复的留言: the days of the rows of a list that say they wait, each row once."""
    found = []
    for line in lines:
        if _WAITING.search(line) and (said := days_said(line)) and (day := said[0].on):
            found.append(day)
    return tuple(found[:MOST_DAYS])
