"""编号: registration numbers and document numbers, per authority, series and year; without gaps and never used again.

A number is drawn inside the transaction that uses it, so an act that fails gives it back; the counter's row serialises who
draws. Every number drawn is named by the entry that used it, so ``verify`` can account for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.db import connection

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.grammar.statute import Article
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Counter

DOCUMENT_NUMBERS = Article("GB/T 9704—2012", gist="发文字号：机关代字、六角括号括起的全年份、不编虚位的序号")
LETTER_CODE = re.compile(r"[^〔〕\s\d\x00-\x1f\ud800-\udfff]{1,20}")
DOCUMENT_NUMBER = re.compile(rf"(?P<code>{LETTER_CODE.pattern})〔(?P<year>\d{{4}})〕(?P<serial>[1-9]\d*)号")


@dataclass(frozen=True, slots=True)
class Number:
    """号: the ``serial``-th number of a series in a year, and how it is written."""

    series: str
    year: int
    serial: int
    text: str

    def __str__(self) -> str:
        return self.text

    def record(self) -> dict[str, JSON]:
        """入册: how the entry that uses it names it."""
        return {"series": self.series, "year": self.year, "serial": self.serial, "text": self.text}


def registration(authority: Authority, kind: str, year: int) -> Number:
    """登记号: the next number of files of a kind, 〔2025〕017号."""
    return _registration(kind, year, _draw(authority, kind, year))


def registrations(authority: Authority, kind: str, years: Sequence[int]) -> list[Number]:
    """登记号（批量）: the numbers that ``registration`` would give one after another."""
    last = {year: _draw(authority, kind, year, years.count(year)) for year in sorted(set(years))}
    serials = {year: count(last[year] - years.count(year) + 1) for year in last}
    return [_registration(kind, year, next(serials[year])) for year in years]


def document(authority: Authority, code: str, year: int) -> Number:
    """发文字号: the next number under a letter code, 某公复〔2025〕7号; the code may not hold digits, spaces or brackets."""
    if not LETTER_CODE.fullmatch(code):
        raise Unlawful("机关代字不能为空，也不能含数字、空格、括号和控制字符", DOCUMENT_NUMBERS, field="letter_code")
    series = f"文号 {code}"
    serial = _draw(authority, series, year)
    return Number(series, year, serial, f"{code}〔{year}〕{serial}号")


def serials(authority: Authority, series: str, year: int, many: int) -> range:
    """流水号: the next so many numbers of any series of an authority; ``year`` 0 for a series that never begins anew."""
    last = _draw(authority, series, year, many)
    return range(last - many + 1, last + 1)


def _registration(kind: str, year: int, serial: int) -> Number:
    return Number(kind, year, serial, f"〔{year}〕{serial:03d}号")


def _draw(authority: Authority, series: str, year: int, many: int = 1) -> int:
    """Draw so many numbers; returns the last of them."""
    if not connection.in_atomic_block:
        raise RuntimeError("编号须在办理的同一事务内取用")
    mine = Counter.objects.of(authority).filter(series=series, year=year).select_for_update()
    counter = mine.first()
    if counter is None:
        first = Counter(authority=authority, series=series, year=year)
        Counter.objects.of(authority).bulk_create([first], ignore_conflicts=True)
        counter = mine.get()
    counter.last += many
    counter.save(update_fields=["last"])
    return counter.last
