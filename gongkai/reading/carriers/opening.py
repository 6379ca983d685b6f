"""开卷: each kind of file to its reader; what cannot be read is refused with what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from gongkai.papers.text import PaperError
from gongkai.reading.carriers.docx import docx_page
from gongkai.reading.carriers.html import html_page, is_html
from gongkai.reading.carriers.kinds import Kind, kind_of
from gongkai.reading.carriers.laid import ofd_page, pdf_page
from gongkai.reading.carriers.lines import Page, UnreadableFile
from gongkai.reading.carriers.mhtml import mhtml_page
from gongkai.reading.carriers.old_word import old_word_page
from gongkai.reading.carriers.sheets import book_page
from gongkai.reading.carriers.text import decode, text_page

MOST = 8 * 2**20
"""最大文本: in bytes (or characters) of text and pages; the longest reports are a hundredth of it."""

MOST_FILE = 20 * 2**20
"""最大文件: in bytes of Word, PDF and other files, which may hold pictures."""

MOST_CHARACTERS = 300_000
"""最多字数: of the text of a report, whatever carried it; the longest reports known are a thirtieth of it."""

MOST_PRINTED = 10_000
"""最多文字行: lines with something on them; the longest reports known have a twenty-fifth of it."""

MOST_FIGURES = 10_000
"""最多数: how many; the longest reports known have a thirtieth of it."""

MOST_CELLS = 60_000
"""最多格数: empty ones included; the longest reports known have a hundredth of it."""

_FIGURE = re.compile(r"\d+")

_READERS: Mapping[Kind, Callable[[bytes], Page]] = {
    Kind.DOCX: docx_page,
    Kind.OLD_WORD: old_word_page,
    Kind.PDF: pdf_page,
    Kind.OFD: ofd_page,
    Kind.BOOK: book_page,
    Kind.OLD_BOOK: book_page,
    Kind.MHTML: mhtml_page,
}
_INSTEAD: Mapping[Kind, str] = {
    Kind.PICTURE: "图片中的文字不能读取，请用文字版，或先做文字识别（OCR）",
    Kind.ARCHIVE: "请先解压，再核对其中的报告",
    Kind.PIECE: "文件已损坏，请重新下载或另存后再核对",
    Kind.LOCKED: "请去掉打开密码、另存后再核对",
    Kind.SLIDES: "请另存为Word或PDF后再核对",
    Kind.OLE: "其中没有Word或Excel的内容，请另存为docx后再核对",
    Kind.SOUND: "不是一份年报",
    Kind.PROGRAM: "不是一份年报，也没有运行",
}


def page(data: bytes | str, name: str = "") -> Page:
    """开卷: a page from what a file holds. Raises UnreadableFile, which names the file."""
    called = name or "文件"
    if isinstance(data, str):
        _measure(len(data), MOST, called)
        return _bounded(_of_text(data))
    if not data:
        raise UnreadableFile(f"{called}是空的")
    kind = kind_of(data)
    _measure(len(data), MOST if kind is Kind.TEXT else MOST_FILE, called)
    if kind in _INSTEAD:
        raise UnreadableFile(f"{called}是{kind.label}：{_INSTEAD[kind]}")
    try:
        return _bounded(_READERS[kind](data) if kind in _READERS else _of_text(decode(data, name)))
    except (UnreadableFile, PaperError) as refusal:
        said = str(refusal)
        raise UnreadableFile(said if said.startswith(called) else f"{called}：{said}") from refusal
    except (MemoryError, RecursionError) as trouble:
        raise UnreadableFile(f"{called}过于复杂，不能读取") from trouble


def _measure(size: int, most: int, called: str) -> None:
    if size > most:
        raise UnreadableFile(f"{called}过大（超过{most // 2**20}兆），不是一份年报")


def _bounded(opened: Page) -> Page:
    """Small files unfold to long texts, and a page may say little in much: what counts is how much there is to read."""
    characters = sum(len(line.text) for line in opened.lines)
    if characters <= min(MOST_PRINTED, MOST_CELLS, MOST_FIGURES):
        return opened
    for what, most, count in (
        ("文字过长（超过{}万字）", MOST_CHARACTERS, characters),
        ("行数过多（超过{}万行）", MOST_PRINTED, sum(bool(line.text.strip()) for line in opened.lines)),
        (
            "表格过大（超过{}万格）",
            MOST_CELLS,
            sum(line.text.count("\t") + line.text.count("|") for line in opened.lines),
        ),
        ("数过多（超过{}万个）", MOST_FIGURES, sum(len(_FIGURE.findall(line.text)) for line in opened.lines)),
    ):
        if count > most:
            raise UnreadableFile(f"{what.format(most // 10000)}，不是一份年报")
    return opened


def _of_text(text: str) -> Page:
    return html_page(text) if is_html(text) else text_page(text)
