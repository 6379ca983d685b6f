"""有害的内容: what a signature does not tell of a file: that it unpacks without end, runs something, or fetches something.

A file is looked at, never unpacked or drawn. What it says about itself is believed only where it speaks against it.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from gongkai.papers import videos, zips
from gongkai.papers.text import PaperError

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 512 * MEGABYTE
MOST_PARTS = 20_000
MOST_RATIO = 400
"""Times a large part may be packed together: text of one letter comes to a thousand, real sheets to some fifty."""
LARGE_PART = 16 * MEGABYTE
MOST_PIXELS = 200_000_000
LONGEST_SIDE = 60_000
"""A page of A0 scanned at 600 dpi has 19 866 by 28 087."""
LARGEST_RELATIONS = MEGABYTE
MOST_OBJECTS = 16 * MEGABYTE

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RUNS = re.compile(rb"/(?:JavaScript|Launch|RichMedia)(?![0-9A-Za-z])")
"""Every script of a PDF is an action of the kind JavaScript. The short name /JS alone stands by chance in any ten megabytes."""
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")
_LOCKED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_FETCHES = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument|externalLinkPath|package|control|aFChunk)[\"'])"
)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_RUNNING_PARTS = (
    "vbaproject.bin",
    "vbadata.xml",
    "activex",
    ".exe",
    ".dll",
    ".js",
    ".vbs",
    ".hta",
    ".bat",
    ".cmd",
    ".scr",
)


_COMPOUND = b"\xd0\xcf\x11\xe0"
"""复合文档: what office programs put a package into when they lock it, and what their older files are."""


def trouble(file: IO[bytes], extension: str) -> str:
    """有害之处: what is wrong with a file of this kind, in Chinese; empty where nothing is found."""
    look = _LOOKS.get(extension)
    if look is None:
        return ""
    file.seek(0)
    try:
        return look(file)
    finally:
        file.seek(0)


# --- packages ------------------------------------------------------------------------------------------------------------


def _package(file: IO[bytes]) -> str:
    if file.read(len(_COMPOUND)) == _COMPOUND:
        return "有打开密码，或者其实是旧版格式"
    try:
        with zips.opened(file) as archive:
            return _listed(archive.infolist()) or _related(archive)
    except zips.Overfull:
        return "解开后过大"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RuntimeError, EOFError):
        return "已损坏，不能打开"


def _listed(parts: list[zipfile.ZipInfo]) -> str:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "解开后过大"
    if any(part.file_size > LARGE_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts):
        return "解开后过大"
    if any(part.flag_bits & 1 for part in parts):
        return "已加密"
    if any(".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or ":" in name for name in names):
        return "里面的文件名指到了外面"
    if len(set(names)) != len(names):
        return "里面有重名的部分"
    if any(mark in name.lower() for name in names for mark in _RUNNING_PARTS):
        return "含有宏、控件或者程序"
    return ""


def _related(archive: zipfile.ZipFile) -> str:
    """Relations are small parts; what they fetch from outside when the file is opened is refused, hyperlinks are not."""
    for part in archive.infolist():
        if part.filename.lower().endswith((".rels", "[content_types].xml")):
            if part.file_size > LARGEST_RELATIONS:
                return "解开后过大"
            try:
                text = archive.read(part)
            except Exception:
                return "已损坏，不能打开"
            if _DECLARES.search(text) or _DECLARES.search(text.replace(b"\x00", b"")):
                return "带有外部实体"
            if _FETCHES.search(text):
                return "打开时会从外面取内容"
    return _declared(archive)


def _declared(archive: zipfile.ZipFile) -> str:
    """No office program writes a document type; who does wants entities expanded. Only the head of a part may hold one."""
    for part in archive.infolist():
        if part.filename.lower().endswith(".xml"):
            try:
                with archive.open(part) as opened:
                    head = opened.read(4096)
            except Exception:
                return "已损坏，不能打开"
            if _DECLARES.search(head) or _DECLARES.search(head.replace(b"\x00", b"")):
                return "带有外部实体"
    return ""


# --- papers --------------------------------------------------------------------------------------------------------------


def _pdf(file: IO[bytes]) -> str:
    data = file.read()
    for text in (data, *_object_streams(data)):
        plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), text)
        if _RUNS.search(plain):
            return "带有脚本或者外部程序"
        if _LOCKED.search(plain):
            return "已加密"
    return ""


def _object_streams(data: bytes) -> Iterator[bytes]:
    """Objects may be packed together; a name hidden there is unpacked up to a limit and looked at."""
    for found in _PACKED_OBJECTS.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], MOST_OBJECTS)
        except zlib.error:
            continue


# --- pictures ------------------------------------------------------------------------------------------------------------


def _png(file: IO[bytes]) -> str:
    file.seek(8)
    first = True
    while True:
        head = file.read(8)
        if len(head) < 8:
            return "已损坏，不能打开"
        length, name = struct.unpack(">I4s", head)
        if first:
            size = file.read(8)
            if name != b"IHDR" or length != 13 or len(size) < 8:
                return "已损坏，不能打开"
            if said := _measured(*struct.unpack(">II", size)):
                return said
            file.seek(length - 8 + 4, 1)
            first = False
            continue
        if name == b"IEND":
            return "图片后面藏有别的内容" if file.read(5)[4:] else ""
        if length > 0x7FFFFFFF:
            return "已损坏，不能打开"
        file.seek(length + 4, 1)


def _jpg(file: IO[bytes]) -> str:
    file.seek(2)
    while True:
        mark = file.read(2)
        if len(mark) < 2 or mark[0] != 0xFF:
            return "已损坏，不能打开"
        kind = mark[1]
        if kind == 0xFF:
            file.seek(-1, 1)
            continue
        if kind in {0x01, *range(0xD0, 0xD8)}:
            continue
        length = file.read(2)
        if len(length) < 2 or kind in {0xD8, 0xD9, 0xDA}:
            return "已损坏，不能打开"
        size = struct.unpack(">H", length)[0]
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            frame = file.read(5)
            if len(frame) < 5:
                return "已损坏，不能打开"
            height, width = struct.unpack(">HH", frame[1:])
            return _measured(width, height)
        if size < 2:
            return "已损坏，不能打开"
        file.seek(size - 2, 1)


def _measured(width: int, height: int) -> str:
    if not width or not height:
        return "已损坏，不能打开"
    return "图片的尺寸过大" if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE else ""


# --- videos --------------------------------------------------------------------------------------------------------------


def _video(file: IO[bytes]) -> str:
    try:
        videos.looked_at(file)
    except PaperError as refusal:
        return str(refusal)
    return ""


_LOOKS: dict[str, Callable[[IO[Any]], str]] = {
    "docx": _package,
    "xlsx": _package,
    "ofd": _package,
    "pdf": _pdf,
    "png": _png,
    "jpg": _jpg,
    "mp4": _video,
    "webm": _video,
}
