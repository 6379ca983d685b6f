"""别样的遮盖: numbers that were covered already, but by another rule: laid beside ours, the two rebuild the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.engines.privacy.kinds import Certainty, Found, Kind
from gongkai.engines.privacy.masking import mask
from gongkai.engines.privacy.numbers import PROVINCES

NOTE = "遮盖的位数与全县统一的规则不同，两处一拼就能还原"
_COVERED = re.compile(r"(?<![0-9A-Za-z*＊×●█■])(?=[0-9]{0,18}[*＊×●█■Xx]{2})[0-9*＊×●█■Xx]{9,22}(?![0-9A-Za-z*＊×●█■])")
_HEAD = re.compile(r"[0-9]*")
_TAIL = re.compile(r"[0-9]+[Xx]?$")
_ABOUT_IDENTITY = re.compile(r"身份证|证件号|公民身份")
_ABOUT_BANK = re.compile(r"账号|帐号|卡号|银行|一卡通|存折|社保卡")
_ABOUT_MOBILE = re.compile(r"电话|手机|联系方式")
_KEPT = {Kind.IDENTITY: (6, 4), Kind.BANK: (6, 4), Kind.MOBILE: (3, 4)}
_BESIDE = 24
_LEAST = 5
"""So many digits at the ends, or any in the middle, make it a number that was covered."""


def otherwise_covered(text: str, context: str) -> Iterator[Found]:
    """别样的遮盖: what shows a digit that our rule covers."""
    for hit in _COVERED.finditer(text):
        before, behind = _HEAD.match(hit[0]), _TAIL.search(hit[0])
        head, tail = before.end() if before else 0, len(behind[0]) if behind else 0
        among = hit[0][head : len(hit[0]) - tail]
        if head + tail < _LEAST and not any(map(str.isdecimal, among)):
            continue
        kind = _kind(hit[0], text[max(0, hit.start() - _BESIDE) : hit.start()] + "\n" + context, head)
        shows = any(map(str.isdecimal, among)) or (
            kind is not None and (head > _KEPT[kind][0] or tail > _KEPT[kind][1])
        )
        if kind is not None and shows:
            yield Found(kind, hit.start(), hit.end(), mask(kind, hit[0]), Certainty.SURE, note=NOTE)


def _kind(text: str, words: str, head: int) -> Kind | None:
    if _ABOUT_IDENTITY.search(words) or (len(text) in (15, 18) and head >= 2 and text[:2] in PROVINCES):
        return Kind.IDENTITY
    if _ABOUT_BANK.search(words) or (len(text) in range(16, 20) and text.startswith("62")):
        return Kind.BANK
    if (len(text) == 11 and text[0] == "1" and head >= 2) or (_ABOUT_MOBILE.search(words) and len(text) == 11):
        return Kind.MOBILE
    return None
