"""收集: which files are checked: those named, whatever they are called, and of folders those that may be reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset(
    (
        *(".docx", ".doc", ".wps", ".rtf", ".pdf", ".ofd"),
        *(".html", ".htm", ".mht", ".mhtml", ".txt", ".md", ".xlsx", ".xls"),
    )
)
"""后缀: what is taken from a folder; what a file really is, its content tells."""

HIDDEN = (".", "~$")
"""隐藏的: hidden files, and those Word keeps beside a document that is open."""


OURS = "gongkai check"
"""What our own pages say made them (``generator``); they are no reports, wherever they lie."""

_HEAD = 512


def gather(paths: Iterable[Path], ours: Iterable[Path] = ()) -> list[Path]:
    """收集: each file once, those of a folder in the order of their names; a folder without any stands for itself.

    ``ours`` are the files and folders the run itself writes: nothing in them is taken from a folder.
    """
    kept_out = frozenset(path.resolve() for path in ours)
    found = (each for path in paths for each in (_inside(path, kept_out) if path.is_dir() else (path,)))
    return list(dict.fromkeys(found))


def _inside(folder: Path, kept_out: frozenset[Path]) -> Iterable[Path]:
    return sorted(_reports(folder, kept_out)) or (folder,)


def _reports(folder: Path, kept_out: frozenset[Path]) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(HIDDEN) or (kept_out and entry.resolve() in kept_out):
            continue
        if entry.is_dir():
            # 不循链接进入目录：链接可能绕回来。
            yield from () if entry.is_symlink() else _reports(entry, kept_out)
        elif entry.suffix.lower() in SUFFIXES and entry.is_file() and not _is_ours(entry):
            yield entry


def _is_ours(path: Path) -> bool:
    """Whether a page is one of ours: it says so in its first lines."""
    if path.suffix.lower() != ".html":
        return False
    try:
        with path.open("rb") as file:
            return f'content="{OURS}"'.encode() in file.read(_HEAD)
    except OSError:
        return False
