"""要备份的文件: what lies in the data folder and, where one is named, in the bucket of contents; and how each comes back.

A content of the store has the same path in a backup wherever it lies, so what was backed up from a bucket can be brought back
to a disk, and the other way round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.doors.backups import target
from gongkai.doors.backups.depot import PART
from gongkai.doors.backups.sealing import read
from gongkai.publication.documents import storage


@dataclass(frozen=True, slots=True)
class Source:
    """一个文件: its path in a backup, its size and moment, and how it is read; ``sha256`` where its name says it already."""

    path: str
    size: int
    touched: int
    pieces: Callable[[], Iterator[bytes]]
    sha256: str = ""


def sources() -> Iterator[Source]:
    """全部文件: in the order of their paths."""
    yield from _on_the_disk()
    if settings.FILES:
        yield from _in_the_store()


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _of_the_store() -> str:
    """The folder of the store's contents, as a backup names it."""
    return storage.folder().relative_to(_root()).as_posix()


def _on_the_disk() -> Iterator[Source]:
    """Half an upload is nobody's file yet; contents left on the disk when a bucket took their place are read by nobody."""
    root, left = _root(), storage.folder()
    every = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    for path in sorted(path for path in every if path.suffix != PART and not path.name.startswith(".")):
        if settings.FILES and left in path.parents:
            continue
        try:
            told = path.stat()
        except FileNotFoundError:
            continue  # swept meanwhile: no row names it
        yield Source(path.relative_to(root).as_posix(), told.st_size, told.st_mtime_ns, _reader(path))


def _reader(path: Path) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from read(file)

    return pieces


def _in_the_store() -> Iterator[Source]:
    kept = storage.store()
    for one in kept.lying():
        digest, moment = one.name, int(one.touched.timestamp() * 1_000_000_000)
        yield Source(f"{_of_the_store()}/{digest[:2]}/{digest}", one.size, moment, _fetcher(digest), sha256=digest)


def _fetcher(digest: str) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        with closing(storage.store().opened(digest)) as content:
            yield from read(content)

    return pieces


# -- coming back -------------------------------------------------------------------------------------------------------


def lie_here() -> list[str]:
    """已有的文件: said so that one knows what would be lost."""
    found, root = [], _root()
    if root.is_dir() and any(path.is_file() for path in root.rglob("*")):
        found.append(f"{root}中有文件")
    if settings.FILES and any(True for _ in storage.store().lying()):
        found.append("GONGKAI_FILES所指的对象存储中有文件")
    return found


def put_back(path: str, size: int, sha256: str, pieces: Iterator[bytes]) -> bool:
    """放回: to the disk, or a content to the bucket where there is one; whether it lay there already, unchanged."""
    folder, _, name = path.rpartition("/")
    if settings.FILES and folder == f"{_of_the_store()}/{name[:2]}":
        kept = storage.store()
        if kept.size_of(name) == size and storage.is_itself(kept, name):
            return True
        kept.keep(pieces)
        return False
    place = _root() / path
    if place.is_file() and place.stat().st_size == size and _digest(place) == sha256:
        return True
    target.put_file(place, pieces)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
