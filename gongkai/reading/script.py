"""字形: the many ways one text is written, brought to one.

Published reports come with full-width digits, look-alike radicals out of PDF fonts, invisible characters, traditional
script (and the pronunciation that mirror sites add in brackets). ``plain`` removes these differences and keeps the lines;
``core`` goes on to what a label says without numbering, brackets and blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from opencc import OpenCC

_REMEMBERED = 8192
"""Labels and cells of tables come back in every report."""

_FIRST, _LAST = 0x4E00, 0x9FFF
_PARTS = (
    "⺁厂⺌小⺍小⺕彐⺘手⺙攴⺜日⺝月⺟母⺠民⺩王⺬示⺮竹⺴网⺶羊⺷羊⺸羊⺻聿⺼肉⺾艹⻁虎⻂衣⻄西⻅见⻆角⻉贝⻋车⻌辶⻍辶⻏邑"
    "⻓长⻔门⻖阜⻘青⻙韦⻚页⻛风⻜飞⻝食⻠食⻢马⻤鬼⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_OF_PARTS = dict(zip(map(ord, _PARTS[::2]), _PARTS[1::2], strict=True))
"""Parts of characters that PDF fonts put for the characters, and that no normal form mends."""

_MARKS = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，；：（）！？％．／－＋\u3000")
_INVISIBLE_ONES = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000e-\u001f"
_INVISIBLE = re.compile(f"[{_INVISIBLE_ONES}]")
_PRONOUNCED = re.compile(r"(?<=[\u4e00-\u9fff])\([a-z\u00e0-\u01dc]{1,7}\)")
_BOLD = re.compile(r"\*\*|__")
_NUMBERING = re.compile(
    r"(?:其中:?|[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,2}[)]|\d{1,2}(?:[.、)]|(?=[^\d.,%年月日])))+"
)
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_NO_LETTER = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")


def _normal(text: str) -> str:
    """The normal form of a text. It is quickly told of a text already in it, and to bring one to it takes a hundred times as
    long; so the marks of every Chinese sentence are made half-width beforehand.
    """
    for wide, narrow in _MARKS:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=_REMEMBERED)
def plain(text: str) -> str:
    """规范字形: simplified script, half-width forms, no invisible characters; lines, tabs and columns stay."""
    text = _normal(text)
    if not _unusual().search(text):
        return text
    text = _BOLD.sub("", _INVISIBLE.sub("", text)).translate(_OF_PARTS)
    return _PRONOUNCED.sub("", _to_simplified().convert(text)) if _traditional().search(text) else text


def plain_lines(lines: Sequence[str]) -> list[str]:
    """规范各行: each line as ``plain`` has it; all at once where nothing unusual stands in any of them."""
    whole = _normal("\n".join(lines))
    usual = [] if _unusual().search(whole) else whole.split("\n")
    return usual if len(usual) == len(lines) else [plain(line) for line in lines]


@cache
def _unusual() -> re.Pattern[str]:
    """Any character besides those most texts are made of: a quick look before each change is looked for by itself."""
    return re.compile(f"[*_{_INVISIBLE_ONES}{''.join(map(chr, _OF_PARTS))}{_only_traditional()}]")


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{_only_traditional()}]")


@cache
def _only_traditional() -> str:
    """The characters only traditional script has: those that change and are not among the simplified ones of GB 2312."""
    all_of_them = [chr(code) for code in range(_FIRST, _LAST + 1)]
    changed = _to_simplified().convert("\n".join(all_of_them)).split("\n")
    return "".join(
        one for one, other in zip(all_of_them, changed, strict=True) if one != other and not _is_simplified(one)
    )


def _is_simplified(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=_REMEMBERED)
def solid(text: str) -> str:
    """去空: the letters and digits of a text, without blanks and punctuation."""
    return _NO_LETTER.sub("", text)


@lru_cache(maxsize=_REMEMBERED)
def core(label: str) -> str:
    """标签之实: a label without numbering, 其中, blanks and punctuation. Takes text already ``plain``."""
    label = squeezed(label)
    head = _NUMBERING.match(label)
    return solid(label[head.end() :] if head else label)


@lru_cache(maxsize=_REMEMBERED)
def unbracketed(label: str) -> str:
    """去括注: a label without what stands in brackets after its name; numbering in brackets is not touched."""
    label = squeezed(label)
    if "(" not in label:
        return label
    head = _NUMBERING.match(label)
    start = head.end() if head else 0
    return label[:start] + _BRACKETED.sub("", label[start:])


def squeezed(text: str) -> str:
    """去空白: a text without any blank, for reading prose that was broken at line ends."""
    return "".join(text.split())
