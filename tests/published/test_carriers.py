"""载体: a report in whatever file it comes reads back cell for cell; what cannot be read is refused and says why."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.tables import Level
from gongkai.papers.docx import read_docx
from gongkai.papers.grid import Grid
from gongkai.reading.carriers import MOST, Page, UnreadableFile, page
from gongkai.reading.carriers.docx import numbered
from gongkai.reading.checks.checking import check
from gongkai.reading.report import read
from tests.law.balanced import sheets
from tests.published.carried import CARRIERS, Carrier, misread

FORMS = {edition.key: edition for edition in EDITIONS}
every_carrier = pytest.mark.parametrize("carrier", CARRIERS.values(), ids=list(CARRIERS))
needs_office = [
    pytest.mark.office,
    pytest.mark.skipif(
        not shutil.which("soffice"), reason="未安装 LibreOffice：旧版文件的测试未运行 (soffice not found)"
    ),
]


def packed(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(body: str, **parts: str | bytes) -> bytes:
    """A docx file of such a body."""
    office = "http://schemas.openxmlformats.org"
    space = f"{office}/wordprocessingml/2006/main"
    relation = f"{office}/officeDocument/2006/relationships/officeDocument"
    return packed(
        **{
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
            f'<Relationship Id="r" Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        }
        | parts
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(opened: Page) -> list[str]:
    return [line.text for line in opened.lines if line.text]


def cells(opened: Page) -> list[tuple[str, ...]]:
    return [line.cells for line in opened.lines if line.cells is not None]


# 往返


@every_carrier
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_report_reads_back_the_same_from_every_carrier(form: str, carrier: Carrier, data: st.DataObject) -> None:
    edition = FORMS[form]
    printed = data.draw(sheets(edition))
    reading = read(carrier(edition, edition.first, printed), "年报.dat")
    assert reading.edition is edition
    assert (reading.year, reading.authority) == (edition.first, "示例县")
    assert misread(reading, printed) == []
    assert not [finding for finding in check(reading) if finding.level is Level.RED]


@every_carrier
@settings(max_examples=2, deadline=None)
@given(data=st.data(), name=st.sampled_from(["年报.pdf", "年报.docx", "年报.txt", "年报", "年报.exe", "a.zip"]))
def test_a_wrong_name_changes_nothing(carrier: Carrier, data: st.DataObject, name: str) -> None:
    edition = EDITIONS[-1]
    made = carrier(edition, edition.first, data.draw(sheets(edition)))
    assert page(made, name) == page(made, "年报.dat")


@every_carrier
@settings(max_examples=2, deadline=None)
@given(data=st.data(), kept=st.floats(0, 0.99))
def test_a_file_that_was_cut_off_is_read_in_part_or_refused(carrier: Carrier, data: st.DataObject, kept: float) -> None:
    edition = EDITIONS[-1]
    made = carrier(edition, edition.first, data.draw(sheets(edition)))
    try:
        opened = page(made[: int(kept * len(made))], "年报")
    except UnreadableFile as refusal:
        assert str(refusal).startswith("年报")
    else:
        assert [line.number for line in opened.lines] == sorted({line.number for line in opened.lines})


@pytest.mark.parametrize(
    "suffix", [pytest.param(each, marks=needs_office) for each in ("doc", "rtf", "odt", "xls", "pdf")]
)
@settings(max_examples=2, deadline=None)
@given(data=st.data())
def test_what_another_program_makes_of_our_files_reads_back_the_same(suffix: str, data: st.DataObject) -> None:
    edition = EDITIONS[-1]
    printed = data.draw(sheets(edition))
    ours = "xlsx" if suffix == "xls" else "docx"
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"source.{ours}").write_bytes(CARRIERS[ours](edition, edition.first, printed))
        office = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
        ]
        command = [*office, "--outdir", name, str(folder / f"source.{ours}")]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        out = folder / f"source.{suffix}"
        if suffix == "xls" and not out.exists():
            pytest.skip("LibreOffice 未装 Calc：旧版工作簿的测试未运行 (Calc not found)")
        made = out.read_bytes()
    assert misread(read(made, "旧年报"), printed) == []


# 拒绝


LOCKED_DOC = b"\xd0\xcf\x11\xe0" + bytes(508) + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "是空的"),
        (b"\x89PNG\r\n\x1a\n", "是图片.*文字识别"),
        (b"\xff\xd8\xff\xe0", "是图片"),
        (b"II*\x00aaaa", "是图片"),
        (packed(**{"年报.docx": word(paragraph("年报"))}), "请先解压"),
        (b"Rar!\x1a\x07", "请先解压"),
        (b"PK\x03\x04" + b"\x00" * 99, "已损坏"),
        (word(paragraph("年报"))[:-40], "已损坏"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "加密.*去掉打开密码"),
        (LOCKED_DOC, "已加密"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "xls.*已损坏"),
        (b"\xd0\xcf\x11\xe0" + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 99, "旧版Office文件"),
        (b"%PDF-1.7 nothing", "PDF文件已损坏"),
        (b"MZ\x90\x00", "没有运行"),
        (packed(**{"OFD.xml": "<o/>"}), "OFD文件里没有页面"),
        (b"\x00\x01\x02" * 99, "不是文本文件"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nx\n--a--\n", "没有网页正文"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^年报.*{says}"):
        page(data, "年报.docx")


NESTED = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
    + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n"
)
XML = "<w:p/>"


@pytest.mark.parametrize(
    "data",
    [
        b"0" * (MOST + 1),
        b"%PDF-1.4" + b"0" * (20 * 2**20),
        b"\n" * 300_000,
        b"a,b,c,d\n" * 300_000,
        b"<html><body><p>x</p>" + b"<div>" * 100_000,
        b"<html><body><p>x</p>" + b"<table><tr><td>" * 30_000,
        b"<html><body><p>x</p>" + b"<b>" * 400_000,
        NESTED * 3_000,
        NESTED[:70] + b"X: y\n" * 500_000,
        word(XML * 1_000_000),
        word(f"<w:tbl>{'<w:tr>' + '<w:tc/>' * 100 + '</w:tr>'}</w:tbl>" * 1_000),
        word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        word("", **{"word/document.xml": " " * 100_000_000}),
        word("", **{"word/document.xml": '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'}),
        word("", **{"word/document.xml": '<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'}),
        word("<w:tbl><w:tr><w:tc>" * 3_000),
        packed(**{"OFD.xml": "<o/>", "Doc_0/Pages/Page_0/Content.xml": " " * 60_000_000}),
    ],
)
def test_what_is_made_to_harm_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^年报"):
        page(data, "年报")


def test_a_size_that_a_header_claims_is_not_believed() -> None:
    made = word(paragraph("年报"))
    whole = len(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")).to_bytes(4, "little")
    assert texts(page(made.replace(whole, (2**31).to_bytes(4, "little")))) == ["年报"]


@given(
    st.binary(max_size=300), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"MIME-Version: 1.0\n", b"<html><p>", b""])
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_a_carrier(data: bytes, begin: bytes) -> None:
    try:
        page(begin + data, "年报")
    except UnreadableFile as refusal:
        assert str(refusal).startswith("年报")


@pytest.mark.parametrize("suffix", [pytest.param(each, marks=needs_office) for each in ("rtf", "odt")])
def test_nothing_is_fetched_when_an_old_file_is_converted(suffix: str) -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        linked = {"rtf": linked_rtf, "odt": linked_odt}[suffix](address)
        assert "report" in texts(page(linked, "年报"))[0]
        server.shutdown()
    assert asked == []


def linked_rtf(address: str) -> bytes:
    return f'{{\\rtf1 report {{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/a.png" \\\\d}}}}\\par}}'.encode()


def linked_odt(address: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" xmlns:draw="{names}:drawing:1.0"'
    linked = f'xlink:href="{address}/a.png" xlink:type="simple"'
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'.format
    kind = "application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0">{entry("/", kind)}{entry("content.xml", "text/xml")}'
            "</manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body>'
            f'<office:text><text:p>report<draw:frame text:anchor-type="as-char"><draw:image {linked}/></draw:frame></text:p>'
            "</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


# Word


def test_the_element_of_a_line_is_found_again_by_its_number() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>行政许可</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>"
    data = word(paragraph("一行</w:t><w:br/><w:t>又一行") + f"<w:tbl>{row * 2}</w:tbl>" + paragraph("末行"))
    opened, blocks = page(data), read_docx(data)
    places = {number: (block, at) for number, block, at in numbered(blocks)}
    for line in opened.lines:
        if line.number not in places:
            assert line.text == ""
            continue
        block, at = blocks[places[line.number][0]], places[line.number][1]
        if isinstance(block, Grid):
            assert at is not None and line.cells == tuple(cell.text for cell in block.rows[at])
        else:
            assert at is None and line.text in block.split("\n")
    assert [line.where for line in opened.lines if line.cells] == ["第1张表第1行", "第1张表第2行"]


def test_macros_and_footnotes_are_said_and_headers_are_no_text() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    opened = page(
        word(
            paragraph("正文"),
            **{
                "word/vbaProject.bin": "x",
                "word/header1.xml": f"<w:hdr {space}>{paragraph('页眉')}</w:hdr>",
                "word/footnotes.xml": f"<w:footnotes {space}><w:footnote>{paragraph('脚注')}</w:footnote></w:footnotes>",
            },
        )
    )
    assert texts(opened) == ["正文"]
    assert opened.notes == ("文件带有宏，宏没有运行", "文件有1处脚注，脚注没有读取")


def test_a_text_box_is_read_where_it_is_anchored_and_deleted_words_are_not() -> None:
    box = f"<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><w:txbxContent>{paragraph('框中')}</w:txbxContent></w:pict></w:r></w:p>"
    gone = "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
    assert texts(page(word(box + gone))) == ["前", "框中", "增"]


def test_the_numbers_that_word_puts_before_headings_by_itself_are_read() -> None:
    office = "http://schemas.openxmlformats.org"
    space = f'xmlns:w="{office}/wordprocessingml/2006/main"'
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    number = (
        '<w:abstractNum w:abstractNumId="3">'
        + level
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    relations = "".join(
        f'<Relationship Id="{each}" Type="{office}/officeDocument/2006/relationships/{each}" Target="{each}.xml"/>'
        for each in ("numbering", "styles")
    )
    opened = page(
        word(
            f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>"
            '<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>公开情况</w:t></w:r></w:p>' + paragraph("无号"),
            **{
                "word/numbering.xml": f"<w:numbering {space}>{number}</w:numbering>",
                "word/styles.xml": f'<w:styles {space}><w:style w:styleId="a"><w:pPr>{listed}</w:pPr></w:style>'
                '<w:style w:styleId="h"><w:basedOn w:val="a"/></w:style></w:styles>',
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">{relations}'
                "</Relationships>",
            },
        )
    )
    assert texts(opened) == ["一、总体情况", "二、公开情况", "无号"]


def test_a_cell_that_holds_whole_paragraphs_made_the_page_and_is_read_line_by_line() -> None:
    prose = "".join(paragraph("全县各单位认真贯彻落实条例的各项规定。" * 6) for _ in range(3))
    opened = page(word(f"<w:tbl><w:tr><w:tc>{prose}</w:tc></w:tr></w:tbl>"))
    assert cells(opened) == [] and len(texts(opened)) == 3


# Excel


def test_a_worksheet_prints_its_numbers_its_formulas_and_its_addresses() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("表三")
        sheet.merge_range(0, 0, 0, 2, "收到和处理申请情况")
        sheet.write_row(2, 0, ["行政许可", 3.0, 0.5])
        sheet.write_formula(3, 1, "=SUM(B3)", None, 3)
        hidden = book.add_worksheet("底稿")
        hidden.write(0, 0, "不给人看")
        hidden.hide()
    opened = page(out.getvalue())
    printed = [(line.where, line.text) for line in opened.lines if line.text]
    assert printed == [
        ("工作表“表三”第1行", "收到和处理申请情况"),
        ("工作表“表三”第3行", "行政许可\t3\t0.5"),
        ("工作表“表三”第4行", "\t3\t"),
    ]
    assert opened.notes == ("隐藏的工作表“底稿”没有读取",)


# 文本


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@given(text=st.text("年报政府信息公开县区规章0123456789，。\n", min_size=20))
@settings(max_examples=20, deadline=None)
def test_a_text_is_read_in_every_encoding_of_the_field(encoding: str, text: str) -> None:
    whole = "示例县2021年政府信息公开工作年度报告\n" + text
    assert "\n".join(line.text for line in page(whole.encode(encoding)).lines) == whole


def test_a_page_of_an_old_mirror_in_big5_is_read_as_such() -> None:
    text = "示例縣二〇一九年政府信息公開工作年度報告\n本年新收政府信息公開申請數量為五件，無結轉。\n"
    assert texts(page(text.replace("〇", "零").encode("big5"))) == text.replace("〇", "零").split("\n")[:2]
    stated = f'<html><meta charset="big5"><body><p>{text}</p></body></html>'.replace("〇", "零")
    assert "政府信息公開工作年度報告" in texts(page(stated.encode("big5")))[0]


def test_commas_part_cells_where_every_record_has_as_many_and_nowhere_else() -> None:
    table = '信息内容,本年制发件数,本年废止件数\n规章,0,1\n"规范性文件,含街道",2,3\n行政许可,4,\n'
    opened = page(table)
    assert cells(opened) == [
        ("信息内容", "本年制发件数", "本年废止件数"),
        ("规章", "0", "1"),
        ("规范性文件,含街道", "2", "3"),
        ("行政许可", "4", ""),
    ]
    prose = "2021年,本县受理申请5件,答复5件.\n其中,予以公开3件,不予公开2件,均按时办结.\n下一步,加强培训.\n完善制度,提高质量.\n"
    assert cells(page(prose)) == [] and texts(page(prose))[0].startswith("2021年,本县受理")


@pytest.mark.parametrize("data", [b"{\\rtf1 \\bin2147483647 " + b"0" * 99 + b"}", b"{\\rtf1 " + b"{" * 2_000])
def test_an_rtf_that_claims_what_it_has_not_or_is_nested_without_end_is_not_converted(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="RTF文件已损坏"):
        read(data, "年报.rtf")
