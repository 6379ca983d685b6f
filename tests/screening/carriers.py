"""Files of every carrier, made for the tests: each function hides a text in one place of a file that is otherwise harmless."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from gongkai.papers.document import Document, Paragraph, Table
from gongkai.papers.grid import Grid
from gongkai.papers.pdf import write_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _repacked(
    data: bytes, more: Mapping[str, bytes], changed: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, changed(name, before.read(name)))
        for name, part in more.items():
            after.writestr(name, part)
    return out.getvalue()


# -- docx ------------------------------------------------------------------------------------------------------------------


def word(change: Callable[[Any], None] = lambda _: None, *, open_text: str = "关于公开有关事项的通知") -> bytes:
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.add_paragraph(open_text)
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _raw(document: Any, xml: str) -> None:
    document.paragraphs[0]._p.append(parse_xml(xml))


def word_paragraph(text: str) -> bytes:
    return word(open_text=text)


def word_runs(text: str) -> bytes:
    def change(document: Any) -> None:
        for sign in text:
            document.paragraphs[0].add_run(sign)

    return word(change, open_text="")


def word_cell(text: str) -> bytes:
    def change(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(1, 1).text = "事项", text

    return word(change)


def word_deleted(text: str) -> bytes:
    xml = f'<w:del {W} w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
    return word(lambda document: _raw(document, xml))


def word_inserted(text: str) -> bytes:
    xml = f'<w:ins {W} w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:t>{text}</w:t></w:r></w:ins>'
    return word(lambda document: _raw(document, xml))


def word_vanished(text: str) -> bytes:
    def change(document: Any) -> None:
        document.paragraphs[0].add_run(text).font.hidden = True

    return word(change)


def word_by_style(text: str) -> bytes:
    def change(document: Any) -> None:
        style = document.styles.add_style("Silent", 2)
        style.font.hidden = True
        document.paragraphs[0].add_run(text, style="Silent")

    return word(change)


def word_white(text: str) -> bytes:
    def change(document: Any) -> None:
        document.paragraphs[0].add_run(text).font.color.rgb = RGBColor(255, 255, 255)

    return word(change)


def word_tiny(text: str) -> bytes:
    def change(document: Any) -> None:
        document.paragraphs[0].add_run(text).font.size = Pt(1)

    return word(change)


def word_black(text: str) -> bytes:
    xml = f'<w:r {W}><w:rPr><w:shd w:val="clear" w:fill="000000"/></w:rPr><w:t>{text}</w:t></w:r>'
    return word(lambda document: _raw(document, xml))


def word_header(text: str) -> bytes:
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = text

    return word(change)


def word_comment(text: str) -> bytes:
    def change(document: Any) -> None:
        document.add_comment(document.paragraphs[0].runs[0], text=text, author="甲", initials="甲")

    return word(change)


def word_property(text: str) -> bytes:
    def change(document: Any) -> None:
        document.core_properties.keywords = text

    return word(change)


def word_field(text: str) -> bytes:
    xml = f'<w:r {W}><w:instrText xml:space="preserve"> QUOTE "{text}" </w:instrText></w:r>'
    return word(lambda document: _raw(document, xml))


def word_box(text: str) -> bytes:
    xml = (
        f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return word(lambda document: _raw(document, xml))


def word_custom_part(text: str) -> bytes:
    return _repacked(word(), {"customXml/item9.xml": f"<r><v>{text}</v></r>".encode()})


def word_embedded(text: str) -> bytes:
    return _repacked(word(), {"word/embeddings/sheet1.xlsx": book_cell(text)})


def word_picture(text: str) -> bytes:
    return _repacked(word(), {"word/media/image9.jpg": jpg_described(text)})


def word_paragraphs(text: str) -> bytes:
    def change(document: Any) -> None:
        for line in text.split("\n"):
            document.add_paragraph(line)

    return word(change)


def word_control(text: str) -> bytes:
    xml = f'<w:sdt {W}><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>'
    return word(lambda document: _raw(document, xml))


def word_linked(text: str) -> bytes:
    xml = f'<w:hyperlink {W} w:anchor="a"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    return word(lambda document: _raw(document, xml))


def word_footnote(text: str) -> bytes:
    notes = f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()

    def changed(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", relation) if name == "word/_rels/document.xml.rels" else part

    return _repacked(word(), {"word/footnotes.xml": notes.encode()}, changed)


def word_table_within(text: str) -> bytes:
    def change(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).add_table(1, 2).cell(0, 1).text = text

    return word(change)


def word_chart(text: str) -> bytes:
    chart = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>{text}</c:v></c:chartSpace>'
    return _repacked(word(), {"word/charts/chart1.xml": chart.encode()})


# -- xlsx ------------------------------------------------------------------------------------------------------------------


def book(change: Callable[[Any, Any], None] = lambda *_: None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("公示")
        sheet.write_row(0, 0, ["事项", "说明"])
        sheet.write_row(1, 0, ["公开目录", "无"])
        change(made, sheet)
    return out.getvalue()


def table(rows: Sequence[Sequence[object]], *, title: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("名单")
        if title:
            sheet.write(0, 0, title)
        for number, row in enumerate(rows):
            sheet.write_row(number + bool(title), 0, row)
    return out.getvalue()


def book_cell(text: str) -> bytes:
    return book(lambda _, sheet: sheet.write_string(2, 1, text))


def _sheet(text: str, hide: str) -> bytes:
    def change(made: Any, _: Any) -> None:
        other = made.add_worksheet("底册")
        other.write_string(3, 2, text)
        getattr(other, hide)()

    return book(change)


def book_hidden(text: str) -> bytes:
    return _sheet(text, "hide")


def book_very_hidden(text: str) -> bytes:
    return _sheet(text, "very_hidden")


def book_hidden_row(text: str) -> bytes:
    def change(_: Any, sheet: Any) -> None:
        sheet.write_string(5, 1, text)
        sheet.set_row(5, None, None, {"hidden": True})

    return book(change)


def book_hidden_column(text: str) -> bytes:
    def change(_: Any, sheet: Any) -> None:
        sheet.write_string(1, 5, text)
        sheet.set_column(5, 5, None, None, {"hidden": True})

    return book(change)


def book_narrow_column(text: str) -> bytes:
    def change(_: Any, sheet: Any) -> None:
        sheet.write_string(1, 5, text)
        sheet.set_column(5, 5, 0)

    return book(change)


def book_comment(text: str) -> bytes:
    return book(lambda _, sheet: sheet.write_comment(1, 1, text))


def book_formula(text: str) -> bytes:
    return book(lambda _, sheet: sheet.write_formula(2, 1, f'=LEN("{text}")', None, 18))


def book_name(text: str) -> bytes:
    return book(lambda made, _: made.define_name("Kept", f'="{text}"'))


def book_white(text: str) -> bytes:
    return book(lambda made, sheet: sheet.write_string(2, 1, text, made.add_format({"font_color": "#FFFFFF"})))


def book_shown_as_nothing(text: str) -> bytes:
    return book(lambda made, sheet: sheet.write_string(2, 1, text, made.add_format({"num_format": ";;;"})))


def book_footer(text: str) -> bytes:
    return book(lambda _, sheet: sheet.set_footer(f"&C{text}"))


def book_property(text: str) -> bytes:
    return book(lambda made, _: made.set_properties({"comments": text}))


def book_list(text: str) -> bytes:
    return book(lambda _, sheet: sheet.data_validation(3, 1, 3, 1, {"validate": "list", "source": ["无", text[:200]]}))


def book_pivot(text: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cache = f'<pivotCacheDefinition xmlns="{main}"><cacheFields><cacheField name="x"><sharedItems><s v="{text}"/></sharedItems>'
    cache += "</cacheField></cacheFields></pivotCacheDefinition>"
    return _repacked(book(), {"xl/pivotCache/pivotCacheDefinition1.xml": cache.encode()})


def book_external(text: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = f'<row r="1"><cell r="A1"><v>{text}</v></cell></row>'
    link = f'<externalLink xmlns="{main}"><externalBook><sheetDataSet><sheetData sheetId="0">{cell}'
    link += "</sheetData></sheetDataSet></externalBook></externalLink>"
    return _repacked(book(), {"xl/externalLinks/externalLink1.xml": link.encode()})


def book_tip(text: str) -> bytes:
    return book(lambda _, sheet: sheet.write_url(3, 1, "https://www.example.gov.cn/", string="网站", tip=text[:250]))


def book_box(text: str) -> bytes:
    return book(lambda _, sheet: sheet.insert_textbox(3, 1, text))


def book_prompt(text: str) -> bytes:
    options = {"validate": "any", "input_title": "说明", "input_message": text[:250]}
    return book(lambda _, sheet: sheet.data_validation(3, 1, 3, 1, options))


def book_embedded(text: str) -> bytes:
    return _repacked(book(), {"xl/embeddings/text.docx": word_paragraph(text)})


# -- pdf as our own house writes it ------------------------------------------------------------------------------------------


def pdf_of_text(text: str) -> bytes:
    return write_pdf(Document("关于公开有关事项的通知", (Paragraph(text),))).data


def pdf_of_table(rows: Sequence[Sequence[str]]) -> bytes:
    return write_pdf(Document("公示表", (Table(Grid.from_rows(rows, head_rows=1)),))).data


# -- pdf, by hand: digits and Latin letters in a font every reader has -----------------------------------------------------


def pdf(drawn: str, *, annotations: str = "", info: str = "", more: str = "") -> bytes:
    """A page with this drawn on it; the objects after the sixth are ``more``."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R%s>>" % (more if more.startswith("/") else ""),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{annotations}>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>",
    ]
    out = "%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010d} 00000 n \n" for place in places
    )
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


