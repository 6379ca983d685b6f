"""核验备份: read back, opened, compared with its manifest; the copy of the database asked whether it is whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile

from gongkai.doors.backups import filing, keybook, keyring, manifest, parts
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.filing import Filed
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.sealing import lines, unsealed
from gongkai.doors.backups.snapshots import scratch, tables_of, tool, unpack_sqlite
from gongkai.doors.backups.troubles import BackupError, Tampered


def verify(depot: Depot, name: str) -> Iterator[str]:
    """核验备份: everything that is wrong with a finished one; nothing if it can be restored."""
    folder = depot.folder(name)
    try:
        told = manifest.read(folder)
    except BackupError as trouble:
        yield str(trouble)
        return
    if told.name != name:
        yield f"清单说这是{told.name}，目录名却是{name}"
        return
    yield from wrong(depot, folder, told)


def wrong(depot: Depot, folder: Path, told: Manifest, *, contents: Collection[str] | None = None) -> Iterator[str]:
    """不符之处: of the parts, the database, the contents (all, or those named)."""
    sound = True
    for part, sealed in told.parts.items():
        for trouble in _wrong_part(folder, part, sealed.size, sealed.sha256):
            sound = False
            yield trouble
    if sound:
        try:
            yield from _wrong_inside(depot, folder, told, contents)
        except (BackupError, ValueError, OSError, sqlite3.Error) as damage:
            yield str(damage)


def _wrong_part(folder: Path, part: str, size: int, sha256: str) -> Iterator[str]:
    path = parts.place(folder, part)
    if not path.is_file():
        yield f"{path.name}不见了"
    elif path.stat().st_size != size:
        yield f"{path.name}的大小是{path.stat().st_size}字节，清单写的是{size}字节"
    elif _digest(path) != sha256:
        yield f"{path.name}的内容与清单的摘要不符，已被改动"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wrong_inside(depot: Depot, folder: Path, told: Manifest, contents: Collection[str] | None) -> Iterator[str]:
    for _ in keybook.taken_from(parts.opened(folder, told, parts.SHREDDED)):
        pass
    if told.what is What.KEYS:
        rows = sum(1 for _ in keybook.taken_from(parts.opened(folder, told, parts.KEYS)))
        if rows != told.counts["keys"]:
            yield f"密钥分册有{rows}行，清单写的是{told.counts['keys']}行"
        return
    for part in (parts.HEADS, parts.FACTS):
        for _ in lines(parts.opened(folder, told, part)):
            pass
    yield from _wrong_database(folder, told)
    files = list(filing.taken_from(parts.opened(folder, told, parts.FILES)))
    if len(files) != told.counts["files"]:
        yield f"文件清单有{len(files)}个文件，清单写的是{told.counts['files']}个"
    yield from _wrong_contents(depot, told, files, contents)


def _wrong_database(folder: Path, told: Manifest) -> Iterator[str]:
    content = parts.opened(folder, told, parts.DATABASE)
    if told.vendor == "sqlite":
        with scratch() as place:
            file = place / "copy.sqlite3"
            unpack_sqlite(content, file)
            with closing(sqlite3.connect(file)) as opened:
                yield from wrong_sqlite(opened, told)
    else:
        read_through(content)


def wrong_sqlite(opened: sqlite3.Connection, told: Manifest) -> Iterator[str]:
    """数据库不符之处: by SQLite's own check of every page and row, and by the rows of each table."""
    said = [text for (text,) in opened.execute("PRAGMA integrity_check")]
    if said != ["ok"]:
        yield f"数据库不完整：{said[0]}"
        return
    there = {table: _count(opened, table) for table in tables_of(opened)}
    for table in sorted(there.keys() | told.tables.keys()):
        if there.get(table) != told.tables.get(table):
            yield f"表{table}有{there.get(table)}行，清单写的是{told.tables.get(table)}行"


def _count(opened: sqlite3.Connection, table: str) -> int:
    [(count,)] = opened.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 (a name the database gave)
    return int(count)


def read_through(content: Iterator[bytes]) -> None:
    """通读: PostgreSQL's own tool reads an archive from its first row to its last; raises BackupError when it cannot."""
    command = ["pg_restore", "--file=-"]
    with TemporaryFile() as packed:  # its own tool seeks in it
        for piece in content:
            packed.write(piece)
        packed.seek(0)
        with tool(command, os.environ, stdin=packed, stdout=subprocess.DEVNULL):
            pass


def _wrong_contents(depot: Depot, told: Manifest, files: list[Filed], only: Collection[str] | None) -> Iterator[str]:
    key, seen = keyring.of_id(told.key_id), set[str]()
    for each in files:
        place = depot.content(each.content)
        if not place.is_file():
            yield f"文件{each.path}的内容不见了"
        elif each.content not in seen and (only is None or each.content in only):
            seen.add(each.content)
            try:
                digest = hashlib.sha256()
                for piece in unsealed(place, key.sealing, filing.BOUND_TO):
                    digest.update(piece)
            except Tampered as trouble:
                yield f"文件{each.path}：{trouble}"
                continue
            if digest.hexdigest() != each.sha256:
                yield f"文件{each.path}的内容与清单的摘要不符"
