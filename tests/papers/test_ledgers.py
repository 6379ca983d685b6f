"""台账载体: whatever carrier a ledger comes in, every line comes out once, or its fault is named; memory does not grow."""

from __future__ import annotations

import base64
import csv
import io
import tempfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.ledgers.delimited import DelimitedFile
from gongkai.papers.ledgers.page import read_page
from gongkai.papers.ledgers.saved import SavedPages
from gongkai.papers.ledgers.workbook import LedgerBook
from gongkai.papers.text import PaperError

LABELS = ("标题", "索引号", "发文机关", "成文日期", "发布日期", "文号", "来源", "网址", "正文", "正文网页", "附件")
NAMES = {"索引号": "索引号", "发布机构": "发文机关", "生成日期": "成文日期", "文号": "文号", "发布时间": "发布日期"}
NAMES |= {"来源": "来源", "名称": "标题", "发布日期": "发布日期", "备注/文号": "文号"}


def named(label: str) -> str | None:
    return NAMES.get("".join(label.split()).rstrip("：:"))


# -- xlsx ------------------------------------------------------------------------------------------------------------------


def test_a_workbook_as_a_county_keeps_it_is_read_as_people_see_it(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        hidden = book.add_worksheet("旧表")
        hidden.write(0, 0, "不给人看的")
        hidden.hide()
        sheet = book.add_worksheet("台账")
        sheet.activate()
        sheet.merge_range("A1:D1", "2018年主动公开台账")
        sheet.merge_range("A2:A3", "标题")
        sheet.merge_range("B2:C2", "公开渠道")
        sheet.write_row("B3", ["网站", "微信"])
        sheet.merge_range("D2:D3", "发布日期")
        sheet.merge_range("A4:A5", "同一标题")
        sheet.write_row("B4", ["√", "否"])
        sheet.write_datetime("D4", date(2018, 3, 4), book.add_format({"num_format": "yyyy年m月d日"}))
        sheet.write_string("D5", "2018.3.5")
        sheet.write_number("D6", 43165)
        sheet.write_string("A6", "  ‍​末行\u3000")
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.write_string("A7", "藏起来的行")
        sheet.set_column("E:E", None, None, {"hidden": True})
        sheet.write_string("E6", "藏起来的列")
    book = LedgerBook(path)
    lines = list(book.lines())
    assert book.sheet == "台账"
    assert [line.cells[0] for line in lines] == [
        "2018年主动公开台账", "标题", "标题", "同一标题", "同一标题", "‍末行", "藏起来的行",
    ]  # fmt: skip
    assert lines[1].cells[1:4] == ("公开渠道", "公开渠道", "发布日期") and lines[2].cells[1:3] == ("网站", "微信")
    assert [line.cells[3] for line in lines[3:6]] == ["2018-03-04", "2018.3.5", "43165"]
    assert lines[6].broken == "隐藏的行，没有读入" and lines[5].where == "台账第6行"
    assert book.shape.hidden_columns == {4}
    assert any("旧表" in note and "隐藏" in note for note in book.shape.notes)
    assert [line.place for line in book.lines(after=5)] == [6, 7]


def test_numbers_come_as_they_are_read_aloud_and_a_rounded_one_betrays_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [7, 12.5, 0.1, 123456789012345678, True])
    assert next(iter(LedgerBook(path).lines())).cells == ("7", "12.5", "0.1", "1.2345678901E+17", "是")


@given(st.lists(st.lists(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=["Cs", "Cc"])), min_size=1, max_size=4), min_size=1, max_size=12))  # fmt: skip  # noqa: E501
def test_every_text_written_to_a_workbook_is_read_back(rows: list[list[str]]) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, f"字{text}末")
    path = Path(tempfile.mkstemp(suffix=".xlsx")[1])
    path.write_bytes(content.getvalue())
    try:
        read = [list(line.cells) for line in LedgerBook(path).lines()]
    finally:
        path.unlink()
    hidden = dict.fromkeys([*range(0x7F, 0xA0), 0xFEFF, 0x200B, 0x2060, 0x200E, 0x200F, *range(0x202A, 0x202F)])
    assert read == [[f"字{text}末".translate(hidden) for text in row] for row in rows]


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_a_workbook_under_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(PaperError, match="打开密码"):
        LedgerBook(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "small.xlsx") as book:
        book.add_worksheet().write(0, 0, "标题")
    with zipfile.ZipFile(tmp_path / "small.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"] + b" " * 100_000_000
    with pytest.raises(PaperError, match="压缩比异常"):
        LedgerBook(zipped(tmp_path / "bomb.xlsx", parts))
    with pytest.raises(PaperError, match="压缩比异常"):
        SavedPages(zipped(tmp_path / "bomb.zip", {"a.html": b" " * 100_000_000}), LABELS, named)


