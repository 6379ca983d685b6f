"""读台账: the carrier of a ledger by what its file holds, and what each column of it is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from gongkai.law.ledgers import LedgerField, field_of
from gongkai.papers.ledgers.delimited import DelimitedFile
from gongkai.papers.ledgers.lines import LedgerFile
from gongkai.papers.ledgers.saved import PAGES, SavedPages
from gongkai.papers.ledgers.workbook import LedgerBook
from gongkai.papers.package import part_names
from gongkai.papers.text import PaperError

XLSX, CSV, PAGES_OF = "xlsx", "csv", "pages"
PAGE_LABELS = tuple(
    each.label for each in LedgerField if each not in (LedgerField.ORDINAL, LedgerField.EXTRA, LedgerField.IGNORED)
)


def carrier_of(path: Path) -> str:
    """载体: judged by content, never by name. Raises PaperError for what is no ledger."""
    if path.is_dir():
        return PAGES_OF
    with path.open("rb") as stream:
        start = stream.read(8)
    if not start:
        raise PaperError("文件是空的")
    if start.startswith(b"PK"):
        return _of_zip(path)
    return XLSX if start.startswith(b"\xd0\xcf\x11\xe0") else CSV


def _of_zip(path: Path) -> str:
    names = part_names(path)
    if names is None:
        raise PaperError("文件已损坏，不能打开")
    if "xl/workbook.xml" in names:
        return XLSX
    if any(PurePosixPath(name).suffix.lower() in PAGES for name in names):
        return PAGES_OF
    raise PaperError("压缩文件中既没有工作簿，也没有保存的网页")


def opened(path: Path, carrier: str, sheet: str = "") -> LedgerFile:
    """打开台账: ready to be read line by line."""
    if not path.exists():
        raise PaperError("台账文件不在了，请重新上传")
    if carrier == XLSX:
        return LedgerBook(path, sheet)
    if carrier == PAGES_OF:
        return SavedPages(path, PAGE_LABELS, _label)
    return DelimitedFile(path)


def _label(text: str) -> str | None:
    found = field_of(text)
    return found.label if found and found.label in PAGE_LABELS else None
