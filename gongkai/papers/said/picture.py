"""图片所说: what a picture says beside its colours: where and when it was taken, by whom, what was written into it.

What is drawn in it no machine of ours reads: a person looks. The cleaned copy keeps the colours and, of all the rest, which
side is up.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from gongkai.papers.said.pieces import Heard, Unseen
from gongkai.papers.text import PaperError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"sBIT"}
)
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_STANDING_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_EXIF = b"Exif\0\0"
_ORIENTATION, _EXIF_IFD, _GPS_IFD = 0x0112, 0x8769, 0x8825
_NAMES = {
    0x010E: "说明",
    0x010F: "设备厂商",
    0x0110: "设备型号",
    0x0131: "软件",
    0x0132: "修改时间",
    0x013B: "作者",
    0x8298: "版权",
    0x9003: "拍摄时间",
    0x9286: "备注",
    0x9C9B: "标题",
    0x9C9C: "备注",
    0x9C9D: "作者",
    0x9C9E: "关键词",
    0xA430: "设备所有者",
    0xA431: "设备编号",
}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_MOST_ENTRIES = 500
_MOST_TEXT = 1_000_000
NOBODY = "图片，机器看不见，须人工查看"


def read(data: bytes) -> Heard:
    """读出: raises PaperError for what is neither JPG nor PNG."""
    told = Heard()
    if not _is_picture(data):
        raise PaperError("不是有效的JPG或者PNG图片")
    read_into(told, "图片", data)
    return told


def read_into(told: Heard, where: str, data: bytes) -> None:
    """读入: a picture, also one within another file."""
    told.unseen.append(Unseen(where, NOBODY))
    if data.startswith(b"\xff\xd8"):
        _jpg(told, where, data)
    elif data.startswith(PNG_SIGNATURE):
        _png(told, where, data)


def cleaned(data: bytes) -> bytes:
    """清洁件: the picture without anything said beside it."""
    if data.startswith(b"\xff\xd8"):
        return _clean_jpg(data)
    if data.startswith(PNG_SIGNATURE):
        kept = (raw for kind, _, raw in _chunks(data) if kind in _PNG_KEPT)
        return PNG_SIGNATURE + b"".join(kept)
    raise PaperError("不是有效的JPG或者PNG图片")


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", PNG_SIGNATURE))


# -- jpg -------------------------------------------------------------------------------------------------------------------


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, content and end of each segment before the colours begin."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _STANDING_ALONE:
            at += 2
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2:
            raise PaperError("JPG图片已损坏")
        yield marker, data[at + 4 : at + 2 + size], at + 2 + size
        if marker == 0xDA:
            return
        at += 2 + size


def _jpg(told: Heard, where: str, data: bytes) -> None:
    for marker, content, _ in _segments(data):
        if marker == 0xFE:
            told.say(f"{where}的注释", _decoded(content), hidden=True)
        elif marker == 0xE1 and content.startswith(_EXIF):
            _exif(told, where, content[len(_EXIF) :])
        elif 0xE1 <= marker <= 0xEF:
            told.say(f"{where}的附加信息", _words(content), hidden=True)
    end = data.rfind(b"\xff\xd9")
    if 0 <= end < len(data) - 2:
        told.say(f"{where}末尾附带的内容", _words(data[end + 2 :]), hidden=True)


def _clean_jpg(data: bytes) -> bytes:
    parts, colours = [b"\xff\xd8"], 0
    turned = 1
    for marker, content, end in _segments(data):
        if marker == 0xE1 and content.startswith(_EXIF):
            turned = _orientation(content[len(_EXIF) :])
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            parts.append(struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content)
        colours = end
    if turned != 1:
        body = _EXIF + b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
        parts.insert(1, struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body)
    end = _end_of_colours(data, colours)
    return b"".join(parts) + data[colours:end]


def _end_of_colours(data: bytes, at: int) -> int:
    """Where the picture itself ends, whatever has been hung on behind it: pictures of other sizes, words."""
    while (mark := data.find(b"\xff", at)) >= 0 and mark + 1 < len(data):
        if data[mark + 1] == 0xD9:
            return mark + 2
        at = mark + 2
    raise PaperError("JPG图片已损坏")


def _orientation(tiff: bytes) -> int:
    for tag, value in _entries(tiff, {"": 0}):
        if tag == _ORIENTATION and isinstance(value, int) and 1 <= value <= 8:
            return value
    return 1


def _exif(told: Heard, where: str, tiff: bytes) -> None:
    positions = {"": 0}
    for tag, value in _entries(tiff, positions):
        if isinstance(value, bytes) and tag in _NAMES:
            told.say(
                f"{where}EXIF：{_NAMES[tag]}",
                _wide(value) if tag >= 0x9C9B and tag <= 0x9C9E else _decoded(value),
                hidden=True,
            )
    if "gps" in positions:
        told.say(f"{where}EXIF：拍摄地点", "拍摄地点的经纬度", hidden=True)


def _entries(tiff: bytes, positions: dict[str, int]) -> Iterator[tuple[int, int | bytes]]:
    """The entries of the directories of an EXIF block; ``positions`` learns of a place where it was taken."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return
    waiting, seen = [struct.unpack(f"{order}I", tiff[4:8])[0]], set[int]()
    while waiting and len(seen) < 8:
        at = waiting.pop()
        if at in seen or at + 2 > len(tiff):
            continue
        seen.add(at)
        count = min(struct.unpack(f"{order}H", tiff[at : at + 2])[0], _MOST_ENTRIES)
        for place in range(at + 2, at + 2 + count * 12, 12):
            if place + 12 > len(tiff):
                break
            tag, kind, many = struct.unpack(f"{order}HHI", tiff[place : place + 8])
            size = _SIZES.get(kind, 0) * min(many, _MOST_TEXT)
            start = place + 8 if size <= 4 else struct.unpack(f"{order}I", tiff[place + 8 : place + 12])[0]
            value = tiff[start : start + size]
            if tag in (_EXIF_IFD, _GPS_IFD) and len(value) == 4:
                waiting.append(struct.unpack(f"{order}I", value)[0])
                if tag == _GPS_IFD:
                    positions["gps"] = waiting[-1]
            elif kind == 3 and len(value) >= 2:
                yield tag, int(struct.unpack(f"{order}H", value[:2])[0])
            elif kind in (1, 2, 7):
                yield tag, value


