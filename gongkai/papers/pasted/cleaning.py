"""清洗: from any text to a ``Pasted``: tame, read, tell the structure, write, let out by the sanitizer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from gongkai.papers.pasted.blocks import Block, Sheet
from gongkai.papers.pasted.reading import Reading, read
from gongkai.papers.pasted.safe import bounded, sanitized, tamed
from gongkai.papers.pasted.structure import enclosures, structured
from gongkai.papers.pasted.word import word_html
from gongkai.papers.pasted.writing import Writer, words

_SUSPECTS = (
    (re.compile(r"<script\b|\son\w{3,20}\s*=|javascript:|vbscript:", re.IGNORECASE), "含有脚本，已去掉"),
    (re.compile(r"<(?:iframe|object|embed|applet)\b", re.IGNORECASE), "含有嵌入的框架或者插件，已去掉"),
    (re.compile(r"<(?:form|input|textarea|select)\b", re.IGNORECASE), "含有表单，已去掉输入框"),
)
_TITLE_LINE = re.compile(
    r"[^。；：！？\n]{4,60}(?:通知|办法|规定|意见|方案|决定|公告|通告|批复|函|报告|细则|规则|条例|令|规划|要点)"
)


@dataclass(frozen=True)
class Pasted:
    """粘贴所得: the title apart, the body as clean HTML, its words, the attachments it names, what to look at."""

    body: str
    text: str
    warnings: tuple[str, ...] = ()
    title: str = ""
    attachments: tuple[str, ...] = ()


def cleaned(html: str) -> Pasted:
    """清洗网页文字: HTML pasted from anywhere. Raises PaperError for what is too large or nested beyond sense."""
    bounded(html)
    reading = read(tamed(html))
    suspects = [says for pattern, says in _SUSPECTS if pattern.search(html)]
    return _pasted(reading.blocks, [*suspects, *_left_behind(reading)])


def plain(text: str) -> Pasted:
    """清洗纯文本: each line a paragraph; a first line that is a title by its words is the title."""
    bounded(text)
    rows = [row.rstrip() for row in re.split("\r\n|[\n\r]", text)]
    told = [row for row in rows if row.strip()]
    first = _TITLE_LINE.fullmatch(told[0].strip()) is not None if told else False
    html = "".join(_plain_line(row, center=first and place == 0) for place, row in enumerate(told))
    return cleaned(html)


def from_docx(data: bytes) -> Pasted:
    """清洗 Word 文件: the text of a docx file; the file itself is kept by whoever calls. Raises PaperError."""
    html, warnings = word_html(data)
    bounded(html)
    return _pasted(read(tamed(html)).blocks, warnings)


def missing(names: Sequence[str], stored: Iterable[str]) -> tuple[str, ...]:
    """缺少的附件: the names a text lists that none of the stored files bears, whatever their extensions and numbers."""
    there = [_bare(name) for name in stored]
    return tuple(name for name in names if not any(_same(_bare(name), each) for each in there))


def _pasted(blocks: Sequence[Block], warnings: Sequence[str]) -> Pasted:
    structure = structured(blocks)
    names = enclosures(structure.blocks)
    body = sanitized(Writer(structure.blocks).html())
    told = [*warnings, *_said_of_tables(structure.blocks)]
    if names:
        told.append(f"正文列有附件{len(names)}个，请核对是否已经上传：{'；'.join(names)}")
    return Pasted(body, words(structure.blocks), tuple(dict.fromkeys(told)), structure.title, names)


def _left_behind(reading: Reading) -> Iterator[str]:
    if reading.images:
        names = "、".join(f"“{name}”" for name in dict.fromkeys(filter(None, reading.images)))
        yield f"有{len(reading.images)}个图片没有带入{f'（{names}）' if names else ''}，需要的请作为附件上传"
    if reading.links:
        yield f"有{reading.links}个链接指向本机文件、脚本或者不明地址，已去掉链接，保留文字"
    if reading.deleted:
        yield f"有{reading.deleted}处修订标记为删除的文字，没有带入"
    if reading.hidden:
        yield f"有{reading.hidden}处隐藏的文字，没有带入"
    if reading.nested:
        yield f"有{reading.nested}个表格套在另一个表格中，已移到其后"


def _said_of_tables(blocks: Sequence[Block]) -> Iterator[str]:
    sheets = [block for block in blocks if isinstance(block, Sheet)]
    if bare := sum(not any(cell.head for cell in sheet.grid.cells) for sheet in sheets):
        yield f"有{bare}个表格看不出表头，请核对：读屏软件要靠表头说明每一格"
    if untitled := sum(not sheet.grid.caption for sheet in sheets):
        yield f"有{untitled}个表格没有表题"


def _plain_line(row: str, *, center: bool) -> str:
    kept = escape(re.sub(" {2,}|\t", lambda run: "\u00a0" * (len(run[0]) if run[0] != "\t" else 4), row))
    return f'<p align="center">{kept}</p>' if center else f"<p>{kept}</p>"


_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,4}$")
_NUMBER = re.compile(r"^附?件?\s*\d{0,2}\s*[.．、:：\-_]*\s*")


def _bare(name: str) -> str:
    return re.sub(r"[\s《》“”（）()　]", "", _NUMBER.sub("", _EXTENSION.sub("", name)))


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)
