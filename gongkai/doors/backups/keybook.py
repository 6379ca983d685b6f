"""密钥分册: the wrapped keys of the dossiers, apart from the database they open, and the tombstones of those that were shredded.

A line of the book says by its first entry's seal which dossier it is, not by its number alone: after a restore numbers are used
again, and a key or a tombstone must never meet another file than its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.doors.backups.sealing import lines
from gongkai.doors.backups.snapshots import Snapshot
from gongkai.office.journal.seals import canonical

_FIRST_SEAL = "(SELECT e.seal FROM journal_entry e WHERE e.dossier_id = k.dossier_id ORDER BY e.id LIMIT 1)"
_KEYS = (
    f"SELECT k.dossier_id, k.authority_id, {_FIRST_SEAL}, k.wrapped, k.key_id, k.shredded_by"  # noqa: S608 (our own words)
    " FROM journal_dossierkey k {} ORDER BY k.dossier_id"
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """密钥行: ``wrapped`` is None where the file was shredded by the entry ``shredded_by``."""

    dossier: int
    authority: int
    opened: str
    wrapped: bytes | None
    key_id: str
    shredded_by: int | None


@dataclass(frozen=True, slots=True)
class HouseLine:
    """平台密钥行: a wrapped key of the whole house."""

    name: str
    wrapped: bytes
    key_id: str


Line = KeyLine | HouseLine


def of(snapshot: Snapshot) -> Iterator[Line]:
    """取密钥: of the whole snapshot."""
    for name, wrapped, key_id in snapshot.rows("SELECT name, wrapped, key_id FROM journal_housekey ORDER BY name"):
        yield HouseLine(name, bytes(wrapped), key_id)
    yield from _dossiers(snapshot, "")


def shredded(snapshot: Snapshot) -> Iterator[KeyLine]:
    """墓碑: of the files that were shredded, by which entry; they go into every backup, for nothing is secret in them."""
    yield from _dossiers(snapshot, "WHERE k.wrapped IS NULL")


def _dossiers(snapshot: Snapshot, which: str) -> Iterator[KeyLine]:
    for dossier, authority, opened, wrapped, key_id, by in snapshot.rows(_KEYS.format(which)):
        yield KeyLine(dossier, authority, opened or "", None if wrapped is None else bytes(wrapped), key_id, by)


def written(some: Iterable[Line]) -> Iterator[bytes]:
    """写成文本: a line each."""
    for each in some:
        if isinstance(each, HouseLine):
            yield _text([each.name, each.wrapped.hex(), each.key_id])
        else:
            wrapped = None if each.wrapped is None else each.wrapped.hex()
            yield _text([each.dossier, each.authority, each.opened, wrapped, each.key_id, each.shredded_by])


def _text(columns: list[int | str | None]) -> bytes:
    return canonical(columns).encode() + b"\n"


def taken_from(content: Iterable[bytes]) -> Iterator[Line]:
    """读出."""
    for text in lines(content):
        match json.loads(text):
            case [str(name), str(wrapped), str(key_id)]:
                yield HouseLine(name, bytes.fromhex(wrapped), key_id)
            case [dossier, authority, opened, wrapped, key_id, by]:
                yield KeyLine(dossier, authority, opened, wrapped and bytes.fromhex(wrapped), key_id, by)
            case other:
                raise ValueError(f"{other} is no line of a key book")
