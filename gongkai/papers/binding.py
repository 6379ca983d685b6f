"""装订: papers of several kinds bound into one PDF with running numbers, in a process of its own.

What people upload is read where it can do nobody harm: with bounds on memory and time, and thrown away afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.papers.text import PaperError

BINDABLE = frozenset({"pdf", "png", "jpg"})
"""可装订: the kinds that become pages; every other kind goes along as it is."""
MOST_SECONDS = 300
MOST_MEMORY = 4 * 1024**3
_PROGRAM = Path(__file__).with_name("binding_program.py")


@dataclass(frozen=True, slots=True)
class BoundPart:
    """装订件: a file on the disk and its kind."""

    path: Path
    kind: str


def pages_of(parts: Sequence[BoundPart]) -> list[int | None]:
    """页数: of each part; None for one that is locked or broken and cannot be bound."""
    return [None if pages < 0 else pages for pages in _run(parts, None)]


def bind(parts: Sequence[BoundPart], out: Path) -> int:
    """装订成册: every part in order, its pages numbered through in the upper right corner; returns how many pages there are."""
    return sum(pages for pages in _run(parts, out) if pages > 0)


def _run(parts: Sequence[BoundPart], out: Path | None) -> list[int]:
    job = json.dumps({"parts": [(str(part.path), part.kind) for part in parts], "out": str(out or "")})
    command = [sys.executable, "-I", str(_PROGRAM), str(MOST_SECONDS), str(MOST_MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=job.encode(), capture_output=True, timeout=MOST_SECONDS, check=False
        )
        pages = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError) as trouble:
        raise PaperError("材料过大或者过于复杂，没有装订成册") from trouble
    return [int(each) for each in pages]
