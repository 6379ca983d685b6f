"""读版式文件: the pages of a PDF or OFD file with what stands on them, asked of the guarded process."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.papers.guarded import MOST_SECONDS, guarded
from gongkai.papers.laid.pages import LaidJson, Part

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LaidPage:
    """页: its number, its texts line by line and its tables as rows of cells, from above; ``scanned`` is a picture of a page,
    ``unknown`` one whose characters stand for nothing known.
    """

    number: int
    parts: tuple[str | Table, ...]
    scanned: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class LaidText:
    """版式文件的文字: its pages, the heads and feet that were left out after the first, and how many pages the file has."""

    pages: tuple[LaidPage, ...]
    repeated: tuple[str, ...]
    count: int


def read_pdf(data: bytes, seconds: float = MOST_SECONDS) -> LaidText:
    """读 PDF: raises PaperError for a file that is locked, broken or too much for its reader."""
    return _text(guarded("pdf", data, seconds))


def read_ofd(data: bytes, seconds: float = MOST_SECONDS) -> LaidText:
    """读 OFD: raises PaperError for a file that is broken or too much for its reader."""
    return _text(guarded("ofd", data, seconds))


def _text(said: LaidJson) -> LaidText:
    pages = (
        LaidPage(number, tuple(map(_part, page["parts"])), page["scanned"], page["unknown"])
        for number, page in enumerate(said["pages"], 1)
    )
    return LaidText(tuple(pages), tuple(said["repeated"]), said["count"])


def _part(part: Part) -> str | Table:
    return part if isinstance(part, str) else tuple(map(tuple, part))
