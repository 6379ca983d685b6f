"""视频: an MP4 or WebM looked at without being played: that it is whole, runs everywhere, fetches nothing and hides nothing.

Nothing is decoded. Only the boxes of an MP4 and the elements of a WebM are walked, within bounds. What a camera or a program
wrote into it (where, when, with what) is blotted out in place, so that nothing in the file moves. Raises PaperError with its
reason, as it stands behind the name of the file.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from gongkai.papers.text import PaperError

BROKEN = "已损坏或者没有录完，不能播放"
OUTSIDE = "播放时会从外面取内容"
LOCKED = "已加密"
HIDDEN = "里面藏有画面、声音和字幕以外的内容"
FOREIGN = "的编码（{codec}）不是各浏览器都能播放的，请转为H.264或者VP9"
NO_PICTURE = "里没有画面"
LARGEST_SIDE = 8192
MOST_PARTS = 20_000
"""最多部分: boxes or elements that are walked; an hour in fragments of two seconds has some seven thousand."""
_DEEPEST = 8
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Blot:
    """抹去之处: where, and what stands there instead; nothing around it moves."""

    at: int
    instead: bytes
    zeros: int = 0

    @property
    def end(self) -> int:
        """到哪里."""
        return self.at + len(self.instead) + self.zeros


@dataclass(frozen=True, slots=True)
class Video:
    """视频: its kind, how large the picture is, how long it lasts in seconds (0: it does not say), and what is blotted out."""

    kind: str
    width: int
    height: int
    seconds: int
    blots: tuple[Blot, ...] = ()


def looked_at(file: IO[Any]) -> Video:
    """看视频: raises PaperError where it is none, or none that may be shown."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(12)
    try:
        if start[4:8] == b"ftyp":
            return _Mp4(file, size).told()
        if start[:4] == b"\x1aE\xdf\xa3":
            return _WebM(file, size).told()
    except (struct.error, IndexError, OverflowError, ZeroDivisionError):
        raise PaperError(BROKEN) from None
    raise PaperError("不是MP4或者WebM视频")


def without_traces(file: IO[Any], video: Video) -> Iterator[bytes]:
    """净化: the file piece by piece, with what is to be blotted out blotted out; as long as before."""
    file.seek(0)
    at = 0
    while piece := file.read(_CHUNK):
        yield _blotted(piece, at, video.blots)
        at += len(piece)


def _blotted(piece: bytes, at: int, blots: tuple[Blot, ...]) -> bytes:
    end = at + len(piece)
    touched = [each for each in blots if each.at < end and at < each.end]
    if not touched:
        return piece
    bent = bytearray(piece)
    for each in touched:
        since, until = max(each.at, at), min(each.end, end)
        whole = each.instead
        for place in range(since, min(until, each.at + len(whole))):
            bent[place - at] = whole[place - each.at]
        first = max(since, each.at + len(whole))
        if first < until:
            bent[first - at : until - at] = bytes(until - first)
    return bytes(bent)


@dataclass
class _Walk:
    """What a walk has found so far."""

    file: IO[Any]
    size: int
    parts: int = 0
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    blots: list[Blot] = field(default_factory=list)

    def read(self, at: int, many: int) -> bytes:
        self.file.seek(at)
        data: bytes = self.file.read(many)
        if len(data) < many:
            raise PaperError(BROKEN)
        return data

    def counted(self) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise PaperError("分得太碎，不能播放")

    def shows(self, width: int, height: int) -> None:
        if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
            raise PaperError(f"的画面边长应在1至{LARGEST_SIDE}像素之间")
        self.width, self.height = max(self.width, width), max(self.height, height)

    def video(self, kind: str) -> Video:
        if not self.width:
            raise PaperError(NO_PICTURE)
        lasts = round(self.seconds) if 0 <= self.seconds < 1e6 else 0
        return Video(kind, self.width, self.height, lasts, tuple(sorted(self.blots, key=lambda each: each.at)))


# -- MP4 ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    at: int
    body: int
    end: int


