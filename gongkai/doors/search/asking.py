"""检索条件: what stands in the address of a search, read without complaint: nonsense is left aside and said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict

from gongkai.engines.search.values import Facet, Order, Query
from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.dates import read_date

PAGE = 20
DEEPEST = 50
"""最多翻页: whoever has not found it in a thousand hits narrows the search."""
LONGEST = 100
"""最长检索词."""
PERIODS = {"week": "一周内", "month": "一月内", "year": "一年内"}
FILTERS = tuple(Facet)
OWN, ALL = "own", "all"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Number:
    """文号三段: letters, year and serial, each as far as one remembers it."""

    letters: str = ""
    year: str = ""
    serial: str = ""

    def __bool__(self) -> bool:
        return bool(self.letters or self.year or self.serial)

    def __str__(self) -> str:
        """文号: as it is written, as far as it is known."""
        year = f"〔{self.year}〕" if self.year else ""
        return f"{self.letters}{year}{self.serial + '号' if self.serial else ''}"


@dataclass(frozen=True, slots=True)
class Asked:
    """检索条件: everything a search says. ``doubts`` are what was left aside, to be told."""

    words: str = ""
    number: Number = field(default_factory=Number)
    site: str = ""
    scope: str = ""
    titles_only: bool = False
    filters: Mapping[Facet, str] = field(default_factory=dict)
    period: str = ""
    since: date | None = None
    until: date | None = None
    order: Order = Order.RELEVANCE
    page: int = 1
    doubts: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """没有条件: nothing is looked for."""
        return not (self.words or self.number or self.filters or self.period or self.since or self.until)

    @property
    def narrowed(self) -> bool:
        """有筛选: whether more than the words decides what is found."""
        return bool(self.filters or self.period or self.since or self.until or self.titles_only)

    @property
    def said(self) -> str:
        """检索词: the words and the number, as they go to the engine."""
        return f"{self.number} {self.words}".strip()  # words before a number would be taken for its letters

    def query(self, authorities: tuple[str, ...], on: date) -> Query:
        """检索式: among the contents of these authorities; of all where none is named."""
        filters: dict[Facet, tuple[str, ...]] = {facet: (value,) for facet, value in self.filters.items()}
        if authorities and Facet.AUTHORITY not in filters:
            filters[Facet.AUTHORITY] = authorities
        return Query(
            words=self.said,
            titles_only=self.titles_only,
            filters=filters,
            since=self.since or self._begins(on),
            until=self.until,
            order=self.order,
            start=(self.page - 1) * PAGE,
            many=PAGE,
        )

    def _begins(self, on: date) -> date | None:
        match self.period:
            case "week":
                return on - timedelta(days=7)
            case "month":
                return months_after(on, -1)
            case "year":
                return months_after(on, -12)
        return None

    def address(self, **changed: str) -> str:
        """检索地址: the same search with something changed; an empty value takes it away. The page begins anew."""
        told = {**self._told(), "page": "", **changed}
        return "?" + urlencode({name: value for name, value in told.items() if value})

    @property
    def only_words(self) -> str:
        """只有检索词: the address of the same words without anything that narrows."""
        return Asked(words=self.words, number=self.number, site=self.site, scope=self.scope).address()

    def _told(self) -> dict[str, str]:
        return {
            "q": self.words,
            "code": self.number.letters,
            "no_year": self.number.year,
            "no": self.number.serial,
            "site": self.site,
            "scope": self.scope,
            "where": "title" if self.titles_only else "",
            **{facet.value: value for facet, value in self.filters.items()},
            "period": self.period,
            "since": f"{self.since:%Y-%m-%d}" if self.since else "",
            "until": f"{self.until:%Y-%m-%d}" if self.until else "",
            "sort": "time" if self.order is Order.NEWEST else "",
            "page": str(self.page) if self.page > 1 else "",
        }

    @property
    def kept(self) -> list[tuple[str, str]]:
        """保留的条件: what the form does not show itself and must not lose."""
        shown = {"q", "code", "no_year", "no", "scope", "where", "since", "until", "period", "sort", "page"}
        return [(name, value) for name, value in self._told().items() if value and name not in shown]


def read(given: QueryDict) -> Asked:
    """读条件: from an address."""
    doubts: list[str] = []
    typed = _CONTROL.sub(" ", given.get("q", "")).strip()
    if len(typed) > LONGEST:
        doubts.append(f"检索词过长，只用了前{LONGEST}个字")
    since, until = _day(given, "since", "起始日期", doubts), _day(given, "until", "截止日期", doubts)
    if since and until and since > until:
        doubts.append("起始日期晚于截止日期，已对调")
        since, until = until, since
    period = given.get("period", "")
    return Asked(
        words=typed[:LONGEST],
        number=_number(given, doubts),
        site=given.get("site", "")[:60],
        scope=given.get("scope", "") if given.get("scope") in (OWN, ALL) else "",
        titles_only=given.get("where") == "title",
        filters={facet: value for facet in FILTERS if (value := given.get(facet.value, "")[:60].replace("\x00", ""))},
        period=period if period in PERIODS and not (since or until) else "",
        since=since,
        until=until,
        order=Order.NEWEST if given.get("sort") == "time" else Order.RELEVANCE,
        page=min(max(_whole(given.get("page", "")), 1), DEEPEST),
        doubts=tuple(doubts),
    )


def _number(given: QueryDict, doubts: list[str]) -> Number:
    year, serial = given.get("no_year", "").strip()[:8], given.get("no", "").strip().removesuffix("号")[:8]
    if year and not re.fullmatch(r"[12]\d{3}", year):
        doubts.append(f"文号的年份应为四位数字，“{year}”没有用上")
        year = ""
    if serial and not serial.isdecimal():
        doubts.append(f"文号的序号应为数字，“{serial}”没有用上")
        serial = ""
    letters = _CONTROL.sub("", given.get("code", "")).strip()[:20].replace('"', "")
    if serial and not (letters or year):
        doubts.append("只有序号不能确定是哪件文件，请再填写发文机关代字或者年份")
        serial = ""
    return Number(letters, year, serial.lstrip("0"))


def _day(given: QueryDict, name: str, label: str, doubts: list[str]) -> date | None:
    text = given.get(name, "").strip()[:20]
    if not text:
        return None
    try:
        return read_date(text)
    except ValueError:
        doubts.append(f"{label}“{text}”不是日期，没有用上")
        return None


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1
