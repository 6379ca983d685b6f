"""网页: paragraphs and table rows of a page as lines, walked without recursion, since pages nest deeply.

A cell covered from above is not repeated. A row is one line with its cells, unless a cell holds a table of its own or whole
paragraphs: then the table only made the page, and what its cells hold stands line by line. What is hidden or runs is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from gongkai.papers.html import stripped_text_of, text_of
from gongkai.reading.carriers.lines import Page, Printed, UnreadableFile, numbered, one_line, row

_HTML = re.compile(r"<(?:!doctype html|html|body|table|tr|td|p|div|span|font)\b[^<>]*>", re.IGNORECASE)
_LEAST_TAGS = 3
_MOST_TAGS = 300_000
_DEEPEST = 4_000
_LONGEST_TAG = 50_000
_MOST_ATTRIBUTES = 10_000
_WHOLE_TAG = re.compile(r"<[A-Za-z](?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]{0,40})")
_NEVER_DEEP = frozenset(
    ("br", "img", "hr", "input", "meta", "link", "col", "area", "base", "wbr", "param", "embed", "source", "p", "li", "td",
     "th", "tr", "tbody", "thead", "tfoot", "option", "dt", "dd", "html", "body", "head")
)  # fmt: skip
"""Tags that hold nothing, or that the next of their kind ends."""
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "select", "textarea", "button", "nav", "iframe", "object", "svg", "math",
     "audio", "video", "canvas", "meta", "link")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main",
     "header", "footer", "aside", "blockquote", "center", "form", "fieldset", "pre", "title", "hr", "caption", "figure",
     "figcaption", "details", "summary", "address", "body", "td", "th", "table")
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MAYBE_HIDDEN = '[hidden], [style*="none" i], [style*="hidden" i]'
_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|rar|zip|rtf)(?:$|[?#])", re.IGNORECASE)
_LINKS_IN_A_RUN = 3
_LONG_LINK = 40
_FEW_WORDS = 600
_MOST_NAMED = 3


def is_html(text: str) -> bool:
    """是否网页: whether a text is written with the tags of a page."""
    return len(list(islice(_HTML.finditer(text), _LEAST_TAGS))) == _LEAST_TAGS


def html_page(text: str, carrier: str = "html") -> Page:
    """网页文稿: the lines of a page. Raises UnreadableFile."""
    _measure(text)
    try:
        root = LexborHTMLParser(text).root
    except SelectolaxError as error:
        raise UnreadableFile("网页文件已损坏，不能读取") from error
    if root is None:
        return Page((), carrier)
    _open_small_tables(root)
    walk = _Walk(_hidden(root), _holders(root))
    walk.go(root)
    lines = list(_without_navigation(walk.lines))
    return Page(numbered(line.printed for line in lines), carrier, tuple(_notes(walk, lines)))


def _measure(text: str) -> None:
    """Pages of very many tags, or very deep ones, over which parsers take ages, are refused unread."""
    tags = text.count("<")
    if tags > _MOST_TAGS:
        raise UnreadableFile(f"网页过于复杂（超过{_MOST_TAGS // 10000}万个标记），不是一份年报")
    if len(text) > _LONGEST_TAG and any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _WHOLE_TAG.finditer(text)):
        raise UnreadableFile(f"网页的一个标记带有{_MOST_ATTRIBUTES // 10000}万个以上的属性，不是一份年报")
    if tags <= _DEEPEST:
        return
    open_tags: Counter[str] = Counter()
    depth = 0
    for closing, name in _TAG.findall(text):
        tag = name.lower()
        if tag in _NEVER_DEEP:
            continue
        if not closing:
            open_tags[tag] += 1
            depth += 1
            if depth > _DEEPEST:
                raise UnreadableFile(f"网页的标记层层相套，超过{_DEEPEST}层，不是一份年报")
        elif open_tags[tag]:
            open_tags[tag] -= 1
            depth -= 1


def _attributes(tag: str) -> int:
    """How many attributes a tag may have at most; a long picture in its address is one."""
    return len(_QUOTED.sub("", tag).replace("/", " ").split()) if len(tag) > _LONGEST_TAG else 0


def _hidden(root: LexborNode) -> frozenset[int]:
    """The nodes that a browser does not show."""
    return frozenset(
        node.mem_id
        for node in root.css(_MAYBE_HIDDEN)
        if "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style") or "")
    )


def _open_small_tables(root: LexborNode) -> None:
    """A table of a single cell within a cell is no table: some programs write every figure so."""
    for table in root.css("td table, th table"):
        cells = table.css("td, th")
        if len(cells) == 1 and len(table.text()) <= _LONG_LINK:
            for node in (*cells, *table.css("tr, tbody"), table):
                node.unwrap()


def _holders(root: LexborNode) -> frozenset[int]:
    """Every cell that has a table within it, and what stands between; each node is looked at once, however deep tables nest."""
    found: set[int] = set()
    for table in root.css("td table, th table"):
        node = table.parent
        while node is not None and node.mem_id not in found:
            found.add(node.mem_id)
            node = node.parent
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and whether nothing but links stands on it."""

    printed: Printed
    linked: bool = False


