"""内容库的样子: what a store of contents can do, wherever it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """已存: the digest of a content and its size."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Lying:
    """库中一件: the name it lies under, when it was written last, its size; a name that is no digest is half a content."""

    name: str
    touched: datetime
    size: int = 0


class Store(Protocol):
    """内容库: written whole or not at all; the same content lies once, whoever brings it."""

    def keep(self, pieces: Iterable[bytes]) -> Kept:
        """存入; done again it changes nothing but the day it was touched."""

    def opened(self, digest: str) -> BinaryIO:
        """打开: for reading, anywhere in it; raises FileNotFoundError."""

    def size_of(self, digest: str) -> int | None:
        """大小: in bytes; None where there is no such content."""

    def lying(self) -> Iterator[Lying]:
        """库中全部: in the order of their names."""

    def remove(self, name: str) -> None:
        """移除: what is gone already is gone."""


def sure(digest: str) -> str:
    """摘要: 64 hexadecimal digits; raises ValueError for whatever could lead elsewhere."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"不是摘要：{digest!r}")
    return digest
