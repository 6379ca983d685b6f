"""本机内容库: a folder. A content is written beside its place, flushed to the disk and renamed into it."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from gongkai.engines.store.values import Kept, Lying, sure

PART = ".part"


@dataclass(frozen=True)
class DiskStore:
    """本机内容库: under ``base``, two signs of the digest to a folder."""

    base: Path

    def path_of(self, digest: str) -> Path:
        """存放位置."""
        return self.base / sure(digest)[:2] / digest

    def keep(self, pieces: Iterable[bytes]) -> Kept:
        """存入."""
        self.base.mkdir(parents=True, exist_ok=True)
        beside = self.base / f"{uuid.uuid4().hex}{PART}"
        try:
            kept = _write(pieces, beside)
            place = self.path_of(kept.digest)
            place.parent.mkdir(exist_ok=True)
            beside.replace(place)
            _flush_folder(place.parent)
            return kept
        finally:
            beside.unlink(missing_ok=True)

    def opened(self, digest: str) -> BinaryIO:
        """打开."""
        return self.path_of(digest).open("rb")

    def size_of(self, digest: str) -> int | None:
        """大小."""
        place = self.path_of(digest)
        return place.stat().st_size if place.is_file() else None

    def lying(self) -> Iterator[Lying]:
        """库中全部."""
        if not self.base.is_dir():
            return
        for place in sorted(place for place in self.base.rglob("*") if place.is_file()):
            try:
                told = place.stat()
                yield Lying(place.name, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size)
            except FileNotFoundError:
                continue

    def remove(self, name: str) -> None:
        """移除."""
        place = self.base / name if name.endswith(PART) else self.path_of(name)
        place.unlink(missing_ok=True)


def _write(pieces: Iterable[bytes], beside: Path) -> Kept:
    digest, size = hashlib.sha256(), 0
    with beside.open("xb") as out:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def _flush_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
