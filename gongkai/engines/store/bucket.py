"""对象存储: a bucket of contents. A content is gathered beside first, for its name is its digest, and put there in one piece."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from gongkai.engines.store.s3 import Bucket
from gongkai.engines.store.values import CHUNK, Kept, Lying, sure

IN_MEMORY = 8 * CHUNK


@dataclass(frozen=True)
class BucketStore:
    """对象存储: each content under its digest."""

    bucket: Bucket

    @classmethod
    def at(cls, address: str, secret: str) -> BucketStore:
        """按地址: raises ValueError where the address says too little."""
        return cls(Bucket.at(address, secret))

    def keep(self, pieces: Iterable[bytes]) -> Kept:
        """存入: put again even where it lies already, so that the sweep sees that it is wanted."""
        digest, size = hashlib.sha256(), 0
        with SpooledTemporaryFile(IN_MEMORY) as gathered:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                gathered.write(piece)
            gathered.seek(0)
            name = digest.hexdigest()
            self.bucket.put(sure(name), cast(BinaryIO, gathered), size)
        return Kept(name, size)

    def opened(self, digest: str) -> BinaryIO:
        """打开: fetched whole before it is handed on, so that nobody meets a broken line in the middle."""
        fetched = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        try:
            self.bucket.fetch_into(sure(digest), cast(BinaryIO, fetched))
        except (OSError, ValueError):
            fetched.close()
            raise
        fetched.seek(0)
        return cast(BinaryIO, fetched)

    def size_of(self, digest: str) -> int | None:
        """大小."""
        return self.bucket.size(sure(digest))

    def lying(self) -> Iterator[Lying]:
        """库中全部."""
        yield from self.bucket.lying()

    def remove(self, name: str) -> None:
        """移除."""
        self.bucket.remove([sure(name)])
