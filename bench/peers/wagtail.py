"""与同行比：Wagtail: installs it into a throw-away environment and lets it do our list, detail and search work."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

VERSION = "8.0.1"


def measured(rows: int, folder: Path) -> dict[str, float]:
    """Milliseconds of processor for list, detail and search over so many documents; empty where it cannot be installed."""
    home = folder / "wagtail"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", f"wagtail=={VERSION}"]
    if subprocess.run(install, check=False).returncode:
        sys.stderr.write("· Wagtail could not be installed: not compared\n")
        return {}
    command = [str(python), "-m", "bench.peers.wagtail_site", str(rows)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={"PATH": "/usr/bin:/bin"})
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