class _Mp4:
    """Boxes: a length, four letters, and what is within."""

    HOLDING = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"moof", b"traf", b"mvex"})
    TRACES = frozenset({b"udta", b"meta", b"uuid"})
    OF_A_FILE = frozenset(
        {
            *(b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"sidx", b"mfra", b"styp", b"pdin"),
            *(b"udta", b"meta", b"uuid", b"emsg", b"prft", b"ssix"),
        }
    )
    TRACKS = frozenset({b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp"})
    """画面、声音、字幕: a track of anything else tells where the camera was, or hides what nobody sees."""
    PICTURES = frozenset({b"avc1", b"avc3", b"av01", b"vp08", b"vp09"})
    SOUNDS = frozenset({b"mp4a", b"Opus", b"fLaC", b".mp3"})
    BRANDS = frozenset(
        {
            *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42"),
            *(b"avc1", b"M4V ", b"M4VH", b"M4VP", b"MSNV", b"dash", b"cmfc", b"av01", b"f4v "),
        }
    )

    def __init__(self, file: IO[Any], size: int) -> None:
        self.walk = _Walk(file, size)
        self.track = b""

    def told(self) -> Video:
        seen: list[bytes] = []
        for box in self._boxes(0, self.walk.size):
            if box.kind not in self.OF_A_FILE:
                raise PaperError(HIDDEN)
            seen.append(box.kind)
            self._look(box, 0)
        if seen[:1] != [b"ftyp"] or seen.count(b"moov") != 1 or b"mdat" not in seen:
            raise PaperError(BROKEN)
        return self.walk.video("mp4")

    def _boxes(self, at: int, end: int) -> Iterator[_Box]:
        while at < end:
            self.walk.counted()
            length, kind = struct.unpack(">I4s", self.walk.read(at, 8))
            body = at + 8
            if length == 1:
                (length,) = struct.unpack(">Q", self.walk.read(body, 8))
                body += 8
            elif length == 0:
                length = end - at
            if length < body - at or at + length > end:
                raise PaperError(BROKEN)
            yield _Box(kind, at, body, at + length)
            at += length

    def _look(self, box: _Box, depth: int) -> None:
        if depth > _DEEPEST:
            raise PaperError(BROKEN)
        if box.kind in self.TRACES:
            self._blot(box)
        elif box.kind in self.HOLDING:
            self.track = b"" if box.kind == b"trak" else self.track
            for inner in self._boxes(box.body, box.end):
                self._look(inner, depth + 1)
        elif box.kind == b"pssh":
            raise PaperError(LOCKED)
        elif look := {b"ftyp": self._brand, b"mvhd": self._lasts, b"hdlr": self._handler, b"dref": self._fetches}.get(
            box.kind
        ):
            look(box)
        elif box.kind == b"stsd":
            self._samples(box)

    def _blot(self, box: _Box) -> None:
        """Told to be empty space of the same length."""
        head = self.walk.read(box.at, 4) + b"free" + self.walk.read(box.at + 8, box.body - box.at - 8)
        self.walk.blots.append(Blot(box.at, head, box.end - box.body))

    def _brand(self, box: _Box) -> None:
        data = self.walk.read(box.body, min(box.end - box.body, 256))
        brands = {data[:4], *(data[at : at + 4] for at in range(8, len(data), 4))}
        if not brands & self.BRANDS:
            raise PaperError("不是MP4视频，请另存为MP4（H.264）")

    def _lasts(self, box: _Box) -> None:
        version = self.walk.read(box.body, 1)[0]
        if version == 1:
            scale, length = struct.unpack(">IQ", self.walk.read(box.body + 20, 12))
        else:
            scale, length = struct.unpack(">II", self.walk.read(box.body + 12, 8))
        self.walk.seconds = length / scale if scale else 0.0

    def _handler(self, box: _Box) -> None:
        self.track = self.walk.read(box.body + 8, 4)
        if self.track not in self.TRACKS:
            raise PaperError(HIDDEN)

    def _fetches(self, box: _Box) -> None:
        for entry in self._boxes(box.body + 8, box.end):
            if entry.kind != b"url " or not self.walk.read(entry.body, 4)[3] & 1:
                raise PaperError(OUTSIDE)

    def _samples(self, box: _Box) -> None:
        for entry in self._boxes(box.body + 8, box.end):
            if entry.kind in (b"encv", b"enca"):
                raise PaperError(LOCKED)
            playable = {b"vide": self.PICTURES, b"soun": self.SOUNDS}.get(self.track)
            if not self.track or (playable is not None and entry.kind not in playable):
                raise PaperError(FOREIGN.format(codec=entry.kind.decode("ascii", "replace").strip()))
            if self.track == b"vide":
                self.walk.shows(*struct.unpack(">HH", self.walk.read(entry.body + 24, 4)))


# -- WebM --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Element:
    key: int
    at: int
    body: int
    end: int


class _WebM:
    """Elements of EBML: a key and a length, each as long as its first bits say."""

    EBML, DOC_TYPE, SEGMENT, INFO, TRACKS, TRACK = 0x1A45DFA3, 0x4282, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
    CLUSTER, TAGS, ATTACHMENTS, CODINGS = 0x1F43B675, 0x1254C367, 0x1941A469, 0x6D80
    SCALE, DURATION, TRACK_TYPE, CODEC, PICTURE, WIDTH, HEIGHT = 0x2AD7B1, 0x4489, 0x83, 0x86, 0xE0, 0xB0, 0xBA
    OF_A_SEGMENT = frozenset({INFO, TRACKS, CLUSTER, TAGS, 0x114D9B74, 0x1C53BB6B, 0x1043A770, 0xEC, 0xBF})
    PLAYED = ("V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS")
    PICTURES_SOUNDS_WORDS = frozenset({1, 2, 17})

    def __init__(self, file: IO[Any], size: int) -> None:
        self.walk = _Walk(file, size)
        self.scale, self.duration = 1_000_000, 0.0

    def told(self) -> Video:
        keys: list[int] = []
        for each in self._elements(0, self.walk.size):
            keys.append(each.key)
            if each.key == self.EBML:
                self._kind(each)
            elif each.key == self.SEGMENT:
                self._segment(each)
        if keys != [self.EBML, self.SEGMENT]:
            raise PaperError(BROKEN if self.SEGMENT not in keys else HIDDEN)
        self.walk.seconds = self.duration * self.scale / 1e9
        return self.walk.video("webm")

    def _elements(self, at: int, end: int) -> Iterator[_Element]:
        while at < end:
            self.walk.counted()
            key, wide = self._number(at, end, marked=True)
            length, more = self._number(at + wide, end, marked=False)
            body = at + wide + more
            if body + length > end:
                raise PaperError(BROKEN)
            yield _Element(key, at, body, body + length)
            at = body + length

    def _number(self, at: int, end: int, *, marked: bool) -> tuple[int, int]:
        """A number and how many bytes it takes; all ones is a length nobody wrote down, as of a broadcast that was cut off."""
        first = self.walk.read(at, 1)[0]
        wide = 9 - first.bit_length()
        if wide > (4 if marked else 8) or at + wide > end:
            raise PaperError(BROKEN)
        value = int.from_bytes(self.walk.read(at, wide))
        if marked:
            return value, wide
        value &= (1 << 7 * wide) - 1
        if value == (1 << 7 * wide) - 1:
            raise PaperError(BROKEN)
        return value, wide

    def _kind(self, head: _Element) -> None:
        kinds = [self._bytes(each) for each in self._elements(head.body, head.end) if each.key == self.DOC_TYPE]
        if kinds != [b"webm"]:
            raise PaperError("不是WebM视频，请另存为MP4（H.264）")

    def _segment(self, segment: _Element) -> None:
        looks = {self.INFO: self._info, self.TRACKS: self._tracks, self.TAGS: self._blot}
        played = False
        for each in self._elements(segment.body, segment.end):
            if each.key not in self.OF_A_SEGMENT:
                raise PaperError(HIDDEN)
            played = played or each.key == self.CLUSTER
            if look := looks.get(each.key):
                look(each)
        if not played:
            raise PaperError(BROKEN)

    def _blot(self, each: _Element) -> None:
        """An element that is empty (Void), as long as what stood there."""
        long = each.end - each.at
        head = bytes([0xEC, 0x80 | (long - 2)]) if long - 2 < 127 else b"\xec\x01" + (long - 9).to_bytes(7)
        self.walk.blots.append(Blot(each.at, head, long - len(head)))

    def _info(self, info: _Element) -> None:
        for each in self._elements(info.body, info.end):
            if each.key == self.SCALE:
                self.scale = int.from_bytes(self._bytes(each))
            elif each.key == self.DURATION:
                data = self._bytes(each)
                (self.duration,) = struct.unpack(">f" if len(data) == 4 else ">d", data)

    def _tracks(self, tracks: _Element) -> None:
        for track in self._elements(tracks.body, tracks.end):
            if track.key == self.TRACK:
                self._track(list(self._elements(track.body, track.end)))

    def _track(self, said: list[_Element]) -> None:
        parts = {each.key: each for each in said}
        if self.CODINGS in parts:
            raise PaperError(LOCKED)
        kind = int.from_bytes(self._bytes(parts[self.TRACK_TYPE])) if self.TRACK_TYPE in parts else 0
        if kind not in self.PICTURES_SOUNDS_WORDS:
            raise PaperError(HIDDEN)
        codec = self._bytes(parts[self.CODEC]).decode("ascii", "replace") if self.CODEC in parts else ""
        if kind != 17 and codec.strip("\0") not in self.PLAYED:
            raise PaperError(FOREIGN.format(codec=codec[:20]))
        if kind == 1 and self.PICTURE in parts:
            picture = parts[self.PICTURE]
            sides = {each.key: int.from_bytes(self._bytes(each)) for each in self._elements(picture.body, picture.end)}
            self.walk.shows(sides.get(self.WIDTH, 0), sides.get(self.HEIGHT, 0))

    def _bytes(self, each: _Element) -> bytes:
        if each.end - each.body > 256:
            raise PaperError(BROKEN)
        return self.walk.read(each.body, each.end - each.body)
