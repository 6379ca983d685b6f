"""带签名的证据包: a zip whose manifest names the digest of every file and is signed; verified without any database.

Who verifies must have got the public key on another way than with the packet: the one inside only says which key was meant.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gongkai.papers import zips

MANIFEST, SIGNATURE, PUBLIC = "manifest.json", "manifest.sig", "public_key.txt"
LARGEST = 1024 * 1024 * 1024
"""Bytes unpacked: a packet is our own, but the file may be anybody's."""


class Unproven(Exception):
    """不能证明: what does not hold, in Chinese."""


@dataclass(frozen=True, slots=True)
class Proven:
    """已证明: what the manifest says of the packet, and by which key."""

    manifest: dict[str, object]
    public_key: str


def prove(path: Path, public_key: str) -> Proven:
    """核验: the signature is by this key, every file is as it was signed, and there is no other file; raises Unproven."""
    try:
        return _prove(path, public_key)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as wrong:
        raise Unproven(f"不是本平台的证据包，或者已经损坏（{type(wrong).__name__}）") from None


def _prove(path: Path, public_key: str) -> Proven:
    with zips.opened(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise Unproven("证据包大得不合常理，没有打开")
        manifest = archive.read(MANIFEST)
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(bytes.fromhex(archive.read(SIGNATURE).decode()), manifest)
        except InvalidSignature:
            raise Unproven("签名不是这个公钥的，或者清单已被改动") from None
        told = json.loads(manifest)
        digests = told["sha256"]
        names = [info.filename for info in archive.infolist()]
        if sorted(names) != sorted([*digests, MANIFEST, SIGNATURE, PUBLIC]):
            raise Unproven("证据包里的文件与清单不符，有多出或者缺少的")
        for name, digest in digests.items():
            if hashlib.sha256(archive.read(name)).hexdigest() != digest:
                raise Unproven(f"{name}已被改动")
    return Proven(told, public_key)
