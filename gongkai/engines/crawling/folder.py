"""巡检文件夹: the order, the record, how far it is, the wish to stop, and the lock of the process at work."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gongkai.engines.crawling.order import Order
from gongkai.engines.crawling.record import lines, page_of
from gongkai.law.supervision.pages import PageSeen

RUNNING, DONE, STOPPED, BOUNDED = "running", "done", "stopped", "bounded"
"""到哪一步: at work; all was seen; stopped when asked; ended by the time it may take."""


@dataclass(frozen=True, slots=True)
class Progress:
    """进度: as the process last wrote it. ``beat`` is when, in seconds of the epoch; ``peak`` megabytes it held at most.

    ``whole`` says that no bound kept anything away; ``left`` what was left alone, and why.
    """

    state: str = ""
    pages: int = 0
    attachments: int = 0
    outside: int = 0
    silent: int = 0
    skipped: int = 0
    waiting: int = 0
    whole: bool = True
    left: tuple[str, ...] = ()
    beat: float = 0.0
    peak: float = 0.0

    @property
    def asked(self) -> int:
        """已看地址数."""
        return self.pages + self.attachments + self.outside + self.silent + self.skipped


class Folder:
    """巡检文件夹."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record = path / "pages.jsonl"
        self.queue = path / "queue"
        self.log = path / "log"
        self._order, self._progress = path / "order.json", path / "progress.json"
        self._stop, self._lock = path / "stop", path / "lock"

    def give(self, order: Order) -> None:
        """交给任务: in a folder of its own."""
        self.path.mkdir(parents=True, exist_ok=True)
        _put(self._order, order.as_json())

    @property
    def order(self) -> Order:
        """任务."""
        return Order.of_json(self._order.read_text(encoding="utf-8"))

    def pages(self) -> Iterator[PageSeen]:
        """所见网页: read one by one; each address once."""
        told: set[str] = set()
        for each in lines(self.record):
            if each["address"] not in told:
                told.add(each["address"])
                yield page_of(each)

    # -- how far it is -----------------------------------------------------------------------------------------------------

    def progress(self) -> Progress:
        """进度."""
        try:
            said: dict[str, Any] = json.loads(self._progress.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Progress()
        return Progress(**said | {"left": tuple(said.get("left", ()))})

    def tell(self, progress: Progress) -> None:
        """报进度."""
        _put(self._progress, json.dumps(asdict(progress), ensure_ascii=False))

    def ask_to_stop(self) -> None:
        """请它停下."""
        self._stop.touch()

    @property
    def is_to_stop(self) -> bool:
        """要停下."""
        return self._stop.exists()

    def begin(self) -> None:
        """开始一次: what a former run was asked is over."""
        self._stop.unlink(missing_ok=True)
        self._progress.unlink(missing_ok=True)
        shutil.rmtree(self.queue, ignore_errors=True)

    def clear(self) -> None:
        """清除."""
        shutil.rmtree(self.path, ignore_errors=True)

    # -- who is at work ----------------------------------------------------------------------------------------------------

    def take(self) -> int | None:
        """占用: the lock as long as the process lives; None where another is at work."""
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        return handle

    def at_work(self) -> int:
        """在走的进程: its number; 0 where there is none."""
        try:
            handle = os.open(self._lock, os.O_RDWR)
        except OSError:
            return 0
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return int(os.read(handle, 20) or b"0")
        finally:
            os.close(handle)
        return 0


def _put(path: Path, text: str) -> None:
    """Whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
