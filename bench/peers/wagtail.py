"""同行：Wagtail: list, detail, search and a form that is sent, over so many documents, by a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.work_names import DETAIL, LIST, SEARCH_RANKED, SUBMIT

VERSION = "8.0.1"
WORKS = (LIST, DETAIL, SUBMIT, SEARCH_RANKED)
"""What it is asked, by the names of the table; ``wagtail_site`` tells them in this order."""
SEARCHED = 10_000
"""Its search ranks every hit by a statement of its own, so that a page costs the square of its hits: beyond, it is not asked."""


def measured(python: Path, rows: int, folder: Path) -> dict[str, float]:
    """Milliseconds of processor by work; its site stays in the folder, to be served from. RuntimeError where it breaks."""
    kept = folder / f"wagtail-{rows}"
    kept.mkdir()
    command = [str(python), "-m", "bench.peers.wagtail_site", str(rows)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment(kept))
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    told: list[float] = json.loads(done.stdout.splitlines()[-1])
    return dict(zip(WORKS, told, strict=False))


def environment(folder: Path) -> Mapping[str, str]:
    """环境变量: nothing of ours but where its site lies, and where this package is found."""
    root = str(Path(__file__).resolve().parent.parent.parent)
    return {"PATH": os.defpath, "BENCH_WAGTAIL": str(folder), "PYTHONPATH": root}
