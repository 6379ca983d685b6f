"""看管着读: what a hostile file does to its reader, it does to a process of its own, with bounds on memory and time.

A process is kept for the next file, so that many files do not pay for starting each; after some it is renewed. One that
takes too long or dies is replaced and never waited for.
"""

from __future__ import annotations

import atexit
import json
import os
from threading import Lock
from typing import Any

from gongkai.papers.minded import Minded, Silent, program
from gongkai.papers.text import PaperError

MOST_SECONDS = 9.0
MOST_MEMORY = 480 * 2**20
"""最大内存: of the address space of the process, in bytes."""
MOST_KEPT = 4
MOST_FILES = 100
"""每进程文件数: after so many files a process is renewed."""


class Overwhelmed(PaperError):
    """不堪重负: the process took too long, too much memory, or died over a file."""


class _Keeper:
    """Keeps processes that wait for work; each is asked by one thread at a time, and by the process that started it."""

    def __init__(self) -> None:
        self._waiting: list[Minded] = []
        self._lock = Lock()

    def ask(self, task: str, data: bytes, seconds: float) -> dict[str, Any]:
        with self._lock:
            process = self._waiting.pop() if self._waiting else None
        process = process or Minded(program("gongkai.papers.guarded_program", MOST_MEMORY))
        said: dict[str, Any] = json.loads(process.ask({"task": task, "seconds": seconds}, data, seconds))
        with self._lock:
            keeps = process.jobs < MOST_FILES and len(self._waiting) < MOST_KEPT and process.alive
            if keeps:
                self._waiting.append(process)
        if not keeps:
            process.end()
        return said

    def end(self) -> None:
        """结束: end every process that waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for process in waiting:
            process.end()

    def forget(self) -> None:
        """In a process forked off this one: the readers are not ours to ask or to end."""
        self._lock = Lock()
        waiting, self._waiting = self._waiting, []
        for process in waiting:
            process.let_go()


_KEEPER = _Keeper()
atexit.register(_KEEPER.end)
os.register_at_fork(after_in_child=_KEEPER.forget)


def guarded(task: str, data: bytes, seconds: float = MOST_SECONDS) -> Any:
    """看管着读: what the task answers, as plain JSON. Raises PaperError with what the task complained of, or Overwhelmed."""
    try:
        said = _KEEPER.ask(task, data, seconds)
    except Silent as trouble:
        raise Overwhelmed("文件已损坏或者过于复杂，未能读取") from trouble
    except OSError as trouble:
        raise Overwhelmed("没有读取文件所需的程序") from trouble
    if complaint := said.get("complaint"):
        raise PaperError(str(complaint))
    return said["answer"]
