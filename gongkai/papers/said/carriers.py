"""各种载体: which reader and which writer of copies stands for which kind of file. In the guarded process alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from gongkai.papers.package import part_names
from gongkai.papers.said import book, book_copy, ofd, page, picture, plain, word, word_copy
from gongkai.papers.said.pieces import MOST_CHARACTERS, Heard, Unseen
from gongkai.papers.text import PaperError

_DEEPEST = 2
_READERS: Mapping[str, Callable[[bytes], Heard]] = {
    "docx": word.read,
    "xlsx": book.read,
    "pdf": page.read,
    "jpg": picture.read,
    "png": picture.read,
    "txt": plain.read_text,
    "csv": plain.read_csv,
    "ofd": ofd.read,
}
_COPIES: Mapping[str, Callable[[bytes, Mapping[str, str]], bytes]] = {
    "docx": word_copy.cleaned,
    "xlsx": book_copy.cleaned,
    "jpg": lambda data, _: picture.cleaned(data),
    "png": lambda data, _: picture.cleaned(data),
    "txt": plain.cleaned_text,
    "csv": plain.cleaned_csv,
}
READ = frozenset(_READERS)
"""能读的种类."""


def read(data: bytes, kind: str, depth: int = 0) -> Heard:
    """读出: a file of a kind and the files within it. Raises PaperError."""
    told = _READERS[kind](data)
    inner, told.inner = told.inner, []
    for where, content in inner:
        _inside(told, where, content, depth)
    if sum(len(each.text) for each in told.texts) > MOST_CHARACTERS:
        raise PaperError("文件的文字过多，请分成几份")
    return told


def cleaned(data: bytes, kind: str, covers: Mapping[str, str]) -> bytes:
    """清洁件: raises PaperError, also for a kind of which there is none."""
    if kind not in _COPIES:
        raise PaperError("这种文件不能生成清洁件")
    return _COPIES[kind](data, covers)


def of_content(data: bytes) -> str:
    """种类: of a file by what is in it; empty for one that is not read."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(picture.PNG_SIGNATURE):
        return "png"
    names = (part_names(io.BytesIO(data)) if data.startswith(b"PK") else None) or frozenset()
    return next(
        (kind for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")) if part in names), ""
    )


def _inside(told: Heard, where: str, content: bytes, depth: int) -> None:
    kind = of_content(content)
    if kind and depth < _DEEPEST:
        try:
            told.within(f"{where}：", read(content, kind, depth + 1))
            return
        except PaperError:
            pass
    told.unseen.append(Unseen(where, "机器看不了这种内嵌的文件，须人工查看"))
