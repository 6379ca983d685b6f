"""文件: the same report as Word files with everything Word can do to a table, as workbooks, and as a PDF without rules."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import escape

import xlsxwriter

from tests.published import grids
from tests.published.grids import Box, Grid
from tests.published.strangers.matter import Matter
from tests.published.zoo_packages import WORD, packed, word

TYPES = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
}
Wrap = Callable[[str, Box], str]


def _paragraph(text: str, before: str = "") -> str:
    return f"<w:p>{before}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def _content(text: str, box: Box) -> str:
    return _paragraph(text)


def _table(boxes: Grid, content: Wrap = _content, *, row: str = "{}", before: str = "") -> str:
    """A table with gridSpan and vMerge as Word writes them."""
    wide, lines = grids.width(boxes), []
    for at in range(grids.height(boxes)):
        cells = []
        for box in sorted(
            (each for each in boxes if each.row <= at < each.row + each.rowspan), key=lambda box: box.column
        ):
            first = box.row == at
            span = f"<w:gridSpan w:val='{box.colspan}'/>" if box.colspan > 1 else ""
            merge = ("<w:vMerge w:val='restart'/>" if first else "<w:vMerge/>") if box.rowspan > 1 else ""
            inner = content(box.text, box) if first else "<w:p/>"
            cells.append(f"<w:tc><w:tcPr><w:tcW w:w='700' w:type='dxa'/>{span}{merge}</w:tcPr>{inner}</w:tc>")
        lines.append(row.format(f"<w:tr>{''.join(cells)}</w:tr>"))
    columns = "<w:gridCol w:w='700'/>" * wide
    return f"<w:tbl>{before}<w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl><w:p/>"


def _report(
    matter: Matter, draw: Callable[[Grid], str], paragraph: Callable[[str], str] = _paragraph, numbering: str = ""
) -> bytes:
    blocks = [paragraph(matter.title), paragraph(matter.lead)]
    for part in matter.parts():
        blocks += [paragraph(part.heading), *map(paragraph, part.paragraphs), *map(draw, part.tables)]
    return packed(word("".join(blocks)) | TYPES | ({"word/numbering.xml": numbering} if numbering else {}))


def numbered(matter: Matter) -> bytes:
    """Headings whose numbers Word makes: they stand nowhere in the text."""

    def paragraph(text: str) -> str:
        head, mark, rest = text.partition("、")
        if mark and len(head) == 1:
            return _paragraph(rest, "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>")
        return _paragraph(text)

    numbering = (
        f"<w:numbering xmlns:w='{WORD}'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    return _report(matter, _table, paragraph, numbering)


def controlled(matter: Matter) -> bytes:
    """Content controls around rows, cells' paragraphs and headings, as forms to be filled in have them."""

    def content(text: str, box: Box) -> str:
        inner = _paragraph(text)
        return (
            f"<w:sdt><w:sdtPr><w:alias w:val='数'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
            if box.numeric
            else inner
        )

    row = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    return _report(matter, lambda boxes: _table(boxes, content, row=row))


def tracked(matter: Matter) -> bytes:
    """Tracked changes: every figure was another one before, struck out and still in the file."""

    def content(text: str, box: Box) -> str:
        if not box.numeric:
            return _paragraph(text)
        return (
            "<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>97</w:delText></w:r></w:del>"
            f"<w:ins w:id='2' w:author='a'><w:r><w:t>{escape(text)}</w:t></w:r></w:ins></w:p>"
        )

    return _report(matter, lambda boxes: _table(boxes, content))


def in_pieces(matter: Matter) -> bytes:
    """Every character in a run of its own, with proofing marks, bookmarks, soft breaks, a hidden figure beside."""

    def content(text: str, box: Box) -> str:
        runs = "<w:proofErr w:type='spellStart'/>".join(f"<w:r><w:t>{escape(each)}</w:t></w:r>" for each in text)
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>55</w:t></w:r>" if box.numeric else ""
        return f"<w:p><w:bookmarkStart w:id='0' w:name='b'/>{runs}{hidden}<w:bookmarkEnd w:id='0'/></w:p>"

    return _report(matter, lambda boxes: _table(boxes, content))


