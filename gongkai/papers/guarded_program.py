"""看管着的程序: run by its path, in a process of its own; reads files from its standard input, one after the other.

Each comes as a line with its task and its length, then its bytes; the answer goes out as its length in eight bytes and JSON:
``answer``, or ``complaint`` where the task has one. Seconds and bytes of memory are handed over by ``guarded``.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from pathlib import Path

TASKS = {
    "ofd": "gongkai.papers.laid.ofd_task",
    "pdf": "gongkai.papers.laid.pdf_task",
    "xls": "gongkai.papers.books_task",
}
"""任务: the module whose ``task`` takes the bytes of a file and gives plain JSON."""


def main(seconds: int, memory: int) -> None:
    """Read and answer until nobody asks any more."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)
    asked, out = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.readline():
        task, size = head.split()
        data = asked.read(int(size))
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + seconds + 1
        _bound(resource.RLIMIT_CPU, most)
        answer = json.dumps(_done(task.decode(), data), ensure_ascii=False).encode("utf-8", "replace")
        out.write(len(answer).to_bytes(8, "big") + answer)
        out.flush()


def _bound(kind: int, most: int) -> None:
    """Less than the system allows, never more; it can be raised again for the next file."""
    allowed = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))


def _done(task: str, data: bytes) -> dict[str, object]:
    try:
        return {"answer": import_module(TASKS[task]).task(data)}
    except ValueError as complaint:
        return {"complaint": str(complaint)}
    except (MemoryError, RecursionError):
        return {"complaint": "文件过于复杂，未能读取"}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
