"""印: canonical text, and the keyed seals that bind an entry to everything before it.

A seal is an HMAC under a key that is not in the database: who can only write rows cannot make one. Each purpose has a key of
its own, derived from the same secret, so that a seal of one kind never passes for another.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache

from django.conf import settings

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.web import suites

GENESIS = "0" * 64
"""起点: what the first entry of a chain is bound to."""


class Purpose(StrEnum):
    """用途: what a seal is for."""

    ENTRY = "entry"
    ACCESS = "access"
    HEADS = "heads"
    CHECKPOINT = "checkpoint"


def canonical(value: JSON | Mapping[str, JSON] | Sequence[JSON]) -> str:
    """规范文本: the one way a value is written down to be sealed: keys in order, no spaces, Chinese as it is."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unlawful("文字中有不能保存的字符，请删除后重试") from None
    return text


def moment(at: datetime) -> str:
    """时刻: to the microsecond in UTC, so that every database gives back the text that was sealed."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


OLD_SM3 = "sm3 under a key derived by sha256"
"""早先的国密印: as the national suite sealed before its keys were derived by SM3, too."""


def seal(purpose: Purpose, *parts: str | int | None, by: str = "") -> str:
    """盖印: the seal of these parts, 64 hexadecimal digits; in the way that is chosen, or in the one that is named."""
    message, way = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode(), by or suites.digest()
    return suites.keyed(_key(purpose, way), message, "sm3" if way == OLD_SM3 else way).hex()


def bears(stored: str, reckoned: Callable[[str], str]) -> bool:
    """印相符: whether this is the seal that is reckoned in the way that is chosen now, or was in one chosen before."""
    return any(same(stored, reckoned(by)) for by in ways())


def ways() -> Iterator[str]:
    """认得的印: the ways in which the house seals and has sealed, the one in use first."""
    yield from suites.digests()
    if suites.has_digest("sm3"):
        yield OLD_SM3


def same(one: str, other: str) -> bool:
    """比印: whether two seals are equal, without telling by the time it takes."""
    return hmac.compare_digest(one.encode(), other.encode())


@cache
def key_id() -> str:
    """密钥号: which key seals were made with, in whatever way; kept beside them so that keys can be told apart."""
    return hmac.digest(_secret(), b"key id", "sha256").hex()[:8]


@cache
def _key(purpose: Purpose, way: str) -> bytes:
    if way == "sm3":
        return suites.derived(settings.SEAL_KEY.encode(), f"gongkai.journal.{purpose}", way)
    return hmac.digest(_secret(), f"gongkai.journal.{purpose}".encode(), "sha256")


def _secret() -> bytes:
    return hashlib.sha256(settings.SEAL_KEY.encode()).digest()
