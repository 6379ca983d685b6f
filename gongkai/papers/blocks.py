"""网页正文: the body of a page as the blocks of a paper, and its words line by line."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.papers.document import Block, Heading, Paragraph, Table
from gongkai.papers.grid import Align
from gongkai.papers.html import read_table, text_of

_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 4}
_HOLDERS = {"div", "section", "article", "ul", "ol", "blockquote", "figure", "body", "center"}
_INSIDE = {*_HOLDERS, *_HEADINGS, "p", "table", "li", "pre"}
_SILENT = {"script", "style", "template", "noscript"}
_ALIGNED = {"signature": Align.END, "right": Align.END, "center": Align.CENTER}


def blocks(html: str) -> tuple[Block, ...]:
    """成块: headings, paragraphs and tables in their order; what is empty is left out."""
    body = LexborHTMLParser(html).body
    return tuple(_blocks(body)) if body is not None else ()


def lines(html: str) -> tuple[str, ...]:
    """成行: the words of a page, a line for each paragraph, heading and row of a table."""
    return tuple(line for block in blocks(html) for line in lines_of(block))


def plain_html(text: str) -> str:
    """成段: plain text as paragraphs, a line each."""
    return "".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def _blocks(holder: LexborNode) -> Iterator[Block]:
    loose: list[str] = []
    for node in holder.iter(include_text=True):
        if node.tag in _SILENT:
            continue
        if node.tag not in _INSIDE:
            loose.append((node.text_content or "") if node.is_text_node else text_of(node))
            continue
        yield from _paragraphs("".join(loose))
        loose = []
        yield from _of_node(node)
    yield from _paragraphs("".join(loose))


def _of_node(node: LexborNode) -> Iterator[Block]:
    tag = node.tag or ""
    if tag in _HEADINGS:
        text = " ".join(text_of(node).split("\n")).strip()
        if text:
            yield Heading(text, _HEADINGS[tag])
    elif tag == "table":
        yield from (Table(grid) for grid in read_table(node))
    elif tag in _HOLDERS or any(child.tag in _INSIDE for child in node.iter()):
        yield from _blocks(node)
    else:
        name = (node.attributes.get("class") or "").strip()
        yield from _paragraphs(text_of(node), _ALIGNED.get(name, Align.START))


def _paragraphs(text: str, align: Align = Align.START) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), align)


def lines_of(block: Block) -> Iterator[str]:
    """一块的行: the words of a block."""
    if isinstance(block, Table):
        yield from (" ".join(cell.text.replace("\n", " ") for cell in row).strip() for row in block.grid.rows)
    elif isinstance(block, Heading | Paragraph):
        yield block.text