_OPEN = "BT /F 12 Tf 72 760 Td (Notice No. 13 of 2025, published in full) Tj ET\n"


def _at(text: str, before: str = "", *, size: float = 12, y: int = 700) -> str:
    return f"{_OPEN}q {before} BT /F {size} Tf 72 {y} Td ({text}) Tj ET Q\n"


def pdf_text(text: str) -> bytes:
    return pdf(_at(text))


def pdf_boxed(text: str) -> bytes:
    return pdf(_at(text) + "q 0 0 0 rg 60 690 400 30 re f Q\n")


def pdf_white(text: str) -> bytes:
    return pdf(_at(text, "1 1 1 rg"))


def pdf_invisible(text: str) -> bytes:
    return pdf(_at(text, "3 Tr"))


def pdf_tiny(text: str) -> bytes:
    return pdf(_at(text, size=0.5))


def pdf_outside(text: str) -> bytes:
    return pdf(_at(text, y=-100))


def pdf_note(text: str) -> bytes:
    note = f"/Annots[<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents({text})>>]"
    return pdf(_OPEN, annotations=note)


def pdf_field(text: str) -> bytes:
    field = f"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V({text})/F 2/Rect[10 10 200 30]>>]"
    return pdf(_OPEN, annotations=field)


def pdf_property(text: str) -> bytes:
    return pdf(_OPEN, info=f"/Subject({text})")


