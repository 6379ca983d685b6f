"""同行的环境: a throw-away environment for a program from the registry; nothing of it touches ours."""

from __future__ import annotations

import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Environment:
    """环境: where its Python is, or why there is none."""

    python: Path
    reason: str = ""

    @property
    def is_there(self) -> bool:
        """可用."""
        return not self.reason


def made(folder: Path, *packages: str) -> Environment:
    """建立环境: with these packages, unless it stands; where they cannot be had, the last line the installer said."""
    python, whole = folder / "bin" / "python", folder / "whole"
    if whole.exists():
        return Environment(python)
    try:
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        return Environment(python, f"no environment could be made ({trouble})")
    install = [str(python), "-m", "pip", "install", "--quiet", *packages]
    done = subprocess.run(install, check=False, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        said = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "")
        return Environment(python, f"{', '.join(packages)} could not be installed ({said[:100]})")
    whole.touch()
    return Environment(python)
