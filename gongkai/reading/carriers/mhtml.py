"""单文件网页: a page saved with its pictures in one file (MHTML): its HTML parts are read, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from gongkai.reading.carriers.html import html_page
from gongkai.reading.carriers.lines import Page, UnreadableFile
from gongkai.reading.carriers.text import decode

_MOST_PARTS = 2_000
_MOST_LINES = 400_000
_DEEPEST = 20
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_PART = re.compile(rb"^content-type\s*:", re.IGNORECASE | re.MULTILINE)


def mhtml_page(data: bytes) -> Page:
    """单文件网页文稿: the HTML parts, in their order. Raises UnreadableFile."""
    if data.count(b"\n") > _MOST_LINES or len(_PART.findall(data)) > _MOST_PARTS:
        raise UnreadableFile("单文件网页的部分过多，不是一份年报")
    if len(_BOUNDARY.findall(data)) > _DEEPEST:
        raise UnreadableFile("单文件网页层层相套，不是一份年报")
    try:
        parts = list(_pages(message_from_bytes(data)))
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile("单文件网页（MHTML）已损坏，不能读取") from error
    if not parts:
        raise UnreadableFile("单文件网页（MHTML）中没有网页正文")
    return html_page("\n".join(parts), "mhtml")


def _pages(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(content := part.get_payload(decode=True), bytes):
            yield _decoded(content, part.get_content_charset())


def _decoded(content: bytes, charset: str | None) -> str:
    """By the encoding its head states, where the bytes agree; else as any page."""
    try:
        return content.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset or "", charset or "utf-8"))
    except (UnicodeDecodeError, LookupError):
        return decode(content)
