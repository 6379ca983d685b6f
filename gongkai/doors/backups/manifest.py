"""备份清单: what a backup holds, signed. It names no person and no secret; it is written last and read first."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from gongkai.doors.backups import keyring
from gongkai.doors.backups.keyring import BackupKey
from gongkai.doors.backups.sealing import Sealed
from gongkai.doors.backups.troubles import BackupError, Tampered
from gongkai.office.journal.seals import canonical

FILE = "manifest.json"
FORM = 1


class What(StrEnum):
    """备份的内容: database and files, or the keys of the dossiers, which lie apart."""

    WHOLE = "whole"
    KEYS = "keys"


@dataclass(frozen=True)
class Manifest:
    """备份清单: ``heads`` are the last entries of the chains, ``tables`` the rows of each table that is in it."""

    what: What
    name: str
    at: str
    key_id: str
    version: str
    commit: str
    vendor: str
    seal_key_id: str
    vault_key_ids: Sequence[str]
    migrations: Sequence[str]
    heads: Sequence[Sequence[Any]]
    tables: Mapping[str, int]
    parts: Mapping[str, Sealed] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """时刻: of the snapshot."""
        return datetime.fromisoformat(self.at)

    @property
    def bytes(self) -> int:
        """字节数: of its own parts; files lie beside it and are shared."""
        return sum(part.size for part in self.parts.values())


def write(folder: Path, manifest: Manifest, key: BackupKey) -> None:
    """写清单: signed."""
    told = {"form": FORM, **asdict(manifest)}
    text = canonical({**told, "signature": key.signature(canonical(told))})
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """读清单: raises BackupError when it cannot be read, was signed by another key, or was changed."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        signature, key_id, form = str(told.pop("signature")), str(told["key_id"]), told["form"]
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as damage:
        raise Tampered(f"{folder.name}的清单不能读出（{type(damage).__name__}）") from None
    if form != FORM:
        raise BackupError(f"{folder.name}的格式是第{form}版，本版本的平台只认第{FORM}版，请用较新的版本恢复")
    if not hmac.compare_digest(keyring.of_id(key_id).signature(canonical(told)).encode(), signature.encode()):
        raise Tampered(f"{folder.name}的清单签名不符：已被改动")
    del told["form"]
    parts = {name: Sealed(**part) for name, part in told.pop("parts").items()}
    return Manifest(**{**told, "what": What(told["what"]), "parts": parts})
