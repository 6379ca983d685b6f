"""存储: files by the digest of their content, outside any served folder: on the disk, or in a bucket where one is named.

A file is written whole before a row and an entry speak of it. So a row never names a file that is not there, and what a
broken act leaves behind is an orphan, swept after a day. What is stored is never changed: the same content is stored once,
whoever uploads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from gongkai.engines.store.bucket import BucketStore
from gongkai.engines.store.disk import DiskStore
from gongkai.engines.store.values import CHUNK, Kept, Store
from gongkai.publication.documents.models import StoredFile
from gongkai.web.uploads import Upload

ORPHANED = timedelta(days=1)
"""孤儿期: how long a file may be without a row before it is swept: longer than any transaction."""


def folder() -> Path:
    """存放处: under ``MEDIA_ROOT``, which no server serves."""
    return Path(settings.MEDIA_ROOT) / "documents"


def store() -> Store:
    """内容库: the bucket of ``GONGKAI_FILES``, or the folder."""
    return _bucket(settings.FILES, settings.FILES_SECRET) if settings.FILES else DiskStore(folder())


@lru_cache(maxsize=1)
def _bucket(address: str, secret: str) -> BucketStore:
    return BucketStore.at(address, secret)


def path_of(digest: str) -> Path:
    """存放位置: on the disk, of the content with this digest."""
    return DiskStore(folder()).path_of(digest)


def keep(upload: Upload) -> Kept:
    """存入: write the content to its place, piece by piece; done again it changes nothing but the day it was touched."""
    upload.seek(0)
    return store().keep(upload.chunks(CHUNK))


def opened(file: StoredFile) -> BinaryIO:
    """打开: the content of a row, for reading."""
    return store().opened(file.digest)


def digest_of(place: Path) -> str:
    """摘要: of what stands at a place."""
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sweep(now: datetime) -> int:
    """清扫: remove what no row names and nobody has touched for a day; returns how many."""
    kept, swept = store(), 0
    for one in kept.lying():
        if one.touched > now - ORPHANED:
            continue
        if not StoredFile.objects.everywhere().filter(digest=one.name).exists():
            kept.remove(one.name)
            swept += 1
    return swept


def wrong(*, thoroughly: bool = True) -> Iterator[str]:
    """核验文件: every row whose file is missing, of another size or, read ``thoroughly``, of another content."""
    known: dict[str, str] = {}
    for file in StoredFile.objects.everywhere().select_related("authority").order_by("pk").iterator(1000):
        if file.digest not in known:
            known[file.digest] = _wrong(file, thoroughly)
        if known[file.digest]:
            yield f"{file.authority.name}第{file.pk}号文件“{file.name}”：{known[file.digest]}"


def _wrong(file: StoredFile, thoroughly: bool) -> str:
    kept = store()
    try:
        size = kept.size_of(file.digest)
        if size is None:
            return "文件不见了"
        if size != file.size:
            return "大小与登记的不符"
        return "内容与登记的摘要不符，文件被改动" if thoroughly and not is_itself(kept, file.digest) else ""
    except (ValueError, OSError) as damage:
        return f"不能读出（{type(damage).__name__}）"


def is_itself(kept: Store, digest: str) -> bool:
    """相符: whether a content, read from its first byte to its last, is what its name says."""
    found = hashlib.sha256()
    with kept.opened(digest) as content:
        while piece := content.read(CHUNK):
            found.update(piece)
    return found.hexdigest() == digest
