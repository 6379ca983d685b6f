"""桶中页面树: each page an object, put there in one piece with what is to be said of it, read by whoever stands in front.

It has no twin: whoever hands it out compresses it. S3 promises that who asks after a put or a removal is answered by it; so
a page that was withdrawn is gone when the act is committed, as on a disk. A store that keeps former versions keeps them for
whoever may ask for versions: the public may not.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from gongkai.engines.press.saying import REVALIDATE, TYPES, attached
from gongkai.engines.press.tree import Edition
from gongkai.engines.store.s3 import Bucket, Patience, StoreError

log = logging.getLogger(__name__)
READERS = Patience(connect=1, read=3, again=0)
"""Somebody waits for the page, and it can be drawn anew."""


@dataclass(frozen=True)
class BucketTree:
    """桶中页面树: the objects beneath a prefix; the notes stay in the data folder, which all hosts share."""

    bucket: Bucket
    workshop: Path

    @classmethod
    def at(cls, address: str, secret: str, workshop: Path) -> BucketTree:
        """按地址: raises ValueError where the address says too little."""
        return cls(Bucket.at(address, secret), workshop)

    @cached_property
    def _readers(self) -> Bucket:
        return replace(self.bucket, patience=READERS)

    def worked_at(self) -> float | None:
        """末次动工: when a note was last left or torn up."""
        with suppress(FileNotFoundError):
            return self.workshop.stat().st_mtime
        return None

    def read(self, at: PurePosixPath) -> bytes | None:
        """读."""
        found = self.bucket.fetch(str(at))
        return None if found is None else found.body

    def lies(self, at: PurePosixPath) -> bool:
        """有无."""
        return self.bucket.size(str(at)) is not None

    def faithful(self, at: PurePosixPath, page: bytes) -> bool:
        """一致: there is nothing but the page."""
        return True

    def edition(self, at: PurePosixPath, *, zipped: bool) -> Edition | None:
        """现有一版: never compressed; none where the store does not answer, for then the page is drawn."""
        try:
            found = self._readers.fetch(str(at))
        except StoreError as silence:
            log.warning("静态页的对象存储没有应答，改为现做：%s", silence)
            return None
        return None if found is None else Edition(found.body, int(found.changed.timestamp()), zipped=False)

    def put(self, at: PurePosixPath, page: bytes) -> bool:
        """放: with its type and what a browser may keep of it."""
        if self.read(at) == page:
            return False
        headers = {"Cache-Control": REVALIDATE} | ({"Content-Disposition": attached(at)} if attached(at) else {})
        self.bucket.put_bytes(str(at), page, kind=TYPES[at.suffix], headers=headers)
        return True

    def remove(self, at: PurePosixPath) -> bool:
        """撤."""
        there = self.lies(at)
        if there:
            self.bucket.remove([str(at)])
        return there

    def take_away(self, places: Collection[PurePosixPath]) -> None:
        """撤下: a thousand in one question; what the store has confirmed it does not bring back."""
        self.bucket.remove(map(str, places))

    def discard(self, at: PurePosixPath) -> None:
        """丢弃."""
        self.bucket.remove([str(at)])

    def looks(self) -> list[str]:
        """版式."""
        return sorted(each.name.rstrip("/") for each in self.bucket.lying(deep=False) if each.name.endswith("/"))

    def places(self) -> Iterator[PurePosixPath]:
        """全部位置."""
        yield from (PurePosixPath(each.name) for each in self.bucket.lying())

    def sweep(self) -> None:
        """清扫: an object is there whole or not at all, and nothing is left of one that was broken off."""

    def clear(self) -> None:
        """清空: the objects first; the notes tell of them until then."""
        self.bucket.remove([each.name for each in self.bucket.lying()])
        for note in self.workshop.glob("*"):
            note.unlink(missing_ok=True)
