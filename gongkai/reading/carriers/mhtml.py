"""单文件网页: a page saved with its pictures in one file (MHTML): its HTML parts are read, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from gongkai.reading.carriers.html import html_page
from gongkai.reading.carriers.lines import Page, UnreadableFile
from gongkai.reading.carriers.text import decode

_MOST_PARTS = 2_000
_BOUNDARY = b"boundary="


def mhtml_page(data: bytes) -> Page:
    """单文件网页文稿: the HTML parts, in their order. Raises UnreadableFile."""
    if data.lower().count(_BOUNDARY) > _MOST_PARTS // 100:
        raise UnreadableFile("单文件网页层层相套，不是一份年报")
    try:
        parts = list(_pages(message_from_bytes(data)))
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile("单文件网页（MHTML）已损坏，不能读取") from error
    if not parts:
        raise UnreadableFile("单文件网页（MHTML）中没有网页正文")
    return html_page("\n".join(parts), "mhtml")


def _pages(message: Message) -> Iterator[str]:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise UnreadableFile("单文件网页的部分过多，不是一份年报")
        if part.get_content_type() == "text/html" and isinstance(content := part.get_payload(decode=True), bytes):
            yield _decoded(content, part.get_content_charset())


def _decoded(content: bytes, charset: str | None) -> str:
    """By the encoding its head states, where the bytes agree; else as any page."""
    try:
        return content.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset or "", charset or "utf-8"))
    except (UnicodeDecodeError, LookupError):
        return decode(content)
