"""Excel: every worksheet that shows, row by row, with the address of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.papers.books import Sheet, read_book
from gongkai.reading.carriers import lines
from gongkai.reading.carriers.lines import Page, Printed

_MOST_XML = 12 * 2**20
_PROSE = 40


def book_page(data: bytes) -> Page:
    """工作簿文稿: Raises PaperError."""
    sheets = read_book(data, most=_MOST_XML)
    hidden = "、".join(f"“{sheet.name}”" for sheet in sheets if sheet.hidden)
    notes = (f"隐藏的工作表{hidden}没有读取",) if hidden else ()
    return Page(lines.numbered(_printed(sheets)), "xlsx", notes)


def _printed(sheets: Sequence[Sheet]) -> Iterator[Printed]:
    for sheet in sheets:
        if sheet.hidden:
            continue
        yield Printed("")
        for number, cells in enumerate(sheet.rows, 1):
            where = f"工作表“{sheet.name}”第{number}行"
            said = [cell for cell in cells if cell]
            if len(said) == 1 and (len(cells) == 1 or len(said[0]) > _PROSE):
                yield from (Printed(text, where=where) for text in said[0].split("\n"))
            elif said:
                yield from lines.row(cells, where)
            else:
                yield Printed("", where=where)
