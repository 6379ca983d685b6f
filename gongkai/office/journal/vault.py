"""保险柜: personal data at rest. One random key and salt per dossier, wrapped by a key that is not in the database.

Encrypted and authenticated (``algorithms``) with the dossier and the field as associated data: a sealed text cannot be moved to
another file or field. Deleting the wrapped key makes every copy unreadable and every fingerprint unguessable, while the journal's
chain stays whole.

The key outside may be changed: the former ones are named beside it until ``rewrapping`` has wrapped everything anew. What is
looked for by a blind index is looked for under a key of its own that never changes (ADR 0030), by either suite (ADR 0061).
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.office.journal import algorithms, keys
from gongkai.office.journal.models import Dossier, DossierKey, HouseKey
from gongkai.office.journal.seals import GENESIS, canonical, same
from gongkai.web import suites

BLIND = "blind"
"""盲索引密钥: the name under which the key of blind indexes is kept, wrapped, once the key outside has been changed."""


OVER = "sm3~"
"""加封的盲索引: how an index begins that was made by SHA-256 and lies under HMAC-SM3 since ``rewrap``."""


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
    former: tuple[bytes, ...] = ()

    def seal(self, field: str, text: str) -> bytes:
        """加密: the text, readable only under this dossier and field."""
        return _encrypt(self.key, text.encode(), f"{self.owner}|{field}")

    def unseal(self, field: str, sealed: bytes | memoryview) -> str:
        """解密: the text that was sealed; raises Unreadable when a single bit differs."""
        bound_to, *earlier = f"{self.owner}|{field}", *self.former
        try:
            return _decrypt(self.key, bytes(sealed), bound_to).decode()
        except Unreadable:
            for key in earlier:
                with suppress(Unreadable):
                    return _decrypt(key, bytes(sealed), bound_to).decode()
            raise

    def seal_file(self, field: str, content: bytes) -> bytes:
        """文件加密: the bytes of a file, sealed as a text is, so that a new key seals both the same way."""
        return self.seal(field, b64encode(content).decode())

    def unseal_file(self, field: str, sealed: bytes | memoryview) -> bytes:
        """文件解密: the bytes that were sealed; raises Unreadable when a single bit differs."""
        return b64decode(self.unseal(field, sealed))

    def sealed_under_the_present_key(self, field: str, sealed: bytes | memoryview) -> bool:
        """现用密钥所封: whether a text needs no former key to be read."""
        try:
            _decrypt(self.key, bytes(sealed), f"{self.owner}|{field}")
        except Unreadable:
            return False
        return True

    def fingerprint(self, row: Mapping[str, JSON]) -> str:
        """指纹: what an entry holds in place of a row of personal data; meaningless once the salt is gone."""
        return suites.keyed(self.salt, canonical(row).encode(), suites.digest()).hex()

    def fingerprints(self, row: Mapping[str, JSON]) -> tuple[str, ...]:
        """指纹的各种写法: by every digest the house has used, for what is looked for; entries stay as they are."""
        return tuple(suites.keyed(self.salt, canonical(row).encode(), by).hex() for by in suites.digests())

    def made(self, fingerprint: object, row: Mapping[str, JSON]) -> bool:
        """指纹相符: whether this is the fingerprint of that row, by the digest in use or one used before."""
        return any(same(str(fingerprint), each) for each in self.fingerprints(row))


def seal(dossier: Dossier | None, field: str, text: str) -> bytes:
    """加密: a text under its dossier's own key; under the house's key where there is no dossier."""
    return secrets_of(dossier).seal(field, text)


def unseal(dossier: Dossier | None, field: str, sealed: bytes | memoryview) -> str:
    """解密: raises Shredded when the key was deleted, Unreadable when the text was changed."""
    return secrets_of(dossier).unseal(field, sealed)


def seal_file(dossier: Dossier | None, field: str, content: bytes) -> bytes:
    """文件加密: the bytes of a file under its dossier's own key; under the house's key where there is no dossier."""
    return secrets_of(dossier).seal_file(field, content)


def unseal_file(dossier: Dossier | None, field: str, sealed: bytes | memoryview) -> bytes:
    """文件解密: raises Shredded when the key was deleted, Unreadable when the bytes were changed."""
    return secrets_of(dossier).unseal_file(field, sealed)


def fingerprint(dossier: Dossier, row: Mapping[str, JSON]) -> str:
    """指纹: the keyed digest of a row of personal data, for the entry; raises Shredded."""
    return secrets_of(dossier).fingerprint(row)


def fingerprints(dossier: Dossier, row: Mapping[str, JSON]) -> tuple[str, ...]:
    """指纹的各种写法: the one in use first; for what is looked for. Raises Shredded."""
    return secrets_of(dossier).fingerprints(row)


def blind(field: str, text: str) -> str:
    """盲索引: the same for the same text, so that rows can be found again without being readable. Width and case do not count.

    By the suite in use, and it says by which: 64 hexadecimal digits are HMAC-SHA-256, what begins with ``sm3:`` is HMAC-SM3.
    """
    return _marked(blinded(field, text, suites.digest()), suites.digest())


def blinds(field: str, text: str) -> tuple[str, ...]:
    """盲索引的各种写法: every form in which a row may hold it, the one in use first; look-ups ask for all of them."""
    made = [_marked(blinded(field, text, by), by) for by in suites.digests()]
    over = [moved for each in made if (moved := blind_over(each))]
    return (*made, *over)


def is_blind(stored: str | None, field: str, text: str) -> bool:
    """盲索引相符: whether a row holds the index of that text in whichever form; it takes as long to refuse one as another."""
    matches = [same(stored or "", each) for each in blinds(field, text)]
    return any(matches)


def is_national(stored: str) -> bool:
    """国密的盲索引: whether a row holds an index that rests on SM3."""
    return stored.startswith("sm3")


def blinded(field: str, text: str, by: str) -> bytes:
    """盲摘要: the bytes of a blind index, for what is reckoned from it: a code, a mark, a key."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return suites.keyed(_blind_key(keys.named(), by), f"{field}|{plain}".encode(), by)


