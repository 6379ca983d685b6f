"""保险柜: personal data at rest. One random key and salt per dossier, wrapped by a key that is not in the database.

AES-GCM with the dossier and the field as associated data: a sealed text cannot be moved to another file or field. Deleting the
wrapped key makes every copy unreadable and every fingerprint unguessable, while the journal's chain stays whole.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.seals import canonical

_NONCE = 12
_VERSION = b"\x01"


class Shredded(Unlawful):
    """已销毁: the personal data of this dossier were shredded; nobody can read them any more, and a page says so."""

    def __init__(self, entry: int | None) -> None:
        super().__init__(f"个人信息已由第{entry}号条目销毁" if entry else "没有可用的密钥")
        self.entry = entry


class Unreadable(Exception):
    """不能解读: a sealed text was changed, or belongs to another dossier or field, or was sealed under another key."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """案卷秘密: the unwrapped key and salt of one dossier; never stored, never shown."""

    owner: str
    key: bytes
    salt: bytes

    def seal(self, field: str, text: str) -> bytes:
        """加密: the text, readable only under this dossier and field."""
        return _encrypt(self.key, text.encode(), f"{self.owner}|{field}")

    def unseal(self, field: str, sealed: bytes | memoryview) -> str:
        """解密: the text that was sealed; raises Unreadable when a single bit differs."""
        return _decrypt(self.key, bytes(sealed), f"{self.owner}|{field}").decode()

    def fingerprint(self, row: Mapping[str, JSON]) -> str:
        """指纹: what an entry holds in place of a row of personal data; meaningless once the salt is gone."""
        return hmac.digest(self.salt, canonical(row).encode(), "sha256").hex()


def seal(dossier: Dossier | None, field: str, text: str) -> bytes:
    """加密: a text under its dossier's own key; under the house's key where there is no dossier."""
    return secrets_of(dossier).seal(field, text)


def unseal(dossier: Dossier | None, field: str, sealed: bytes | memoryview) -> str:
    """解密: raises Shredded when the key was deleted, Unreadable when the text was changed."""
    return secrets_of(dossier).unseal(field, sealed)


def fingerprint(dossier: Dossier, row: Mapping[str, JSON]) -> str:
    """指纹: the keyed digest of a row of personal data, for the entry; raises Shredded."""
    return secrets_of(dossier).fingerprint(row)


def blind(field: str, text: str) -> str:
    """盲索引: the same for the same text, so that rows can be found again without being readable. Width and case do not count."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return hmac.digest(_house_key("blind"), f"{field}|{plain}".encode(), "sha256").hex()


def secrets_of(dossier: Dossier | None) -> Secrets:
    """取密: the secrets of a dossier, or of the house where there is no dossier; raises Shredded."""
    if dossier is None:
        return Secrets("house", _house_key("seal"), _house_key("salt"))
    row = DossierKey.objects.everywhere().filter(dossier=dossier).first()
    if row is None or row.wrapped is None:
        raise Shredded(row.shredded_by if row else None)
    return unwrapped(row)


def secrets_of_many(dossiers: Iterable[Dossier]) -> dict[int, Secrets]:
    """批量取密: the secrets by dossier key, for lists; shredded dossiers are missing from it."""
    rows = DossierKey.objects.everywhere().filter(dossier__in=list(dossiers), wrapped__isnull=False)
    return {row.dossier_id: unwrapped(row) for row in rows}


def new_key(dossier: Dossier) -> tuple[DossierKey, Secrets]:
    """新密钥: a random key for a new dossier, wrapped and not yet saved, with its secrets."""
    plain = os.urandom(64)
    owner = _owner(dossier.pk)
    row = DossierKey(
        dossier=dossier,
        authority_id=dossier.authority_id,
        wrapped=_encrypt(_house_key("wrap"), plain, owner),
        key_id=house_key_id(),
    )
    return row, Secrets(owner, plain[:32], plain[32:])


def house_key_id() -> str:
    """外部密钥号: which outer key wraps; kept beside what it wraps so that it can be rotated."""
    return _house_key("id").hex()[:8]


def unwrapped(row: DossierKey) -> Secrets:
    """解包: the secrets in a key that is still there; raises Unreadable when the outer key or the row was changed."""
    owner = _owner(row.dossier_id)
    plain = _decrypt(_house_key("wrap"), bytes(row.wrapped or b""), owner)
    return Secrets(owner, plain[:32], plain[32:])


def _owner(dossier_id: int) -> str:
    return f"dossier {dossier_id}"


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if sealed[:1] != _VERSION or len(nonce) < _NONCE:
        raise Unreadable("密文格式不对")
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to.encode())
    except InvalidTag:
        raise Unreadable("密文已被改动，或不属于此处") from None


@cache
def _house_key(purpose: str) -> bytes:
    derive = HKDF(SHA256(), length=32, salt=None, info=f"gongkai.vault.{purpose}".encode())
    return derive.derive(settings.VAULT_KEY.encode())
