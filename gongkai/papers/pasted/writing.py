"""写网页: blocks as clean HTML, and as plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from gongkai.papers.grid import Cell
from gongkai.papers.html import table_html
from gongkai.papers.pasted.blocks import MARKS, Block, Item, Role, Run, Sheet, Text


def words(blocks: Sequence[Block]) -> str:
    """文字: what the blocks say, a paragraph or a row a line."""
    return "\n".join(block.words for block in blocks)


class Writer:
    """书写: keeps in mind which footnotes there are and how many tables were written."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.notes = {block.hints.anchor for block in blocks if isinstance(block, Text) and block.hints.anchor}
        self.written: set[str] = set()
        self.tables = 0

    def html(self) -> str:
        """成网页: one line for each block."""
        return "\n".join(self._parts())

    def _parts(self) -> Iterator[str]:
        for listed, some in groupby(self.blocks, key=lambda block: isinstance(block, Item)):
            if listed:
                yield from _lists([block for block in some if isinstance(block, Item)], self.runs)
            else:
                yield from (self._block(block) for block in some)

    def _block(self, block: Block) -> str:
        if isinstance(block, Sheet):
            return self._table(block)
        if isinstance(block, Item):
            raise TypeError("列表项应随列表书写")
        if block.role is Role.HEADING:
            return f"<h{block.level}>{self.runs(block.runs)}</h{block.level}>"
        role = f' class="{block.role.value}"' if block.role else ""
        return f"<p{role}{self._anchor(block)}>{self.runs(block.runs)}</p>"

    def _anchor(self, block: Text) -> str:
        anchor = block.hints.anchor
        if not anchor or anchor in self.written:
            return ""
        self.written.add(anchor)
        return f' id="{anchor}"'

    def _table(self, sheet: Sheet) -> str:
        self.tables += 1

        def inner(cell: Cell) -> str:
            return self.runs(sheet.contents.get((cell.row, cell.column), ()))

        return table_html(sheet.grid, f"table-{self.tables}", inner)

    def runs(self, runs: Sequence[Run]) -> str:
        """成行内文字: neighbours that lead to the same place are one link."""
        return "".join(
            self._linked(href, "".join(map(_marked, some))) for href, some in groupby(runs, key=lambda run: run.href)
        )

    def _linked(self, href: str, text: str) -> str:
        note = href.removeprefix("#noted-").removeprefix("#note-")
        if not href or (href.startswith("#") and f"note-{note}" not in self.notes):
            return text
        place = ""
        if href.startswith("#note-") and (mark := f"noted-{note}") not in self.written:
            self.written.add(mark)
            place = f' id="{mark}"'
        return f'<a href="{escape(href)}"{place}>{text}</a>'


def _marked(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br>")
    for mark in reversed(MARKS):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text


def _lists(items: Sequence[Item], inner: Callable[[Sequence[Run]], str]) -> Iterator[str]:
    """Lists within lists, each inside the item it belongs to."""
    parts: list[str] = []
    open_: list[bool] = []
    for item in items:
        depth = min(item.depth, len(open_) + 1)
        while len(open_) > depth:
            parts.append(_close(open_))
        if len(open_) == depth and (open_[-1] != item.ordered or item.begins):
            parts.append(_close(open_))
        if len(open_) < depth:
            parts.append(_open(item))
            open_.append(item.ordered)
        else:
            parts.append("</li>")
        parts.append(f"<li>{inner(item.runs)}")
    while open_:
        parts.append(_close(open_))
    yield "".join(parts)


def _open(item: Item) -> str:
    if not item.ordered:
        return "<ul>"
    return f'<ol start="{item.number}">' if item.number != 1 else "<ol>"


def _close(open_: list[bool]) -> str:
    return "</li></ol>" if open_.pop() else "</li></ul>"