def pdf_before(text: str) -> bytes:
    """A file saved once more behind itself: the page now says something else."""
    first = pdf_text(text).decode("latin-1")
    drawn = _OPEN
    place = len(first)
    body = f"4 0 obj\n<</Length {len(drawn)}>>stream\n{drawn}\nendstream\nendobj\n"
    before = first[first.rindex("startxref\n") + 10 :].split("\n")[0]
    table_at = place + len(body)
    trailer = f"trailer\n<</Size 7/Root 1 0 R/Info 6 0 R/Prev {before}>>\nstartxref\n{table_at}\n%%EOF\n"
    tail = f"xref\n4 1\n{place:010d} 00000 n \n{trailer}"
    return (first + body + tail).encode("latin-1")


# -- pictures --------------------------------------------------------------------------------------------------------------


def jpg(*segments: bytes) -> bytes:
    """A picture that no reader needs to draw: its segments, then a few colours."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 1, 1, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x00\x7f"
    return b"\xff\xd8" + b"".join(segments) + frame + scan + b"\xff\xd9"


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpg_described(text: str) -> bytes:
    said = text.encode() + b"\0"
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIII", 1, 0x010E, 2, len(said), 26, 0) + said
    return jpg(_segment(0xE1, b"Exif\0\0" + tiff))


def jpg_remarked(text: str) -> bytes:
    return jpg(_segment(0xFE, text.encode()))


def jpg_behind(text: str) -> bytes:
    return jpg() + text.encode()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


def png(*chunks: bytes) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
    )


def png_text(text: str) -> bytes:
    return png(_chunk(b"iTXt", b"Comment\0\0\0\0\0" + text.encode()))


def png_packed(text: str) -> bytes:
    return png(_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())))
