"""版本码: what every carrier of a guide prints, and whether what hangs somewhere still says what counts today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word
from gongkai.law.service_words import ONLINE

LENGTH = 8
"""摘要位数: so much of the digest is printed."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """版本码: the code of the item, the version, and the beginning of the digest of what it says."""

    code: str
    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.code} V{self.number}-{self.digest}"


_STAMP = re.compile(r"(\S{1,60})\s+V(\d{1,5})-([0-9A-F]{8})", re.IGNORECASE)


def stamp(code: str, number: int, digest: str) -> Stamp:
    """制版本码."""
    return Stamp(code, number, digest[:LENGTH].upper())


def read_stamp(text: str) -> Stamp:
    """读版本码: as it is printed; raises Unlawful."""
    found = _STAMP.fullmatch(text.strip().replace("－", "-"))
    if found is None:
        raise Unlawful("版本码应照印的填写，如“SP001 V2-1A2B3C4D”", ONLINE, field="stamp")
    return Stamp(found[1], int(found[2]), found[3].upper())


class StampVerdict(Word):
    """版本码核对: what a stamp is worth on a day."""

    LATEST = "latest", "最新"
    OUTDATED = "outdated", "已过期"
    EARLY = "early", "尚未生效"
    ENDED = "ended", "事项已取消"
    UNKNOWN = "unknown", "没有这个版本"
    FALSE = "false", "内容与登记的不符"


@dataclass(frozen=True, slots=True)
class Issued:
    """签发过的版本: its number, its digest, and the days it counts."""

    number: int
    digest: str
    from_on: date
    until_on: date | None


def judge_stamp(printed: Stamp, issued: Iterable[Issued], on: date) -> StampVerdict:
    """核对版本码: against every version of the item that was ever signed."""
    known = list(issued)
    own = next((each for each in known if each.number == printed.number), None)
    if own is None:
        return StampVerdict.UNKNOWN
    if own.digest[:LENGTH].upper() != printed.digest:
        return StampVerdict.FALSE
    if own.from_on > on:
        return StampVerdict.EARLY
    if own.until_on is None or own.until_on > on:
        return StampVerdict.LATEST
    counts = any(each.from_on <= on and (each.until_on is None or each.until_on > on) for each in known)
    return StampVerdict.OUTDATED if counts else StampVerdict.ENDED
