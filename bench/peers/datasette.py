"""同行：Datasette: a table of purchases, filtered and counted, and one of documents, searched; by a Python of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from bench.work_names import REGISTER, SEARCH

VERSION = "0.65.5"
WORKS = (REGISTER, SEARCH)


def measured(python: Path, rows: int, folder: Path) -> dict[str, float]:
    """Milliseconds of processor by work; RuntimeError where it breaks."""
    command = [str(python), "-m", "bench.peers.datasette_site", str(rows), str(folder / f"datasette-{rows}.db")]
    root = str(Path(__file__).resolve().parent.parent.parent)
    env = {"PATH": os.defpath, "PYTHONPATH": root}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    told: list[float] = json.loads(done.stdout.splitlines()[-1])
    return dict(zip(WORKS, told, strict=True))
