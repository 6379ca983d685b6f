"""备份库: a folder of backups. One becomes visible by a rename once it is whole and proved; before that it is nobody's.

Contents of files lie once in ``contents``, under a name only the key can make, and every backup that has them points there.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.doors.backups import manifest
from gongkai.doors.backups.manifest import Manifest, What
from gongkai.doors.backups.troubles import BackupError

WRITING = ".writing-"
LEAVING = ".leaving-"
NAME = re.compile(r"(whole|keys)-\d{8}T\d{12}Z-[0-9a-f]{6}")
CONTENTS = "contents"
PART = ".part"


@dataclass(frozen=True)
class Depot:
    """备份库: the folder."""

    root: Path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """独占: one backup at a time writes to a depot or clears it."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.root / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BackupError(f"{self.root}正在由另一个备份使用，请等它办完") from None
            yield

    def folder(self, name: str) -> Path:
        """备份目录."""
        return self.root / name

    def begin(self, name: str) -> Path:
        """动笔: a folder under a name nobody takes for a backup."""
        folder = self.root / f"{WRITING}{name}"
        folder.mkdir(mode=0o700)
        return folder

    def finish(self, name: str) -> None:
        """完成: from now on it is there, whole."""
        flush(self.root / f"{WRITING}{name}")
        (self.root / f"{WRITING}{name}").rename(self.root / name)
        flush(self.root)

    def names(self, what: What) -> list[str]:
        """备份名: of the finished ones, the earliest first."""
        if not self.root.is_dir():
            return []
        return sorted(
            each.name for each in self.root.iterdir() if NAME.fullmatch(each.name) and each.name.startswith(what.value)
        )

    def manifests(self, what: What) -> list[Manifest]:
        """清单: of the finished ones that can be read; who wants to know of the others reads them one by one."""
        found = []
        for name in self.names(what):
            try:
                found.append(manifest.read(self.folder(name)))
            except BackupError:
                continue
        return found

    def newest(self, what: What) -> Manifest:
        """最新一份: raises BackupError where there is none, or the latest cannot be read."""
        names = self.names(what)
        if not names:
            kind = "备份" if what is What.WHOLE else "密钥分册"
            raise BackupError(f"{self.root}中没有完成的{kind}")
        return manifest.read(self.folder(names[-1]))

    def unfinished(self) -> list[Path]:
        """半成品: what a backup that was broken off has left."""
        if not self.root.is_dir():
            return []
        begun = [each for each in self.root.iterdir() if each.name.startswith((WRITING, LEAVING))]
        return sorted([*begun, *(self.root / CONTENTS).glob(f"*{PART}")])

    def clear(self) -> int:
        """清理半成品: while alone, so that nobody is still writing them; how many."""
        left = self.unfinished()
        for each in left:
            discard(each)
        return len(left)

    # -- contents ------------------------------------------------------------------------------------------------------

    def content(self, name: str) -> Path:
        """封存的内容: where it lies."""
        return self.root / CONTENTS / name[:2] / name

    def contents(self) -> Iterator[Path]:
        """全部封存的内容."""
        yield from sorted((self.root / CONTENTS).glob("[0-9a-f][0-9a-f]/*"))

    def beside(self) -> Path:
        """暂写处: for a content that has no name yet."""
        folder = self.root / CONTENTS
        folder.mkdir(exist_ok=True, mode=0o700)
        return folder / f"{os.urandom(8).hex()}{PART}"

    def keep(self, written: Path, name: str) -> bool:
        """收下: a content that is whole; False where it lay there already."""
        place = self.content(name)
        if place.exists():
            written.unlink()
            return False
        place.parent.mkdir(exist_ok=True, mode=0o700)
        written.rename(place)
        flush(place.parent)
        return True

    # -- leaving -------------------------------------------------------------------------------------------------------

    def drop(self, names: Collection[str]) -> None:
        """去掉: under another name first, so that half a backup never bears the name of a whole one."""
        for name in names:
            leaving = self.root / f"{LEAVING}{name}"
            self.folder(name).rename(leaving)
            discard(leaving)

    def drop_contents(self, kept: Collection[str]) -> int:
        """去掉内容: those no backup points to any more; how many."""
        gone = [path for path in self.contents() if path.name not in kept]
        for path in gone:
            path.unlink()
        return len(gone)


def discard(path: Path) -> None:
    """丢弃: a file or a folder, as far as the disk lets us."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def flush(folder: Path) -> None:
    """落盘: the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