@dataclass(slots=True)
class _Table:
    """A table being walked through: its number on the page once it has had a row, and how many rows."""

    number: int = 0
    rows: int = 0


@dataclass
class _Walk:
    """Goes through a page and keeps the line that is open, with how much of it stands in links."""

    hidden: frozenset[int]
    holders: frozenset[int]
    lines: list[_Line] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pictures: int = 0
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _tables: list[_Table] = field(default_factory=lambda: [_Table()])
    _counted: int = 0
    _paragraphs: int = 0

    def go(self, root: LexborNode) -> None:
        """Every node in its order; a string is what to do once what is under a node has been read."""
        pending: list[LexborNode | str] = [root]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                self._leave(item)
            elif item.is_text_node:
                self._take(item.text_content or "")
            else:
                self._enter(item, pending)
        self._flush()

    def _enter(self, node: LexborNode, pending: list[LexborNode | str]) -> None:
        tag = node.tag or ""
        if tag in _SILENT or (self.hidden and node.mem_id in self.hidden):
            return
        if tag == "tr" and self._row(node):
            return
        if tag in _BLOCKS or tag == "br":
            self._flush()
            pending.append("line")
        if tag == "table":
            self._tables.append(_Table())
            pending.append("table")
        elif tag == "a":
            self._link(node)
            self._links += 1
            pending.append("link")
        elif tag == "img":
            self.pictures += 1
        pending.extend(reversed([*node.iter(include_text=True)]))

    def _leave(self, what: str) -> None:
        if what == "line":
            self._flush()
        elif what == "link":
            self._links -= 1
        elif self._tables.pop().number:
            self.lines.append(_Line(Printed("")))

    def _row(self, node: LexborNode) -> bool:
        """A row as one line; False where its cells have to be walked through."""
        cells = [cell for cell in node.iter() if cell.tag in _CELLS]
        if self.holders and any(cell.mem_id in self.holders for cell in cells):
            return False
        table = self._tables[-1]
        if not table.number:
            self._counted += 1
            table.number = self._counted
            self.lines.append(_Line(Printed("")))
        table.rows += 1
        where = f"第{table.number}张表第{table.rows}行"
        self.lines.extend(map(_Line, row([stripped_text_of(cell, self.hidden) for cell in cells], where)))
        return True

    def _take(self, text: str) -> None:
        self._pieces.append(text)
        if self._links:
            self._linked += len("".join(text.split()))

    def _link(self, node: LexborNode) -> None:
        address = node.attributes.get("href") or ""
        if _FILE.search(address):
            self.files.append(one_line(text_of(node)) or address.rsplit("/", 1)[-1])

    def _flush(self) -> None:
        """End the line that is open."""
        text = one_line("".join(self._pieces).replace("\n", " "))
        linked = bool(self._linked) and self._linked == len("".join(text.split()))
        self._pieces.clear()
        self._linked = 0
        if text:
            self._paragraphs += 1
            self.lines.append(_Line(Printed(text, where=f"第{self._paragraphs}段"), linked))


def _without_navigation(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines without runs of short links, as menus and lists of other reports have them."""
    for linked, run in groupby(lines, key=lambda line: line.linked and len(line.printed.text) <= _LONG_LINK):
        lines_of_run = list(run)
        if not linked or len(lines_of_run) < _LINKS_IN_A_RUN:
            yield from lines_of_run


def _notes(walk: _Walk, lines: Sequence[_Line]) -> Iterator[str]:
    """What may be elsewhere, where the page itself says little."""
    if sum(len(line.printed.text) for line in lines) >= _FEW_WORDS:
        return
    if walk.files:
        names = "、".join(f"“{name[:_LONG_LINK]}”" for name in dict.fromkeys(walk.files[:_MOST_NAMED]))
        yield f"网页文字很少，报告可能在所链接的{names}中，请下载后核对该文件"
    elif walk.pictures:
        yield f"网页文字很少，另有{walk.pictures}张图片，图片中的文字不能读取；报告如为图片，请用文字版或先做文字识别"
