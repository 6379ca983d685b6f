"""载体: from the bytes of a file to lines of text. The issue of other carriers (Word, PDF, Excel) is met here, and only here.

A line keeps its number and its own text; ``plain`` is the same line in one script and width. A row of an HTML table
comes as one line with its ``cells``; everything else comes as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from gongkai.papers.text import decoded
from gongkai.reading.script import plain

_OTHER_KINDS = (
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"%PDF", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
)
_HTML = re.compile(r"<(?:!doctype html|html|body|table|tr|td|p|div|span|font)\b[^<>]*>", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\n\r\f\v\x85\u2028\u2029]")
_ROW_TAGS = frozenset({"tr"})
_CELL_TAGS = frozenset({"td", "th"})
_BREAK_TAGS = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "table",
        "ul",
        "ol",
        "title",
        "hr",
    )
)
_SILENT_TAGS = frozenset({"script", "style", "noscript", "template"})


MOST = 8 * 2**20
"""最大文件: in bytes (or characters); the longest reports are a hundredth of it."""


class UnreadableFile(Exception):
    """无法读取: the file is no text this version can read; says why in Chinese."""


@dataclass(frozen=True)
class Line:
    """文本行: number (counted from 1), the text as found, and the cells where the carrier knows them.

    ``where`` is the line's address in words where the carrier has better ones than the number (第3页, 工作表“表三”第7行).
    """

    number: int
    text: str
    cells: tuple[str, ...] | None = None
    where: str = ""

    @cached_property
    def plain(self) -> str:
        """规范行: the line in one script and width."""
        return plain(self.text)


@dataclass(frozen=True)
class Page:
    """文稿: the lines of a report, whatever carrier they came in, and what could not be taken from it (扫描页, 图片)."""

    lines: tuple[Line, ...]
    carrier: str
    notes: tuple[str, ...] = ()

    @cached_property
    def wheres(self) -> Mapping[int, str]:
        """各行位置: the address of each line that has one, by its number."""
        return {line.number: line.where for line in self.lines if line.where}

    @cached_property
    def text(self) -> str:
        """全文: all lines in one script and width."""
        return "\n".join(line.plain for line in self.lines)


def page(data: bytes | str, name: str = "") -> Page:
    """开卷: a page from what a file holds. Raises UnreadableFile."""
    if len(data) > MOST:
        raise UnreadableFile(f"{name or '文件'}过大（超过{MOST // 2**20}兆），不是一份年报")
    text = data if isinstance(data, str) else decode(data, name)
    if len(_HTML.findall(text)) >= 3:
        return Page(tuple(_html_lines(text)), "html")
    return Page(tuple(Line(number, line) for number, line in enumerate(_LINE_END.split(text), 1)), "text")


def decode(data: bytes, name: str = "") -> str:
    """解码: UTF-8 (with or without mark), UTF-16 with its mark, or GB18030. Raises UnreadableFile."""
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableFile(f"{name or '文件'}是{kind}，现只能读取文本（txt、md、html），请先转为文本")
    text = decoded(data)
    return _damaged(data, name) if text is None else text


def _damaged(data: bytes, name: str) -> str:
    """A text with a few broken bytes is still a text; anything else is not."""
    if b"\x00" not in data:
        best = min(
            (data.decode(each, errors="replace") for each in ("utf-8", "gb18030")), key=lambda t: t.count("\ufffd")
        )
        if best.count("\ufffd") * 20 < len(best):
            return best
    raise UnreadableFile(f"{name or '文件'}不是文本文件（UTF-8 或 GB18030）")


def _html_lines(text: str) -> Iterator[Line]:
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    reader.flush()
    return iter(reader.lines)


class _HtmlReader(HTMLParser):
    """Paragraphs and table rows of an HTML text as lines. A cell covered from above is not repeated: rows end alike."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._texts: list[str] = []
        self._cells: list[str] | None = None
        self._start = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT_TAGS:
            self._silent += 1
        elif tag in _ROW_TAGS:
            self.flush()
            self._cells = []
            self._start = self.getpos()[0]
        elif tag in _CELL_TAGS and self._cells is not None:
            self._take_cell()
        elif tag in _BREAK_TAGS and self._cells is None:
            self.flush()
            self._start = self.getpos()[0]

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT_TAGS:
            self._silent = max(0, self._silent - 1)
        elif tag in _CELL_TAGS and self._cells is not None:
            self._cells.append(self._taken())
        elif tag in _ROW_TAGS or tag == "table" or (tag in _BREAK_TAGS and self._cells is None):
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._texts.append(data)

    def flush(self) -> None:
        """End the line or the row that is open."""
        text = self._taken()
        if self._cells is None:
            if text:
                self.lines.append(Line(self._start, text))
            return
        if text:
            self._cells.append(text)
        if self._cells:
            self.lines.append(Line(self._start, "\t".join(self._cells), tuple(self._cells)))
        self._cells = None

    def _take_cell(self) -> None:
        text = self._taken()
        if text and self._cells is not None:
            self._cells.append(text)

    def _taken(self) -> str:
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self._texts)).strip(" \xa0")
        self._texts.clear()
        return text
