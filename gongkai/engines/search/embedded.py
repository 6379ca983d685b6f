"""嵌入式检索: tantivy in folders of our own, one writer, readers in every process.

``root/current`` is a link to the folder that is read; a rebuild fills another folder and moves the link. Readers look once a
second whether something was committed or the link has moved, and begin anew after a fork.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from time import monotonic

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
_GATHER_EVERY = 300.0


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
        self._snapshot: Snapshot | None = None
        self._index: tantivy.Index | None = None
        self._opened: tuple[int, Path] | None = None
        self._looked = 0.0
        self._vocabulary: Vocabulary | None = None
        self._gathered = 0.0

    @property
    def version(self) -> str:
        """版本: of the form and of the lexicon."""
        return version(self._segmenter.lexicon)

    @property
    def is_stale(self) -> bool:
        """过时: whether the index was made under another version."""
        try:
            return (self._folder() / "version").read_text(encoding="utf-8") != self.version
        except OSError:
            return True

    def put(self, texts: Iterable[Text]) -> None:
        """入库: put in or replace, by key; visible after ``commit``."""
        writer = self._write()
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
        if self._writer is not None:
            self._writer.commit()
        self._looked = 0.0

    def clear(self) -> None:
        """清空: begin from nothing; visible after ``commit``."""
        self._write().delete_all_documents()

    def close(self) -> None:
        """放下: give the folder free for another writer; what was not committed is forgotten."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

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

    def digests(self) -> Mapping[str, str]:
        """在库: key and digest of everything in the index, to be compared with a rebuild."""
        return self._read().digests()

    @contextlib.contextmanager
    def rebuilding(self) -> Iterator[Embedded]:
        """重建: an engine over a new folder; when the work is done it is committed and takes the place of this one."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = _new_folder(self.root)
        other = Embedded(self.root, self._segmenter.lexicon, _folder=folder)
        try:
            yield other
            other.commit()
            if other._writer is None:
                other._write().commit()
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
            numbers=told.numbers,
            newest=told.newest,
            boost=float(text.boost),  # a whole number would make a column of another type, and the writer die of it
        )
        for facet in Facet:
            document.add_text(facet.value, text.facets.get(facet) or NO_VALUE)
        return document

    def _folder(self) -> Path:
        """The folder that is read and written; made when there is none."""
        if self._own is not None:
            return self._own
        link = self.root / CURRENT
        with contextlib.suppress(OSError):
            return self.root / link.readlink().name
        self.root.mkdir(parents=True, exist_ok=True)
        folder = _new_folder(self.root)
        tantivy.Index(schema(), str(folder))
        (folder / "version").write_text(self.version, encoding="utf-8")
        _point(self.root, folder)
        return folder

    def _write(self) -> tantivy.IndexWriter:
        folder = self._folder()
        if self._writer is None or self._writes_to != folder:
            self.close()
            index = tantivy.Index(schema(), str(folder))
            (folder / "version").touch()
            if self._own is not None:
                (folder / "version").write_text(self.version, encoding="utf-8")
            self._writer, self._writes_to = index.writer(_HEAP, 1), folder
        return self._writer

    def _read(self) -> Snapshot:
        now, process = monotonic(), os.getpid()
        if self._snapshot and self._opened and self._opened[0] == process and now - self._looked < _LOOK_EVERY:
            return self._snapshot
        folder = self._folder()
        if self._index is None or self._opened != (process, folder):
            self._index = tantivy.Index(schema(), str(folder))
            self._index.config_reader("manual")
            self._opened, self._snapshot = (process, folder), None
        self._index.reload()
        made = (folder / "meta.json").stat()
        if self._snapshot is None or self._snapshot.made != (made.st_mtime_ns, made.st_ino):
            self._snapshot = Snapshot(self._index, (made.st_mtime_ns, made.st_ino))
        self._looked = now
        return self._snapshot


def _new_folder(root: Path) -> Path:
    """A folder of a name no other has; names grow with time."""
    taken = [int(each.name.split("-")[0]) for each in root.iterdir() if each.name.split("-")[0].isdecimal()]
    folder = root / f"{max(taken, default=0) + 1:06d}-{token_hex(3)}"
    folder.mkdir()
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
