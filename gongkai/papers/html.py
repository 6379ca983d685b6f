"""HTML: a grid as an accessible table, and the tables of any page as grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.papers.grid import Cell, Grid, Loose, lay_out, measured

MOST_COLUMNS_SPANNED = 1000
"""最大跨列: what browsers, too, take a larger ``colspan`` for."""

_NUMBER = re.compile(r"\s*(\d{1,9})")
_BLANKS = re.compile("[ \t\n\r\f]+")
_EDGE = "\f"
"""Stands where a block begins or ends until blanks are dealt with; blanks of the page itself have become spaces."""

_EDGES = re.compile(f"[ {_EDGE}]*{_EDGE}[ {_EDGE}]*")
_ROW_GROUPS = {"thead", "tbody", "tfoot"}
_LEFT_OUT = {"script", "style", "template", "noscript", "table", "select", "textarea", "iframe"}
_BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "section", "blockquote"}


def table_html(grid: Grid, key: str = "table", inner: Callable[[Cell], str] | None = None) -> str:
    """成网页表: the grid as a ``table`` element, every text escaped; ``inner`` may give a cell's content as HTML instead.

    Heads bear their scope. Where heads are merged or stand in the middle of the table, every cell also names the heads
    it stands under; their ids begin with ``key``, which must be unlike for each table of a page.
    """
    linked = any(cell.head and (cell.rowspan > 1 or cell.colspan > 1) for cell in grid.cells) or _has_inner_band(grid)
    rows = [_row_html(grid, row, key if linked else "", inner or _text_of) for row in grid.rows]
    head, body = "".join(rows[: grid.head_rows]), "".join(rows[grid.head_rows :])
    parts = [
        f"<caption>{_escaped(grid.caption)}</caption>" if grid.caption else "",
        f"<thead>{head}</thead>" if head else "",
        f"<tbody>{body}</tbody>" if body else "",
    ]
    return f"<table>{''.join(parts)}</table>"


def read_html_tables(html: str) -> list[Grid]:
    """读网页表: every table of a page that has cells, in order; a table within a cell is a grid of its own.

    Spans are cut as browsers cut them; raises PaperError if the tables are larger than any paper.
    """
    tables = LexborHTMLParser(html).css("table")
    return list(measured(grid for table in tables for grid in read_table(table)))


def _has_inner_band(grid: Grid) -> bool:
    return any(cell.row >= grid.head_rows and grid.in_band(cell) for cell in grid.cells)


def _text_of(cell: Cell) -> str:
    return _escaped(cell.text)


def _row_html(grid: Grid, row: tuple[Cell, ...], key: str, inner: Callable[[Cell], str]) -> str:
    return f"<tr>{''.join(_cell_html(grid, cell, key, inner) for cell in row)}</tr>"


def _cell_html(grid: Grid, cell: Cell, key: str, inner: Callable[[Cell], str]) -> str:
    attributes = {
        "id": _identity(cell, key) if key and cell.head else "",
        "scope": ("col" if grid.in_band(cell) else "row") if cell.head else "",
        "headers": " ".join(_identity(head, key) for head in grid.headings(cell)) if key else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "class": "figure" if cell.is_figure and not cell.head else "",
    }
    stated = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    tag = "th" if cell.head else "td"
    return f"<{tag}{stated}>{inner(cell)}</{tag}>"


def _identity(cell: Cell, key: str) -> str:
    return f"{key}-{cell.row}-{cell.column}"


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def read_table(table: LexborNode) -> Iterator[Grid]:
    """读一个网页表: as a grid; nothing for one without cells."""
    rows = [[_loose(cell) for cell in row.iter() if cell.tag in ("td", "th")] for row in _rows(table)]
    if any(rows):
        captions = [text_of(child) for child in table.iter() if child.tag == "caption"]
        yield lay_out(rows, "\n".join(captions))


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from (row for row in child.iter() if row.tag == "tr")


def _loose(cell: LexborNode) -> Loose:
    colspan = min(_span(cell, "colspan"), MOST_COLUMNS_SPANNED)
    return Loose(text_of(cell), _span(cell, "rowspan"), colspan, cell.tag == "th")


def _span(cell: LexborNode, name: str) -> int:
    found = _NUMBER.match(cell.attributes.get(name) or "")
    return int(found.group(1)) if found else 1


def text_of(node: LexborNode, hidden: Collection[int] = ()) -> str:
    """文字: what a node says, lines where blocks and ``br`` end them; ``hidden`` nodes, named by ``mem_id``, say nothing."""
    return _EDGES.sub("\n", "".join(_pieces(node, hidden)))


def stripped_text_of(node: LexborNode, hidden: Collection[int] = ()) -> str:
    """文字: as ``text_of``, without blanks around it: a cell with one text in it, however wrapped, needs no walk."""
    inner = node.child
    while inner is not None:
        if inner.next is not None and inner.parent is not None:
            children = [child for child in inner.parent.iter(include_text=True) if not _is_blank(child)]
            if len(children) > 1:
                return text_of(node, hidden).strip()
            inner = children[0] if children else inner
        if inner.is_text_node:
            return _BLANKS.sub(" ", inner.text_content or "").strip()
        if inner.tag in _LEFT_OUT or (hidden and inner.mem_id in hidden):
            break
        inner = inner.child
    return ""


def _is_blank(node: LexborNode) -> bool:
    return node.is_text_node and not (node.text_content or "").strip()


def _pieces(node: LexborNode, hidden: Collection[int]) -> Iterator[str]:
    """The text under a node, blanks made one and the edges of blocks marked, without recursion: pages nest deeply."""
    pending: list[LexborNode | str] = [*_children(node)]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif item.is_text_node:
            yield _BLANKS.sub(" ", item.text_content or "")
        elif item.tag == "br":
            yield "\n"
        elif item.tag not in _LEFT_OUT and not (hidden and item.mem_id in hidden):
            edge = [_EDGE] if item.tag in _BLOCKS else []
            pending += [*edge, *_children(item), *edge]


def _children(node: LexborNode) -> list[LexborNode]:
    """The children of a node, the last first."""
    return [*node.iter(include_text=True)][::-1]
