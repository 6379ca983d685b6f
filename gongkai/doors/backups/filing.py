"""文件备份: every file under its content; what a former backup has already is not copied again.

A file whose size and moment are those of the last backup is taken for the same: what is stored is never changed in place. The
file on the disk may rot meanwhile; the content that was sealed stays as it was and is proved by ``--verify``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.files import Source
from gongkai.doors.backups.keyring import BackupKey
from gongkai.doors.backups.sealing import lines, seal_into, sealed_size
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


def file_all(sources: Iterable[Source], depot: Depot, key: BackupKey, before: Mapping[str, Filed]) -> FileBook:
    """备份文件: all of these; ``before`` is what the last backup says of them."""
    files, added = [], []
    for each in sources:
        known = before.get(each.path)
        if known and _is_the_same(each, known) and _lies(depot, known):
            files.append(known)
            continue
        try:
            sha256, size, new = _sealed(each, depot, key)
        except FileNotFoundError:
            continue  # swept meanwhile: no row names it
        files.append(Filed(each.path, size, each.touched, sha256, key.name_of(sha256)))
        if new:
            added.append(key.name_of(sha256))
    return FileBook(tuple(files), tuple(added))


def _is_the_same(each: Source, known: Filed) -> bool:
    """A content that lies under its digest may be put there again and is the same; else the moment tells."""
    same = each.sha256 == known.sha256 if each.sha256 else each.touched == known.touched
    return same and each.size == known.size


def _lies(depot: Depot, known: Filed) -> bool:
    """Whole as far as its length tells; one that was cut short is sealed anew."""
    place = depot.content(known.content)
    if place.is_file() and place.stat().st_size != sealed_size(known.size):
        place.unlink()
    return place.is_file()


def _sealed(each: Source, depot: Depot, key: BackupKey) -> tuple[str, int, bool]:
    digest, size = hashlib.sha256(), 0

    def pieces() -> Iterator[bytes]:
        nonlocal size
        for piece in each.pieces():
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
