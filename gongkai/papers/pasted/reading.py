"""读网页: tamed HTML into blocks, by one pass over its tags: no tree, so nothing nests too deeply for us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape

from gongkai.papers.pasted.blocks import UNHINTED, Block, Hints, Item, Role, Run, Text
from gongkai.papers.pasted.inline import BREAK, lines, one_line
from gongkai.papers.pasted.safe import leads_somewhere
from gongkai.papers.pasted.style import declared, hints, is_big, is_bold, is_hidden, list_level
from gongkai.papers.pasted.tables import Draft, Heard, laid

_EVENT = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s=>]+=\"[^\"]*\")*)>|([^<]+)|<")
_ATTRIBUTE = re.compile(r" ([^\s=>]+)=\"([^\"]*)\"")
_VOID = {"br", "hr", "img"}
_MARKS = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "strike": "s", "sup": "sup", "sub": "sub"},
}
_INLINE = {*_MARKS, "a", "span", "font", "del"}
_CELLS = {"td", "th"}
_OF_TABLES = {"thead", "tbody", "tfoot", "colgroup"}
_BULLET = re.compile(r"[·•●○o§ØØüvlnuqw◆■□▪–\-\u2022\uf000-\uf0ff]")
_NOTE = re.compile(r"#?_?(ftn|edn)(ref)?(\d{1,3})")
_DEEPEST_LIST = 6


@dataclass(frozen=True, slots=True)
class _Open:
    """What holds inside a tag that is open."""

    tag: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    hints: Hints = UNHINTED
    hidden: bool = False
    marker: bool = False
    listed: int = 0
    big: bool = False


@dataclass
class _List:
    ordered: bool
    start: int
    fresh: bool = True


@dataclass
class Reading:
    """读得: the blocks in order, and what had to be left behind."""

    blocks: list[Block] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    links: int = 0
    deleted: int = 0
    hidden: int = 0
    nested: int = 0


class _Reader:
    """The state of the pass: open tags, the paragraph that grows, open lists and tables."""

    def __init__(self) -> None:
        self.read = Reading()
        self.open: list[_Open] = [_Open("")]
        self.runs: list[Run] = []
        self.marker = ""
        self.big = True
        self.here = UNHINTED
        self.listed = 0
        self.lists: list[_List] = []
        self.tables: list[Draft] = []

    # -- events

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        inside = self.open[-1]
        if tag == "br":
            self.text(BREAK)
        elif tag == "img":
            self.image(attributes)
        elif tag == "hr":
            self.flush()
        elif tag in _INLINE:
            self.open.append(self.inline(tag, attributes, inside))
        else:
            self.block(tag, attributes, inside)

    def inline(self, tag: str, attributes: Mapping[str, str], inside: _Open) -> _Open:
        style = declared(attributes.get("style", ""))
        marks = inside.marks | {_MARKS[tag]} if tag in _MARKS else inside.marks
        bold = is_bold(style)
        if bold is not None:
            marks = marks | {"strong"} if bold else marks - {"strong"}
        if (raised := style.get("vertical-align")) in ("super", "sub"):
            marks |= {"sup" if raised == "super" else "sub"}
        hidden = is_hidden(style) or "hidden" in attributes
        self.read.hidden += hidden
        self.read.deleted += tag == "del"
        return replace(
            inside,
            tag=tag,
            marks=marks,
            href=self.link(attributes) if tag == "a" else inside.href,
            hidden=inside.hidden or hidden or tag == "del",
            marker=inside.marker or style.get("mso-list") == "ignore",
            big=inside.big or is_big(style),
        )

    def link(self, attributes: Mapping[str, str]) -> str:
        href = attributes.get("href", "").strip()
        if note := _NOTE.fullmatch(href):
            return f"#{'noted' if note[2] else 'note'}-{note[3]}"
        if leads_somewhere(href):
            return href
        self.read.links += bool(href)
        return ""

    def image(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "")
        name = "" if source.startswith(("data:", "blob:")) else re.split(r"[\\/]", source.split("?")[0])[-1]
        self.read.images.append(" ".join((attributes.get("alt", "").strip() or name).split())[:80])

    def block(self, tag: str, attributes: Mapping[str, str], inside: _Open) -> None:
        self.flush()
        style = declared(attributes.get("style", ""))
        told = hints(tag, attributes, inside.hints)
        if told_note := _note_of(attributes, style):
            told = replace(told, role=Role.FOOTNOTE, anchor=told_note)
        hidden = is_hidden(style) or "hidden" in attributes
        self.read.hidden += hidden
        marks = inside.marks | {"strong"} if is_bold(style) else inside.marks
        listed = list_level(style) or inside.listed
        here = _Open(tag, marks, inside.href, told, inside.hidden or hidden, inside.marker, listed, inside.big)
        self.open.append(here)
        match tag:
            case "ul" | "ol":
                start = attributes.get("start", "1")
                self.lists.append(_List(tag == "ol", int(start) if start.isdecimal() and len(start) < 5 else 1))
            case "table":
                self.tables.append(Draft(self.lists))
                self.lists = []
            case "tr" if self.tables:
                self.tables[-1].row()
            case "td" | "th" if self.tables:
                self.tables[-1].cell(tag, attributes)
        self.set_block(here)

    def set_block(self, here: _Open) -> None:
        self.here, self.listed, self.big = here.hints, here.listed, True

    def end(self, tag: str) -> None:
        if tag in _INLINE:
            self.open.pop()
            return
        self.flush()
        self.open.pop()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "caption" and self.tables:
            self.tables[-1].close_caption()
        elif tag in _CELLS and self.tables:
            self.tables[-1].close_cell()
        elif tag == "table" and self.tables:
            draft = self.tables.pop()
            self.lists = draft.lists
            for block in laid(draft, self.heard):
                self.take(block)
        self.set_block(self.open[-1])

    def heard(self, what: Heard) -> None:
        self.read.nested += what is Heard.NESTED

    def text(self, text: str) -> None:
        inside = self.open[-1]
        if inside.hidden:
            return
        if inside.marker:
            self.marker += text
            return
        if text.strip():
            self.big = self.big and (inside.big or inside.hints.big)
        self.runs.append(Run(text, inside.marks, inside.href))

    # -- paragraphs

    def flush(self) -> None:
        """End the paragraph that grows: it becomes blocks of the list, the cell or the page it stands in."""
        if not self.runs and not self.marker:
            return
        runs, marker, self.runs, self.marker = self.runs, self.marker.strip(), [], ""
        big = self.big and any(run.text.strip() for run in runs)
        told = self.here if self.here.big == big else replace(self.here, big=big)
        if marker and not _BULLET.fullmatch(marker):
            runs = [Run(marker), *runs]
        if self.lists:
            self.item(one_line(runs))
        elif marker and _BULLET.fullmatch(marker):
            self.bullet(one_line(runs))
        else:
            for line in lines(runs):
                far = line.lead >= 8
                self.take(Text(line.runs, replace(told, right=True) if far else told))

    def item(self, runs: tuple[Run, ...]) -> None:
        if not runs:
            return
        depth = min(len(self.lists), _DEEPEST_LIST)
        inner = self.lists[-1]
        self.take(Item(runs, depth, inner.ordered, inner.fresh, inner.start if inner.fresh and inner.ordered else 1))
        inner.fresh = False

    def bullet(self, runs: tuple[Run, ...]) -> None:
        if runs:
            self.take(Item(runs, max(1, self.listed)))

    def take(self, block: Block) -> None:
        if self.tables:
            self.tables[-1].take(block)
        else:
            self.read.blocks.append(block)


def read(html: str) -> Reading:
    """读: the blocks of HTML that ``safe.tamed`` has been through."""
    reader = _Reader()
    for closes, tag, attributes, text in _events(html):
        if text:
            reader.text(text)
        elif closes:
            reader.end(tag)
        else:
            reader.start(tag, attributes)
    reader.flush()
    return reader.read


def _events(html: str) -> Iterator[tuple[bool, str, Mapping[str, str], str]]:
    for event in _EVENT.finditer(html):
        closes, tag, attributes, text = event.groups()
        if text is not None:
            yield False, "", {}, unescape(text)
        elif tag and not (closes and tag in _VOID):
            stated = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
            yield bool(closes), tag, stated, ""


def _note_of(attributes: Mapping[str, str], style: Mapping[str, str]) -> str:
    """The anchor of a footnote, as Word names it or as we do; empty for any other block."""
    name = attributes.get("id", "")
    found = _NOTE.fullmatch(name) or re.fullmatch(r"(note)()-(\d{1,4})", name)
    return f"note-{found[3]}" if found and not found[2] else ""
