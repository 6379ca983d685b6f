"""PDF 里的文字, read in a process of its own: what a hostile file does to its reader, it does to nobody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MOST_SECONDS = 20
MOST_MEMORY = 2 * 1024**3
_PROGRAM = Path(__file__).with_name("pdf_program.py")
_LOCKED, _BROKEN = 3, 4


def pdf_words(data: bytes, most: int, seconds: float = MOST_SECONDS) -> tuple[str, str]:
    """取文字: the text, or why there is none."""
    told = (most, MOST_SECONDS, MOST_MEMORY, _LOCKED, _BROKEN)
    command = [sys.executable, "-I", str(_PROGRAM), *map(str, told)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "", "PDF文件过于复杂，未能取出文字"
    except OSError:
        return "", "没有取文字所需的程序"
    text = done.stdout.decode("utf-8", errors="replace")
    if done.returncode == _LOCKED:
        return "", "PDF文件已加密，取不出文字"
    if done.returncode and not text:
        return "", "PDF文件已损坏，取不出文字"
    return (text, "") if text.strip() else ("", "扫描件，没有文字")
