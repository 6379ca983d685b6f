"""示例视频: MP4 and WebM made by hand, box by box, with whatever a camera might have written into them."""

from __future__ import annotations

import struct

PLACE = b"+35.0000+104.0000/"
"""A place no camera of ours was at, as telephones write it."""


def box(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I4s", len(data) + 8, kind) + data


def full(kind: bytes, data: bytes = b"", flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", flags) + data)


def track(
    handler: bytes = b"vide", codec: bytes = b"avc1", width: int = 320, height: int = 180, *, inside: bool = True
) -> bytes:
    sample = bytes(24) + struct.pack(">HH", width, height) + bytes(50)
    described = full(b"stsd", struct.pack(">I", 1) + box(codec, sample))
    fetched = full(
        b"dref", struct.pack(">I", 1) + full(b"url ", b"" if inside else b"https://example.invalid/", int(inside))
    )
    minf = box(b"minf", box(b"dinf", fetched) + box(b"stbl", described))
    named = full(b"hdlr", bytes(4) + handler + bytes(13))
    return box(b"trak", full(b"tkhd", bytes(80)) + box(b"mdia", full(b"mdhd", bytes(20)) + named + minf))


def mp4(
    *tracks: bytes,
    seconds: int = 12,
    brand: bytes = b"isom",
    more: bytes = b"",
    within: bytes = b"",
    filmed: bytes = b"\0" * 64,
) -> bytes:
    """A film; ``within`` stands in its moov, ``more`` behind everything."""
    lasts = full(b"mvhd", bytes(8) + struct.pack(">II", 1000, seconds * 1000) + bytes(80))
    moov = box(b"moov", lasts + b"".join(tracks or (track(), track(b"soun", b"mp4a"))) + within)
    return box(b"ftyp", brand + bytes(4) + brand) + moov + box(b"mdat", filmed) + more


def udta(said: bytes = PLACE) -> bytes:
    return box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(said), 0) + said))


def element(key: int, data: bytes = b"") -> bytes:
    name = key.to_bytes((key.bit_length() + 7) // 8)
    return name + b"\x01" + len(data).to_bytes(7) + data


def webm_track(kind: int = 1, codec: bytes = b"V_VP9", width: int = 320, height: int = 180, more: bytes = b"") -> bytes:
    sides = element(0xB0, width.to_bytes(2)) + element(0xBA, height.to_bytes(2))
    picture = element(0xE0, sides) if kind == 1 else b""
    return element(0xAE, element(0x83, bytes([kind])) + element(0x86, codec) + picture + more)


def webm(*tracks: bytes, seconds: int = 12, doc: bytes = b"webm", within: bytes = b"", more: bytes = b"") -> bytes:
    info = element(
        0x1549A966, element(0x2AD7B1, (1_000_000).to_bytes(3)) + element(0x4489, struct.pack(">d", seconds * 1000.0))
    )
    told = element(0x1654AE6B, b"".join(tracks or (webm_track(), webm_track(2, b"A_OPUS"))))
    segment = element(0x18538067, info + told + within + element(0x1F43B675, bytes(32)))
    return element(0x1A45DFA3, element(0x4282, doc)) + segment + more


def tags(said: bytes = PLACE) -> bytes:
    return element(0x1254C367, element(0x7373, element(0x67C8, element(0x4487, said))))
