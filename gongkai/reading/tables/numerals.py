"""数的写法: what may stand in a value cell, and what it says.

A cell holds one number (with thousands separators, a unit, a sign written as a word, now and then in Chinese), a mark that
stands for none, nothing, or something that cannot be read as one number. Letters that scanning puts for digits (1O, l2)
are read where a digit stands beside them; the figure is then ``likely`` and no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.law.grammar.sheets import Number, State

_REMEMBERED = 8192
_SIGNS = {"减少": -1, "减": -1, "下降": -1, "-": -1, "−": -1, "–": -1, "↓": -1}
_SIGN = r"减少|减|下降|增加|新增|增|上升|[-+−–↓↑±]"
_UNIT = r"亿元|万元|千元|元|人次|人|件次|件|条|次|个|项|篇|份|期|场|名"
_DIGITS = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,15}"
_ENDLESS = re.compile(r"(?=(?:[,.\s]*\d){16})[\d,.\s]+")
"""More digits than any number of things has: what they say cannot be read."""
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<whole>{_DIGITS})(?:\s*\.\s*(?P<fraction>\d{{1,15}}))?\s*(?P<unit>{_UNIT})?"
)
_MARK = re.compile(
    r"[-−–—―─/\\|_~*×]{1,4}|无|暂无|没有|空|空缺|无数据|不适用|未统计|[详见]{1,2}附[件表]\d?|N/?A|NULL", re.IGNORECASE
)
_BEGIN = frozenset("减下增新上-+−–↓↑±—―─/\\|_~*×无暂没空不未详见Nn〇零OoΟОlI丨○,.")
"""Besides a digit, how a figure or a mark begins; most texts are told for words by it."""
_ZEROS = {"〇", "零", "O", "o", "○", "Ο", "О"}
_MONEY = {"亿元": Decimal(10000), "万元": Decimal(1), "千元": Decimal("0.1"), "元": Decimal("0.0001")}
_ONLY_UNIT = re.compile(rf"\(?(?:单位[::]?)?(?:{_UNIT}|件、条|%)\)?")
_NOTE = re.compile(r"(?<=\d)\s*\([^()]*\)$")
_SCRAP = re.compile(r"[^\u4e00-\u9fff]{1,6}")
_SEVERAL = re.compile(r"\d{1,15}(?:\s+\d{1,15})+")
_NUMERALS = "一二两三四五六七八九十百千零〇"
_CHINESE = re.compile(rf"(?P<number>[{_NUMERALS}]{{1,9}})(?P<unit>{_UNIT})?")
_LAST_IN_CHINESE = re.compile(rf"(?m)[{_NUMERALS}]{{1,9}}(?:{_UNIT})?(?:[ \t|]+[^\s|]+)?[ \t|]*$")
_CHINESE_DIGITS = {each: at for at, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TEN = 10
_ONE = "一"
_CHINESE_TENS = {"十": 10, "百": 100, "千": 1000}
_ALIKE = str.maketrans("OoΟОlI丨", "0000111")
_LOOKALIKE = re.compile(r"(?=.*\d)[\dOoΟОlI丨]{2,9}")


@dataclass(frozen=True, slots=True)
class Figure:
    """所填: what a cell holds as read: a number, a mark, a blank, or several numbers run together (unread).

    ``likely``: read out of letters that look like digits; ``numeral``: written in Chinese, and no dash, as 一 may be.
    """

    state: State
    number: Number | None = None
    unit: str = ""
    several: tuple[int, ...] = ()
    likely: bool = False
    numeral: bool = False

    def in_unit(self, unit: str) -> Number | None:
        """折算: the number in the unit of its line; only money printed in another unit changes."""
        if self.number is None or self.unit == unit or self.unit not in _MONEY or unit not in _MONEY:
            return self.number
        return _shortest(self.number * _MONEY[self.unit] / _MONEY[unit])


BLANK = Figure(State.BLANK)
MARK = Figure(State.MARK)
UNREAD = Figure(State.UNREAD)


@lru_cache(maxsize=_REMEMBERED)
def figure(text: str) -> Figure | None:
    """认数: what a cell's text says, or None where it is no figure but words."""
    text = text.strip()
    if not text:
        return BLANK
    if text[0] not in _BEGIN and not text[0].isdigit():
        return None
    if match := _NUMBER.fullmatch(_NOTE.sub("", text)):
        return Figure(State.NUMBER, _number(match), match["unit"] or "")
    if text in _ZEROS:
        return Figure(State.NUMBER, 0)
    if _MARK.fullmatch(text):
        return MARK
    if _SEVERAL.fullmatch(text):
        return Figure(State.UNREAD, several=tuple(map(int, text.split())))
    if _LOOKALIKE.fullmatch(text):
        return Figure(State.NUMBER, int(text.translate(_ALIKE)), likely=True)
    return UNREAD if _ENDLESS.fullmatch(text) else None


@lru_cache(maxsize=_REMEMBERED)
def figure_in_cell(text: str) -> Figure | None:
    """认格中之数: as ``figure``, for a cell of its own, where a number may be in Chinese; a scrap that is no word is a figure
    that cannot be read.
    """
    found = figure(text) or chinese_figure(text)
    return UNREAD if found is None and _SCRAP.fullmatch(text.strip()) and not is_unit(text) else found


@lru_cache(maxsize=_REMEMBERED)
def chinese_figure(text: str) -> Figure | None:
    """认中文数: a number written in Chinese (三, 十二件), or None."""
    match = _CHINESE.fullmatch(text.strip())
    number = _in_chinese(match["number"]) if match else None
    if match is None or number is None:
        return None
    return Figure(State.NUMBER, number, match["unit"] or "", numeral=match[0] != _ONE)


def may_be_chinese(text: str) -> bool:
    """是否可能为中文数: a quick look at how a text begins, before it is read as a number in Chinese."""
    return text.lstrip()[:1] in _NUMERALS


def may_end_in_chinese(text: str) -> bool:
    """可否有行以中文数结尾: a quick look over a whole text for a line whose last word, or last but one, may be such a number."""
    return _LAST_IN_CHINESE.search(text) is not None


def _in_chinese(text: str) -> int | None:
    """Up to 九千九百九十九; None for what is no number (三二, 百)."""
    total, digit, least = 0, None, 10_000
    for character in text:
        if character in _CHINESE_TENS:
            size = _CHINESE_TENS[character]
            if size >= least or (digit is None and (size != _TEN or total)):
                return None
            total, digit, least = total + (1 if digit is None else digit) * size, None, size
        elif _CHINESE_DIGITS[character] == 0:
            digit = digit if digit is None else -1
        elif digit is not None:
            return None
        else:
            digit = _CHINESE_DIGITS[character]
    if digit is not None and digit < 0:
        return None
    return total + (digit or 0) if total or digit else None


@lru_cache(maxsize=_REMEMBERED)
def is_unit(text: str) -> bool:
    """是否单位: whether a text is nothing but a unit (件, 万元)."""
    return _ONLY_UNIT.fullmatch(text.strip()) is not None


def is_sign(text: str) -> bool:
    """是否增减号: whether a text is nothing but a sign that belongs to the number after it (减 40)."""
    return re.fullmatch(_SIGN, text) is not None


def _number(match: re.Match[str]) -> Number:
    whole = match["whole"].replace(",", "")
    sign = _SIGNS.get(match["sign"] or "", 1)
    return sign * (Decimal(f"{whole}.{match['fraction']}") if match["fraction"] else int(whole))


def _shortest(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else number.normalize()
