"""Word: paragraphs and table rows of a docx file as lines; ``numbered`` finds the element of a line again.

Headers and footers of pages are no part of the text, text boxes stand where they are anchored. Footnotes are left out and
macros are not run; both are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.papers.docx.reading import read_docx
from gongkai.papers.grid import Grid
from gongkai.papers.package import Package
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import lines
from gongkai.reading.carriers.lines import Page, Printed

_MOST_XML = 12 * 2**20
_MOST_TAGS = 800_000
_MOST_CELLS = 60_000
_FOOTNOTES = "word/footnotes.xml"
_MACROS = "vbaProject.bin"
_NOTE = "{*}footnote"
_TEXT = "{*}t"

Place = tuple[int, int | None]
"""Where a line stands in a file: the number of its block, counted from 0, and the row of the table it is."""


def docx_page(data: bytes) -> Page:
    """Word 文稿: Raises PaperError."""
    package = Package(data, "docx", most=_MOST_XML)
    _measure(package.part(package.main()))
    blocks = read_docx(data, most=_MOST_XML, numbered=True)
    return Page(lines.numbered(printed for printed, _ in _printed(blocks)), "docx", tuple(_notes(package)))


def _measure(xml: bytes) -> None:
    """A text of a thousand times the size of a report is refused before anything is laid out."""
    if xml.count(b"<w:tc>") + xml.count(b"<w:tc/>") + xml.count(b"<w:tc ") > _MOST_CELLS:
        raise PaperError(f"表格过大：超过{_MOST_CELLS // 10000}万格，不是一份年报")
    if xml.count(b"<") > _MOST_TAGS:
        raise PaperError("文件过于复杂，不是一份年报")


def numbered(blocks: Iterable[str | Grid]) -> Iterator[tuple[int, int, int | None]]:
    """行号对照: for the blocks of ``read_docx``: number of a line, number of its block, row of the table or None.

    Both are counted from 0, the line from 1. Blank lines, which stand around tables, belong to no block.
    """
    for number, (_, place) in enumerate(_printed(blocks), 1):
        if place is not None:
            yield number, *place


def _printed(blocks: Iterable[str | Grid]) -> Iterator[tuple[Printed, Place | None]]:
    tables = paragraphs = 0
    for at, block in enumerate(blocks):
        if isinstance(block, str):
            paragraphs += 1
            for text in block.split("\n"):
                yield Printed(text, where=f"第{paragraphs}段"), (at, None)
            continue
        tables += 1
        yield Printed(""), None
        for number, cells in enumerate(block.rows):
            where = f"第{tables}张表第{number + 1}行"
            yield from ((each, (at, number)) for each in lines.row([cell.text for cell in cells], where))
        yield Printed(""), None


def _notes(package: Package) -> Iterator[str]:
    names = package.names()
    if any(name.endswith(_MACROS) for name in names):
        yield "文件带有宏，宏没有运行"
    if _FOOTNOTES in names:
        notes = ("".join(each.text or "" for each in note.iter(_TEXT)) for note in package.xml(_FOOTNOTES).iter(_NOTE))
        if count := sum(bool(text.strip()) for text in notes):
            yield f"文件有{count}处脚注，脚注没有读取"
