"""台账文件的存放: under the digest of its content, outside the served folders, as long as a ledger needs it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from gongkai.publication.disclosure.ledger.models import Ledger

BLOCK = 2**20
KEPT = timedelta(days=1)
"""留存: how long a file may lie that no ledger names: it is being uploaded, or whoever did was killed."""


def keep_file(content: Iterator[bytes], name: str) -> tuple[Path, str]:
    """存放台账文件: under the digest of its content, outside the served folders; on the disk, then put in place by one rename."""
    folder = Path(settings.MEDIA_ROOT) / "ledgers"
    folder.mkdir(parents=True, exist_ok=True)
    whole = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as kept:
        for block in content:
            whole.update(block)
            kept.write(block)
        kept.flush()
        os.fsync(kept.fileno())
    path = folder / whole.hexdigest()
    Path(kept.name).replace(path)
    return path, whole.hexdigest()


def copied(path: Path) -> tuple[Path, str]:
    """存放本机文件: a file into our store; a folder stays where it is."""
    if path.is_dir():
        return path.resolve(), hashlib.sha256(str(path.resolve()).encode()).hexdigest()
    with path.open("rb") as stream:
        return keep_file(iter(lambda: stream.read(BLOCK), b""), path.name)


def forget_file(path: Path) -> None:
    """删除台账文件: once no ledger needs it; what lies outside our store is not ours to delete."""
    ours = path.parent == Path(settings.MEDIA_ROOT) / "ledgers"
    if ours and not Ledger.objects.everywhere().filter(source=str(path)).exists():
        path.unlink(missing_ok=True)


def sweep(now: datetime) -> None:
    """清理: files no ledger names any more, left by somebody who was killed between keeping a file and opening its ledger."""
    folder = Path(settings.MEDIA_ROOT) / "ledgers"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < (now - KEPT).timestamp():
            forget_file(path)