def within(matter: Matter) -> bytes:
    """Every table within the only cell of another one, fields in its figure cells."""

    def content(text: str, box: Box) -> str:
        if not box.numeric:
            return _paragraph(text)
        return (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> =SUM(ABOVE) \\# 0 </w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{escape(text)}</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )

    def draw(boxes: Grid) -> str:
        only = f"<w:tr><w:tc>{_table(boxes, content)}</w:tc></w:tr>"
        return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{only}</w:tbl><w:p/>"

    return _report(matter, draw)


def boxed(matter: Matter) -> bytes:
    """The title in a text box, drawn and once more for old programs; labels broken by w:br."""

    def content(text: str, box: Box) -> str:
        if box.numeric or len(text) < 6:
            return _paragraph(text)
        return f"<w:p><w:r><w:t>{escape(text[:4])}</w:t><w:br/><w:t>{escape(text[4:])}</w:t></w:r></w:p>"

    def paragraph(text: str) -> str:
        if text != matter.title:
            return _paragraph(text)
        inside = f"<w:txbxContent>{_paragraph(text)}</w:txbxContent>"
        return (
            "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            "<mc:Choice Requires='wps'><w:drawing><wps:txbx xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
            f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    return _report(matter, lambda boxes: _table(boxes, content), paragraph)


def pages(matter: Matter) -> bytes:
    """Tables torn over pages by hand, the head printed again, a page number as text between."""

    def draw(boxes: Grid) -> str:
        deep = grids.depth(boxes)
        at = (grids.height(boxes) + deep) // 2
        if grids.height(boxes) - deep < 6:
            return _table(boxes)
        first, second = grids.torn(boxes, at, deep)
        return _table(first) + _paragraph("— 5 —") + _table(second)

    return _report(matter, draw)


def book(matter: Matter) -> bytes:
    """One worksheet for all: numbers as numbers with formats, sums as formulas, everything begins in column C."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet("年报")
        sheet.write(0, 2, matter.title)
        at = _write(sheet, 2, [matter.lead])
        for part in matter.parts():
            at = _write(sheet, at + 1, [part.heading, *part.paragraphs])
            for boxes in part.tables:
                _draw(sheet, at, 2, boxes)
                at += grids.height(boxes) + 1
    return out.getvalue()


def side_by_side(matter: Matter) -> bytes:
    """A worksheet for each part, its tables beside each other."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        for number, part in enumerate(matter.parts(apart=True), 1):
            sheet = workbook.add_worksheet(f"第{number}部分")
            at = _write(
                sheet, 0, [*([matter.title, matter.lead] if number == 1 else []), part.heading, *part.paragraphs]
            )
            for boxes in part.tables:
                _draw(sheet, at, 0, boxes)
                at += grids.height(boxes)
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, at: int, texts: list[str]) -> int:
    for offset, text in enumerate(texts):
        sheet.merge_range(at + offset, 2, at + offset, 11, text)
    return at + len(texts)


def _draw(sheet: xlsxwriter.worksheet.Worksheet, down: int, right: int, boxes: Grid) -> None:
    for box in boxes:
        row, column = down + box.row, right + box.column
        if box.rowspan > 1 or box.colspan > 1:
            sheet.merge_range(row, column, row + box.rowspan - 1, column + box.colspan - 1, "")
        if box.numeric and box.place and box.place[-1] == "total" and box.text:
            sheet.write_formula(row, column, "=SUM(A1:A1)", value=float(box.text))
        elif box.numeric and box.text.replace(".", "").replace("-", "").isdigit():
            sheet.write_number(row, column, float(box.text))
        else:
            sheet.write_string(row, column, box.text)


FILES: dict[str, tuple[str, Callable[[Matter], bytes]]] = {
    "docx numbered": ("docx", numbered),
    "docx controls": ("docx", controlled),
    "docx tracked": ("docx", tracked),
    "docx in pieces": ("docx", in_pieces),
    "docx within": ("docx", within),
    "docx boxed": ("docx", boxed),
    "docx pages": ("docx", pages),
    "xlsx book": ("xlsx", book),
    "xlsx sheets": ("xlsx", side_by_side),
}