# -- png -------------------------------------------------------------------------------------------------------------------


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(data):
            raise PaperError("PNG图片已损坏")
        yield kind, data[at + 8 : at + 8 + size], data[at:end]
        at = end
        if kind == b"IEND":
            return


def _png(told: Heard, where: str, data: bytes) -> None:
    end = len(PNG_SIGNATURE)
    for kind, content, raw in _chunks(data):
        end += len(raw)
        if kind in _PNG_TEXTS:
            told.say(f"{where}的注释", _png_text(kind, content), hidden=True)
        elif kind == b"eXIf":
            _exif(told, where, content)
    if end < len(data):
        told.say(f"{where}末尾附带的内容", _words(data[end:]), hidden=True)


def _png_text(kind: bytes, content: bytes) -> str:
    key, _, rest = content.partition(b"\0")
    packed = kind == b"zTXt" or (kind == b"iTXt" and rest[:1] == b"\1")
    body = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\0", 2)[-1] if kind == b"iTXt" else rest
    if packed:
        try:
            body = zlib.decompressobj().decompress(body, _MOST_TEXT)
        except zlib.error:
            body = b""
    return f"{_decoded(key)}：{_decoded(body)}"


# -- words -----------------------------------------------------------------------------------------------------------------


def _decoded(value: bytes) -> str:
    value = value.strip(b"\0 ")
    for mark in (b"ASCII\0\0\0", b"UNICODE\0"):
        if value.startswith(mark):
            value = value[len(mark) :]
            return _wide(value) if mark.startswith(b"U") else _decoded(value)
    for encoding in ("utf-8", "gb18030"):
        try:
            return value.decode(encoding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _wide(value: bytes) -> str:
    return value.decode("utf-16-le", "replace").strip("\0")


_READABLE = re.compile(r"[\u4e00-\u9fff\w@.+\-:：，。、 ]{4,}")


def _words(content: bytes) -> str:
    """What can be read in bytes of any sort."""
    text = content[:_MOST_TEXT].decode("utf-8", "ignore")
    return "\n".join(_READABLE.findall(re.sub(r"<[^>]*>", "\n", text)))
