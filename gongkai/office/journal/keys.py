"""外部密钥: the keys outside the database, the present one and those it replaced; what is derived from them."""

from __future__ import annotations

from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def present() -> str:
    """现用密钥: what everything new is protected by."""
    return str(settings.VAULT_KEY)


def former() -> tuple[str, ...]:
    """以前的密钥: those that are still named, the latest first."""
    return tuple(settings.VAULT_KEYS_FORMER)


def oldest() -> str:
    """最早的密钥: of those that are named."""
    return (present(), *former())[-1]


def key_id(master: str) -> str:
    """外部密钥号: tells one key from another and nothing else of it."""
    return derived(master, "id").hex()[:8]


def key_ids() -> tuple[str, ...]:
    """密钥号: of every key that is named, the present one first."""
    return tuple(map(key_id, (present(), *former())))


def of_id(wanted: str) -> str | None:
    """按号取密钥: the key of this number, or None where nobody has named it."""
    return next((master for master in (present(), *former()) if key_id(master) == wanted), None)


@cache
def derived(master: str, purpose: str) -> bytes:
    """派生: a key of its own for each purpose, so that none passes for another."""
    derive = HKDF(SHA256(), length=32, salt=None, info=f"gongkai.vault.{purpose}".encode())
    return derive.derive(master.encode())
