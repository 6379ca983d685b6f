"""看管的进程: what a hostile file does to its reader, it does to a process of its own, with bounds on memory and time.

A process is kept for the next file, so that many files do not pay for starting each; after some it is renewed. One that
takes too long or dies is replaced and never waited for.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from gongkai.papers.text import PaperError

MOST_SECONDS = 9.0
MOST_MEMORY = 480 * 2**20
"""最大内存: of the address space of the process, in bytes."""
MOST_KEPT = 4
MOST_FILES = 100
"""每进程文件数: after so many files a process is renewed."""

_PROGRAM = Path(__file__).with_name("guarded_program.py")
_SIZE = 8


class Overwhelmed(PaperError):
    """不堪重负: the process took too long, too much memory, or died over a file."""


class _Process:
    """One process and how many files it has read."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(_PROGRAM), str(int(MOST_SECONDS)), str(MOST_MEMORY)]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self.files = 0

    def ask(self, task: str, data: bytes, seconds: float) -> dict[str, Any]:
        """The answer to one task; the process is gone where there is none."""
        self.files += 1
        watch = Timer(seconds, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            self._write(f"{task} {len(data)}\n".encode() + data)
            size = int.from_bytes(self._read(_SIZE), "big")
            answer: dict[str, Any] = json.loads(self._read(size))
        except (OSError, EOFError, ValueError) as trouble:
            self.end()
            raise Overwhelmed("文件已损坏或者过于复杂，未能读取") from trouble
        finally:
            watch.cancel()
        return answer

    def _write(self, data: bytes) -> None:
        left = memoryview(data)
        while left and self._process.stdin is not None:
            left = left[self._process.stdin.write(left) or 0 :]

    def _read(self, size: int) -> bytes:
        parts, left = [], size
        while left:
            part = self._process.stdout.read(left) if self._process.stdout is not None else b""
            if not part:
                raise EOFError
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def end(self) -> None:
        """End it and take leave of it, so that nothing is left behind."""
        self._process.kill()
        self._process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close the ends of its pipes."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class _Keeper:
    """Keeps processes that wait for work; each is asked by one thread at a time, and by the process that started it."""

    def __init__(self) -> None:
        self._waiting: list[_Process] = []
        self._lock = Lock()

    def ask(self, task: str, data: bytes, seconds: float) -> dict[str, Any]:
        with self._lock:
            process = self._waiting.pop() if self._waiting else None
        process = process or _Process()
        answer = process.ask(task, data, seconds)
        with self._lock:
            keeps = process.files < MOST_FILES and len(self._waiting) < MOST_KEPT
            if keeps:
                self._waiting.append(process)
        if not keeps:
            process.end()
        return answer

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
    except OSError as error:
        raise Overwhelmed("没有读取文件所需的程序") from error
    if complaint := said.get("complaint"):
        raise PaperError(str(complaint))
    return said["answer"]
