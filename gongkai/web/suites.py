"""密码算法套件: the digest that keys are derived, texts signed and indexes made with: SHA-256, or the national SM3 (GB/T 32905).

The setting chooses what is made from now on; what the other suite has made is recognised beside it. HMAC comes from the standard
library over the OpenSSL of this machine, HKDF and PBKDF2 from ``cryptography``. Ciphers: ``office.journal.algorithms``.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256, SM3, HashAlgorithm
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

INTERNATIONAL, NATIONAL = "international", "national"
DIGESTS = {INTERNATIONAL: "sha256", NATIONAL: "sm3"}
FIRST = DIGESTS[INTERNATIONAL]
"""最早的摘要算法: by which everything was derived before the suite was chosen."""
_HASHES: dict[str, type[HashAlgorithm]] = {"sha256": SHA256, "sm3": SM3}


def national() -> bool:
    """用国密: whether what is made from now on is made by the national algorithms."""
    return bool(settings.CRYPTO == NATIONAL)


def digest() -> str:
    """现用摘要算法: by which everything new is made."""
    return DIGESTS[settings.CRYPTO]


def digests() -> tuple[str, ...]:
    """认得的摘要算法: the one in use first."""
    return tuple(sorted(filter(has_digest, DIGESTS.values()), key=lambda each: each != digest()))


def keyed(key: bytes, message: bytes, by: str) -> bytes:
    """带密钥的摘要: HMAC by the digest that is named."""
    return hmac.digest(key, message, by)


def derived(secret: bytes, purpose: str, by: str, *, salt: bytes | None = None, length: int = 32) -> bytes:
    """密钥派生: HKDF by the digest that is named; a key of its own for each purpose, so that none passes for another."""
    return HKDF(_HASHES[by](), length=length, salt=salt, info=purpose.encode()).derive(secret)


@cache
def has_digest(name: str) -> bool:
    """本机有此算法."""
    return name in hashlib.algorithms_available
