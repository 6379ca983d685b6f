"""备份的难处: why a backup or a restore did not come about, said so that somebody can mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.engines.store.s3 import StoreError
from gongkai.web.room import no_room


class BackupError(Exception):
    """没有办成: with the reason in Chinese; nothing half-done is taken for whole."""


class Tampered(BackupError):
    """已被改动: a sealed stream is not what was written, or the key is another one."""


@contextmanager
def said_in_chinese(what: str, place: Path) -> Iterator[None]:
    """说明原因: what the disk or the database refused is told as one reads it, with the place."""
    try:
        yield
    except StoreError as trouble:
        raise BackupError(f"{what}：{trouble}") from trouble
    except (OSError, sqlite3.Error) as trouble:
        if no_room(trouble):
            raise BackupError(f"{what}：磁盘空间不足（{place}），没有留下半成品；腾出空间后再运行一次") from trouble
        where = getattr(trouble, "filename", None) or place
        raise BackupError(f"{what}：{where}不能读写（{trouble}）") from trouble
