"""任意的登记行: rows of any kind as people write them, and rows with one thing wrong that must be found at its field.

rows_of(PERMIT)            rows that a desk takes, with checksums that are right
spoiled_rows()             a kind, a row of it, the field that was spoiled and the fault that must be told there
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st

from gongkai.demo.people import credit_code, identity_number
from gongkai.law.grammar.kinds import Field, Kind, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.rows import Fault

TODAY = date(2026, 6, 1)
EVERY_KIND = st.sampled_from(list(KINDS.values()))
_SPANS = {"valid_to": "valid_from", "shown_to": "shown_from", "ends": "starts"}
_PAST = st.dates(date(2000, 1, 1), TODAY)


def written(field: Field) -> st.SearchStrategy[str]:
    """What somebody may write into a field so that it is understood."""
    match field.sort:
        case Sort.DAY:
            return _PAST.map(lambda day: f"{day.year}/{day.month}/{day.day}")
        case Sort.MONTH:
            return _PAST.map(lambda day: f"{day.year}年{day.month}月")
        case Sort.COUNT:
            return st.integers(0, 10**9).map(lambda number: f"{number:,}")
        case Sort.NUMBER | Sort.MONEY:
            return st.decimals(0, 10**5, places=4).map(lambda number: f"{number:f}")
        case Sort.YES_NO:
            return st.sampled_from(["是", "否", "√", "无"])
        case Sort.CHOICE:
            return st.sampled_from(field.choices)
        case Sort.LINK:
            return st.just("https://example.gov.cn/a/1.html")
        case Sort.CREDIT_CODE:
            return st.integers(0, 999_999).map(credit_code)
        case Sort.IDENTITY:
            return st.integers(0, 999).map(identity_number)
        case Sort.ACCOUNT:
            return st.integers(10**7, 10**12).map(str)
        case Sort.PHONE:
            return st.integers(10**9, 2 * 10**9 - 1).map("1{:010}".format)
        case _:
            return st.text("甲乙丙丁ABC12", min_size=1, max_size=12)


@st.composite
def rows_of(draw: st.DrawFn, kind: Kind) -> dict[str, str]:
    """一行: every field filled in; what ends does not end before it began."""
    row = {each.key: draw(written(each)) for each in kind.fields if each.key not in _SPANS}
    for last, first in _SPANS.items():
        if kind.has(last):
            year, month, day = map(int, row[first].split("/")) if first in row else (2026, 6, 1)
            later = date(year, month, day) + timedelta(days=draw(st.integers(0, 400)))
            row[last] = f"{later:%Y-%m-%d}"
    return row


@dataclass(frozen=True)
class Spoiled:
    """坏的一行: which field says what it must not, and the fault that names it."""

    kind: Kind
    row: dict[str, str]
    field: str
    fault: Fault


@st.composite
def spoiled_rows(draw: st.DrawFn) -> Spoiled:
    """坏的一行: of any kind, one thing wrong."""
    kind = draw(EVERY_KIND)
    row = draw(rows_of(kind))
    key, wrong, fault = draw(st.sampled_from([each for field in kind.fields for each in _wrongs(kind, field)]))
    return Spoiled(kind, row | {key: wrong}, key, fault)


_Wrong = tuple[str, str, Fault]


def _wrongs(kind: Kind, field: Field) -> Iterator[_Wrong]:
    """What may be wrong with a field of its type."""
    of = partial(lambda key, said, fault: (key, said, fault), field.key)
    if field.required:
        yield of(" \u3000", Fault.MISSING)
    match field.sort:
        case Sort.DAY:
            yield of("1900-01-01", Fault.TOO_EARLY)
            yield of("二月三十日", Fault.UNREADABLE)
            if field.key == kind.dated:
                yield of(f"{TODAY + timedelta(days=1)}", Fault.TO_COME)
        case Sort.MONTH:
            yield of("2026年13月", Fault.UNREADABLE)
            yield of("1900年1月", Fault.TOO_EARLY)
        case Sort.COUNT:
            yield of("2.5", Fault.FRACTION)
            yield of("-1", Fault.NEGATIVE)
        case Sort.NUMBER:
            yield of("八十多", Fault.UNREADABLE)
        case Sort.MONEY:
            yield of("-3", Fault.NEGATIVE)
            yield of("八千元", Fault.UNREADABLE)
            if field.unit == "万元":
                yield of("82089300", Fault.PERHAPS_YUAN)
        case Sort.YES_NO:
            yield of("大概", Fault.UNREADABLE)
        case Sort.CHOICE:
            yield of("没有这一项", Fault.NOT_A_CHOICE)
        case Sort.CREDIT_CODE:
            yield of(_slipped(credit_code(7)), Fault.CHECKSUM)
        case Sort.IDENTITY:
            yield of(_slipped(identity_number(7)), Fault.CHECKSUM)
        case Sort.ACCOUNT:
            yield of("6222021001116245703", Fault.CHECKSUM)
        case Sort.LINK:
            yield of("javascript:alert(1)", Fault.UNREADABLE)
        case _:
            yield of('=HYPERLINK("http://example.com","看")', Fault.FORMULA)
            yield of("某" * (field.longest + 1), Fault.TOO_LONG)


def _slipped(number: str) -> str:
    """One sign before the last is another one."""
    return f"{number[:-2]}{'1' if number[-2] != '1' else '2'}{number[-1]}"
