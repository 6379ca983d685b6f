"""CSV台账: records by the parity of their quotes, so that one broken quote costs one row and not the rest of the file."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from gongkai.papers.ledgers.lines import Line, Shape, shown
from gongkai.papers.text import PaperError

LONGEST_RECORD = 200
"""最长记录: how many lines one quoted record may span before its quote is taken for a broken one."""
MOST_CHARACTERS = 2**20
_BLOCK = 2**18
_OTHERS = ((b"PK", "Excel或压缩文件"), (b"%PDF", "PDF文件"), (b"\xd0\xcf\x11\xe0", "旧版Excel文件或加密文件"))


class DelimitedFile:
    """分隔文本: UTF-8 with or without its mark, UTF-16 with it, or GB18030; parted by commas, semicolons or tabs."""

    def __init__(self, path: Path) -> None:
        """Look through the file once for its encoding and its length."""
        self._path = path
        self._encoding = _encoding(path)
        self._delimiter = _delimiter(next(self._texts(), ""))
        self.shape = Shape(lines=sum(1 for _ in self._texts()), notes=(f"文本编码：{self._encoding}",))

    def lines(self, after: int = 0) -> Iterator[Line]:
        """各行: one record each; a record is named by the line of the file it begins on."""
        for place, record, broken in self._records():
            if place <= after:
                continue
            if broken:
                yield Line(place, f"第{place}行", (shown(record)[:500],), broken)
                continue
            try:
                cells = next(csv.reader([record], delimiter=self._delimiter, strict=True), [])
            except csv.Error:
                yield Line(place, f"第{place}行", (shown(record)[:500],), "引号的位置有误")
                continue
            yield Line(place, f"第{place}行", tuple(map(shown, cells)))

    def _records(self) -> Iterator[tuple[int, str, str]]:
        """Place of its first line, text, and what breaks it, of each record; a broken one gives back all but its first line."""
        coming = chain(enumerate(self._texts(), 1))
        while first := next(coming, None):
            gathered = [first]
            quotes = first[1].count('"')
            while quotes % 2 and len(gathered) <= LONGEST_RECORD and (more := next(coming, None)):
                gathered.append(more)
                quotes += more[1].count('"')
            if quotes % 2:
                yield *first, "引号没有成对"
                coming = chain(gathered[1:], coming)
            else:
                yield first[0], "".join(text for _, text in gathered), ""

    def _texts(self) -> Iterator[str]:
        with self._path.open("r", encoding=self._encoding, newline="", errors="strict") as stream:
            for text in stream:
                if len(text) > MOST_CHARACTERS:
                    raise PaperError("文本中有一行过长，不是台账")
                yield text


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4)
    for magic, kind in _OTHERS:
        if start.startswith(magic):
            raise PaperError(f"文件内容是{kind}，不是文本")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        with path.open("rb") as stream:
            if _decodes(stream, encoding):
                return encoding
    raise PaperError("文本编码不是UTF-8，也不是GB18030")


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := stream.read(_BLOCK):
            if "\x00" in decoder.decode(block):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(head: str) -> str:
    return max((",", "\t", ";"), key=head.count)
