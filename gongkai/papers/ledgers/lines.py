"""台账的行: what every carrier of a ledger hands over."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gongkai.papers.text import PaperError

MOST_UNPACKED = 4 * 2**30
"""最大解包量: how many bytes the parts of a ledger may claim to unpack to."""
MOST_RATIO = 250
"""最大压缩比: beyond 64 MB nothing people make is packed tighter; bombs are, by far."""
_SMALL = 64 * 2**20
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff\u200b\u2060\u200e\u200f\u202a-\u202e]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """台账行: its place among the lines of the file (from 1), where a person finds it, and its cells as text.

    ``broken`` says why the line is no whole row; such a line is reported and never read as one.
    """

    place: int
    where: str
    cells: tuple[str, ...]
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """合并区域: the first and last row and column of a merged cell, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Shape:
    """表的样子: what is known of a ledger before it is read: how many lines, what was left aside, merged and hidden parts."""

    lines: int
    notes: tuple[str, ...] = ()
    merged: tuple[Range, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    attachments: Mapping[str, int] = field(default_factory=dict)


class LedgerFile(Protocol):
    """台账文件: a carrier. ``lines`` may be asked for again; it always tells the same."""

    shape: Shape

    def lines(self, after: int = 0) -> Iterator[Line]:
        """各行: those whose place is beyond ``after``."""
        ...


def shown(text: str) -> str:
    """可见文字: the text without characters nobody sees; its blanks inside stay."""
    return _INVISIBLE.sub("", text).strip(" \t\r\n\u3000\xa0")


def must_be_no_bomb(archive: zipfile.ZipFile, what: str) -> None:
    """防压缩炸弹: refuse an archive by what it says of itself; no reader unpacks more than that."""
    packed = sum(each.compress_size for each in archive.infolist())
    unpacked = sum(each.file_size for each in archive.infolist())
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise PaperError(f"{what}解开后有{unpacked // 2**20}兆字节，压缩比异常，不予读取")
