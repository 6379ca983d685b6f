"""印: canonical text, and the keyed seals that bind an entry to everything before it.

A seal is an HMAC under a key that is not in the database: who can only write rows cannot make one. Each purpose has a key of
its own, derived from the same secret, so that a seal of one kind never passes for another.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache

from django.conf import settings

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.journal import algorithms

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


def seal(purpose: Purpose, *parts: str | int | None, by: str = "") -> str:
    """盖印: the seal of these parts, 64 hexadecimal digits; by the digest that is chosen, or by the one that is named."""
    message = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.digest(_key(purpose), message, by or algorithms.digest()).hex()


def bears(stored: str, reckoned: Callable[[str], str]) -> bool:
    """印相符: whether this is the seal that is reckoned by the digest that is chosen now, or was by one chosen before."""
    return any(same(stored, reckoned(by)) for by in algorithms.digests())


def same(one: str, other: str) -> bool:
    """比印: whether two seals are equal, without telling by the time it takes."""
    return hmac.compare_digest(one.encode(), other.encode())


@cache
def key_id() -> str:
    """密钥号: which key seals were made with; kept beside them so that keys can be rotated."""
    return hmac.digest(_secret(), b"key id", "sha256").hex()[:8]


@cache
def _key(purpose: Purpose) -> bytes:
    return hmac.digest(_secret(), f"gongkai.journal.{purpose}".encode(), "sha256")


def _secret() -> bytes:
    return hashlib.sha256(settings.SEAL_KEY.encode()).digest()
