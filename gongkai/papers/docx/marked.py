"""读 Word 的版式: the paragraphs of a docx file with what their format says they are, and its tables.

``read_docx`` gives the words; here also the style, the side of the line, bold, raised and sunk type, footnotes and the
numbers Word counts by itself. Deleted revisions are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.docx.numbering import Numbering
from gongkai.papers.docx.reading import LEFT_OUT, SIGNS, TBL, P, T, inside, tables
from gongkai.papers.grid import Grid, measured
from gongkai.papers.package import Package
from gongkai.papers.text import PaperError

_W = f"{{{NAMESPACE}}}"
_R, _NOTE = f"{_W}r", f"{_W}footnoteReference"
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_OFF = {"0", "false", "off", "none"}
_MOST_DEEP = 200


@dataclass(frozen=True, slots=True)
class Look:
    """版式: of a run or a paragraph; half points of type, 0 where nothing is said."""

    bold: bool = False
    raised: str = ""
    size: int = 0


PLAIN = Look()
"""不加修饰."""


@dataclass(frozen=True, slots=True)
class Marked:
    """带版式的段落: its parts with their look, and what its style says."""

    parts: tuple[tuple[str, Look], ...]
    align: str = ""
    level: int = 0
    title: bool = False
    number: str = ""
    bullet: int = 0
    note: int = 0


@dataclass
class WordFile:
    """Word 文件内容: paragraphs and tables in order, the footnotes after them; and what was not taken along."""

    content: list[Marked | Grid] = field(default_factory=list)
    pictures: int = 0
    deletions: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    base: str = ""
    align: str = ""
    level: int = 0
    look: Look = PLAIN
    listed: tuple[str, str] = ("", "")


def read_marked(data: bytes) -> WordFile:
    """读出: raises PaperError if the bytes are not a docx file or unpack beyond measure."""
    package = Package(data, "docx")
    root = package.xml(package.main())
    body = root.find(f"{_W}body")
    if body is None:
        raise package.broken()
    reader = _Reader(package)
    try:
        found = WordFile(list(measured(reader.content(body))))
    except RecursionError as error:
        raise PaperError("docx文件的内容嵌套过深") from error
    found.content += reader.notes()
    found.pictures = sum(1 for _ in root.iter(*_PICTURES))
    found.deletions = sum(1 for _ in root.iter(f"{_W}del", f"{_W}moveFrom") if len(_))
    return found


class _Reader:
    def __init__(self, package: Package) -> None:
        self._numbering = Numbering(package)
        self._styles = dict(_styles(package))
        self._notes = _footnotes(package)
        self._cited: list[str] = []

    def content(self, body: etree._Element) -> Iterator[Marked | Grid]:
        for element in inside(body, {P, TBL}):
            if element.tag == TBL:
                yield from tables(element)
            else:
                yield self._paragraph(element)

    def notes(self) -> Iterator[Marked]:
        """The footnotes that were cited, in the order of their numbers."""
        for place, key in enumerate(self._cited, 1):
            text = " ".join("".join(part for part, _ in self._parts(each, PLAIN)).strip() for each in self._notes[key])
            yield Marked(((text, PLAIN),), note=place)

    def _paragraph(self, element: etree._Element) -> Marked:
        properties = element.find(f"{_W}pPr")
        style = self._resolved(_value(properties, "pStyle") or "")
        outline = _value(properties, "outlineLvl")
        level = int(outline) + 1 if outline in list("012345") else style.level
        text, bullet = self._number(properties, style)
        return Marked(
            parts=tuple(self._parts(element, style.look)),
            align=_value(properties, "jc") or style.align,
            level=level,
            title=style.name.lower() in ("title", "标题"),
            number=text,
            bullet=bullet,
        )

    def _number(self, properties: etree._Element | None, style: _Style) -> tuple[str, int]:
        own = _listed(properties)
        number, depth = own if own[0] else style.listed
        if not number or not depth.isdecimal() or len(depth) > 1:
            return "", 0
        text, bullet = self._numbering.next(number, int(depth))
        return text, int(depth) + 1 if bullet else 0

    def _parts(self, element: etree._Element, look: Look) -> Iterator[tuple[str, Look]]:
        for child in element:
            if child.tag == T:
                yield child.text or "", look
            elif child.tag == _NOTE:
                yield from self._cite(str(child.get(f"{_W}id")))
            elif child.tag not in LEFT_OUT:
                if sign := SIGNS.get(str(child.tag), ""):
                    yield sign, look
                yield from self._parts(child, _looked(child, look) if child.tag == _R else look)

    def _cite(self, key: str) -> Iterator[tuple[str, Look]]:
        if key in self._notes:
            if key not in self._cited:
                self._cited.append(key)
            yield str(self._cited.index(key) + 1), Look(raised="note")

    def _resolved(self, key: str) -> _Style:
        """A style with what it takes from those it is based on."""
        style = self._styles.get(key, _Style())
        seen, base = {key}, style.base
        while base and base not in seen:
            seen.add(base)
            under = self._styles.get(base, _Style())
            look = Look(style.look.bold or under.look.bold, "", style.look.size or under.look.size)
            listed = style.listed if style.listed[0] else under.listed
            align, level = style.align or under.align, style.level or under.level
            style = replace(style, align=align, level=level, look=look, listed=listed)
            base = under.base
        return style


def _looked(run: etree._Element, over: Look) -> Look:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return over
    bold = properties.find(f"{_W}b")
    raised = {"superscript": "sup", "subscript": "sub"}.get(_value(properties, "vertAlign") or "", "")
    return Look(
        over.bold if bold is None else str(bold.get(f"{_W}val", "1")) not in _OFF,
        raised,
        _size(properties) or over.size,
    )


def _styles(package: Package) -> Iterator[tuple[str, _Style]]:
    for name in package.related(package.main(), "styles").values():
        if name not in package.names():
            continue
        for style in package.xml(name).iterfind(f"{_W}style"):
            paragraph, text = style.find(f"{_W}pPr"), style.find(f"{_W}rPr")
            outline = _value(paragraph, "outlineLvl")
            bold = None if text is None else text.find(f"{_W}b")
            look = Look(
                bold is not None and str(bold.get(f"{_W}val", "1")) not in _OFF, "", 0 if text is None else _size(text)
            )
            level = int(outline) + 1 if outline in list("012345") else 0
            yield (
                str(style.get(f"{_W}styleId")),
                _Style(
                    _value(style, "name") or "",
                    _value(style, "basedOn") or "",
                    _value(paragraph, "jc") or "",
                    level,
                    look,
                    _listed(paragraph),
                ),
            )


def _listed(properties: etree._Element | None) -> tuple[str, str]:
    """The list a paragraph or a style belongs to, and how deep in it."""
    listed = None if properties is None else properties.find(f"{_W}numPr")
    return (_value(listed, "numId") or "", _value(listed, "ilvl") or "0")


def _footnotes(package: Package) -> dict[str, list[etree._Element]]:
    notes: dict[str, list[etree._Element]] = {}
    for name in package.related(package.main(), "footnotes").values():
        if name in package.names():
            for note in package.xml(name).iterfind(f"{_W}footnote"):
                if note.get(f"{_W}type") is None:
                    notes[str(note.get(f"{_W}id"))] = list(note.iterfind(f"{_W}p"))
    return notes


def _size(properties: etree._Element) -> int:
    size = _value(properties, "sz") or ""
    return int(size) if size.isdecimal() and len(size) < 4 else 0


def _value(element: etree._Element | None, name: str) -> str | None:
    found = None if element is None else element.find(f"{_W}{name}")
    return None if found is None else str(found.get(f"{_W}val", ""))
