"""看管的程序: run in a process of its own; does one task after another on what strangers made, bounded in memory and time.

It is asked and answers as ``answering`` says: ``{"answer": …}``, or ``{"complaint": "…"}`` in Chinese. What dies here harms
nobody: see ``guarded``.
"""

from __future__ import annotations

import resource
import sys
from importlib import import_module

from gongkai.papers.answering import Job, answer_all

TASKS = {
    "ofd": "gongkai.papers.laid.ofd_task",
    "pdf": "gongkai.papers.laid.pdf_task",
    "said": "gongkai.papers.said.task",
    "words": "gongkai.papers.words_task",
    "xls": "gongkai.papers.books_task",
}
"""任务: the module whose ``task`` takes the bytes of a file and gives plain JSON."""


def main(memory: int) -> None:
    """Read and answer until nobody asks any more."""
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CORE, 0)
    answer_all(_done, surrogates="replace")


def _bound(kind: int, most: int) -> None:
    """Less than the system allows, never more; it can be raised again for the next file."""
    allowed = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))


def _done(job: Job, data: bytes) -> dict[str, object]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + int(job["seconds"]) + 1)
    try:
        return {"answer": import_module(TASKS[job["task"]]).task(data)}
    except ValueError as complaint:
        return {"complaint": str(complaint)}
    except (MemoryError, RecursionError):
        return {"complaint": "文件过于复杂，未能读取"}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
