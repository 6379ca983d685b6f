"""各种载体的年报: the sheets of a report as a file of each kind that people keep reports in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

import xlsxwriter

from gongkai.law.annual_report import Edition
from gongkai.law.grammar.layout import Printed, grid
from gongkai.law.grammar.sheets import Sheet
from gongkai.law.grammar.tables import Key
from gongkai.papers.document import Block, Document, Heading, Paragraph, Table
from gongkai.papers.docx import write_docx
from gongkai.papers.grid import Align, Cell, Grid
from gongkai.papers.html import table_html
from gongkai.papers.pdf import write_pdf
from gongkai.reading.report import Reading

Sheets = Mapping[str, Sheet]
Carrier = Callable[[Edition, int, Sheets], bytes]
PROSE = "全县各单位认真贯彻落实条例的各项规定，工作平稳有序，未收取任何费用。"


def misread(reading: Reading, printed: Sheets) -> list[tuple[str, Key, object, object]]:
    """Every cell that does not come back as it was printed."""
    return [
        (name, key, sheet[key], cell)
        for name, sheet in printed.items()
        for key in sheet
        if (cell := reading.tables[name].cells[key].value if name in reading.tables else None) is None
        or cell.number != sheet[key]
    ]


def grids(edition: Edition, sheets: Sheets) -> Iterator[tuple[str, list[tuple[str, Grid]]]]:
    """Each section with its tables as the form prints them, and their titles."""
    for section in edition.sections:
        own = [table for table in section.tables if table.key in sheets]
        yield section.title, [(table.title, as_grid(grid(table, sheets[table.key]))) for table in own]


def as_grid(printed: Printed) -> Grid:
    cells = (
        Cell(
            each.row, each.column, each.text, each.rowspan, each.colspan, each.head, None if each.head else Align.CENTER
        )
        for each in printed
    )
    return Grid(tuple(cells))


def title(year: int) -> str:
    return f"示例县{year}年政府信息公开工作年度报告"


def document(edition: Edition, year: int, sheets: Sheets) -> Document:
    """The report as the product itself would write it."""
    blocks: list[Block] = []
    for heading, tables in grids(edition, sheets):
        blocks += [Heading(heading), Paragraph(PROSE * 3)]
        for name, each in tables:
            blocks += [Paragraph(name), Table(each)]
    return Document(title(year), tuple(blocks))


def docx(edition: Edition, year: int, sheets: Sheets) -> bytes:
    return write_docx(document(edition, year, sheets))


def pdf(edition: Edition, year: int, sheets: Sheets) -> bytes:
    return write_pdf(document(edition, year, sheets)).data


def page(edition: Edition, year: int, sheets: Sheets) -> str:
    parts = [f"<h1>{title(year)}</h1>"]
    for heading, tables in grids(edition, sheets):
        parts += [f"<h2>{heading}</h2>", f"<p>{PROSE}</p>"]
        parts += [f"<p>{name}</p>{table_html(each, f't{len(parts)}')}" for name, each in tables]
    return "".join(parts)


def html(edition: Edition, year: int, sheets: Sheets) -> bytes:
    """A saved page of an old site: all of it inside tables that make the page, menus around it, in GB2312."""
    menu = "".join(
        f'<li><a href="/{at}.html">示例县{at}年政府信息公开工作年度报告</a></li>' for at in range(2008, 2020)
    )
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>示例县人民政府</title>'
        f"<style>td {{color: red}}</style></head><body><div style='display: none'>{title(1999)}</div>"
        f"<table><tr><td><ul>{menu}</ul></td><td><table><tr><td>{page(edition, year, sheets)}</td></tr></table></td></tr>"
        f"<tr><td colspan=2><script>var a = '<td>9</td>';</script>示例县人民政府主办</td></tr></table></body></html>"
    ).encode("gb18030")


def mhtml(edition: Edition, year: int, sheets: Sheets) -> bytes:
    message = MIMEMultipart("related")
    text = f'<html><body>{page(edition, year, sheets)}<img src="cid:a"></body></html>'
    message.attach(MIMEText(text, "html", "gb2312" if year % 2 else "utf-8"))
    message.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    message["From"] = "<Saved by a browser>"
    return message.as_bytes()


def xlsx(edition: Edition, year: int, sheets: Sheets) -> bytes:
    """A worksheet for each section and one that is hidden, with other numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        hidden = book.add_worksheet("底稿")
        hidden.write_row(0, 0, ["行政许可", "123456"])
        hidden.hide()
        for number, (heading, tables) in enumerate(grids(edition, sheets), 1):
            sheet = book.add_worksheet(f"{number}部分")
            sheet.write(0, 0, title(year) if number == 1 else heading)
            sheet.write(1, 0, heading)
            sheet.write(2, 0, PROSE * 2)
            at = 4
            for name, each in tables:
                sheet.write(at, 0, name)
                for cell in each.cells:
                    place = (at + 1 + cell.row, cell.column)
                    if cell.rowspan > 1 or cell.colspan > 1:
                        end = (place[0] + cell.rowspan - 1, place[1] + cell.colspan - 1)
                        sheet.merge_range(*place, *end, "")
                    if cell.text.replace(".", "", 1).isdecimal():
                        sheet.write_number(*place, float(cell.text))
                    else:
                        sheet.write_string(*place, cell.text)
                at += each.height + 3
        book.worksheets()[1].activate()
        book.worksheets()[1].set_first_sheet()
    return out.getvalue()


