"""读 PDF: pages with what stands on them, asked of the guarded process."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.papers.guarded import MOST_SECONDS, guarded

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """页: its number, its texts line by line and its tables as rows of cells, from above; ``scanned`` is a picture of a page,
    ``unknown`` one whose characters stand for nothing known.
    """

    number: int
    parts: tuple[str | Table, ...]
    scanned: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """PDF 的文字: its pages, the heads and feet that were left out after the first, and how many pages the file has."""

    pages: tuple[PdfPage, ...]
    repeated: tuple[str, ...]
    count: int


def read_pdf(data: bytes, seconds: float = MOST_SECONDS) -> PdfText:
    """读出: raises PaperError for a file that is locked, broken or too much for its reader."""
    said = guarded("pdf", data, seconds)
    pages = (
        PdfPage(number, tuple(map(_part, page["parts"])), page["scanned"], page["unknown"])
        for number, page in enumerate(said["pages"], 1)
    )
    return PdfText(tuple(pages), tuple(said["repeated"]), said["count"])


def _part(part: str | list[list[str]]) -> str | Table:
    return part if isinstance(part, str) else tuple(map(tuple, part))
