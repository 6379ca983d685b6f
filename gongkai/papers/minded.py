"""看管的进程: one process that answers jobs, one after another, and is ended when its time is over or nobody needs it.

    minded = Minded(program("gongkai.papers.guarded_program", …))
    answer = minded.ask({"task": "pdf"}, data, seconds)    raises Silent where there is none; the process is gone then
    minded.end()

What it is asked and answers goes by its standard input and output; its side is ``answering``. Whatever reads what strangers
made is minded so: readers of PDF, OFD and old workbooks, the office program, the pages that check reports.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Timer

import gongkai

ROOT = Path(gongkai.__file__).resolve().parent.parent
"""Where modules of ours are found: a process is started there, so that it finds them as well."""

_SIZE = 8


def program(module: str, *told: object) -> list[str]:
    """程序: the command that runs a module of ours in a process of its own."""
    return [sys.executable, "-s", "-m", module, *map(str, told)]


class Silent(Exception):
    """没有答复: the process took too long or died."""


class Minded:
    """看管的进程: started at once. ``farewell`` are the seconds it is given to end by itself when it is let go.

    ``alone`` puts it at the head of a group of its own, which is ended with it.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        around: Mapping[str, str] | None = None,
        alone: bool = False,
        farewell: float = 0.0,
    ) -> None:
        self._alone, self._farewell = alone, farewell
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=ROOT,
            env=around,
            start_new_session=alone,
        )
        self.jobs = 0

    @property
    def number(self) -> int:
        """进程号."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """在: whether it can be asked again."""
        return self._process.poll() is None

    def ask(self, head: Mapping[str, object], data: bytes, seconds: float) -> bytes:
        """问: its answer to one job. Raises Silent; it is ended then."""
        self.jobs += 1
        watch = Timer(seconds, self._kill)
        watch.daemon = True
        watch.start()
        try:
            self._write(json.dumps({**head, "size": len(data)}).encode() + b"\n" + data)
            return self._read(int.from_bytes(self._read(_SIZE), "big"))
        except (OSError, EOFError) as trouble:
            self.end()
            raise Silent from trouble
        finally:
            watch.cancel()

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
        """结束: let go of it, and wait until it is gone."""
        self.let_go()
        if self._farewell:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(self._farewell)
        self._kill()
        self._process.wait()

    def let_go(self) -> None:
        """放开: close the ends of its pipes; it ends when it next listens."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _kill(self) -> None:
        if not self._alone:
            self._process.kill()
        elif self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
