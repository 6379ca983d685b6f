"""Excel 所说: every worksheet, hidden ones too, cell by cell; formulas, remarks, names, caches, links, properties.

Values stand as the file keeps them, so that a number that Excel has rounded shows that it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename

from lxml import etree

from gongkai.papers.columns_in import column_number
from gongkai.papers.package import Package
from gongkai.papers.said import picture
from gongkai.papers.said.book_looks import MAIN, Looks
from gongkai.papers.said.leftovers import leftovers, nested, properties, targets
from gongkai.papers.said.pieces import Board, Heard, Line
from gongkai.papers.text import PaperError

MOST_CELLS = 2_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRING = re.compile(r'"((?:[^"]|"")*)"')
_HEADS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CACHES = (("xl/pivotCache/", "透视表缓存"), ("xl/externalLinks/", "外部链接的缓存"), ("xl/revisions/", "修订记录"))
_PROMPTS = ("prompt", "error", "tooltip", "display", "location", "val", "name", "comment")
_TOO_MUCH = "工作簿过大，请分成几个文件"


class Sheet:
    """工作表: its name, its part, whether it is shown."""

    def __init__(self, name: str, state: str, part: str) -> None:
        self.name, self.state, self.part = name, state, part

    @property
    def is_hidden(self) -> bool:
        """隐藏."""
        return self.state != "visible"

    @property
    def where(self) -> str:
        """位置."""
        told = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}.get(self.state, "")
        return f"工作表“{self.name}”{told}"


def read(data: bytes) -> Heard:
    """读出: raises PaperError for what is no sound xlsx file."""
    package = Package(data, "xlsx")
    package.unpack()
    told, book = Heard(), Book(package)
    for sheet in book.sheets:
        told.say(f"{sheet.where}的名称", sheet.name, hidden=sheet.is_hidden, key=f"{sheet.part}#name")
        told.boards.append(_board(told, sheet, book))
    for each in package.xml(book.main).iter(f"{MAIN}definedName"):
        told.say(f"定义的名称“{each.get('name', '')}”", each.text, hidden=True)
        told.say("定义的名称", each.get("comment"), hidden=True)
    properties(told, package)
    targets(told, package)
    known = {book.main, *(sheet.part for sheet in book.sheets), *book.known}
    _remarks(told, package, known)
    for prefix, title in _CACHES:
        for name in package.names():
            if name.startswith(prefix) and name.endswith(".xml"):
                known.add(name)
                told.say(title, _values(package, name), hidden=True)
    leftovers(told, package, known)
    nested(told, package)
    for name in package.names():
        if name.startswith("xl/media/"):
            picture.read_into(told, f"图片“{basename(name)}”", package.part(name))
    return told


class Book:
    """工作簿: its sheets, the texts its cells share, how its cells look."""

    def __init__(self, package: Package) -> None:
        self.package, self.main = package, package.main()
        related = package.related(self.main, "worksheet")
        root = package.xml(self.main)
        self.sheets = [
            Sheet(str(each.get("name")), str(each.get("state") or "visible"), related[str(each.get(_RELATION))])
            for each in root.iter(f"{MAIN}sheet")
            if str(each.get(_RELATION)) in related
        ]
        flag = next(root.iter(f"{MAIN}workbookPr"), None)
        later = flag is not None and flag.get("date1904") in ("1", "true")
        styles = next(iter(package.related(self.main, "styles").values()), "")
        strings = next(iter(package.related(self.main, "sharedStrings").values()), "")
        self.known = {name for name in (styles, strings) if name}
        self.known |= {name for name in package.names() if name.startswith("xl/theme/")}
        self.looks = Looks(package.xml(styles) if styles in package.names() else None, later=later)
        shared = package.xml(strings).iter(f"{MAIN}si") if strings in package.names() else ()
        self.shared = ["".join(_spoken(each)) for each in shared]


def _spoken(element: etree._Element) -> Iterator[str]:
    """The characters of a text, not the readings above them."""
    for child in element:
        if child.tag == f"{MAIN}t":
            yield child.text or ""
        elif child.tag != f"{MAIN}rPh":
            yield from _spoken(child)


class Cell:
    """单元格: where it stands, what it says, how it looks, by what formula."""

    __slots__ = ("column", "formula", "kind", "row", "style", "text")

    def __init__(self, row: int, column: int, text: str, style: int, formula: str, kind: str) -> None:
        self.row, self.column, self.text, self.style = row, column, text, style
        self.formula, self.kind = formula, kind


class Layout:
    """版面: which rows and columns of a worksheet are hidden, how wide the columns are, what is merged."""

    def __init__(self, root: etree._Element) -> None:
        self.hidden_columns: set[int] = set()
        self.widths: dict[int, float] = {}
        for each in root.iter(f"{MAIN}col"):
            first, last = int(each.get("min", 1)) - 1, min(int(each.get("max", 1)), 16384)
            wide = float(each.get("width") or 9)
            if each.get("hidden") in ("1", "true") or wide < 0.3:
                self.hidden_columns |= set(range(first, min(last, first + 500)))
            elif last - first < 500:
                self.widths |= dict.fromkeys(range(first, last), wide)
        self.merged = [str(each.get("ref")) for each in root.iter(f"{MAIN}mergeCell")]


def rows(root: etree._Element, book: Book) -> Iterator[tuple[int, bool, list[Cell]]]:
    """各行: number from 0, whether it is hidden, its cells."""
    number = -1
    for row in root.iter(f"{MAIN}row"):
        stated = row.get("r", "")
        number = int(stated) - 1 if stated.isdecimal() else number + 1
        hidden = row.get("hidden") in ("1", "true") or float(row.get("ht") or 9) < 0.5
        yield number, hidden, list(_cells(row, number, book))


def _cells(row: etree._Element, number: int, book: Book) -> Iterator[Cell]:
    column = -1
    for each in row.iter(f"{MAIN}c"):
        letters = (each.get("r") or "").rstrip("0123456789")
        column = column_number(letters) - 1 if letters else column + 1
        kind, style = str(each.get("t") or "n"), int(each.get("s") or 0)
        value, formula = each.find(f"{MAIN}v"), each.find(f"{MAIN}f")
        text = (value.text or "") if value is not None else ""
        if kind == "s":
            text = book.shared[int(text)] if text.isdecimal() and int(text) < len(book.shared) else ""
        elif kind == "inlineStr":
            text = "".join(sign for inline in each.iter(f"{MAIN}is") for sign in _spoken(inline))
        elif kind == "n" and text:
            text = book.looks.number(text, style)
        yield Cell(number, column, text, style, (formula.text or "") if formula is not None else "", kind)


def _board(told: Heard, sheet: Sheet, book: Book) -> Board:
    root = book.package.xml(sheet.part)
    layout, lines, count = Layout(root), list[Line](), 0
    unseen: dict[str, list[str]] = {}
    for number, hidden, cells in rows(root, book):
        said = [""] * (max((cell.column for cell in cells), default=-1) + 1)
        count += len(said)
        if count > MOST_CELLS or len(said) > 16384:
            raise PaperError(_TOO_MUCH)
        for cell in cells:
            said[cell.column] = cell.text
            why = book.looks.why_unseen(cell.style)
            if why and cell.text:
                unseen.setdefault(why, []).append(cell.text)
            for literal in _STRING.findall(cell.formula):
                told.say(f"{sheet.where}第{number + 1}行第{cell.column + 1}列的公式", literal, hidden=True)
        keys = tuple(f"{sheet.part}#{number}:{column}" for column in range(len(said)))
        if any(said):
            lines.append(Line(number + 1, tuple(said), hidden, keys))
    for why, texts in unseen.items():
        told.say(f"{sheet.where}：{why}", "\n".join(texts), hidden=True)
    for each in root.iter(*(f"{MAIN}{name}" for name in _HEADS)):
        told.say(f"{sheet.where}的页眉页脚", each.text, hidden=True)
    for each in root.iter(f"{MAIN}formula1", f"{MAIN}formula2", f"{MAIN}formula"):
        told.say(f"{sheet.where}的有效性和条件格式", each.text, hidden=True)
    for each in root.iter(f"{MAIN}dataValidation", f"{MAIN}hyperlink", f"{MAIN}inputCells", f"{MAIN}scenario"):
        words = [str(each.get(name) or "") for name in _PROMPTS]
        told.say(f"{sheet.where}的提示和链接", "\n".join(filter(None, words)), hidden=True)
    return Board(sheet.where, tuple(lines), sheet.is_hidden, frozenset(layout.hidden_columns))


def _remarks(told: Heard, package: Package, known: set[str]) -> None:
    for name in package.names():
        if re.fullmatch(r"xl/(?:comments.*|threadedComments/.+|persons/.+)\.xml", name):
            known.add(name)
            root = package.xml(name)
            for each in root.iter("*"):
                local = etree.QName(each).localname
                if local in ("comment", "threadedComment"):
                    place = each.get("ref", "")
                    told.say(f"批注（{place}）", "".join(map(str, each.itertext())), hidden=True)
                elif local == "author":
                    told.say("批注的作者", each.text, hidden=True)
                elif local == "person":
                    told.say("批注的作者", each.get("displayName"), hidden=True)


def _values(package: Package, name: str) -> str:
    words = []
    for each in package.xml(name).iter("*"):
        words += [str(each.get(key)) for key in ("v", "name", "sheet", "val", "nm", "userName") if each.get(key)]
        words.append(each.text or "")
    return "\n".join(word for word in words if word.strip())
