"""恢复: a backup brought back into the installation the settings name, in an order that may be broken off anywhere.

Everything is read and proved before the first byte is written; then a mark lies in the data folder until all is in its place.
Done again after it was broken off, the database is put anew and files that are there already are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, connections

from gongkai.doors.backups import (
    checking,
    files,
    filing,
    keybook,
    keyring,
    manifest,
    outside,
    parts,
    records,
    rekeying,
    target,
)
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.keybook import KeyLine, Line
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.rekeying import Rekeyed
from gongkai.doors.backups.sealing import lines, unsealed
from gongkai.doors.backups.troubles import BackupError, said_in_chinese
from gongkai.doors.followers import index, press
from gongkai.doors.followers.models import Cursor
from gongkai.doors.search import index as search
from gongkai.doors.serving import LOCK, locked
from gongkai.engines.press.models import PressedLink, PressedPage
from gongkai.office.journal import keys, seals
from gongkai.office.journal.verify import verify
from gongkai.publication.documents import storage
from gongkai.web import clock

Say = Callable[[str], None]
Page = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """恢复什么: from which depots, which of their backups (the newest if none is named), and what may be replaced by it."""

    depot: Depot
    keys: Depot | None
    name: str = ""
    keys_name: str = ""
    overwrite: str = ""
    products: bool = True


@dataclass
class Restored:
    """恢复结果: what is told of it and kept in the record."""

    backup: str
    keys: str = ""
    seconds: float = 0.0
    rows: int = 0
    files: int = 0
    files_there: int = 0
    keys_back: int = 0
    keys_missing: int = 0
    shredded_again: list[tuple[str, int]] = field(default_factory=list)
    heads_kept: list[str] = field(default_factory=list)
    verified: list[str] = field(default_factory=list)
    indexed: int = 0
    pages: int = 0
    pages_same: int = 0
    pages_other: list[str] = field(default_factory=list)
    before: dict[Page, str] = field(default_factory=dict, repr=False)

    @property
    def sound(self) -> bool:
        """无误: nothing is wrong with what came back."""
        return not self.verified

    def told(self) -> dict[str, Any]:
        """写成记录."""
        told = asdict(self)
        del told["before"]
        return told


def restore(wanted: Wanted, say: Say = lambda _: None) -> Restored:
    """恢复: raises BackupError before anything is written, or with the mark left for the next attempt."""
    began = monotonic()
    with said_in_chinese("恢复没有办成", Path(settings.VAR_DIR)):
        told, book = _chosen(wanted)
        _check_keys(wanted, told, book)
        say(f"{told.name}：通读核验，核验完以前什么也不写")
        _check_sound(wanted.depot, told)
        with _nobody_serves():
            _check_target(wanted, told)
            done = Restored(told.name, book.name if book else "")
            target.mark(told.name)
            _put_back(wanted, told, book, done, say)
            target.unmark()
            _prove(wanted, done, say)
    done.seconds = round(monotonic() - began, 1)
    records.note(records.RESTORE, {**done.told(), "pages_other": len(done.pages_other)})
    return done


# -- before anything is written ----------------------------------------------------------------------------------------


def _chosen(wanted: Wanted) -> tuple[Manifest, Manifest | None]:
    """Which backup, and which key book: the newest is the one that knows of every shredding."""
    told = _named(wanted.depot, wanted.name) if wanted.name else wanted.depot.newest(What.WHOLE)
    if wanted.keys is None:
        return told, None
    book = _named(wanted.keys, wanted.keys_name) if wanted.keys_name else wanted.keys.newest(What.KEYS)
    return told, book


def _named(depot: Depot, name: str) -> Manifest:
    if name not in (*depot.names(What.WHOLE), *depot.names(What.KEYS)):
        raise BackupError(f"{depot.root}中没有{name}；用manage.py backup --list查看有哪些")
    return manifest.read(depot.folder(name))


def _check_keys(wanted: Wanted, told: Manifest, book: Manifest | None) -> None:
    """A wrong or a withdrawn key is said now, not when half of it has come back."""
    keyring.of_id(told.key_id)
    if told.vendor != connection.vendor:
        raise BackupError(
            f"这份备份来自{told.vendor}，设置的数据库是{connection.vendor}：备份由原来那种数据库自己的工具恢复"
        )
    if told.seal_key_id != seals.key_id():
        raise BackupError(
            f"这份备份的台账由密钥号{told.seal_key_id}的SEAL_KEY封印，现在提供的是{seals.key_id()}，恢复以后不能核验；请换上原来的密钥"
        )
    if newer := target.unknown_migrations(told):
        raise BackupError(
            f"这份备份来自较新的版本（{told.version}，有{newer[0]}等{len(newer)}项迁移），请先升级平台再恢复"
        )
    if book and wanted.keys:
        unknown = {each.key_id for each in _lines(wanted.keys, book) if isinstance(each, KeyLine) and each.wrapped}
        if unknown := unknown - set(keys.key_ids()):
            raise BackupError(
                f"密钥分册中的案卷密钥由VAULT_KEY（号{'、'.join(sorted(unknown))}）包裹，现在提供的是"
                f"{'、'.join(keys.key_ids())}，个人信息将不能解读；请换上原来的密钥，或者写进GONGKAI_VAULT_KEY_FORMER_FILE"
            )


def _lines(depot: Depot, book: Manifest) -> Iterator[Line]:
    return keybook.taken_from(parts.opened(depot.folder(book.name), book, parts.KEYS))


def _check_sound(depot: Depot, told: Manifest) -> None:
    for what in checking.verify(depot, told.name):
        raise BackupError(f"{told.name}不能用来恢复：{what}")


@contextmanager
def _nobody_serves() -> Iterator[None]:
    with locked(LOCK, shared=False) as ours:
        if not ours:
            raise BackupError("平台正在这个数据目录上运行，请先停下网站和值守再恢复")
        yield


def _check_target(wanted: Wanted, told: Manifest) -> None:
    there = target.what_is_there() + files.lie_here()
    half_done = target.marked()
    if not there or wanted.overwrite == target.database_name() or half_done == told.name:
        return
    name = target.database_name()
    if half_done:
        raise BackupError(f"这里有{half_done}没有恢复完的一半；接着恢复它，或者加 --overwrite {name} 改用{told.name}")
    raise BackupError(f"恢复的去处不是空的：{'，'.join(there)}。确要用{told.name}替换的，加 --overwrite {name}")


# -- putting back ------------------------------------------------------------------------------------------------------


def _put_back(wanted: Wanted, told: Manifest, book: Manifest | None, done: Restored, say: Say) -> None:
    folder = wanted.depot.folder(told.name)
    say("放回数据库")
    target.put_database(told, parts.opened(folder, told, parts.DATABASE))
    done.rows = _check_rows(told)
    say("放回文件和链头")
    _put_files(wanted.depot, told, done)
    done.heads_kept = outside.put_heads(outside.heads_from(lines(parts.opened(folder, told, parts.HEADS))))
    call_command("migrate", verbosity=0, interactive=False)
    Session.objects.all().delete()
    say("密钥归位，已销毁的不恢复")
    _rekey(wanted, book, done)
    done.before = _pressed()
    for made in (Cursor, PressedLink, PressedPage):  # followers begin anew, whoever is killed from here on
        made._default_manager.all().delete()
    target.clear_products()


def _check_rows(told: Manifest) -> int:
    there = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table, rows in told.tables.items():
            if table not in there:
                raise BackupError(f"放回的数据库没有表{table}")
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 (a name from the signed manifest)
            [count] = cursor.fetchone()
            if count != rows:
                raise BackupError(f"放回的表{table}有{count}行，清单写的是{rows}行")
    return sum(told.tables.values())


def _put_files(depot: Depot, told: Manifest, done: Restored) -> None:
    key = keyring.of_id(told.key_id)
    for each in filing.taken_from(parts.opened(depot.folder(told.name), told, parts.FILES)):
        if PurePosixPath(each.path).is_absolute() or ".." in PurePosixPath(each.path).parts:
            raise BackupError(f"文件清单中的路径{each.path}不在文件目录以内")
        done.files += 1
        content = unsealed(depot.content(each.content), key.sealing, filing.BOUND_TO)
        done.files_there += files.put_back(each.path, each.size, each.sha256, content)


def _rekey(wanted: Wanted, book: Manifest | None, done: Restored) -> None:
    depots = [wanted.depot, *([wanted.keys] if wanted.keys else [])]
    given = _lines(wanted.keys, book) if book and wanted.keys else iter(())
    back: Rekeyed = rekeying.rekey(given, rekeying.tombstones(depots), clock.today())
    done.keys_back, done.keys_missing, done.shredded_again = back.keys, back.missing, list(back.again)


# -- proving -----------------------------------------------------------------------------------------------------------


def _prove(wanted: Wanted, done: Restored, say: Say) -> None:
    say("核验台账和文件")
    done.verified = [str(finding) for finding in verify(whole=True)] + list(storage.wrong())
    search.forget()
    if wanted.products:
        say("重建检索索引")
        done.indexed = index.rebuild()
        if settings.PRESSED:
            say("重做静态页")
            target.collect_styles()
            press.rebuild()
            _compare(done.before, _pressed(), done)
    connections.close_all()


def _pressed() -> dict[Page, str]:
    rows = PressedPage.objects.values_list("look", "address", "sha256")
    return {(look, address): sha256 for look, address, sha256 in rows.iterator(2000)}


def _compare(before: dict[Page, str], now: dict[Page, str], done: Restored) -> None:
    """Pages that were pressed where the backup was made, against those made from what came back."""
    done.pages = len(now)
    done.pages_same = sum(1 for page, sha256 in before.items() if now.get(page) == sha256)
    other = (page for page, sha256 in before.items() if now.get(page) != sha256)
    done.pages_other = sorted(f"{look} {address}".strip() for look, address in other)
