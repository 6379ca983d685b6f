"""便条: which pages somebody is about to touch, left on the disk before the first of them is touched.

Who dies leaves the note lying: the press reads it and does these pages anew, and a withdrawal takes away whatever a note
names, since nobody knows what the dead one had put there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from gongkai.engines.press.tree import Tree

Key = tuple[str, str]
"""页: the look and the address."""


@dataclass(frozen=True)
class Note:
    """便条: the pages, and the file it is written on."""

    file: Path
    pages: tuple[Key, ...]

    def done(self) -> None:
        """办完: the note is torn up."""
        self.file.unlink(missing_ok=True)


def leave(tree: Tree, pages: Iterable[Key]) -> Note:
    """留便条."""
    folder = tree.workshop
    folder.mkdir(parents=True, exist_ok=True)
    note = Note(folder / f"{uuid4().hex}.note", tuple(pages))
    aside = note.file.with_suffix(".new")
    aside.write_text(json.dumps(note.pages, ensure_ascii=False), encoding="utf-8")
    aside.replace(note.file)
    return note


def left(tree: Tree) -> list[Note]:
    """留下的便条: the oldest first; one that somebody tears up meanwhile is done."""
    found = []
    for file in sorted(tree.workshop.glob("*.note"), key=_age):
        try:
            pages = json.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        found.append(Note(file, tuple((str(look), str(address)) for look, address in pages)))
    return found


def _age(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
