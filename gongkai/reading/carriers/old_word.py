"""旧版 Word、WPS、RTF: converted to docx and read as such; a file that asks for a password is told before."""

from __future__ import annotations

from dataclasses import replace

from gongkai.papers.office import as_docx
from gongkai.reading.carriers.docx import docx_page
from gongkai.reading.carriers.lines import Page, UnreadableFile

_SECTOR = 512
_WORD = b"\xec\xa5"
_FLAGS = _SECTOR + 11
_ENCRYPTED = 0x01
_SUFFIXES = ((b"{\\rtf", "rtf"), (b"PK", "odt"), (b"\xd0\xcf", "doc"))
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def old_word_page(data: bytes) -> Page:
    """旧版 Word 文稿: Raises PaperError, UnreadableFile."""
    if data[_SECTOR : _SECTOR + 2] == _WORD and data[_FLAGS] & _ENCRYPTED:
        raise UnreadableFile("旧版Word文件已加密，请去掉打开密码、另存后再核对")
    suffix = next((suffix for begin, suffix in _SUFFIXES if data.startswith(begin)), "xml")
    page = docx_page(as_docx(data, suffix))
    macros = ("文件带有宏，宏没有运行",) if _MACROS in data and "文件带有宏，宏没有运行" not in page.notes else ()
    return replace(page, carrier=suffix, notes=("由LibreOffice转换为docx后读取", *macros, *page.notes))
