"""批注: comments put into a Word file that exists. Nothing else of it changes: every other part stays byte for byte.

A comment stands at a paragraph, or at a cell of a table, by the blocks of ``read_docx``. Comments the file has already,
its revision marks and its protection stay as they are. A signed file is refused: any change would break its signature.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, join

from lxml import etree

from gongkai.papers import zips
from gongkai.papers.docx.elements import NAMESPACE, SPACE, Element, w
from gongkai.papers.docx.reading import TC, TR, P, blocks, cell_text, inside, is_continued
from gongkai.papers.grid import Grid
from gongkai.papers.package import Package
from gongkai.papers.text import PaperError, clean

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIGNED = "_xmlsignatures/"
_EMPTY_RELATIONS = f'<Relationships xmlns="{_RELATIONS_NAMESPACE}"/>'.encode()
_COMMENT = f"{{{NAMESPACE}}}comment"
_PROPERTIES = f"{{{NAMESPACE}}}pPr"
_ID = f"{{{NAMESPACE}}}id"


@dataclass(frozen=True, slots=True)
class Remark:
    """一条批注: its text, and the block it stands at, counted from 0; for a table the row and the cell that begins there."""

    text: str
    block: int = 0
    row: int | None = None
    column: int | None = None


def with_remarks(data: bytes, remarks: Sequence[Remark], author: str) -> bytes:
    """加批注: the file with these comments. Raises PaperError if it is no docx file, or is signed."""
    package = Package(data, "docx")
    if any(name.startswith(_SIGNED) for name in package.names()):
        raise PaperError("文件有数字签名，加批注会使签名失效")
    package.unpack()
    main = package.main()
    document = package.xml(main)
    body = document.find(f"{{{NAMESPACE}}}body")
    if body is None:
        raise package.broken()
    spots = _Spots(list(blocks(body)))
    name, comments, changed = _comments(package, main)
    number = max((int(each.get(_ID, "-1")) for each in comments.iter(_COMMENT)), default=-1) + 1
    for remark in remarks:
        if (spot := spots.of(remark)) is not None:
            comments.append(_comment(number, remark.text, author))
            _anchor(spot, number)
            number += 1
    changed |= {main: _packed(document), name: _packed(comments)}
    return _repacked(data, changed)


class _Spots:
    """Where remarks can stand: the paragraphs of the blocks."""

    def __init__(self, found: Sequence[tuple[str | Grid, Element]]) -> None:
        self._found = found

    def of(self, remark: Remark) -> Element | None:
        """The paragraph for a remark: that of its cell, else the first of its row, else of its block; None in an empty file."""
        if not self._found:
            return None
        block, element = self._found[min(remark.block, len(self._found) - 1)]
        if not isinstance(block, Grid):
            return element
        rows = list(inside(element, {TR}))
        row = rows[min(remark.row or 0, len(rows) - 1)]
        cell = None
        if remark.row is not None and remark.column is not None and remark.row < block.height:
            cell = _cell(row, [each.text for each in block.rows[remark.row]], remark.column)
        return next(
            (paragraph for each in (cell, row, element) if each is not None for paragraph in each.iter(P)), None
        )


def _cell(row: Element, texts: Sequence[str], column: int) -> Element | None:
    """The cell of the file for a cell of the grid: in order, by what they say; a grid fills holes the file leaves."""
    cells = [cell for cell in inside(row, {TC}) if not is_continued(cell)]
    at = 0
    for number, text in enumerate(texts):
        if at < len(cells) and cell_text(cells[at]) == text:
            if number == column:
                return cells[at]
            at += 1
    return None


def _anchor(paragraph: Element, number: int) -> None:
    """Put the range of a comment around all of a paragraph, and its reference behind."""
    properties = paragraph.find(_PROPERTIES)
    paragraph.insert(0 if properties is None else 1, w("commentRangeStart", id=number))
    paragraph.append(w("commentRangeEnd", id=number))
    paragraph.append(w("r", w("commentReference", id=number)))


def _comment(number: int, text: str, author: str) -> Element:
    paragraphs = []
    for line in clean(text).split("\n"):
        words = w("t")
        words.text = line
        words.set(SPACE, "preserve")
        paragraphs.append(w("p", w("r", words)))
    return w("comment", *paragraphs, id=number, author=author, initials=author[:1])


def _comments(package: Package, main: str) -> tuple[str, Element, dict[str, bytes]]:
    """The part of the comments and what it holds; with the parts that must name it, where there was none."""
    if there := next(iter(package.related(main, "comments").values()), ""):
        return there, package.xml(there), {}
    folder, names = dirname(main), set(package.names())
    name = next(each for each in _candidates(folder) if each not in names)
    relations_name = join(folder, "_rels", f"{basename(main)}.rels")
    relations = package.xml(relations_name) if relations_name in names else etree.fromstring(_EMPTY_RELATIONS)
    taken = {str(each.get("Id")) for each in relations}
    key = next(each for each in (f"rIdRemarks{count}" for count in range(len(taken) + 1)) if each not in taken)
    relation = etree.SubElement(relations, f"{{{_RELATIONS_NAMESPACE}}}Relationship")
    relation.attrib.update({"Id": key, "Type": _KIND, "Target": basename(name)})
    types = package.xml(_TYPES)
    override = etree.SubElement(types, f"{{{_TYPES_NAMESPACE}}}Override")
    override.attrib.update({"PartName": f"/{name}", "ContentType": _TYPE})
    return name, w("comments"), {relations_name: _packed(relations), _TYPES: _packed(types)}


def _candidates(folder: str) -> Iterable[str]:
    yield join(folder, "comments.xml")
    yield from (join(folder, f"comments{count}.xml") for count in range(2, 1000))


def _packed(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with some parts changed or added; the others, their order and their dates as they were."""
    content = io.BytesIO()
    with zips.opened(io.BytesIO(data)) as source, zipfile.ZipFile(content, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, changed.get(entry.filename, source.read(entry)), entry.compress_type)
        for name in changed.keys() - {entry.filename for entry in source.infolist()}:
            target.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return content.getvalue()
