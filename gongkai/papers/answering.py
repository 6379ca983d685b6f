"""应答: the side of a minded process (``minded``): jobs are read from the standard input, answered on the standard output.

A job is a line of JSON with the ``size`` of what follows it, and so many bytes; an answer is its length in eight bytes and so
many bytes. It knows the standard library only, so that a process is started quickly.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Job = dict[str, Any]


def next_job() -> tuple[Job, bytes] | None:
    """下一件: None where nobody asks any more."""
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return None
    job: Job = json.loads(line)
    data = sys.stdin.buffer.read(job["size"])
    return (job, data) if len(data) == job["size"] else None


def answer(said: bytes) -> None:
    """答复."""
    sys.stdout.buffer.write(len(said).to_bytes(8, "big") + said)
    sys.stdout.buffer.flush()


def answer_all(act: Callable[[Job, bytes], object], *, surrogates: str = "surrogatepass") -> None:
    """逐件应答: what ``act`` gives for each job, as JSON, until nobody asks any more."""
    while (asked := next_job()) is not None:
        answer(json.dumps(act(*asked), ensure_ascii=False).encode("utf-8", surrogates))
