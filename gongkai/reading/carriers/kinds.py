"""文件种类: told by what the first bytes and the parts of a file say, never by its name."""

from __future__ import annotations

import io
import re

from gongkai.law.grammar.words import Word
from gongkai.papers.package import part_names


class Kind(Word):
    """种类: of a file; the label is what people call it."""

    TEXT = "text", "文本"
    MHTML = "mhtml", "单文件网页（MHTML）"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word文件"
    OLD_WORD = "doc", "旧版Word、WPS或RTF文件"
    BOOK = "xlsx", "Excel工作簿"
    OLD_BOOK = "xls", "旧版Excel工作簿"
    OFD = "ofd", "OFD版式文件"
    SLIDES = "ppt", "演示文稿"
    LOCKED = "locked", "加密的Office文件"
    OLE = "ole", "旧版Office文件"
    ARCHIVE = "archive", "压缩文件"
    PIECE = "piece", "不完整的Word、Excel或压缩文件"
    PICTURE = "picture", "图片"
    SOUND = "sound", "音像文件"
    PROGRAM = "program", "程序"


_BEGIN = (
    (b"PK\x05\x06", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
    (b"{\\rtf", Kind.OLD_WORD),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"BM", Kind.PICTURE),
    (b"RIFF", Kind.PICTURE),
    (b"ID3", Kind.SOUND),
    (b"\x7fELF", Kind.PROGRAM),
    (b"MZ", Kind.PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED),
    ("WordDocument", Kind.OLD_WORD),
    ("Workbook", Kind.OLD_BOOK),
    ("Book", Kind.OLD_BOOK),
    ("PowerPoint Document", Kind.SLIDES),
)
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word\.Document\"|<(?:w:wordDocument|pkg:package)[\s>]")
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096


def kind_of(data: bytes) -> Kind:
    """种类: of these bytes; whatever says nothing else of itself is taken for text."""
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_ZIP):
        return _of_package(data)
    if data.startswith(_OLE):
        return _of_streams(data)
    for begin, kind in _BEGIN:
        if data.startswith(begin) and (len(begin) > 2 or b"\x00" in data[:_HEAD]):
            return kind
    head = data[:_HEAD].lstrip()
    if _WORD_XML.search(head):
        return Kind.OLD_WORD
    return Kind.MHTML if _MAIL.match(head) and _MULTIPART.search(head) else Kind.TEXT


def _of_package(data: bytes) -> Kind:
    names = part_names(io.BytesIO(data))
    if names is None:
        return Kind.PIECE
    folders = {name.split("/", 1)[0] for name in names if "/" in name}
    if "[Content_Types].xml" in names:
        for folder, kind in (("word", Kind.DOCX), ("xl", Kind.BOOK), ("ppt", Kind.SLIDES)):
            if folder in folders:
                return kind
    if "OFD.xml" in names:
        return Kind.OFD
    return Kind.OLD_WORD if {"content.xml", "mimetype"} <= names and _is_open_text(data) else Kind.ARCHIVE


def _is_open_text(data: bytes) -> bool:
    """Whether an OpenDocument file is a text: its type stands unpacked at the beginning of it."""
    return b"application/vnd.oasis.opendocument.text" in data[:200]


def _of_streams(data: bytes) -> Kind:
    """By the names in the directory of an OLE file."""
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), Kind.OLE)
