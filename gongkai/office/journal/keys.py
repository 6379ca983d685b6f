"""外部密钥: the keys outside the database, the present one and those it replaced; what is derived from them, and by which digest.

A key is a secret and the digest it is derived by, and each has a number of its own: so a change of the suite is to ``rewrap``
what a change of the secret is (ADR 0061).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from django.conf import settings

from gongkai.web import suites


class Outer(NamedTuple):
    """外部密钥: a secret, and the digest by which keys are derived from it."""

    secret: str
    by: str


def present() -> Outer:
    """现用密钥: what everything new is protected by."""
    return Outer(settings.VAULT_KEY, suites.digest())


def former() -> tuple[Outer, ...]:
    """以前的密钥: the present secret by the other suite, and those secrets that are still named, the latest first."""
    return tuple(Outer(secret, by) for secret in named() for by in suites.digests())[1:]


def oldest() -> Outer:
    """最早的密钥: of those that are named, as it was derived before there was a choice."""
    return Outer(named()[-1], suites.FIRST)


def named() -> tuple[str, ...]:
    """所提供的密钥: the secrets as they are set, the present one first; what is remembered of any is remembered under these."""
    return (settings.VAULT_KEY, *settings.VAULT_KEYS_FORMER)


def replaced() -> bool:
    """换过密钥: whether former secrets are named, which somebody means to give up."""
    return bool(settings.VAULT_KEYS_FORMER)


def changed() -> bool:
    """换过密钥或者算法: whether the key of the beginning is not the present one."""
    return present() != oldest()


def key_id(master: Outer) -> str:
    """外部密钥号: tells one key from another and nothing else of it."""
    return derived(master, "id").hex()[:8]


def key_ids() -> tuple[str, ...]:
    """密钥号: of every key that is named, the present one first."""
    return tuple(map(key_id, (present(), *former())))


def of_id(wanted: str) -> Outer | None:
    """按号取密钥: the key of this number, or None where nobody has named it."""
    return next((master for master in (present(), *former()) if key_id(master) == wanted), None)


@cache
def derived(master: Outer, purpose: str) -> bytes:
    """派生: a key of its own for each purpose, so that none passes for another."""
    return suites.derived(master.secret.encode(), f"gongkai.vault.{purpose}", master.by)
