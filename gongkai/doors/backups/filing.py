"""文件备份: every file under its content; what a former backup has already is not copied again.

A file whose size and moment are those of the last backup is taken for the same: what is stored is never changed in place. The
file on the disk may rot meanwhile; the content that was sealed stays as it was and is proved by ``--verify``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from gongkai.doors.backups.depot import PART, Depot
from gongkai.doors.backups.keyring import BackupKey
from gongkai.doors.backups.sealing import lines, read, seal_into, sealed_size
from gongkai.office.journal.seals import canonical

BOUND_TO = "content"


@dataclass(frozen=True, slots=True)
class Filed:
    """一个文件: where it lies under the folder of files, what it is, and under which name its content was sealed."""

    path: str
    size: int
    touched: int
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class FileBook:
    """文件清单: of one backup, and which contents are new with it."""

    files: tuple[Filed, ...]
    added: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """字节数: of all files."""
        return sum(each.size for each in self.files)


def file_all(root: Path, depot: Depot, key: BackupKey, before: Mapping[str, Filed]) -> FileBook:
    """备份文件: all that lie under ``root``; ``before`` is what the last backup says of them."""
    files, added = [], []
    for path in _under(root):
        name = path.relative_to(root).as_posix()
        try:
            told = path.stat()
            known = before.get(name)
            if known and (known.size, known.touched) == (told.st_size, told.st_mtime_ns) and _lies(depot, known):
                files.append(known)
                continue
            sha256, size, new = _sealed(path, depot, key)
        except FileNotFoundError:
            continue  # swept meanwhile: no row names it
        files.append(Filed(name, size, told.st_mtime_ns, sha256, key.name_of(sha256)))
        if new:
            added.append(key.name_of(sha256))
    return FileBook(tuple(files), tuple(added))


def _under(root: Path) -> Iterator[Path]:
    """Half an upload is nobody's file yet."""
    if root.is_dir():
        every = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        yield from sorted(path for path in every if path.suffix != PART and not path.name.startswith("."))


def _lies(depot: Depot, known: Filed) -> bool:
    """Whole as far as its length tells; one that was cut short is sealed anew."""
    place = depot.content(known.content)
    if place.is_file() and place.stat().st_size != sealed_size(known.size):
        place.unlink()
    return place.is_file()


def _sealed(path: Path, depot: Depot, key: BackupKey) -> tuple[str, int, bool]:
    digest, size = hashlib.sha256(), 0

    def pieces() -> Iterator[bytes]:
        nonlocal size
        with path.open("rb") as file:
            for piece in read(file):
                digest.update(piece)
                size += len(piece)
                yield piece

    beside = depot.beside()
    try:
        seal_into(beside, pieces(), key.sealing, BOUND_TO)
        new = depot.keep(beside, key.name_of(digest.hexdigest()))
    finally:
        beside.unlink(missing_ok=True)
    return digest.hexdigest(), size, new


def written(files: Iterable[Filed]) -> Iterator[bytes]:
    """写成文本: a line each."""
    yield from (canonical(list(astuple(each))).encode() + b"\n" for each in files)


def taken_from(content: Iterable[bytes]) -> Iterator[Filed]:
    """读出."""
    yield from (Filed(*json.loads(text)) for text in lines(content))
