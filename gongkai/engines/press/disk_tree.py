"""本机页面树: files beneath a folder, each page with its compressed twin, as a web server hands them out by itself.

At every moment the twin is either what the page is, or not there. So a page counts as being in place only where it says
what it should *and* has its twin: whatever was killed on the way is done again.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from time import time_ns
from uuid import uuid4

from gongkai.engines.press.places import TWIN
from gongkai.engines.press.tree import WORKSHOP, Edition

LEVEL = 6
SECOND = 1_000_000_000


def compressed(page: bytes) -> bytes:
    """压缩页: always the same bytes for the same page."""
    return gzip.compress(page, LEVEL, mtime=0)


class DiskTree:
    """本机页面树: the files beneath a root, by their places."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.workshop = root / WORKSHOP

    def file(self, at: PurePosixPath) -> Path:
        """文件: of a place."""
        return self.root / at

    def worked_at(self) -> float | None:
        """末次动工: the moment, in seconds, a page was last written beside its place; None before the first."""
        with suppress(FileNotFoundError):
            return self.workshop.stat().st_mtime
        return None

    def read(self, at: PurePosixPath) -> bytes | None:
        """读: the page at a place; None where there is none."""
        return _read(self.file(at))

    def lies(self, at: PurePosixPath) -> bool:
        """有无: whether the page or its twin lies at a place."""
        file = self.file(at)
        return file.exists() or _twin(file).exists()

    def twin(self, at: PurePosixPath) -> bytes | None:
        """压缩页: as it lies there; None where there is none."""
        return _read(_twin(self.file(at)))

    def faithful(self, at: PurePosixPath, page: bytes) -> bool:
        """一致: the twin is what the page comes to when it is compressed."""
        return self.twin(at) == compressed(page)

    def edition(self, at: PurePosixPath, *, zipped: bool) -> Edition | None:
        """现有一版: of the page at a place, its twin where that is wanted and there; None where there is no page."""
        file = self.file(at)
        try:
            with file.open("rb") as opened:
                changed = int(os.fstat(opened.fileno()).st_mtime)
                twin = _read(_twin(file)) if zipped else None
                return Edition(opened.read() if twin is None else twin, changed, zipped=twin is not None)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def put(self, at: PurePosixPath, page: bytes) -> bool:
        """放: the page with its twin, where they are not there already; whether anything was written."""
        file = self.file(at)
        before = _read(file)
        if before == page and _twin(file).is_file():
            return False
        later = _later_than(file) if before is not None else 0
        _gone(_twin(file))
        self._write(file, page, later)
        self._write(_twin(file), compressed(page), later)
        return True

    def remove(self, at: PurePosixPath) -> bool:
        """撤: the page and its twin; whether there was one."""
        file = self.file(at)
        there = _gone(file)
        return _gone(_twin(file)) or there

    def take_away(self, places: Collection[PurePosixPath]) -> None:
        """撤下并落盘: so that not even a failing of the power brings one back."""
        folders = {self.file(at).parent for at in places if self.remove(at)}
        for folder in sorted(folders):
            flush(folder)

    def discard(self, at: PurePosixPath) -> None:
        """丢弃: page or twin or whatever it is."""
        self.remove(at)
        _gone(self.file(at))

    def looks(self) -> list[str]:
        """版式."""
        if not self.root.is_dir():
            return []
        return sorted(each.name for each in self.root.iterdir() if each.is_dir() and each.name != WORKSHOP)

    def places(self) -> Iterator[PurePosixPath]:
        """全部位置: of every page there is, twins left out."""
        for folder, names, files in os.walk(self.root):
            if folder == str(self.root):
                names[:] = [name for name in names if name != WORKSHOP]
            names.sort()
            known = set(files)
            for name in sorted(known):
                if not (name.endswith(TWIN) and name.removesuffix(TWIN) in known):
                    yield PurePosixPath((Path(folder) / name).relative_to(self.root).as_posix())

    def sweep(self) -> None:
        """清扫: pages that a dead process was writing; only under the lock of the press, when nobody writes."""
        for left in self.workshop.glob("*.page"):
            _gone(left)

    def clear(self) -> None:
        """清空: the folder, with the notes in it."""
        shutil.rmtree(self.root, ignore_errors=True)

    def _write(self, file: Path, content: bytes, later: int) -> None:
        """Write aside and move into place; a reader has the old file or the new one, each whole.

        nginx tells editions apart by the second they were written in and their size; no two editions share the second.
        """
        aside = self.workshop / f"{uuid4().hex}.page"
        try:
            aside.write_bytes(content)
        except FileNotFoundError:
            self.workshop.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)
        if later:
            os.utime(aside, ns=(later, later))
        try:
            aside.replace(file)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            aside.replace(file)


def _later_than(file: Path) -> int:
    """The next whole second after the one a file was written in, where that is not past yet; 0 where now will do."""
    with suppress(FileNotFoundError):
        written = file.stat().st_mtime_ns // SECOND
        if written >= time_ns() // SECOND:
            return (written + 1) * SECOND
    return 0


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _twin(file: Path) -> Path:
    return file.with_name(file.name + TWIN)


def _gone(file: Path) -> bool:
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def flush(folder: Path) -> None:
    """落盘: what was put into or taken out of a folder."""
    with suppress(FileNotFoundError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