def test_an_entity_and_a_cut_off_file_are_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "small.xlsx") as book:
        book.add_worksheet().write_column(0, 0, ["标题"] * 50)
    with zipfile.ZipFile(tmp_path / "small.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    bad = sheet.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
    with pytest.raises(PaperError, match="文档类型声明"):
        list(LedgerBook(zipped(tmp_path / "x.xlsx", {**parts, "xl/worksheets/sheet1.xml": bad})).lines())
    with pytest.raises(PaperError, match="已损坏"):
        list(LedgerBook(zipped(tmp_path / "y.xlsx", {**parts, "xl/worksheets/sheet1.xml": sheet[:900]})).lines())
    (tmp_path / "z.xlsx").write_bytes((tmp_path / "small.xlsx").read_bytes()[:2000])
    with pytest.raises(PaperError, match="xlsx"):
        LedgerBook(tmp_path / "z.xlsx")


def peak_of(rows: int, path: Path) -> float:
    with xlsxwriter.Workbook(path, {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [f"第{row}号示例事项的通知", f"示政发〔2018〕{row}号", row])
    tracemalloc.start()
    assert sum(1 for _ in LedgerBook(path).lines()) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def test_memory_does_not_grow_with_the_ledger(tmp_path: Path) -> None:
    small, large = peak_of(5_000, tmp_path / "s.xlsx"), peak_of(20_000, tmp_path / "l.xlsx")
    assert large < small * 1.2 + 1, (small, large)


# -- csv -------------------------------------------------------------------------------------------------------------------

CELLS = st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf", "Cn", "Co"]), max_size=8)  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=10), mark=st.sampled_from(",;\t"))
def test_every_encoding_and_delimiter_gives_back_the_cells(encoding: str, rows: list[list[str]], mark: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([["标题", "日期", "名称的"], *rows])
    path = Path(tempfile.mkstemp(suffix=".csv")[1])
    path.write_bytes(text.getvalue().encode(encoding))
    read = [list(line.cells) for line in DelimitedFile(path).lines()][1:]
    path.unlink()
    assert read == rows


def test_a_broken_quote_costs_one_row_and_not_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = "\n".join(f"标题{number},2018-03-04" for number in range(300))
    path.write_text(f'标题,日期\n"坏了,2018-01-01\n{good}\n"两\n行",2018-05-06\n"a"b,x\n', encoding="utf-8")
    lines = list(DelimitedFile(path).lines())
    broken = [line for line in lines if line.broken]
    assert [(line.place, line.broken) for line in broken] == [(2, "引号没有成对"), (305, "引号的位置有误")]
    assert (
        len(lines) == 304 and lines[2].cells == ("标题0", "2018-03-04") and lines[-2].cells == ("两\n行", "2018-05-06")
    )


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    for content, why in ((b"%PDF-1.7", "PDF"), (b"\xff\x00\x81\xff" * 9, "编码"), (b"PK\x03\x04", "Excel")):
        (tmp_path / "x.csv").write_bytes(content)
        with pytest.raises(PaperError, match=why):
            DelimitedFile(tmp_path / "x.csv")


# -- saved pages -----------------------------------------------------------------------------------------------------------

BODY = "<p>各乡镇人民政府：</p><p>现将《示例办法》印发给你们，请认真贯彻执行。</p>"
TRS = f"""<!DOCTYPE html><!-- saved from url=(0050)http://www.example.invalid/xxgk/201803/t2018_1.html -->
<html><head><meta charset="gb2312"><title>政策文件</title><meta name="ArticleTitle" content="关于印发示例办法的通知">
<meta name="PubDate" content="2018-03-04 10:20"></head><body><table><tr><td>索 引 号：</td><td>gs001/2018-00012</td>
<td>发布机构：</td><td>示例县人民政府办公室</td></tr><tr><td>生成日期：</td><td>2018年03月02日</td><td>备注/文号：</td>
<td>示政办发〔2018〕3号</td></tr></table><div class="TRS_Editor"><style>.a{{}}</style>{BODY}<script>x()</script>
<p onclick="x()"><a href="./P0201.doc">附件：示例办法</a></p></div></body></html>"""
DAHAN = f"""<html><head><meta charset="utf-8"><link rel="canonical" href="http://www.example.invalid/art/2018/3/4/art_1.html">
<title>示例公告_示例县人民政府</title></head><body><div class="main-title"><h1>示例公告</h1></div>
<div class="info">发布时间：2018-03-04 来源：示例局 浏览次数：</div><div id="zoom">{BODY}</div></body></html>"""
LONGXUN = f"""<html><head><meta charset="utf-8"></head><body><ul class="xxgk"><li><b>索引号：</b><span>000-2018-1</span></li>
<li><b>名称：</b><span>示例名单</span></li><li><b>发布日期：</b><span>2018-03-04</span></li></ul>
<div class="j-fontContent newscontnet">{BODY}</div></body></html>"""
KAIPU = f"""<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="示例通告">
<meta name="PubDate" content="2018-03-04">
<meta name="Url" content="http://www.example.invalid/a/1.html"><meta name="ContentSource" content="示例局"></head><body>
<div id="UCAP-CONTENT">{BODY}</div></body></html>"""
CICRO = f"""<html><head><meta charset="utf-8"><base href="http://www.example.invalid/pub/c1/1.html"></head><body>
<h2 class="title">示例意见</h2><dl><dt>文号：</dt><dd>示政发〔2018〕9号</dd><dt>发布日期：</dt><dd>2018-03-04</dd></dl>
<div class="pages_content">{BODY}</div></body></html>"""


@pytest.mark.parametrize(
    ("page", "title", "address"),
    [
        (TRS.encode("gb18030"), "关于印发示例办法的通知", "http://www.example.invalid/xxgk/201803/t2018_1.html"),
        (DAHAN.encode(), "示例公告", "http://www.example.invalid/art/2018/3/4/art_1.html"),
        (LONGXUN.encode(), "示例名单", ""),
        (KAIPU.encode(), "示例通告", "http://www.example.invalid/a/1.html"),
        (CICRO.encode("utf-8-sig"), "示例意见", "http://www.example.invalid/pub/c1/1.html"),
    ],
    ids=["TRS", "大汉", "龙讯", "开普", "CICRO"],
)
def test_the_pages_of_every_maker_give_title_day_text_and_address(page: bytes, title: str, address: str) -> None:
    read = read_page(page, "a.html", named)
    assert read.cells["标题"] == title and read.cells["发布日期"].startswith("2018-03-04")
    assert read.cells["网址"] == address
    assert "请认真贯彻执行" in read.cells["正文"] and "x()" not in read.cells["正文"]
    assert "<p>各乡镇人民政府：</p>" in read.cells["正文网页"]


def test_a_box_of_metadata_is_read_and_nothing_of_the_text_is_taken_for_it() -> None:
    read = read_page(TRS.encode("gb18030"), "a.html", named)
    assert (read.cells["索引号"], read.cells["文号"], read.cells["发文机关"], read.cells["成文日期"]) == (
        "gs001/2018-00012", "示政办发〔2018〕3号", "示例县人民政府办公室", "2018年03月02日",
    )  # fmt: skip
    assert read.attachments == (("附件：示例办法", "./P0201.doc"),)
    for unsafe in ("script", "style", "onclick"):
        assert unsafe not in read.cells["正文网页"]


def test_a_page_in_parts_is_unfolded() -> None:
    mht = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="gb2312"\n'
        "Content-Transfer-Encoding: base64\nContent-Location: http://www.example.invalid/2018/9.html\n\n"
        + base64.encodebytes(LONGXUN.encode("gb18030")).decode()
        + "\n--b--\n"
    )
    read = read_page(mht.encode(), "a.mht", named)
    assert (read.cells["标题"], read.cells["网址"]) == ("示例名单", "http://www.example.invalid/2018/9.html")


def test_a_folder_of_pages_tells_of_the_broken_one_and_of_missing_attachments(tmp_path: Path) -> None:
    folder = tmp_path / "旧网站"
    folder.mkdir()
    (folder / "1.html").write_bytes(TRS.encode("gb18030"))
    (folder / "2.html").write_bytes(b"%PDF-1.7 not a page")
    (folder / "3.html").write_bytes(CICRO.encode().replace(BODY.encode(), BODY.encode() + b'<a href="t.xls">t</a>'))
    (folder / "t.xls").write_bytes(b"\r\n")
    lines = list(SavedPages(folder, LABELS, named).lines())
    assert [line.where for line in lines] == ["网页的要素", "1.html", "2.html", "3.html"]
    assert "网页不能读出" in lines[2].broken
    assert lines[1].cells[LABELS.index("附件")] == "./P0201.doc（文件缺失）"
    assert lines[3].cells[LABELS.index("附件")] == "t.xls（文件只有2字节，已损坏）"
    packed = tmp_path / "旧网站.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, each.name)
    assert [line.cells for line in SavedPages(packed, LABELS, named).lines()] == [line.cells for line in lines]


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="没有网页"):
        SavedPages(tmp_path, LABELS, named)
