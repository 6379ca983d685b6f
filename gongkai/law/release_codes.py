"""发布码: a short code that travels with each release, on boards and in posts; a slip of the pen is found out.

Seven signs or more without 0, 1, I, L and O: the number of the release, stirred so that neighbours do not look alike, and one
check sign. The weights run through different residues of a prime, so any one wrong sign and any two neighbours exchanged
are noticed.
"""

from __future__ import annotations

from gongkai.law.grammar.flow import Unlawful

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""码字: 31 signs that cannot be mistaken for each other; their number is a prime."""
BASE = len(SIGNS)
LEAST = 6
_STIR = 387_420_493
"""Shares no factor with 31: multiplying by it moves every number of a width to a place of its own."""


def release_code(number: int) -> str:
    """写发布码: the code of a release; six signs and the check sign, more once there are 887 million releases."""
    if number < 1:
        raise ValueError(f"发布的编号应为正数，收到{number}")
    width = LEAST
    while number >= BASE**width:
        width += 1
    signs = _signs(number * _STIR % BASE**width, width)
    return signs + SIGNS[_check(signs)]


def read_release_code(text: str) -> int:
    """读发布码: the number of the release; spaces, hyphens and case do not matter. Raises Unlawful for a wrong one."""
    code = "".join(sign for sign in text.upper() if sign not in " -－　")
    if len(code) <= LEAST or any(sign not in SIGNS for sign in code):
        raise Unlawful(
            f"发布码由{LEAST + 1}个字母和数字组成（没有0、1、I、L、O），您输入的是“{text[:20]}”", field="code"
        )
    if SIGNS.index(code[-1]) != _check(code[:-1]):
        raise Unlawful("发布码有误，请与公开栏、推文上的核对后重新输入", field="code")
    width = len(code) - 1
    whole = 0
    for sign in code[:-1]:
        whole = whole * BASE + SIGNS.index(sign)
    number: int = whole * pow(_STIR, -1, BASE**width) % BASE**width
    if number < 1 or (width > LEAST and number < BASE ** (width - 1)):
        raise Unlawful("没有这个发布码", field="code")
    return number


def _signs(number: int, width: int) -> str:
    signs = []
    for _ in range(width):
        number, rest = divmod(number, BASE)
        signs.append(SIGNS[rest])
    return "".join(reversed(signs))


def _check(signs: str) -> int:
    return sum((place + 2) * SIGNS.index(sign) for place, sign in enumerate(signs)) % BASE
