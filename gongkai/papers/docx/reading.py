"""读 Word: the paragraphs and tables of a docx file in order, whoever wrote it.

Read from the XML itself: some Word files merge cells in ways libraries repeat or lose. What was deleted under revision
marks is left out, what was inserted counts; hidden characters and the readings above characters are left out as well; a
table within a cell follows the table it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise

from lxml import etree

from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.docx.numbering import Lists
from gongkai.papers.grid import Grid, Loose, lay_out, measured
from gongkai.papers.package import MOST_BYTES, Package
from gongkai.papers.text import clean, tidy

P, T, TBL, TR, TC = (f"{{{NAMESPACE}}}{tag}" for tag in ("p", "t", "tbl", "tr", "tc"))
_TRANSPARENT = {f"{{{NAMESPACE}}}{tag}" for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
SIGNS = {
    f"{{{NAMESPACE}}}tab": " ",
    f"{{{NAMESPACE}}}br": "\n",
    f"{{{NAMESPACE}}}cr": "\n",
    f"{{{NAMESPACE}}}noBreakHyphen": "-",
    P: "\n",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {f"{{{NAMESPACE}}}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "tbl", "rt")} | {_FALLBACK}
_RUN, _HIDDEN = f"{{{NAMESPACE}}}r", f"{{{NAMESPACE}}}rPr/{{{NAMESPACE}}}vanish"

_SLIVER = 8
"""The widest column, in twips, that is no column but two lines that missed each other."""

_LONGEST_NUMBER = 12
_PROPERTIES = f"{{{NAMESPACE}}}tcPr"


def read_docx(data: bytes, *, most: int = MOST_BYTES, numbered: bool = False) -> list[str | Grid]:
    """读出: the paragraphs that are not blank, as text, and the tables, as grids, in the order of the file.

    With ``numbered`` paragraphs begin with the numbers that Word puts before them by itself.
    Raises PaperError if the bytes are not a docx file or unpack to more than ``most`` bytes.
    """
    package = Package(data, "docx", most=most)
    body = package.xml(package.main()).find(f"{{{NAMESPACE}}}body")
    if body is None:
        raise package.broken()
    lists = Lists(package) if numbered else None
    return list(measured(block for block, _ in blocks(body, lists)))


def blocks(body: etree._Element, lists: Lists | None = None) -> Iterator[tuple[str | Grid, etree._Element]]:
    """各块及其元素: what ``read_docx`` reads, each with the paragraph or table it was read from."""
    for element in inside(body, {P, TBL}):
        if element.tag == TBL:
            yield from _tables(element)
            continue
        number = lists.before(element) if lists else ""
        if text := clean(_text(element)).strip():
            yield number + text, element


def inside(parent: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """其中的: the wanted children, also where a content control or an inserted revision is wrapped around them."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from inside(child, wanted)


def tables(table: etree._Element) -> Iterator[Grid]:
    """其中的表: a table and, after it, those within its cells."""
    return (grid for grid, _ in _tables(table))


def _tables(table: etree._Element) -> Iterator[tuple[Grid, etree._Element]]:
    rows = list(inside(table, {TR}))
    lines = _joined(_straightened([list(_stated(row)) for row in rows], _column_lines(table)))
    if any(lines):
        yield lay_out(lines, _value(table, "tblPr/tblCaption")), table
    for cell in (cell for row in rows for cell in inside(row, {TC})):
        for inner in inside(cell, {TBL}):
            yield from _tables(inner)


def cell_text(cell: etree._Element) -> str:
    """格中文字: what a cell of a table says."""
    return tidy("\n".join(_text(part) for part in inside(cell, {P})))


def is_continued(cell: etree._Element) -> bool:
    """续格: whether a cell belongs to the one above it."""
    return _value(cell, "tcPr/vMerge", "continue") == "continue"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A cell as the file states it: what it holds, and whether it begins or continues a vertical merge."""

    cell: Loose
    merge: str = ""


def _stated(row: etree._Element) -> Iterator[_Stated]:
    if before := _number(row, "trPr/gridBefore", 0):
        yield _Stated(Loose(colspan=before))
    heads = row.find(f"{{{NAMESPACE}}}trPr/{{{NAMESPACE}}}tblHeader") is not None
    for cell in inside(row, {TC}):
        properties = cell.find(_PROPERTIES)
        span, merge = 1, ""
        if properties is not None:
            span = max(1, _number(properties, "gridSpan", 1))
            merge = _value(properties, "vMerge", "continue")
        yield _Stated(Loose(cell_text(cell), colspan=span, head=heads), merge)


def _column_lines(table: etree._Element) -> list[int]:
    """For each line between the columns of the file, the line it stands for.

    Programs that reckon widths in units of their own leave columns of a twip or two where lines should have met.
    """
    columns = table.iterfind(f"{{{NAMESPACE}}}tblGrid/{{{NAMESPACE}}}gridCol")
    widths = (_whole(_attribute(column, "w"), _SLIVER + 1) for column in columns)
    return [0, *accumulate(int(width > _SLIVER) for width in widths)]


def _straightened(rows: list[list[_Stated]], lines: list[int]) -> list[list[_Stated]]:
    """The rows with every span reckoned in real columns."""

    def line(number: int) -> int:
        return lines[number] if number < len(lines) else lines[-1] + number - len(lines) + 1

    straight: list[list[_Stated]] = []
    for row in rows:
        ends = list(accumulate((each.cell.colspan for each in row), initial=0))
        spans = (line(end) - line(start) for start, end in pairwise(ends))
        straight.append(
            [
                each if span == each.cell.colspan else replace(each, cell=replace(each.cell, colspan=max(1, span)))
                for each, span in zip(row, spans, strict=True)
            ]
        )
    return straight


def _joined(rows: list[list[_Stated]]) -> list[list[Loose]]:
    """The rows with each vertical merge as one cell; a merge never begun begins where it is first continued."""
    lines: list[list[Loose]] = []
    above: dict[tuple[int, int], tuple[int, int]] = {}
    for row, stated in enumerate(rows):
        lines.append([])
        column, here = 0, {}
        for each in stated:
            place = (column, each.cell.colspan)
            column += each.cell.colspan
            if each.merge == "continue" and place in above:
                here[place] = first, position = above[place]
                lines[first][position] = replace(lines[first][position], rowspan=row - first + 1)
            else:
                here |= {place: (row, len(lines[row]))} if each.merge else {}
                lines[row].append(each.cell)
        above = here
    return lines


def _text(element: etree._Element) -> str:
    return "".join(_signs(element))


def _signs(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == T:
            yield child.text or ""
        elif child.tag not in LEFT_OUT and not (child.tag == _RUN and _is_hidden(child)):
            yield SIGNS.get(str(child.tag), "")
            yield from _signs(child)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(_HIDDEN)
    return hidden is not None and _attribute(hidden, "val", "1") not in ("0", "false", "off")


def _value(element: etree._Element, path: str, unstated: str = "") -> str:
    """The value of a property; "" where there is none, ``unstated`` where it is given without a value."""
    found = element.find(_qualified(path))
    return "" if found is None else _attribute(found, "val", unstated)


@cache
def _qualified(path: str) -> str:
    return "/".join(f"{{{NAMESPACE}}}{tag}" for tag in path.split("/"))


def _attribute(element: etree._Element, name: str, unstated: str = "") -> str:
    return str(element.get(f"{{{NAMESPACE}}}{name}", unstated))


def _number(element: etree._Element, path: str, unstated: int) -> int:
    return _whole(_value(element, path), unstated)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else otherwise
