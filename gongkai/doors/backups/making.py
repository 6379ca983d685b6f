"""做备份: one moment of the database, the files, the heads, the facts; the keys apart. Named only once it has been read back.

The heads are taken first and the files last: what stands in the database then has its file, and no head is ahead of its chain.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connection

from gongkai import __version__
from gongkai.doors.backups import checking, files, filing, keybook, keyring, manifest, outside, parts
from gongkai.doors.backups.depot import Depot, discard
from gongkai.doors.backups.filing import FileBook, Filed
from gongkai.doors.backups.keyring import BackupKey
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.sealing import Sealed
from gongkai.doors.backups.snapshots import Snapshot, snapshot
from gongkai.doors.backups.troubles import BackupError, said_in_chinese
from gongkai.office.journal import keys, seals
from gongkai.web import clock

Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """做好的备份: with how long it took; ``added`` contents are new, the others lay there."""

    manifest: Manifest
    seconds: float
    added: int


def make(whole: Depot | None, keys_apart: Depot | None, say: Say = lambda _: None) -> list[Made]:
    """做备份: of both from one snapshot, or of either; raises BackupError, and then nothing half-done bears a name."""
    key, at = keyring.present(), clock.now().astimezone(UTC)
    wanted = [(depot, what) for depot, what in ((whole, What.WHOLE), (keys_apart, What.KEYS)) if depot]
    _check_apart(whole, keys_apart)
    made = []
    with _all_alone([depot for depot, _ in wanted], say):
        lines = b"".join(outside.heads_written())
        with said_in_chinese("备份没有办成", Path(settings.VAR_DIR)), snapshot(to_dump=whole is not None) as taken:
            facts = _facts(taken, key, at, whole is not None)
            for depot, what in reversed(wanted):  # the keys first: a dump of SQLite takes them out of the copy
                made.append(_make(replace(facts, what=what), depot, taken, lines, key, say))
    return made[::-1]


def _check_apart(whole: Depot | None, keys_apart: Depot | None) -> None:
    if whole and keys_apart:
        one, other = whole.root.resolve(), keys_apart.root.resolve()
        if one == other or one in other.parents or other in one.parents:
            raise BackupError("密钥分册应当与备份分开存放：两个目录不能相同，也不能一个在另一个里面")


@contextmanager
def _all_alone(depots: list[Depot], say: Say) -> Iterator[None]:
    if not depots:
        yield
        return
    with said_in_chinese("不能使用备份目录", depots[0].root), depots[0].alone():
        if left := depots[0].clear():
            say(f"{depots[0].root}：清理了上次没有办完的备份留下的{left}项")
        with _all_alone(depots[1:], say):
            yield


def _facts(taken: Snapshot, key: BackupKey, at: datetime, dumped: bool) -> Manifest:
    heads = "SELECT h.authority_id, a.code, h.seq, h.seal FROM journal_head h JOIN authorities_authority a ON a.id"
    return Manifest(
        what=What.WHOLE,
        name="",
        at=at.isoformat(timespec="microseconds"),
        key_id=key.id,
        version=__version__,
        commit=commit(),
        vendor=connection.vendor,
        seal_key_id=seals.key_id(),
        vault_key_ids=keys.key_ids(),
        migrations=_migrations(taken),
        heads=[list(row) for row in taken.rows(f"{heads} = h.authority_id ORDER BY h.authority_id")],
        tables={table: _count(taken, table) for table in taken.tables()} if dumped else {},
    )


def _migrations(taken: Snapshot) -> list[str]:
    if "django_migrations" not in taken.tables():
        return []
    question = "SELECT app, name FROM django_migrations ORDER BY app, name"
    return [f"{app}.{name}" for app, name in taken.rows(question)]


def _count(taken: Snapshot, table: str) -> int:
    [(count,)] = taken.rows(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 (a name the database gave)
    return int(count)


def _make(facts: Manifest, depot: Depot, taken: Snapshot, lines: bytes, key: BackupKey, say: Say) -> Made:
    began, name = monotonic(), f"{facts.what}-{facts.moment:%Y%m%dT%H%M%S%fZ}-{os.urandom(3).hex()}"
    with said_in_chinese("备份没有办成", depot.root):
        folder = depot.begin(name)
        try:
            say(f"{name}：写入")
            book: FileBook | None = None
            if facts.what is What.KEYS:
                sealed, counts = _write_keys(folder, name, taken, key)
            else:
                sealed, counts, book = _write_whole(folder, name, depot, taken, lines, key)
            done = replace(facts, name=name, parts=sealed, counts=counts)
            manifest.write(folder, done, key)
            say(f"{name}：读回核验")
            _prove(depot, folder, done, book)
            depot.finish(name)
        except BaseException:
            discard(folder)
            raise
    return Made(done, monotonic() - began, len(book.added) if book else 0)


def _write_keys(folder: Path, name: str, taken: Snapshot, key: BackupKey) -> tuple[dict[str, Sealed], dict[str, int]]:
    rows = 0

    def counted() -> Iterator[keybook.Line]:
        nonlocal rows
        for each in keybook.of(taken):
            rows += 1
            yield each

    sealed = {parts.KEYS: parts.seal(folder, name, parts.KEYS, keybook.written(counted()), key)}
    sealed[parts.SHREDDED] = _write_shredded(folder, name, taken, key)
    return sealed, {"keys": rows}


def _write_shredded(folder: Path, name: str, taken: Snapshot, key: BackupKey) -> Sealed:
    return parts.seal(folder, name, parts.SHREDDED, keybook.written(keybook.shredded(taken)), key)


def _write_whole(
    folder: Path, name: str, depot: Depot, taken: Snapshot, lines: bytes, key: BackupKey
) -> tuple[dict[str, Sealed], dict[str, int], FileBook]:
    sealed = {
        parts.SHREDDED: _write_shredded(folder, name, taken, key),
        parts.DATABASE: parts.seal(folder, name, parts.DATABASE, taken.dump(), key),
        parts.HEADS: parts.seal(folder, name, parts.HEADS, [lines], key),
        parts.FACTS: parts.seal(folder, name, parts.FACTS, outside.facts_written(), key),
    }
    book = filing.file_all(files.sources(), depot, key, _before(depot, key))
    sealed[parts.FILES] = parts.seal(folder, name, parts.FILES, filing.written(book.files), key)
    return sealed, {"files": len(book.files), "bytes": book.bytes, "added": len(book.added)}, book


def _before(depot: Depot, key: BackupKey) -> Mapping[str, Filed]:
    """What the last backup says of the files; nothing where it was sealed under another key, for then all are sealed anew."""
    try:
        last = depot.newest(What.WHOLE)
        if last.key_id != key.id:
            return {}
        return {each.path: each for each in filing.taken_from(parts.opened(depot.folder(last.name), last, parts.FILES))}
    except BackupError:
        return {}


def _prove(depot: Depot, folder: Path, done: Manifest, book: FileBook | None) -> None:
    """Read back all that is new with this backup; what lay there before was proved when it came, and is by ``--verify``."""
    only = None if book is None else frozenset(book.added)
    for what in checking.wrong(depot, folder, done, contents=only):
        raise BackupError(f"备份读回后与写入的不符，没有采用：{what}")


def commit() -> str:
    """代码版本: the commit this runs from, where it runs from a checkout."""
    found = find_spec("gongkai")
    root = Path(found.origin).parent.parent if found and found.origin else Path()
    head = root / ".git" / "HEAD"
    if not head.is_file():
        return ""
    told = head.read_text(encoding="utf-8").strip().removeprefix("ref: ")
    named = root / ".git" / told
    return named.read_text(encoding="utf-8").strip() if named.is_file() else told
