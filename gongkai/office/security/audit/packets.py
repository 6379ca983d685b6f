"""审计证据: a packet that proves itself: rows, what they are, and a detached signature anybody may verify.

The signature is Ed25519 under a key derived from the key of seals, so that it needs no file of its own and whoever has only the
public key can verify and never sign. Times are in UTC, rows in the order of their chain with the seals that bind them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from gongkai.law.grammar.flow import JSON
from gongkai.office.journal.access import AccessKind
from gongkai.office.journal.models import Access
from gongkai.office.journal.seals import canonical, moment
from gongkai.papers.signed import MANIFEST, PUBLIC, SIGNATURE

COLUMNS = ("authority", "month", "seq", "at", "kind", "official", "dossier", "what", "succeeded", "prev", "seal")
HEADS = ("机关", "月份", "序号", "时刻", "种类", "人员", "案卷", "内容", "成功", "前印", "印")


@dataclass(frozen=True, slots=True)
class Packet:
    """证据包: the name of the file and its bytes."""

    name: str
    data: bytes


def public_key() -> str:
    """公钥: what a verifier is given once, in hexadecimal digits."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def packet(rows: Iterable[Access], told: dict[str, JSON], name: str) -> Packet:
    """证据包: the rows as CSV and as lines of JSON, a manifest with their digests, and its signature."""
    lines = [_line(row) for row in rows]
    files = {"access.jsonl": _jsonl(lines), "access.csv": _csv(lines)}
    digests: dict[str, JSON] = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
    body: dict[str, JSON] = {**told, "rows": len(lines), "sha256": digests, "public_key": public_key()}
    manifest = canonical(body).encode()
    files |= {MANIFEST: manifest, SIGNATURE: _key().sign(manifest).hex().encode(), PUBLIC: public_key().encode()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return Packet(f"{name}.zip", out.getvalue())


def _key() -> Ed25519PrivateKey:
    derive = HKDF(SHA256(), length=32, salt=None, info=b"gongkai.security.evidence")
    return Ed25519PrivateKey.from_private_bytes(derive.derive(settings.SEAL_KEY.encode()))


def _line(row: Access) -> dict[str, JSON]:
    return {
        "authority": row.authority.code,
        "month": row.month,
        "seq": row.seq,
        "at": moment(row.at),
        "kind": row.kind,
        "official": row.official.username if row.official else None,
        "dossier": row.dossier.number if row.dossier else None,
        "what": row.what,
        "succeeded": row.succeeded,
        "prev": row.prev,
        "seal": row.seal,
    }


def _jsonl(lines: list[dict[str, JSON]]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _csv(lines: list[dict[str, JSON]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for line in lines:
        writer.writerow([_cell(name, line[name]) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(name: str, value: JSON) -> str:
    if name == "kind":
        return AccessKind(str(value)).label
    if name == "succeeded":
        return "是" if value else "否"
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
