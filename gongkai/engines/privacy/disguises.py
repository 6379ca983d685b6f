"""伪装的号码: written with blanks, dashes, other digits, Chinese numerals or signs nobody sees; or damaged by a spreadsheet.

Only what its checksum proves is told of long numbers, for digits stand beside digits everywhere; a mobile number must be parted
as people part it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stdnum import luhn
from stdnum.cn import ric

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask
from gongkai.engines.privacy.numbers import PROVINCES, is_day

DISGUISED, DAMAGED = (
    "写法有变：全角、汉字数字、空格、横线或者看不见的字符",
    "已被电子表格损坏，原号码的末几位可能在别处",
)
_CHINESE = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e")
_BETWEEN = frozenset(" \t\n\r\u3000\u00a0-－—–‐‑‒·•.．,，_") | _UNSEEN
_WIDEST = 3
"""How many signs may stand between two digits of one number."""
_MOBILE_PARTS = frozenset({(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (11,), (1,) * 11})
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DAMAGED = re.compile(r"(?<![\d.])[1-8]\.\d{2,14}[Ee]\+?1[67](?!\d)|(?<![\d.])[1-8]\d{14}000(?!\d)")
_ABOUT_IDENTITY = re.compile(r"身份证|证件号|公民身份|证件")

Digit = tuple[str, int]


def disguised(text: str) -> Iterator[Found]:
    """伪装的号码: each run of digits and of what stands between them."""
    for run in _runs(text):
        yield from _judged(run, text)


def _runs(text: str) -> Iterator[list[list[Digit]]]:
    """Runs of digits in groups; a group ends where something stands between two digits."""
    run: list[list[Digit]] = []
    gap, last = 0, -2
    for place, sign in enumerate(text):
        digit = _digit(sign)
        if digit:
            if last == place - 1 and run:
                run[-1].append((digit, place))
            else:
                run.append([(digit, place)])
            gap, last = 0, place
        elif sign in _UNSEEN and run and last == place - 1:
            last = place
        elif sign in _BETWEEN and run and gap < _WIDEST:
            gap += 1
        elif run:
            yield run
            run = []
    if run:
        yield run


def _digit(sign: str) -> str:
    if "0" <= sign <= "9":
        return sign
    if sign in "XxＸｘ":
        return "X"
    if sign in _CHINESE:
        return _CHINESE[sign]
    return str(unicodedata.decimal(sign, "")) if sign > "\x7f" else ""


def _judged(run: list[list[Digit]], text: str) -> Iterator[Found]:
    sizes = [len(group) for group in run]
    if sum(sizes) < 11 or (len(run) == 1 and "".join(sign for sign, _ in run[0]) == _plain(run, text)):
        return
    first = 0
    while first < len(run):
        last, size = first, 0
        while last < len(run) and size < 18:
            size += sizes[last]
            last += 1
        if size == 18 and _is_identity(digits := _digits(run[first:last])):
            yield _found(Kind.IDENTITY, run[first:last], text, Certainty.SURE)
            first = last
            continue
        first += 1
    digits = _digits(run)
    if 15 < len(digits) < 20 and digits.startswith("62") and digits.isdecimal() and luhn.is_valid(digits):
        yield _found(Kind.BANK, run, text, Certainty.SURE)
    elif _MOBILE.fullmatch(digits) and tuple(sizes) in _MOBILE_PARTS | {(11,)}:
        yield _found(Kind.MOBILE, run, text, Certainty.LIKELY)


def _plain(run: list[list[Digit]], text: str) -> str:
    return text[run[0][0][1] : run[-1][-1][1] + 1].upper()


def _digits(groups: Sequence[Sequence[Digit]]) -> str:
    return "".join(sign for group in groups for sign, _ in group)


def _is_identity(digits: str) -> bool:
    sound = digits[:17].isdecimal() and digits[:2] in PROVINCES and is_day(digits[6:14])
    return sound and bool(ric.calc_check_digit(digits) == digits[17])


def _found(kind: Kind, groups: Sequence[Sequence[Digit]], text: str, certainty: Certainty) -> Found:
    start, end = groups[0][0][1], groups[-1][-1][1] + 1
    return Found(kind, start, end, mask(kind, text[start:end]), certainty, note=DISGUISED)


def damaged(text: str, context: str) -> Iterator[Found]:
    """损坏的身份证号码: kept as a figure, of which a spreadsheet remembers fifteen digits."""
    for hit in _DAMAGED.finditer(text):
        plain = hit[0].isdecimal()
        if plain and not (hit[0][:2] in PROVINCES and is_day(hit[0][6:14])):
            continue
        before = text[max(0, hit.start() - 24) : hit.start()]
        if plain or _ABOUT_IDENTITY.search(context) or _ABOUT_IDENTITY.search(before):
            cover = mask(Kind.IDENTITY, hit[0]) if plain else "*" * len(hit[0])
            yield Found(Kind.IDENTITY, hit.start(), hit.end(), cover, Certainty.LIKELY, note=DAMAGED)


def split(cells: Sequence[str]) -> Iterator[tuple[int, Found]]:
    """拆在相邻格里的号码: two cells of a row that make one number; each of them is covered whole."""
    for column, (one, other) in enumerate(pairwise(cells)):
        left, right = one.strip(), other.strip()
        if not (left.isdecimal() and right[:-1].isdecimal() and left and len(left) + len(right) in range(16, 20)):
            continue
        both = (left + right).upper()
        kind = Kind.IDENTITY if len(both) == 18 and _is_identity(both) else None
        if kind is None and both.isdecimal() and both.startswith("62") and luhn.is_valid(both):
            kind = Kind.BANK
        if kind is not None:
            for place, cell in ((column, one), (column + 1, other)):
                yield place, Found(kind, 0, len(cell), "*" * len(cell), Certainty.SURE, note="一个号码拆在相邻的两格里")