def marks(field: str, pieces: Iterable[str], kept: int, by: str = "") -> list[int]:
    """盲标记: the smallest so many of the digests of all pieces; alike for alike texts. Those by SM3 are written below nought."""
    way = by or suites.digest()
    sign = 1 if way == suites.FIRST else -1
    return [sign * each for each in sorted(int(blinded(field, piece, way).hex()[:15], 16) for piece in pieces)[:kept]]


def marked_by_both(rows: models.QuerySet[Any]) -> bool:
    """两种标记并存: whether marks of both suites are there, so that both must be asked for."""
    return rows.filter(mark__lt=0).exists() and rows.filter(mark__gt=0).exists()


def blind_over(stored: str) -> str | None:
    """盲索引加封: HMAC-SM3 over an index by SHA-256 whose text nobody has any more, as of a code; None for any other form."""
    if len(stored) != len(GENESIS) or not suites.has_digest("sm3"):
        return None
    over = _blind_key(keys.named(), OVER)
    return OVER + urlsafe_b64encode(suites.keyed(over, stored.encode(), "sm3")).decode().rstrip("=")


def _marked(made: bytes, by: str) -> str:
    return made.hex() if by == suites.FIRST else f"{by}:{urlsafe_b64encode(made).decode().rstrip('=')}"


def secrets_of(dossier: Dossier | None) -> Secrets:
    """取密: the secrets of a dossier, or of the house where there is no dossier; raises Shredded."""
    if dossier is None:
        former = tuple(keys.derived(master, "seal") for master in keys.former())
        return Secrets("house", _house_key("seal"), _house_key("salt"), former)
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
    return keys.key_id(keys.present())


def unwrapped(row: DossierKey) -> Secrets:
    """解包: the secrets in a key that is still there; raises Unreadable when the outer key or the row was changed."""
    owner = _owner(row.dossier_id)
    plain = _decrypt(_wrapping(row.key_id), bytes(row.wrapped or b""), owner)
    return Secrets(owner, plain[:32], plain[32:])


def wrapped_anew(row: DossierKey) -> bytes:
    """重新包裹: the key of a dossier under the present key outside; the row is not touched. Raises Unreadable."""
    owner = _owner(row.dossier_id)
    return _encrypt(_house_key("wrap"), _decrypt(_wrapping(row.key_id), bytes(row.wrapped or b""), owner), owner)


def keep_blind_key() -> bool:
    """留存盲索引密钥: wrapped under the present key outside, so that no code and no index changes; whether anything was done."""
    row = HouseKey.objects.select_for_update().filter(name=BLIND).first()
    if (row is None and not keys.changed()) or (row is not None and row.key_id == house_key_id()):
        return False
    if row is None:
        row = HouseKey(name=BLIND)
        plain = keys.derived(keys.oldest(), BLIND)
    else:
        plain = _decrypt(_wrapping(row.key_id), bytes(row.wrapped), BLIND)
    row.wrapped, row.key_id = _encrypt(_house_key("wrap"), plain, BLIND), house_key_id()
    row.save()
    return True


def _owner(dossier_id: int) -> str:
    return f"dossier {dossier_id}"


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    return algorithms.encrypt(key, plain, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    try:
        return algorithms.decrypt(key, sealed, bound_to.encode())
    except algorithms.NotOpened as closed:
        raise Unreadable(str(closed)) from None


@cache
def _blind_key(_named: tuple[str, ...], use: str) -> bytes:
    """As it was kept when the key outside was first changed; until then it follows from the oldest key that is named.

    For SM3 a key of its own follows from it, so that one key never serves two digests.
    """
    row = HouseKey.objects.filter(name=BLIND).first()
    kept = _decrypt(_wrapping(row.key_id), bytes(row.wrapped), BLIND) if row else keys.derived(keys.oldest(), BLIND)
    return kept if use == suites.FIRST else suites.derived(kept, f"gongkai.vault.blind.{use}", "sm3")


def forget() -> None:
    """忘记: what this process remembers of the blind key; for tests that change databases under one process."""
    _blind_key.cache_clear()


def _wrapping(key_id: str) -> bytes:
    master = keys.of_id(key_id)
    if master is None:
        raise Unreadable(f"包裹它的外部密钥（号{key_id}）没有提供")
    return keys.derived(master, "wrap")


def _house_key(purpose: str) -> bytes:
    return keys.derived(keys.present(), purpose)
