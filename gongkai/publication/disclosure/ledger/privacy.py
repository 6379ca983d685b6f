"""个人信息: identity and bank card numbers by their check digits, mobile numbers by their form. One function asks for all.

The engine of privacy will answer here when it stands; nobody else asks these patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<![\dA-Za-z])(?:62|4\d|5[1-5])\d{14,17}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """个人信息: what kind was found, and the number masked, of each in a text."""
    for found in _IDENTITY.findall(text):
        if _is_identity(found):
            yield "身份证号码", _masked(found, 6, 2)
    for found in _CARD.findall(text):
        if _passes_luhn(found) and not _is_identity(found):
            yield "银行卡号", _masked(found, 6, 4)
    for found in _MOBILE.findall(text):
        yield "手机号码", _masked(found, 3, 4)


def masked(text: str) -> str:
    """隐去个人号码: the text with every such number masked."""
    for pattern in (_IDENTITY, _CARD, _MOBILE):
        for found in pattern.findall(text):
            if any(found[:3] == told[:3] and len(told) == len(found) for _, told in personal_data(found)):
                text = text.replace(found, _masked(found, 3, 2))
    return text


def _masked(number: str, first: int, last: int) -> str:
    return f"{number[:first]}{'*' * (len(number) - first - last)}{number[-last:]}"


def _is_identity(number: str) -> bool:
    if len(number) != 18:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    if "10X98765432"[total % 11] != number[17].upper():
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= 1880


def _passes_luhn(number: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
