"""文件里的文字: of every kind of file that people attach, and of none that would do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.papers import words as module
from gongkai.papers import words_task
from gongkai.papers.words import Words, words

PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length {length}>>stream
{stream}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


def pdf(stream: str) -> bytes:
    return PDF.format(stream=stream, length=len(stream)).encode()


def docx() -> bytes:
    document = Document()
    document.add_paragraph("第一条 为规范补贴资金")
    document.add_table(1, 2).rows[0].cells[1].text = "表格里的字"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("补贴名单")
        sheet.write_row(0, 0, ["姓名", "金额"])
        sheet.write_row(1, 0, ["张三", 5.5])
        hidden = book.add_worksheet("底稿")
        hidden.write_row(0, 0, ["甲", "乙"])
        hidden.write_row(1, 0, ["不给人看", "的表"])
        hidden.hide()
    return out.getvalue()


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


OFD = packed(
    **{
        "OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>",
        "Doc_0/Pages/Page_0/Content.xml": "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:TextCode>版式文件的字</ofd:TextCode></ofd:Page>",
    }
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (docx(), ["第一条 为规范补贴资金", "表格里的字"]),
        (xlsx(), ["补贴名单", "姓名 金额", "张三 5.5"]),
        (pdf("BT /F 12 Tf 20 100 Td (Budget of 2024) Tj ET"), ["Budget of 2024"]),
        (OFD, ["版式文件的字"]),
        ("一行，\n两行".encode(), ["一行，", "两行"]),
        ("姓名,金额\n张三,5".encode("gb18030"), ["张三,5"]),
        ("<html><body><p>正文</p><script>alert('坏')</script><td>格</td></body></html>".encode(), ["正文", "格"]),
    ],
)  # fmt: skip
def test_the_text_of_a_file_is_told_by_its_content(data: bytes, told: list[str]) -> None:
    found = words(data)
    assert found.why == ""
    for each in told:
        assert each in found.text


def test_what_is_hidden_or_runs_is_no_text() -> None:
    assert "不给人看" not in words(xlsx()).text
    assert "alert" not in words(b"<html><script>alert(1)</script><style>p{}</style><p>x</p>").text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "文件是空的"),
        (b"   \n", "文件里没有文字"),
        (pdf(""), "扫描件，没有文字"),
        (b"%PDF-1.7 nothing", "PDF文件已损坏，取不出文字"),
        (b"PK\x03\x04 nothing", "不是有效的Office文件，或文件已损坏、加密"),
        (packed(**{"a.txt": "x"}), "是压缩包，未取其中的文字"),
        (packed(**{"word/document.xml": "<broken"}), "不是有效的docx文件，或文件已损坏、加密"),
        (packed(**{"xl/workbook.xml": "<broken"}), "不是有效的xlsx文件，或文件已损坏、加密"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "是旧版Office文件（doc、xls、ppt）或者已加密，未取文字"),
        (b"\x89PNG\r\n", "是图片，没有文字"),
        (b"{\\rtf1", "是RTF文件，未取文字"),
        (b"Rar!\x1a", "是压缩包，未取其中的文字"),
        (bytes(range(256)) * 8, "不是可识别的文件，未取文字"),
    ],
)
def test_where_there_is_no_text_it_says_why(data: bytes, why: str) -> None:
    assert words(data) == Words(why=why)


def test_an_encrypted_pdf_says_so() -> None:
    locked = pdf("").replace(
        b"trailer<<",
        b"trailer<</ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"61" * 32
        + b">/U<"
        + b"62" * 32
        + b">>>",
    )
    assert words(locked) == Words(why="PDF文件已加密，取不出文字")


def test_a_reader_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.001)
    assert words(pdf("q " * 3_000_000)) == Words(why="文件已损坏或者过于复杂，未能读取")


def test_the_words_of_a_pdf_are_read_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_task, "SECONDS", -1.0)
    assert words_task.task(pdf("BT /F 12 Tf 20 100 Td (Hello) Tj ET")) == ""
    monkeypatch.setattr(words_task, "SECONDS", 20.0)
    assert words_task.task(pdf("BT /F 12 Tf 20 100 Td (Hello) Tj ET")) == "Hello"


def test_of_a_long_text_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", 10)
    assert words("十个字以内的都留下来了".encode()) == Words("十个字以内的都留下来", cut=True)
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    assert words(b"x" * 11).why.startswith("文件超过")


def test_neither_a_bomb_nor_a_deep_page_harms() -> None:
    bomb = packed(**{"word/document.xml": " " * (80 * 1024 * 1024), "_rels/.rels": ""})
    assert words(bomb).why
    entities = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    assert words(packed(**{"OFD.xml": "", "Doc_0/Pages/Page_0/Content.xml": entities})).why
    assert words(b"<html>" + b"<div>" * 50_000 + "深".encode()).text in {"深", ""}


@given(data=st.one_of(st.binary(max_size=300), st.sampled_from([docx(), xlsx(), OFD]).flatmap(
    lambda whole: st.integers(0, len(whole)).map(lambda at: whole[:at] + b"\x00\xff" + whole[at + 2 :])
)))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_file_raises(data: bytes) -> None:
    found = words(data.replace(b"%PDF-", b""))
    assert bool(found.text) != bool(found.why)
