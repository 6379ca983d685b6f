"""网页正文所说: the words of clean HTML, its tables, and what a reader does not see of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.papers.said.pieces import Board, Heard, Line

_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "figcaption", "caption"}
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|color\s*:\s*(?:#fff(?:fff)?\b|white)", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TOLD = {"img": ("alt", "title"), "a": ("title",), "td": ("title",), "input": ("value",)}


def read_markup(body: str) -> tuple[Heard, tuple[str, ...]]:
    """读正文: what it says, and where its links lead."""
    told, tree = Heard(), LexborHTMLParser(body)
    root = tree.body
    if root is None:
        return told, ()
    for number, table in enumerate(root.css("table"), 1):
        lines = (Line(place, tuple(_cells(row))) for place, row in enumerate(table.css("tr"), 1))
        told.boards.append(Board(f"正文第{number}张表", tuple(lines)))
    for table in root.css("table"):
        if table.parent is not None:
            table.decompose()
    for number, text in enumerate(_paragraphs(root), 1):
        told.say(f"正文第{number}段", text)
    for each in root.css("[style]"):
        if _UNSEEN.search(each.attributes.get("style") or ""):
            told.say("正文里看不见的文字", each.text(), hidden=True)
    for name, values in _TOLD.items():
        for each in root.css(name):
            for value in values:
                told.say("图片和链接的说明", each.attributes.get(value), hidden=True)
    for hit in _COMMENT.finditer(body):
        told.say("正文里的注释", hit[1], hidden=True)
    links = tuple((each.attributes.get("href") or "").strip() for each in root.css("a[href]"))
    for link in links:
        told.say("链接的地址", link, hidden=True)
    return told, links


def _cells(row: LexborNode) -> Iterator[str]:
    for cell in row.css("td, th"):
        yield " ".join(cell.text(separator=" ").split())
        span = cell.attributes.get("colspan") or "1"
        yield from [""] * (min(int(span), 60) - 1 if span.isdecimal() else 0)


def _paragraphs(root: LexborNode) -> list[str]:
    """The texts between the edges of blocks."""
    parts = [""]
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            parts[-1] += node.text(deep=False) or ""
        elif node.tag == "br" or node.tag in _BLOCKS:
            parts.append("")
    return [text for part in parts if (text := part.strip())]
