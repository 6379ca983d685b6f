"""文档里的命令: the fenced commands of a page, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCED = re.compile(r"^```(bash[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """命令段: what it is for (empty: setting up), and its commands."""

    purpose: str
    commands: str


def blocks_of(page: str) -> list[Block]:
    """命令各段: of a page in ``docs``."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return [Block(found[1].removeprefix("bash").strip(), found[2]) for found in FENCED.finditer(text)]