def csv(edition: Edition, year: int, sheets: Sheets) -> bytes:
    """As Excel saves a worksheet: every record as wide as the widest, what is merged once."""
    rows = [[title(year)]]
    for heading, tables in grids(edition, sheets):
        rows += [[heading], [PROSE]]
        for name, each in tables:
            rows.append([name])
            rows += [_unmerged(each, row) for row in range(each.height)]
    width = max(map(len, rows))
    lines = (",".join(_quoted(cell) for cell in [*row, *[""] * (width - len(row))]) for row in rows)
    return "\r\n".join(lines).encode("gb18030")


def _unmerged(each: Grid, row: int) -> list[str]:
    """A row with a merged cell in its first slot only."""
    return [
        cell.text if (cell.row, cell.column) == (row, column) else "" for column, cell in enumerate(each.slots[row])
    ]


def _quoted(cell: str) -> str:
    return f'"{cell}"' if "," in cell or "，" in cell else cell


def text(encoding: str) -> Carrier:
    """The report as text with tabs between cells, in an encoding."""

    def carrier(edition: Edition, year: int, sheets: Sheets) -> bytes:
        lines = [title(year)]
        for heading, tables in grids(edition, sheets):
            lines += [heading, PROSE]
            for name, each in tables:
                lines += [name, *("\t".join(_unmerged(each, row)) for row in range(each.height)), ""]
        return "\n".join(lines).encode(encoding)

    return carrier


SIZE, ROW, WIDE, SIDE = 3.5, 42.0, 180.0, 15.0


def ofd(edition: Edition, year: int, sheets: Sheets) -> bytes:
    """Every section on a page of its own, in millimetres; its tables ruled, its characters placed one by one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>")
        for number, (heading, tables) in enumerate(grids(edition, sheets)):
            objects = [*_placed(title(year), SIDE, 20.0), *_placed(heading, SIDE, 30.0), *_placed(PROSE, SIDE, 40.0)]
            top = 50.0
            for name, each in tables:
                objects += [*_placed(name, SIDE, top), *_ruled(each, top + 5)]
                top += each.height * ROW + 20
            content = "".join(objects)
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Area><ofd:PhysicalBox>0 0 210 {top + 20}"
                f"</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return out.getvalue()


def _placed(text: str, left: float, line: float) -> Iterator[str]:
    steps = " ".join(str(SIZE if character > "\u2e7f" else SIZE / 2) for character in text[:-1])
    yield (
        f"<ofd:TextObject Boundary='{left} {line - SIZE} {WIDE} {2 * SIZE}' Size='{SIZE}'>"
        f"<ofd:TextCode X='0' Y='{SIZE}' DeltaX='{steps}'>{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def _ruled(each: Grid, top: float) -> Iterator[str]:
    """Each cell with its four sides, its text in as many lines as its width asks for."""
    column = WIDE / each.width
    for cell in each.cells:
        left, above = SIDE + cell.column * column, top + cell.row * ROW
        wide, high = cell.colspan * column, cell.rowspan * ROW
        yield (
            f"<ofd:PathObject Boundary='{left} {above} {wide} {high}'><ofd:AbbreviatedData>"
            f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C</ofd:AbbreviatedData></ofd:PathObject>"
        )
        fits = int((wide - 2) / SIZE) * (2 if cell.text.isascii() else 1)
        for number in range(0, len(cell.text), max(1, fits)):
            yield from _placed(cell.text[number : number + fits], left + 1, above + 4 + (number // max(1, fits)) * 4)


CARRIERS: Mapping[str, Carrier] = {
    "docx": docx,
    "pdf": pdf,
    "html": html,
    "mhtml": mhtml,
    "xlsx": xlsx,
    "csv": csv,
    "ofd": ofd,
    "utf-8": text("utf-8-sig"),
    "utf-16": text("utf-16-le"),
    "gb18030": text("gb18030"),
}
