"""Word 所说: paragraphs and tables as they are seen, and what is not: revisions, comments, hidden, white and tiny characters,
black on black, fields, links, properties, files and pictures within.
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename

from lxml import etree

from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.package import Package
from gongkai.papers.said import picture
from gongkai.papers.said.leftovers import leftovers, nested, properties, targets
from gongkai.papers.said.pieces import Board, Heard, Line
from gongkai.papers.said.word_looks import Looks, q

P, R, T, TBL, TR, TC, DEL_TEXT = (q(tag) for tag in ("p", "r", "t", "tbl", "tr", "tc", "delText"))
SHOWN = {q("tab"): " ", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "-"}
GONE = frozenset({q("del"), q("moveFrom")})
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
PARTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_KNOWN = (
    "styles.xml",
    "stylesWithEffects.xml",
    "numbering.xml",
    "fontTable.xml",
    "settings.xml",
    "webSettings.xml",
    "theme",
)


def read(data: bytes) -> Heard:
    """读出: raises PaperError for what is no sound docx file."""
    package = Package(data, "docx")
    package.unpack()
    main = package.main()
    told, looks = Heard(), Looks(package, main)
    _part(told, package, main, "", looks)
    for kind, title in PARTS.items():
        for name in package.related(main, kind).values():
            _part(told, package, name, title, looks)
    _comments(told, package)
    properties(told, package)
    targets(told, package)
    seen = {main, *(name for kind in PARTS for name in package.related(main, kind).values())}
    seen |= {name for name in package.names() if any(known in name for known in _KNOWN)}
    seen |= {name for name in package.names() if basename(name).startswith("comments")}
    leftovers(told, package, seen)
    nested(told, package)
    for name in package.names():
        if name.startswith("word/media/"):
            picture.read_into(told, f"图片“{basename(name)}”", package.part(name))
    return told


def _part(told: Heard, package: Package, name: str, title: str, looks: Looks) -> None:
    root = package.xml(name)
    paragraphs = {element: number for number, element in enumerate(root.iter(P))}
    seen = 0
    for element, number in paragraphs.items():
        if within(element, FALLBACK):
            continue
        key = f"{name}#{number}"
        shown, hidden = split(element, looks)
        in_table = within(element, TC)
        if shown.strip() and not in_table:
            seen += 1
            told.say(f"{title}第{seen}段", shown, key=key)
        for why, text in hidden.items():
            where = f"{title}第{max(seen, 1)}段" if not in_table else f"{title}表格"
            told.say(f"{where}：{why}", text, hidden=True)
    for number, table in enumerate(root.iter(TBL), 1):
        _table(told, table, f"{title}第{number}张表", name, paragraphs, looks)
    for each in root.iter(_DESCRIBED):
        for value in ("descr", "title"):
            told.say(f"{title}图形的说明文字", each.get(value), hidden=True)
    for each in root.iter(q("instrText")):
        told.say(f"{title}域代码", each.text, hidden=True)
    told.say(f"{title}图形里的文字", "\n".join(each.text or "" for each in root.iter(_DRAWN)))
    for each in (*root.iter(q("alias")), *root.iter(q("tag"))):
        told.say(f"{title}内容控件的名称", each.get(q("val")), hidden=True)


def _table(
    told: Heard, table: etree._Element, where: str, name: str, numbers: dict[etree._Element, int], looks: Looks
) -> None:
    lines = []
    for number, row in enumerate(mine(table, TR, TBL), 1):
        cells, keys = [], []
        for cell in mine(row, TC, TBL):
            inside = list(mine(cell, P, TBL))
            cells.append("\n".join(split(each, looks)[0] for each in inside))
            keys.append(" ".join(f"{name}#{numbers[each]}" for each in inside))
            for _ in range(_span(cell) - 1):
                cells.append("")
                keys.append("")
        lines.append(Line(number, tuple(cells), keys=tuple(keys)))
    told.boards.append(Board(where, tuple(lines)))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
    stated = span.get(q("val"), "1") if span is not None else "1"
    return min(int(stated), 60) if stated.isdecimal() else 1


def mine(parent: etree._Element, wanted: str, other: str) -> Iterator[etree._Element]:
    """自己的: the wanted elements of a table, row or cell, not those of a table within it."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag != other and child.tag != FALLBACK:
            yield from mine(child, wanted, other)


def within(element: etree._Element, tag: str) -> bool:
    """在其中: whether an element stands in one of such a name."""
    return next(element.iterancestors(tag), None) is not None


def split(paragraph: etree._Element, looks: Looks) -> tuple[str, dict[str, str]]:
    """所见与所不见: what a paragraph shows, and by the reason what it does not."""
    shown: list[str] = []
    hidden: dict[str, list[str]] = {}
    for node, why in nodes(paragraph, looks):
        text = (node.text or "") if node.tag in (T, DEL_TEXT) else SHOWN[str(node.tag)]
        (hidden.setdefault(why, []) if why else shown).append(text)
    return "".join(shown), {why: "".join(texts) for why, texts in hidden.items()}


def nodes(paragraph: etree._Element, looks: Looks) -> Iterator[tuple[etree._Element, str]]:
    """各字: the elements of a paragraph that make its text, each with why it is not seen; not those of boxes within it."""
    for run in _runs(paragraph):
        deleted = next((each for each in run.iterancestors() if each.tag in GONE), None) is not None
        why = "修订（已删除）" if deleted else looks.why_unseen(run, paragraph)
        for child in run:
            if child.tag in (T, DEL_TEXT) or child.tag in SHOWN:
                yield child, ("修订（已删除）" if child.tag == DEL_TEXT else why)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == R:
            yield child
        elif child.tag not in (P, TBL, FALLBACK):
            yield from _runs(child)


def _comments(told: Heard, package: Package) -> None:
    for name in package.names():
        if not (name.startswith("word/comments") and name.endswith(".xml")):
            continue
        for number, each in enumerate(package.xml(name).iter(f"{{{NAMESPACE}}}comment"), 1):
            told.say(f"批注第{number}条", "".join(text.text or "" for text in each.iter(T, DEL_TEXT)), hidden=True)
            told.say(f"批注第{number}条的作者", each.get(q("author")), hidden=True)
