"""图片净化: a photograph without what the camera wrote into it: where, when, with which telephone, and what hangs behind it.

Only the parts a picture is drawn from are kept, copied byte for byte: nothing is decoded, so nothing is lost and nothing hostile
is run. Which way up a photograph stands is the one thing kept of its notes. Raises PaperError for what is no whole picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from gongkai.papers.text import PaperError

BROKEN_PICTURE = "图片已损坏，请重新拍摄或者另存后上传"
LARGEST_SIDE = 20_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"IEND")
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_EXIF = b"Exif\x00\x00"
_JPEG_KEPT = {0xE0, 0xEE, 0xDB, 0xC4, 0xCC, 0xDD, *(range(0xC0, 0xD0))}
"""JFIF, Adobe's colours, tables and frames; every other APP segment and every comment is left out."""
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = {*range(0xD0, 0xD8), 0x01}
_ORIENTATION = 0x0112


def without_traces(content: bytes) -> bytes:
    """净化: a JPEG or PNG as it is drawn and no more."""
    try:
        if content.startswith(_PNG):
            return b"".join([_PNG, *_png(content)])
        if content.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(content))
    except (struct.error, IndexError):
        raise PaperError(BROKEN_PICTURE) from None
    raise PaperError("图片应为JPG或者PNG")


def size_of(clean: bytes) -> tuple[int, int]:
    """尺寸: how wide and high a picture without traces stands on the page, turned as its one note says."""
    if clean.startswith(_PNG):
        wide, high = struct.unpack_from(">II", clean, 16)
        return wide, high
    at, turned = 2, 1
    while True:
        marker, start, end = _segment(clean, at)
        body = clean[start:end]
        if marker == 0xE1 and body.startswith(_EXIF):
            turned = _orientation(body[len(_EXIF) :])
        if marker == _SOS:
            break
        if marker in _FRAMES:
            high, wide = struct.unpack_from(">HH", body, 1)
        at = end
    return (high, wide) if turned > 4 else (wide, high)


# -- PNG ---------------------------------------------------------------------------------------------------------------------


def _png(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length or (not kinds and kind != b"IHDR"):
            raise PaperError(BROKEN_PICTURE)
        if kind == b"IHDR":
            _sized(*struct.unpack_from(">II", chunk, 8))
        kinds.append(kind)
        at += len(chunk)
        if kind in _PNG_KEPT:
            yield chunk
    if b"IDAT" not in kinds:
        raise PaperError(BROKEN_PICTURE)


# -- JPEG --------------------------------------------------------------------------------------------------------------------


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    at, framed, scanned, turned = 2, False, False, 1
    pending: list[bytes] = []
    while True:
        marker, start, end = _segment(content, at)
        body = content[start:end]
        if marker == _EOI:
            break
        if marker == 0xE1 and body.startswith(_EXIF) and turned == 1:
            turned = _orientation(body[len(_EXIF) :])
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, 1)
            framed = _sized(width, height or 1)
        if marker in _JPEG_KEPT:
            pending.append(content[at:end])
        if marker == _SOS:
            yield from pending[:1] if not scanned else ()
            if not scanned and turned != 1:
                yield _upright(turned)
            yield from pending[0 if scanned else 1 :]
            pending, scanned = [], True
            stop = _scan_end(content, end)
            yield content[at:stop]
            end = stop
        at = end
    if not (framed and scanned):
        raise PaperError(BROKEN_PICTURE)
    yield b"\xff\xd9"


def _segment(content: bytes, at: int) -> tuple[int, int, int]:
    """The marker at a place and where its body begins and ends; fill bytes before it are passed over."""
    if content[at] != 0xFF:
        raise PaperError(BROKEN_PICTURE)
    marker = content[at + 1]
    if marker in _BARE or marker == _EOI:
        return marker, at + 2, at + 2
    if marker in (0x00, 0xFF, _SOI):
        raise PaperError(BROKEN_PICTURE)
    (length,) = struct.unpack_from(">H", content, at + 2)
    if length < 2 or at + 2 + length > len(content):
        raise PaperError(BROKEN_PICTURE)
    return marker, at + 4, at + 2 + length


def _scan_end(content: bytes, at: int) -> int:
    """Where the coded picture ends: at the next marker that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise PaperError(BROKEN_PICTURE)
        if content[at + 1] not in (0x00, *range(0xD0, 0xD8)):
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """Which way up it stands, 1 to 8; 1 where the notes are none anybody can read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(entries, 200)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _upright(turned: int) -> bytes:
    """A note that says which way up the picture stands and nothing else."""
    tiff = b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = _EXIF + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _sized(width: int, height: int) -> bool:
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise PaperError(f"图片的边长应在1至{LARGEST_SIDE}像素之间")
    return True
