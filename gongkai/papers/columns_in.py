"""列的整理: what a column of a foreign table holds, and its values made one: days as days, figures as figures.

Nothing is changed silently: each oddity is told with how often it occurs and where it stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gongkai.papers.xlsx import printed


class Odd(StrEnum):
    """异常种类: what people's tables have that no table should."""

    MERGED = "merged"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_LINES = "hidden_lines"
    DATE_AS_TEXT = "date_as_text"
    DATE_AS_NUMBER = "date_as_number"
    NOT_A_DATE = "not_a_date"
    NUMBER_AS_TEXT = "number_as_text"
    FORMULA_ERROR = "formula_error"
    BLANK_ROWS = "blank_rows"
    TITLE_ROWS = "title_rows"
    SAME_HEADS = "same_heads"
    NO_HEAD = "no_head"
    RAGGED = "ragged"


@dataclass(frozen=True, slots=True)
class Oddity:
    """异常: what is odd, in words, and the first place of it as people count (row and column from 1)."""

    kind: Odd
    says: str
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return self.says


ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
"""公式错误值: as Excel prints them."""

_DATE_HEAD = re.compile(r"日期|时间|年月日|(?:成文|发布|公开|生成|上载|生效|施行|印发|登记)日|date|time", re.IGNORECASE)
_EPOCH = date(1899, 12, 30)
_LATER_EPOCH = timedelta(days=1462)
_FIRST, _LAST = 20_000, 75_000
"""Serial numbers taken for days: October 1954 to May 2105; smaller ones are years or counts."""
_DATE = re.compile(
    r"(\d{4})\s?(?:[-/.．－]|年)\s?(\d{1,2})\s?(?:[-/.．－]|月)\s?(\d{1,2})\s?日?(?:[\sT]+\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?)?"
)
_SOLID_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,10}|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
_MOSTLY = 0.6


def read_day(text: str) -> date | None:
    """读日期: 2018-3-5, 2018/3/5, 2018.3.5, 2018年3月5日, 20180305, with or without a time; None for anything else."""
    found = _DATE.fullmatch(text.strip()) or _SOLID_DATE.fullmatch(text.strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def serial_day(number: float, *, later: bool = False) -> date | None:
    """序列数成日期: the day Excel means by a number (``later`` for workbooks that count from 1904); None beyond reason."""
    days = number + (_LATER_EPOCH.days if later else 0)
    return _EPOCH + timedelta(days=int(days)) if _FIRST <= days <= _LAST else None


def column_name(column: int) -> str:
    """列名: the letters Excel gives a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """列号: the place, counted from 1, of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Column:
    """一列: its head, its values with the rows they stand in, and what is odd about them."""

    def __init__(self, place: int, head: str, values: Sequence[object], rows: Sequence[int], *, later: bool) -> None:
        self.place, self.head, self.rows, self.later = place, head, rows, later
        self.values = values
        self._odd: dict[Odd, list[int]] = {}

    def tidied(self) -> list[str]:
        """理好的值: every value as text; days as yyyy-mm-dd where the column holds days."""
        told = [value for value in self.values if value not in (None, "")]
        if self._holds_days(told):
            return [self._day(value, row) for value, row in zip(self.values, self.rows, strict=True)]
        figures = sum(isinstance(value, (int, float)) and not isinstance(value, bool) for value in told)
        numeric = bool(told) and figures / len(told) >= _MOSTLY
        return [self._other(value, row, numeric) for value, row in zip(self.values, self.rows, strict=True)]

    def oddities(self) -> Iterable[Oddity]:
        """异常: after ``tidied``, one for each kind."""
        name = f"{column_name(self.place + 1)}列{f'（{self.head}）' if self.head else ''}"
        for kind, rows in self._odd.items():
            says = f"{name}有{len(rows)}处{_SAID[kind]}，首处在第{rows[0]}行"
            yield Oddity(kind, says, rows[0], self.place + 1)

    def _holds_days(self, told: Sequence[object]) -> bool:
        days = sum(
            isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value.strip()) is not None)
            for value in told
        )
        return bool(told) and (_DATE_HEAD.search(self.head) is not None or days / len(told) >= _MOSTLY)

    def _note(self, kind: Odd, row: int) -> None:
        self._odd.setdefault(kind, []).append(row)

    def _day(self, value: object, row: int) -> str:
        if isinstance(value, date):
            return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            day = serial_day(value, later=self.later) or read_day(printed(value))
            self._note(Odd.DATE_AS_NUMBER if day else Odd.NOT_A_DATE, row)
            return day.isoformat() if day else printed(value)
        text = _text(value)
        if not text:
            return ""
        if text in ERRORS:
            self._note(Odd.FORMULA_ERROR, row)
            return ""
        day = read_day(text)
        if day is None and text.isdecimal() and len(text) == 5:
            day = serial_day(int(text), later=self.later)
        self._note(Odd.DATE_AS_TEXT if day else Odd.NOT_A_DATE, row)
        return day.isoformat() if day else text

    def _other(self, value: object, row: int, numeric: bool) -> str:
        text = _text(value)
        if text in ERRORS:
            self._note(Odd.FORMULA_ERROR, row)
            return ""
        if numeric and isinstance(value, str) and _NUMBER.fullmatch(text):
            self._note(Odd.NUMBER_AS_TEXT, row)
            return text.replace(",", "")
        return text


_SAID = {
    Odd.DATE_AS_TEXT: "日期写成了文本，已按日期读取",
    Odd.DATE_AS_NUMBER: "日期是1900或1904起算的序列数，已换成日期",
    Odd.NOT_A_DATE: "不是日期，照原样保留",
    Odd.NUMBER_AS_TEXT: "数字写成了文本，已按数字读取",
    Odd.FORMULA_ERROR: "公式出错（如#REF!），按空白读取",
}


def _text(value: object) -> str:
    return "" if value is None else printed(value).strip(" \t\r\n\u00a0\u3000")
