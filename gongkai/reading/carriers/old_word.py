"""旧版 Word、WPS、RTF: converted to docx and read as such; a file that asks for a password is told before."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from gongkai.papers.office import as_docx
from gongkai.reading.carriers.docx import docx_page
from gongkai.reading.carriers.lines import Page, UnreadableFile

_SECTOR = 512
_WORD = b"\xec\xa5"
_FLAGS = _SECTOR + 11
_ENCRYPTED = 0x01
_RTF = b"{\\rtf"
_CLAIMED = re.compile(rb"\\bin(\d{1,20})")
_MOST_LEVELS = 1_000
_SUFFIXES = ((_RTF, "rtf"), (b"PK", "odt"), (b"\xd0\xcf", "doc"))
_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def old_word_page(data: bytes) -> Page:
    """旧版 Word 文稿: Raises PaperError, UnreadableFile."""
    if data[_SECTOR : _SECTOR + 2] == _WORD and data[_FLAGS] & _ENCRYPTED:
        raise UnreadableFile("旧版Word文件已加密，请去掉打开密码、另存后再核对")
    if data.startswith(_RTF):
        _must_be_sound(data)
    suffix = next((suffix for begin, suffix in _SUFFIXES if data.startswith(begin)), "xml")
    page = docx_page(as_docx(data, suffix))
    macros = ("文件带有宏，宏没有运行",) if _MACROS in data and "文件带有宏，宏没有运行" not in page.notes else ()
    return replace(page, carrier=suffix, notes=("由LibreOffice转换为docx后读取", *macros, *page.notes))


def _must_be_sound(data: bytes) -> None:
    """Refuse what LibreOffice would work at in vain: parts longer than the file, groups within groups without end."""
    levels = max(accumulate(1 if mark == b"{" else -1 for mark in re.findall(rb"[{}]", data)), default=0)
    if levels > _MOST_LEVELS or any(int(said) > len(data) for said in _CLAIMED.findall(data)):
        raise UnreadableFile("RTF文件已损坏或者嵌套过深，没有转换；请用Word或WPS另存为docx后再试")
