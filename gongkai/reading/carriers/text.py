"""文本: bytes as text in whichever of the encodings of the field, and text as lines; a csv as its rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from gongkai.papers.text import decoded
from gongkai.reading.carriers.kinds import Kind, kind_of
from gongkai.reading.carriers.lines import Page, Printed, UnreadableFile, lines_of, numbered

MOST_LINES = 200_000
"""最多行数: the longest reports are a hundredth of it."""

_ENDS = "\n\r\f\v\x85\u2028\u2029"
_LINE_END = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")
_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_STATED = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-16": "utf-16", "utf-16le": "utf-16-le"}
_COMMON = frozenset(
    "的一是在有和人不为了中及以年工作对市公开信息政府行機關於年報資訊開處無數件申請報告与關公無法律業務個"
)
_CLEARLY = 3
_COMMONLY = 0.05
_TRIED = 20_000
_BROKEN = "\ufffd"
_DRAWN = re.compile("[\u2500-\u257f]")
_DRAWN_BAR = re.compile("[│┃║┆┇┊┋]")
_DRAWN_RULE = re.compile(r"(?m)^[ \t\u3000]*[\u2500-\u257f][\u2500-\u257f \t\u3000]*$")
_LEAST_RECORDS = 4
_LEAST_FIELDS = 3
_ALIKE = 0.9
_LONGEST_FIELD = 20_000


def decode(data: bytes, name: str = "") -> str:
    """解码: UTF-8, UTF-16, GB18030 or Big5, with or without a mark, whatever of them it is. Raises UnreadableFile."""
    if (kind := kind_of(data)) not in (Kind.TEXT, Kind.MHTML):
        raise UnreadableFile(f"{name or '文件'}是{kind.label}，不是文本")
    text = _unmarked(data) or _stated(data) or decoded(data)
    if text is None:
        return _damaged(data, name)
    return _in_big5(data, text) or text


def _unmarked(data: bytes) -> str | None:
    """UTF-16 without its mark: there are zeros among the bytes, and read two by two they are what reports say."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in data[:_TRIED]:
        return None
    even = data[: len(data) // 2 * 2]
    texts = (even.decode(encoding, errors="replace") for encoding in ("utf-16-le", "utf-16-be"))
    return next((text for text in texts if _commonness(text) > _COMMONLY), None)


def _stated(data: bytes) -> str | None:
    """The encoding a page states of itself, where it is one that ours would not find and the bytes agree."""
    found = _META.search(data[:4096])
    encoding = _STATED.get(found[1].decode("ascii").lower()) if found else None
    if encoding is None:
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _in_big5(data: bytes, text: str) -> str | None:
    """The text in Big5, where that is clearly the better reading: pages of old mirrors decode as GB18030, to rare characters."""
    if text.isascii() or data.startswith(b"\xef\xbb\xbf") or not _is_multibyte(data):
        return None
    try:
        other = data.decode("big5hkscs")
    except UnicodeDecodeError:
        return None
    return other if _commonness(other) > _CLEARLY * _commonness(text) else None


def _is_multibyte(data: bytes) -> bool:
    """Whether the bytes are no UTF-8, that is, one of the Chinese encodings."""
    try:
        data[:_TRIED].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start < min(len(data), _TRIED) - 4
    return False


def _commonness(text: str) -> float:
    """How many of the Chinese characters are among the commonest of reports."""
    return sum(character in _COMMON for character in text[:_TRIED]) / max(1, len(text[:_TRIED]))


def _damaged(data: bytes, name: str) -> str:
    """A text with a few broken bytes is still a text; anything else is not."""
    if b"\x00" not in data:
        best = min(
            (data.decode(each, errors="replace") for each in ("utf-8", "gb18030")), key=lambda t: t.count(_BROKEN)
        )
        if best.count(_BROKEN) * 20 < len(best):
            return best
    raise UnreadableFile(f"{name or '文件'}不是文本文件（UTF-8、GB18030或Big5），也不是可识别的其他文件")


def text_page(text: str) -> Page:
    """文本文稿: line by line; a csv row by row, with its cells. Raises UnreadableFile."""
    if sum(map(text.count, _ENDS)) > MOST_LINES:
        raise UnreadableFile(f"文本过长（超过{MOST_LINES // 10000}万行），不是一份年报")
    rows = _records(text)
    if rows is None:
        text = _undrawn(text)
        return Page(lines_of(_LINE_END.split(text)), "text")
    printed = (Printed("\t".join(cells), cells) for _, cells in rows)
    return Page(numbered(printed, [number for number, _ in rows]), "csv")


def _undrawn(text: str) -> str:
    """A text whose tables were drawn with the characters for it, with bars and rules of dashes instead."""
    if _DRAWN.search(text) is None:
        return text
    return _DRAWN_BAR.sub("|", _DRAWN_RULE.sub("+----+", text))


def _records(text: str) -> list[tuple[int, tuple[str, ...]]] | None:
    """The records of a csv with the line each begins on; None for a text that is not clearly one.

    A program that writes csv gives every record as many commas; a person who writes with half-width commas does not.
    """
    if text.count(",") < _LEAST_RECORDS * (_LEAST_FIELDS - 1) or "\t" in text:
        return None
    rows = []
    try:
        for number, cells in _parsed(text):
            if any(cells):
                rows.append((number, cells))
    except csv.Error:
        return None
    widths = Counter(len(cells) for _, cells in rows)
    (width, alike), *_ = widths.most_common(1) or [(0, 0)]
    clearly = len(rows) >= _LEAST_RECORDS and width >= _LEAST_FIELDS and alike >= _ALIKE * len(rows)
    return rows if clearly else None


def _parsed(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    begun = 1
    for cells in reader:
        if any(len(cell) > _LONGEST_FIELD for cell in cells):
            raise csv.Error
        yield begun, tuple(" ".join(cell.split()) for cell in cells)
        begun = reader.line_num + 1
