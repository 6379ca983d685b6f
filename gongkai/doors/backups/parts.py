"""分册: the sealed parts of a backup beside its manifest, and how each is written and opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.doors.backups import keyring
from gongkai.doors.backups.keyring import BackupKey
from gongkai.doors.backups.manifest import Manifest
from gongkai.doors.backups.sealing import Sealed, deflated, inflated, seal_into, unsealed
from gongkai.doors.backups.troubles import BackupError

DATABASE, FILES, HEADS, FACTS, KEYS, SHREDDED = "database", "files", "heads", "facts", "keys", "shredded"
TEXTS = (FILES, HEADS, FACTS, KEYS, SHREDDED)
"""文本分册: packed by us; the database comes packed by its own tool."""


def place(folder: Path, part: str) -> Path:
    """分册的位置."""
    return folder / f"{part}.sealed"


def seal(folder: Path, name: str, part: str, content: Iterable[bytes], key: BackupKey) -> Sealed:
    """封存分册: bound to the backup and to what it is, so that none passes for another."""
    packed = deflated(content) if part in TEXTS else content
    return seal_into(place(folder, part), packed, key.sealing, f"{name}/{part}")


def opened(folder: Path, manifest: Manifest, part: str) -> Iterator[bytes]:
    """打开分册."""
    if part not in manifest.parts:
        raise BackupError(f"{manifest.name}中没有“{part}”这一册")
    key = keyring.of_id(manifest.key_id)
    content = unsealed(place(folder, part), key.sealing, f"{manifest.name}/{part}")
    return inflated(content) if part in TEXTS else content
