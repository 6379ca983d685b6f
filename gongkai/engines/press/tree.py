"""页面树: what a tree of pressed pages can do, wherever it lies: on the disk, or in a bucket that speaks S3."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

WORKSHOP = ".work"
"""In the data folder and served by nobody: pages being written, and the notes of work begun."""


def digest(page: bytes) -> str:
    """摘要: of a page."""
    return sha256(page).hexdigest()


@dataclass(frozen=True, slots=True)
class Edition:
    """一版: the bytes to send, the second they were put in place, and whether they are compressed."""

    body: bytes
    changed: int
    zipped: bool


class Tree(Protocol):
    """页面树: a page is put in place whole or taken away; nobody ever reads half of one."""

    @property
    def workshop(self) -> Path:
        """工场: the folder for notes and for what is being written."""

    def worked_at(self) -> float | None:
        """末次动工: the moment, in seconds, something was last made ready for the tree; None before the first."""

    def read(self, at: PurePosixPath) -> bytes | None:
        """读: the page at a place; None where there is none."""

    def lies(self, at: PurePosixPath) -> bool:
        """有无: whether anything of a page lies at a place."""

    def faithful(self, at: PurePosixPath, page: bytes) -> bool:
        """一致: whether whatever else is handed out in place of this page says the same."""

    def edition(self, at: PurePosixPath, *, zipped: bool) -> Edition | None:
        """现有一版: of the page at a place, compressed where that is wanted and there; None where there is no page."""

    def put(self, at: PurePosixPath, page: bytes) -> bool:
        """放: the page, where it is not there already; whether anything was written."""

    def remove(self, at: PurePosixPath) -> bool:
        """撤: the page; whether there was one."""

    def take_away(self, places: Collection[PurePosixPath]) -> None:
        """撤下: all of these, so that not even a failing of the power brings one back."""

    def discard(self, at: PurePosixPath) -> None:
        """丢弃: whatever lies at a place, page or not."""

    def looks(self) -> list[str]:
        """版式: the folders beneath the root."""

    def places(self) -> Iterator[PurePosixPath]:
        """全部位置: of every page there is."""

    def sweep(self) -> None:
        """清扫: what a dead process was writing; only under the lock of the press, when nobody writes."""

    def clear(self) -> None:
        """清空: every page; for an installation that is brought back from a backup."""
