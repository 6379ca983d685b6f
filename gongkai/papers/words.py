"""文件里的文字: what a file says, for search and for readers who cannot open it; told by its content, never by its name.

Never raises, whatever the file: where there is no text, it says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from gongkai.papers.docx.reading import read_docx
from gongkai.papers.grid import Grid
from gongkai.papers.guarded import guarded
from gongkai.papers.html import text_of
from gongkai.papers.package import Package
from gongkai.papers.sheets_in import read_workbook
from gongkai.papers.text import PaperError, clean, decoded
from gongkai.papers.words_task import MOST_CHARACTERS, SECONDS

MOST_BYTES = 64 * 1024 * 1024
"""Of a larger file nothing is read."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6])[\s>/]", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_OFD_PAGE = re.compile(r"(?:^|/)Pages/[^/]+/Content\.xml$", re.IGNORECASE)
_OFD_TEXT = "{*}TextCode"


@dataclass(frozen=True, slots=True)
class Words:
    """文件文字: what a file says, or why nothing can be told; ``cut`` where it says more than is kept."""

    text: str = ""
    why: str = ""
    cut: bool = False


def words(data: bytes) -> Words:
    """取文字: of any file."""
    if not data:
        return Words(why="文件是空的")
    if len(data) > MOST_BYTES:
        return Words(why=f"文件超过{MOST_BYTES // 2**20}兆字节，未取文字")
    try:
        text, why = _told(data)
    except PaperError as error:
        return Words(why=str(error))
    except (ValueError, ArithmeticError, LookupError, RecursionError, MemoryError, OSError, etree.LxmlError):
        return Words(why="文件已损坏或过于复杂，未能取出文字")
    text = clean(text[: MOST_CHARACTERS + 1]).strip()
    return Words(text[:MOST_CHARACTERS], why or ("" if text else "文件里没有文字"), len(text) > MOST_CHARACTERS)


def _told(data: bytes) -> tuple[str, str]:
    if b"%PDF-" in data[:1024]:
        return _drawn(data)
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "", "是旧版Office文件（doc、xls、ppt）或者已加密，未取文字"
    if data.startswith(b"{\\rtf"):
        return "", "是RTF文件，未取文字"
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "", "是压缩包，未取其中的文字"
    if data.startswith(_PICTURES):
        return "", "是图片，没有文字"
    text = decoded(data)
    if text is None or len(_CONTROL.findall(text[:4096])) > len(text[:4096]) // 100:
        return "", "不是可识别的文件，未取文字"
    return (_page(text), "") if _MARKUP.search(data[:4096]) else (text, "")


def _page(text: str) -> str:
    try:
        body = LexborHTMLParser(text).body
    except SelectolaxError as error:
        raise PaperError("网页文件已损坏，未能取出文字") from error
    return "\n".join(line for line in text_of(body).splitlines() if line.strip()) if body is not None else ""


def _drawn(data: bytes) -> tuple[str, str]:
    """版式文件（PDF）: read in the guarded process."""
    text = str(guarded("words", data, SECONDS))
    return (text, "") if text.strip() else ("", "扫描件，没有文字")


def _package(data: bytes) -> tuple[str, str]:
    package = Package(data, "Office")
    names = set(package.names())
    if "word/document.xml" in names:
        return "\n".join(_document(data)), ""
    if "xl/workbook.xml" in names:
        return "\n".join(_workbook(data)), ""
    if "OFD.xml" in names:
        text = "\n".join(_layout(package))
        return text, "" if text.strip() else "扫描件，没有文字"
    return "", "是压缩包，未取其中的文字"


def _document(data: bytes) -> Iterator[str]:
    for block in read_docx(data):
        if isinstance(block, Grid):
            yield from (" ".join(cell.text for cell in row if cell.text) for row in block.rows)
        else:
            yield block


def _workbook(data: bytes) -> Iterator[str]:
    for sheet in read_workbook(data):
        if sheet.hidden:
            continue
        yield from (told for told in (sheet.name, sheet.title) if told)
        yield " ".join(filter(None, sheet.heads))
        for row in sheet.rows:
            yield " ".join(filter(None, row.cells))


def _layout(package: Package) -> Iterator[str]:
    """版式文件（OFD）: the text codes of its pages."""
    left = MOST_CHARACTERS
    for name in sorted(filter(_OFD_PAGE.search, package.names())):
        page = " ".join(code.text for code in package.xml(name).iter(_OFD_TEXT) if code.text)
        yield page
        left -= len(page)
        if left <= 0:
            return
