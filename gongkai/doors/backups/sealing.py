"""封装流: a stream of any length sealed in chunks, so that it is neither read nor shortened nor put together anew by others.

AES-256-GCM as in STREAM (ADR 0051), or SM4-GCM under the national suite; the fourth byte says which. Each stream has a key of its
own, derived from the backup key and a random salt; the nonce counts the chunks and marks the last one, so a missing, doubled or
moved chunk does not open.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.doors.backups.troubles import Tampered
from gongkai.office.journal.algorithms import AES, SM4, SM4GCM
from gongkai.web import suites

MAGIC = b"GKB"
KIND = 1
SALT = 32
_STREAM = "gongkai.backup.stream"
CHUNK = 1024 * 1024
TAG = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """封好的文件: its size and digest as it lies there; whoever has no key can still tell that it arrived whole."""

    size: int
    sha256: str


def seal_into(path: Path, content: Iterable[bytes], key: bytes, bound_to: str) -> Sealed:
    """封入: a stream into a new file, flushed to the disk. ``bound_to`` says what it is and must be said again to open it."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        for piece in _sealed(content, key, bound_to):
            out.write(piece)
            digest.update(piece)
            size += len(piece)
        out.flush()
        os.fsync(out.fileno())
    return Sealed(size, digest.hexdigest())


def unsealed(path: Path, key: bytes, bound_to: str) -> Iterator[bytes]:
    """启封: the stream piece by piece; raises Tampered at the first piece that is not what was sealed."""
    with path.open("rb") as file:
        magic, kind = file.read(len(MAGIC)), file.read(KIND)
        if magic != MAGIC or kind not in (AES, SM4):
            raise Tampered(f"{path.name}不是备份文件，或者开头已被改动")
        opens = _cipher(kind, key, file.read(SALT))
        place, here = 0, file.read(CHUNK + TAG)
        while True:
            there = file.read(CHUNK + TAG)
            try:
                yield opens.decrypt(_nonce(place, last=not there), here, bound_to.encode())
            except InvalidTag:
                raise Tampered(f"{path.name}第{place + 1}段不能解开：内容已被改动、截断，或者密钥不对") from None
            if not there:
                return
            place, here = place + 1, there


def sealed_size(size: int) -> int:
    """封好的大小: of a stream of so many bytes."""
    return len(MAGIC) + KIND + SALT + size + TAG * max(1, -(-size // CHUNK))


def _sealed(content: Iterable[bytes], key: bytes, bound_to: str) -> Iterator[bytes]:
    salt, kind = os.urandom(SALT), SM4 if suites.national() else AES
    seals, place = _cipher(kind, key, salt), 0
    yield MAGIC + kind + salt
    pieces = evenly(content)
    here = next(pieces, b"")
    while True:
        there = next(pieces, None)
        yield seals.encrypt(_nonce(place, last=there is None), here, bound_to.encode())
        if there is None:
            return
        place, here = place + 1, there


def _cipher(kind: bytes, key: bytes, salt: bytes) -> AESGCM | SM4GCM:
    """Under a key of this stream alone."""
    if kind == SM4:
        return SM4GCM(suites.derived(key, _STREAM, "sm3", salt=salt, length=16))
    return AESGCM(suites.derived(key, _STREAM, suites.FIRST, salt=salt))


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


# -- streams -----------------------------------------------------------------------------------------------------------


def evenly(content: Iterable[bytes]) -> Iterator[bytes]:
    """等分: the same bytes in pieces of one size, the last as long as it is."""
    waiting = bytearray()
    for piece in content:
        waiting += piece
        while len(waiting) > CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def read(file: BinaryIO) -> Iterator[bytes]:
    """读流: a file to its end, piece by piece."""
    return iter(lambda: file.read(CHUNK), b"")


def deflated(content: Iterable[bytes]) -> Iterator[bytes]:
    """压缩."""
    packing = zlib.compressobj(3)
    for piece in content:
        yield packing.compress(piece)
    yield packing.flush()


def inflated(content: Iterable[bytes]) -> Iterator[bytes]:
    """解压: never more than a piece at a time, however well it was packed."""
    unpacking = zlib.decompressobj()
    for piece in content:
        waiting = piece
        while waiting:
            yield unpacking.decompress(waiting, CHUNK)
            waiting = unpacking.unconsumed_tail
    yield unpacking.flush()


def lines(content: Iterable[bytes]) -> Iterator[str]:
    """逐行: of a text."""
    waiting = b""
    for piece in content:
        *whole, waiting = (waiting + piece).split(b"\n")
        yield from (line.decode() for line in whole)
    if waiting:
        yield waiting.decode()
