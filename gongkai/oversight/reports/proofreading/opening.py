"""打开文件: what people send is opened in a process of its own, with bounds on memory and time, and comes back as lines.

The bytes go to the process by its standard input and are gone with it. Old Word files alone are written down, for LibreOffice
to convert them: into a folder of this process, which is thrown away with it, however it ends. The environment holds nothing
of ours, so no key either. At most so many of these processes run at a time; who waits too long is asked to come back.
"""

from __future__ import annotations

import json
import math
import os
import threading
import time
from base64 import b64decode
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gongkai.law.grammar.flow import Unlawful
from gongkai.oversight.reports.proofreading.carrying import untold
from gongkai.papers.minded import Minded, Silent, program
from gongkai.reading.carriers import Page

MOST_SECONDS = 10
"""每份最多秒数: the longest reports take a tenth of it."""
MOST_SECONDS_CONVERTED = 40
"""旧版Word每份最多秒数: LibreOffice takes a few seconds to start."""
MOST_MEMORY = 512 * 1024**2
MOST_TOGETHER = 40
"""一批最多秒数: what is not reached by then is told to be sent again; no server lets a page wait for a minute."""
AT_ONCE = 2
PATIENCE = 8
_MOMENT = 0.05
_COMMAND = program("gongkai.oversight.reports.proofreading.program", MOST_MEMORY)
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Given:
    """送来的文件: its name, which is only shown, and what is in it; pasted text as UTF-8.

    ``before`` says that it is the report on the year before that of the file in front of it; ``annotate`` that it is wanted
    back with comments, held against the file in front of it where there is one.
    """

    name: str
    data: bytes
    before: bool = False
    annotate: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """打开的文件: its lines, or the docx with comments where that was wanted; or why there are none."""

    name: str
    page: Page | None
    error: str = ""
    docx: bytes = b""


def opened(files: Sequence[Given], *, together: float = MOST_TOGETHER) -> list[Opened]:
    """打开: every file in its order, one bad one never stops the rest. Raises Unlawful where too many are being opened."""
    if not _places.acquire(timeout=PATIENCE):
        raise Unlawful("正在核对的报告较多，请过一会儿再提交")
    try:
        return list(_each(files, time.monotonic() + together))
    finally:
        _places.release()


def one_by_one(files: Iterable[Given]) -> Generator[Opened, None, None]:
    """逐份打开: each is taken only when the one before is done, however many there are; closed, its process ends."""
    return _each(files, math.inf)


def _each(files: Iterable[Given], until: float) -> Generator[Opened, None, None]:
    reader: _Reader | None = None
    try:
        for file in files:
            if time.monotonic() > until:
                yield Opened(file.name, None, "这一批文件较多，没有来得及核对，请分批提交")
                continue
            reader = reader or _Reader()
            seconds = MOST_SECONDS_CONVERTED if file.data.startswith(_OLD) else MOST_SECONDS
            answer = reader.answer(file, min(seconds, max(1, until - time.monotonic())))
            if answer is None:
                reader.stop()
                reader = None
                yield Opened(file.name, None, f"核对没有在{seconds}秒内完成，或者读文件的程序中断，没有读")
            elif "docx" in answer:
                yield Opened(file.name, None, docx=b64decode(answer["docx"]))
            elif "page" in answer:
                yield Opened(file.name, untold(answer["page"]))
            else:
                yield Opened(file.name, None, str(answer.get("error") or "没有读出内容"))
    finally:
        if reader is not None:
            reader.stop()


class _Reader:
    """The process; it takes one file after another until one of them breaks it."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True)
        around = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "TMPDIR": self.folder.name}
        self.minded = Minded(_COMMAND, around=around, alone=True)

    def answer(self, file: Given, seconds: float) -> dict[str, Any] | None:
        """What it says of a file; None where it does not answer in time or has died."""
        try:
            head = {"name": file.name, "before": file.before, "annotate": file.annotate}
            told = self.minded.ask(head, file.data, seconds)
            found: dict[str, Any] = json.loads(told)
        except (Silent, ValueError):
            return None
        return found

    def stop(self) -> None:
        """End it and whatever it began, and throw away what it may have written.

        A conversion ends by itself when nobody waits for it any more, within a moment: until then its folder may be in use.
        """
        self.minded.end()
        until = time.monotonic() + PATIENCE
        self.folder.cleanup()
        while Path(self.folder.name).exists() and time.monotonic() < until:
            time.sleep(_MOMENT)
            self.folder.cleanup()
