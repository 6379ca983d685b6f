"""嵌入式检索: tantivy in folders of our own, one writer, readers in every process.

``root/current`` is a link to the folder that is read; a rebuild fills another folder and moves the link. Readers look once a
second whether something was committed or the link has moved, and begin anew after a fork.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import NamedTuple
from weakref import WeakValueDictionary

import tantivy

from gongkai.engines.search.asking import Asked, Reader
from gongkai.engines.search.fields import NO_VALUE, fields, version
from gongkai.engines.search.segment import Lexicon, segmenter
from gongkai.engines.search.snapshot import Snapshot, schema
from gongkai.engines.search.spelling import NEXT_TO_NOTHING, Vocabulary, better
from gongkai.engines.search.values import Facet, Found, Query, Text

CURRENT = "current"
_HEAP = 64_000_000
_LOOK_EVERY = 1.0
_ATTEMPTS = 3
_GATHER_EVERY = 300.0


class BusyError(RuntimeError):
    """不能写入: another process writes this index or has made it anew meanwhile, or it must be made anew first."""


class Embedded:
    """嵌入式检索引擎: see ``values.Search``. ``root`` is the folder of all index folders."""

    def __init__(self, root: Path, lexicon: Lexicon | None = None, *, _folder: Path | None = None) -> None:
        """Nothing is opened before it is needed."""
        self.root = root
        self._own = _folder
        self._segmenter = segmenter(lexicon)
        self._reader = Reader(self._segmenter)
        self._writer: tantivy.IndexWriter | None = None
        self._writes_to: Path | None = None
        self._pending = False
        self._opened: _Opened | None = None
        self._looked = 0.0
        self._vocabulary: Vocabulary | None = None
        self._gathered = 0.0

    @property
    def version(self) -> str:
        """版本: of the form and of the lexicon."""
        return version(self._segmenter.lexicon)

    @property
    def is_stale(self) -> bool:
        """过时: whether there is no index yet, or it was made under another version."""
        folder = self._folder()
        try:
            return (
                folder is None
                or not tantivy.Index.exists(str(folder))
                or (folder / "version").read_text(encoding="utf-8") != self.version
                or self.is_broken
            )
        except (OSError, ValueError):
            return True

    @property
    def is_broken(self) -> bool:
        """损坏: there is an index, and it cannot be opened; nothing found in it means nothing."""
        folder = self._folder()
        try:
            if folder is not None:
                _opened(os.getpid(), folder, self._opened)
        except (ValueError, OSError):
            return folder == self._folder()  # else it was replaced meanwhile
        return False

    def put(self, texts: Iterable[Text]) -> None:
        """入库: put in or replace, by key; visible after ``commit``."""
        writer = self._write()
        with self._or_begin_anew():
            for text in texts:
                writer.delete_documents_by_term("key", text.key)
                writer.add_document(self._document(text))

    def drop(self, keys: Iterable[str]) -> None:
        """出库: take out, by key."""
        writer = self._write()
        for key in keys:
            writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """提交: make what was put and dropped visible, durably."""
        if self._writer is not None and self._pending:
            if self._folder() != self._writes_to:
                raise self._moved()
            with self._or_begin_anew():
                self._writer.commit()
            if self._folder() != self._writes_to:
                raise self._moved()
            self._pending = False
        self._looked = 0.0

    @contextlib.contextmanager
    def _or_begin_anew(self) -> Iterator[None]:
        """A writer that has failed once (no room on the disk) takes what follows and silently keeps none of it: it is let go."""
        try:
            yield
        except Exception:
            self.close()
            raise

    def clear(self) -> None:
        """清空: begin from nothing; visible after ``commit``."""
        self._write().delete_all_documents()

    def close(self) -> None:
        """放下: give the folder free for another writer; what was not committed is forgotten."""
        if self._writer is not None:
            with contextlib.suppress(ValueError):  # the folder may be gone
                self._writer.rollback()
                self._writer.wait_merging_threads()
            self._writer = None
        self._pending = False

    def find(self, query: Query) -> Found:
        """检索: never raises for what a reader typed."""
        asked, snapshot = self.asked(query), self._read()
        found = snapshot.find(asked, query)
        if asked.parts and (found.loosened or found.total <= NEXT_TO_NOTHING):
            found = replace(found, instead=better(query.words, self._known(snapshot), snapshot.count))
        return found

    def asked(self, query: Query) -> Asked:
        """要求: what the query asks for."""
        return self._reader.read(query.words)

    def digests(self, keys: Collection[str] | None = None) -> Mapping[str, str]:
        """在库: digests by key, of these as far as they are there, or of everything; to be compared with a rebuild."""
        return self._read().digests(keys)

    def keys(self) -> Iterator[str]:
        """在库的键: of everything in the index as it is now, a part at a time."""
        return self._read().keys()

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[Embedded]:
        """重建: an engine over a new folder; when the work is done it is committed and takes the place of this one.

        What was put here and not committed is forgotten.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        folder = _new_folder(self.root, self.version)
        other = Embedded(self.root, self._segmenter.lexicon, _folder=folder)
        try:
            yield other
            other.commit()
            other.close()
        except BaseException:
            other.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self.close()
        _point(self.root, folder)
        self._looked = 0.0
        _sweep(self.root, keep={folder})

    def _known(self, snapshot: Snapshot) -> Vocabulary:
        """The characters of the titles as they were some minutes ago: gathering them is too much for every commit."""
        if self._vocabulary is None or monotonic() - self._gathered > _GATHER_EVERY:
            self._vocabulary, self._gathered = Vocabulary.of(snapshot.title_pairs()), monotonic()
        return self._vocabulary

    def _document(self, text: Text) -> tantivy.Document:
        told = fields(text, self._segmenter)
        document = tantivy.Document(
            key=text.key,
            digest=text.digest,
            group=text.group,
            title=told.title,
            words=told.words,
            title_pairs=told.title_pairs,
            pairs=told.pairs,
            long=told.long,
            numbers=told.numbers,
            newest=told.newest,
            boost=float(text.boost),  # a whole number would make a column of another type, and the writer die of it
        )
        for facet in Facet:
            document.add_text(facet.value, text.facets.get(facet) or NO_VALUE)
        return document

    def _folder(self) -> Path | None:
        """The folder that is read and written; none before anything was put."""
        if self._own is not None:
            return self._own
        with contextlib.suppress(OSError):
            return self.root / (self.root / CURRENT).readlink().name
        return None

    def _write(self) -> tantivy.IndexWriter:
        folder = self._folder()
        if self._writer is None or self._writes_to != folder:
            if self._pending:
                raise self._moved()
            self.close()
            folder = folder or self._first_folder()
            if (other := _WRITING.get(folder)) is not None and not other._pending:
                other.close()  # of this process, with an earlier lexicon perhaps, and with nothing left to commit
            try:
                index = tantivy.Index(schema(), str(folder))
            except ValueError as error:
                raise BusyError("检索索引的格式已变或已损坏，须先重建") from error
            try:
                self._writer = index.writer(_HEAP, 1)
            except ValueError as error:
                raise BusyError(f"检索索引正由另一个进程写入：{folder.name}") from error
            self._writes_to = folder
            _WRITING[folder] = self
        self._pending = True
        return self._writer

    def _moved(self) -> BusyError:
        """What was put went into an index nobody reads any more, and has to be put again."""
        self.close()
        return BusyError("检索索引已由另一个进程重建，请重新入库")

    def _first_folder(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        folder = _new_folder(self.root, self.version)
        _point(self.root, folder)
        return folder

    def _read(self) -> Snapshot:
        """What is committed, looked at once a second. Threads may look at the same time: each takes what is whole."""
        now, process, opened = monotonic(), os.getpid(), self._opened
        if opened and opened.process == process and now - self._looked < _LOOK_EVERY:
            return opened.snapshot
        for _ in range(_ATTEMPTS):
            folder = self._folder()
            if folder is None:
                return _NOTHING
            with contextlib.suppress(ValueError, OSError):  # replaced and swept between one step and the next
                opened = _opened(process, folder, self._opened)
                self._opened, self._looked = opened, now
                return opened.snapshot
        return _NOTHING  # of another form, or broken: stale, until it is made anew


class _Opened(NamedTuple):
    """An index opened by a process."""

    process: int
    folder: Path
    held: tantivy.Index
    snapshot: Snapshot


def _opened(process: int, folder: Path, before: _Opened | None) -> _Opened:
    """The folder as it is now; what was opened before stays where nothing was committed since."""
    if before is None or (before.process, before.folder) != (process, folder):
        held = tantivy.Index(schema(), str(folder))
        held.config_reader("manual")
        before = None
    else:
        held = before.held
    meta = (folder / "meta.json").stat()  # before the reader looks: what is committed in between is seen next time
    held.reload()
    made = (meta.st_mtime_ns, meta.st_ino)
    return before if before and before.snapshot.made == made else _Opened(process, folder, held, Snapshot(held, made))


_WRITING: WeakValueDictionary[Path, Embedded] = WeakValueDictionary()
"""Who of this process wrote a folder last."""
_NOTHING = Snapshot(tantivy.Index(schema()), (0, 0))


def _new_folder(root: Path, version: str) -> Path:
    """An empty index in a folder of a name no other has; names grow with time."""
    taken = [int(each.name.split("-")[0]) for each in root.iterdir() if each.name.split("-")[0].isdecimal()]
    folder = root / f"{max(taken, default=0) + 1:06d}-{token_hex(3)}"
    folder.mkdir()
    tantivy.Index(schema(), str(folder))
    (folder / "version").write_text(version, encoding="utf-8")
    return folder


def _point(root: Path, folder: Path) -> None:
    """Move the link at one stroke."""
    link = root / f".{CURRENT}-{token_hex(4)}"
    link.symlink_to(folder.name)
    link.replace(root / CURRENT)


def _sweep(root: Path, keep: set[Path]) -> None:
    """Folders no link points to; who still reads one has its files open."""
    for each in root.iterdir():
        if each.is_dir() and not each.is_symlink() and each not in keep:
            shutil.rmtree(each, ignore_errors=True)
