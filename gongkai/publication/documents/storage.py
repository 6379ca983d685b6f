"""存储: files on disk by the digest of their content, outside any served folder.

A file is written beside its place, flushed to the disk and renamed into it; only then do a row and an entry speak of it.
So a row never names a file that is not there, and what a broken act leaves behind is an orphan, swept after a day. What is
stored is never changed: the same content is stored once, whoever uploads it.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from gongkai.publication.documents.models import StoredFile
from gongkai.web.uploads import Upload

ORPHANED = timedelta(days=1)
"""孤儿期: how long a file may be without a row before it is swept: longer than any transaction."""
_CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_PART = ".part"


@dataclass(frozen=True, slots=True)
class Kept:
    """已存: the digest of a content and its size."""

    digest: str
    size: int


def folder() -> Path:
    """存放处: under ``MEDIA_ROOT``, which no server serves."""
    return Path(settings.MEDIA_ROOT) / "documents"


def path_of(digest: str) -> Path:
    """存放位置: of the content with this digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"不是摘要：{digest!r}")
    return folder() / digest[:2] / digest


def keep(upload: Upload) -> Kept:
    """存入: write the content to its place, piece by piece; done again it changes nothing but the day it was touched."""
    base = folder()
    base.mkdir(parents=True, exist_ok=True)
    beside = base / f"{uuid.uuid4().hex}{_PART}"
    try:
        kept = _write(upload, beside)
        place = path_of(kept.digest)
        place.parent.mkdir(exist_ok=True)
        beside.replace(place)
        _flush_folder(place.parent)
        return kept
    finally:
        beside.unlink(missing_ok=True)


def _write(upload: Upload, beside: Path) -> Kept:
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    with beside.open("xb") as out:
        for chunk in upload.chunks(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Kept(digest.hexdigest(), size)


def _flush_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def opened(file: StoredFile) -> BinaryIO:
    """打开: the content of a row, for reading."""
    return path_of(file.digest).open("rb")


def digest_of(place: Path) -> str:
    """摘要: of what stands at a place."""
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def sweep(now: datetime) -> int:
    """清扫: remove what no row names and nobody has touched for a day; returns how many."""
    swept = 0
    for place in _places():
        if _touched(place) > now - ORPHANED:
            continue
        if not StoredFile.objects.everywhere().filter(digest=place.name).exists():
            place.unlink(missing_ok=True)
            swept += 1
    return swept


def _places() -> Iterator[Path]:
    if folder().is_dir():
        yield from sorted(place for place in folder().rglob("*") if place.is_file())


def _touched(place: Path) -> datetime:
    """When it was written last; what is gone meanwhile was never old."""
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)


def wrong(*, thoroughly: bool = True) -> Iterator[str]:
    """核验文件: every row whose file is missing, of another size or, read ``thoroughly``, of another content."""
    known: dict[str, str] = {}
    for file in StoredFile.objects.everywhere().select_related("authority").order_by("pk").iterator(1000):
        if file.digest not in known:
            known[file.digest] = _wrong(file, thoroughly)
        if known[file.digest]:
            yield f"{file.authority.name}第{file.pk}号文件“{file.name}”：{known[file.digest]}"


def _wrong(file: StoredFile, thoroughly: bool) -> str:
    try:
        place = path_of(file.digest)
        if not place.is_file():
            return "文件不见了"
        if place.stat().st_size != file.size:
            return "大小与登记的不符"
        return "内容与登记的摘要不符，文件被改动" if thoroughly and digest_of(place) != file.digest else ""
    except (ValueError, OSError) as damage:
        return f"不能读出（{type(damage).__name__}）"
