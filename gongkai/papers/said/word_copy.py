"""Word 清洁件: what is seen, with what was found covered in its place. Of everything else nothing is taken along.

Only parts that are known to be harmless go into the copy: the text, its heads, feet and notes, its styles, its pictures
without what is said beside them. Revisions are as accepted; links, fields, controls and bookmarks leave their words.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import dirname, relpath

from lxml import etree

from gongkai.papers.package import Package
from gongkai.papers.said import picture
from gongkai.papers.said.word import DEL_TEXT, FALLBACK, GONE, P, R, T, nodes
from gongkai.papers.said.word_looks import Looks, q
from gongkai.papers.text import PaperError

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERS = f"{{{_KINDS}}}"
_SPOKEN = ("header", "footer", "footnotes", "endnotes")
_STILL = ("styles", "numbering", "theme", "fontTable")
_UNWRAPPED = {q(tag) for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple")}
_DROPPED = {
    *(q(tag) for tag in ("commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd")),
    *(
        q(tag)
        for tag in ("sdtPr", "sdtEndPr", "proofErr", "permStart", "permEnd", "object", "smartTagPr", "customXmlPr")
    ),
    *(q(tag) for tag in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "vanish")),
    *(q(f"{tag}PrChange") for tag in ("r", "p", "tbl", "tc", "tr", "sect", "tblEx")),
    *(q(tag) for tag in ("numberingChange", "cellIns", "cellDel", "cellMerge", "tblGridChange", "dataBinding")),
    FALLBACK,
}
_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_DRAWN = (q("drawing"), q("pict"))
_DESCRIBED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def cleaned(data: bytes, covers: Mapping[str, str]) -> bytes:
    """清洁件: ``covers`` are the texts of paragraphs by their keys, each as long as what it covers. Raises PaperError."""
    package = Package(data, "docx")
    package.unpack()
    main = package.main()
    looks, parts = Looks(package, main), dict[str, bytes]()
    relations: dict[str, dict[str, tuple[str, str]]] = {"": {"rId1": (main, "officeDocument")}}
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name in parts or name not in package.names():
            continue
        root = package.xml(name)
        kept = {
            **_images(package, name, parts),
            **_of_kinds(package, name, (*_SPOKEN, *_STILL) if name == main else ()),
        }
        relations[name] = kept
        if _is_still(package, main, name):
            relations[name] = {}
        else:
            _cover(root, name, covers, looks)
            _clean(root, set(kept), looks)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        waiting += [target for target, kind in kept.values() if kind != "image"]
    return _packed(package, parts, relations)


def _of_kinds(package: Package, name: str, kinds: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    return {number: (target, kind) for kind in kinds for number, target in package.related(name, kind).items()}


def _is_still(package: Package, main: str, name: str) -> bool:
    return any(name in package.related(main, kind).values() for kind in _STILL)


def _images(package: Package, name: str, parts: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """The pictures a part shows, so far as they can be cleaned."""
    kept: dict[str, tuple[str, str]] = {}
    for number, target in package.related(name, "image").items():
        try:
            parts[target] = picture.cleaned(package.part(target))
            kept[number] = (target, "image")
        except PaperError:
            continue
    return kept


def _cover(root: etree._Element, name: str, covers: Mapping[str, str], looks: Looks) -> None:
    """Sign by sign, so that every run keeps its look."""
    for number, paragraph in enumerate(root.iter(P)):
        text = covers.get(f"{name}#{number}")
        if text is None:
            continue
        at = 0
        for node, why in list(nodes(paragraph, looks)):
            if why:
                continue
            size = len(node.text or "") if node.tag == T else 1
            if node.tag == T:
                node.text = text[at : at + size]
            at += size
        if at != len(text):
            raise PaperError("遮盖的文字与原文长短不一，不能生成清洁件")


def _clean(root: etree._Element, kept: set[str], looks: Looks) -> None:
    hidden = [each for each in root.iter(R) if looks.why_unseen(each, next(each.iterancestors(P), each))]
    gone = [each for each in root.iter() if each.tag in GONE or each.tag in _DROPPED or each.tag == DEL_TEXT]
    for each in [*hidden, *gone, *_foreign_fields(root), *_orphaned(root, kept)]:
        _remove(each)
    for each in list(root.iter(*_UNWRAPPED, q("sdt"))):
        _unwrap(each)
    for each in root.iter(_DESCRIBED):
        for value in ("descr", "title"):
            if value in each.attrib:
                del each.attrib[value]
    for each in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        _remove(each)


def _foreign_fields(root: etree._Element) -> Iterator[etree._Element]:
    """The marks and codes of fields other than page numbers; what they showed stays."""
    open_fields: list[tuple[list[etree._Element], list[str]]] = []
    for each in root.iter(q("fldChar"), q("instrText")):
        kind = each.get(q("fldCharType"))
        if kind == "begin":
            open_fields.append(([], []))
        if not open_fields:
            yield each
            continue
        marks, codes = open_fields[-1]
        marks.append(each)
        if each.tag == q("instrText"):
            codes.append(each.text or "")
        if kind == "end":
            open_fields.pop()
            if "".join(codes).split()[:1] and "".join(codes).split()[0].upper() in _FIELDS:
                continue
            yield from marks
    for marks, _ in open_fields:
        yield from marks


def _orphaned(root: etree._Element, kept: set[str]) -> Iterator[etree._Element]:
    """Drawings of what the copy does not take along."""
    for drawing in root.iter(*_DRAWN):
        named = {str(value) for each in drawing.iter() for key, value in each.items() if str(key).startswith(_REFERS)}
        if named - kept:
            yield drawing


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(place, child)
    parent.remove(element)


def _packed(package: Package, parts: dict[str, bytes], relations: dict[str, dict[str, tuple[str, str]]]) -> bytes:
    types = package.xml("[Content_Types].xml")
    for each in list(types.iter(f"{_TYPES}Override")):
        if str(each.get("PartName"))[1:] not in parts:
            _remove(each)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(
            archive,
            "[Content_Types].xml",
            etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True),
        )
        for name, kept in relations.items():
            if kept:
                folder, own = dirname(name), name.rpartition("/")[2]
                _write(archive, f"{folder}/_rels/{own}.rels".lstrip("/"), _relations(folder, kept))
        for name, content in parts.items():
            _write(archive, name, content)
    return out.getvalue()


def _relations(folder: str, kept: dict[str, tuple[str, str]]) -> bytes:
    root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    for number, (target, kind) in kept.items():
        to = relpath(target, folder) if folder else target
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=number, Type=f"{_KINDS}/{kind}", Target=to)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
