"""文号与索引号: numbers as people type them, with any bracket, width or blank, whole or in part.

A document number is 代字, year and serial number. Whatever part of it somebody remembers is a token of its own, so asking
for a part is asking for one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.engines.search.segment import HAN, folded

_OPEN, _SHUT = r"[\[\(〔【﹝<《{〈［（]", r"[\]\)〕】﹞>》}〉］）]"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SERIAL = r"(?:第\s*)?(?P<serial>\d{1,5})\s*(?:号(?![a-z0-9]))?"
_HEAD = rf"(?P<head>[{HAN}]{{1,16}})"
_BRACKETED = re.compile(rf"{_HEAD}?\s*{_OPEN}\s*{_YEAR}\s*年?\s*{_SHUT}\s*(?:{_SERIAL}(?!\d))?")
_YEARED = re.compile(rf"{_HEAD}?\s*{_YEAR}\s*年\s*第?\s*(?P<serial>\d{{1,5}})\s*号")
_SURE = "发函字令办规"
_LIKELY = f"{_SURE}告通批电议复呈报任决明管法纪知"
"""What 代字 end in; the second list ends other words too, and needs the 号 where no bracket tells."""
_BARE = re.compile(
    rf"(?P<head>[{HAN}]{{0,15}}(?:[{_SURE}]|[{_LIKELY}](?=[^{HAN}]*号)))\s*[-－]?\s*"
    rf"(?:{_YEAR}\s*[-－]?\s*|(?=(?:第\s*)?\d{{1,5}}\s*号)){_SERIAL}(?![\d年月日])"
)
_INDEX = re.compile(r"[0-9a-z][0-9a-z]*(?:[\s/_.\-—–()]+[0-9a-z]+)+|\d{9,}")
_NOT_IN_INDEX = re.compile(r"[^0-9a-z]+")
_LONGEST = 40
_LONGEST_WRITTEN = 100


@dataclass(frozen=True, slots=True)
class Number:
    """文号: 代字, year and serial number; what was not given is empty."""

    head: str
    year: str
    serial: str

    def token(self) -> str:
        """词元: the one token that stands for exactly these parts."""
        return f"n|{self.head}|{self.year}|{self.serial}"


def tokens(written: str) -> list[str]:
    """词元: of a number as it stands on a document: each way in which somebody may know a part of it."""
    text = folded(written[:_LONGEST_WRITTEN])
    found: dict[str, None] = {}
    if (match := _BRACKETED.search(text) or _YEARED.search(text) or _BARE.search(text)) and match["serial"]:
        head, year, serial = _parts(match)
        for start in range(len(head) + 1):
            tail = head[start:]
            for number in (Number(tail, year, serial), Number(tail, year, ""), Number(tail, "", serial)):
                if tail or number.year:
                    found[number.token()] = None
    elif bare := _NOT_IN_INDEX.sub("", text):
        found[f"i|{bare[:_LONGEST]}"] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Typed:
    """键入的号: where in the query a number stands, its token, and the rows of characters by which a text names it."""

    start: int
    end: int
    token: str
    rows: tuple[str, ...]


def typed(query: str) -> list[Typed]:
    """键入的号: the numbers in a folded query, from left to right."""
    found: list[Typed] = []
    for pattern in (_BRACKETED, _YEARED, _BARE):
        for match in pattern.finditer(query):
            parts = _parts(match)
            found.append(
                Typed(match.start(), match.end(), Number(*parts).token(), (" ".join(filter(None, parts)), match[0]))
            )
    for match in _INDEX.finditer(query):
        bare = _NOT_IN_INDEX.sub("", match[0])
        if _is_index(match[0], sum(map(str.isdigit, bare))):
            found.append(Typed(match.start(), match.end(), f"i|{bare[:_LONGEST]}", (match[0],)))
    return _apart(found)


def _is_index(run: str, digits: int) -> bool:
    """With blanks alone between them, figures and years are more likely just that."""
    groups = run.split()
    return digits >= (6 if len(groups) == 1 else 10) and (len(groups) == 1 or any(len(each) != 4 for each in groups))


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    return (
        match["head"] or "",
        match["year"] or "",
        (match["serial"] or "").lstrip("0") or ("0" if match["serial"] else ""),
    )


def _apart(found: list[Typed]) -> list[Typed]:
    """Of numbers that overlap the first and longest, so that nothing is read twice."""
    kept: list[Typed] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept
