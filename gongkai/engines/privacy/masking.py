"""遮盖: the one way each kind is covered, for a whole county.

Whatever is covered is covered alike wherever it is published, however it was written: two sites laid side by side show no
more than one of them alone.
"""

from __future__ import annotations

import re

from gongkai.engines.privacy.kinds import Kind

_KEPT: dict[Kind, tuple[int, int]] = {
    Kind.IDENTITY: (6, 4),
    Kind.BANK: (6, 4),
    Kind.MOBILE: (3, 4),
    Kind.PHONE: (0, 2),
    Kind.PASSPORT: (1, 2),
    Kind.PLATE: (2, 1),
}
"""How many characters stay at either end: one rule for a whole county, for two rules together rebuild the number."""

_OLD = 15
_KEPT_OF_OLD = (6, 3)
"""Of an old number of fifteen digits: its last three are those before the last of the new one. Four would show a digit of the
day that the new one covers.
"""
_LEAST_COVERED = 3
_UNCOVERED = re.compile(r"[^\s\-－—–·•.,，．()（）\u200b-\u200f\u2060\ufeff\u00ad]")
_ANY = re.compile(r"\S")
_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十〇零]")
_YEAR = re.compile(r"(?:19|20|１９|２０)[0-9０-９]{2}|[一二]?[九〇零○][一二三四五六七八九〇零○]{2}")
_DOORSTEP = re.compile(r"(?<=[省市县区旗镇乡村路街巷])|(?<=街道|社区|小区)")


def mask(kind: Kind, text: str) -> str:
    """遮盖: the text with the middle covered by ``*``, always as long as before and always the same for the same text."""
    match kind:
        case Kind.NAME:
            return _name(text)
        case Kind.EMAIL:
            name, at, domain = text.partition("@")
            return f"{name[:1]}{'*' * (len(name) - 1)}{at}{domain}" if at and len(name) > 1 else "*" * len(text)
        case Kind.ADDRESS:
            kept = next((cut.end() for cut in _DOORSTEP.finditer(text) if cut.end() >= min(6, len(text) - 1)), 0)
            kept = min(kept, 12)
            return text[:kept] + "*" * (len(text) - kept)
        case Kind.BIRTH:
            return _birth(text)
        case Kind.MINOR | Kind.HEALTH:
            return _ANY.sub("*", text)
        case Kind.IDENTITY if sum(map(_counts, text)) == _OLD:
            return _middle(text, *_KEPT_OF_OLD)
        case _:
            return _middle(text, *_KEPT[kind])


def _name(text: str) -> str:
    """Two characters keep the first, longer ones the first and the last."""
    if len(text) < 3:
        return text[:1] + "*" * (len(text) - 1)
    return text[0] + "*" * (len(text) - 2) + text[-1]


def _birth(text: str) -> str:
    """The year stays, month and day go."""
    year = _YEAR.match(text)
    kept = year.end() if year else 0
    return text[:kept] + _DIGIT.sub("*", text[kept:])


def _counts(sign: str) -> bool:
    return _UNCOVERED.match(sign) is not None


def _middle(text: str, head: int, tail: int) -> str:
    places = [place for place, sign in enumerate(text) if _counts(sign)]
    if len(places) < head + tail + _LEAST_COVERED:
        head = tail = 0
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))
