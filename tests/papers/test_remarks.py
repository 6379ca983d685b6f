"""批注: comments put into Word files that exist; nothing else of them changes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongkai.papers.document import Document, Heading, Paragraph, Table
from gongkai.papers.docx import read_docx, write_docx
from gongkai.papers.docx.elements import NAMESPACE
from gongkai.papers.docx.remarks import Remark, with_remarks
from gongkai.papers.grid import Cell, Grid
from gongkai.papers.text import PaperError

MERGED = Grid(
    (
        Cell(0, 0, "行", head=True),
        Cell(0, 1, "甲", head=True),
        Cell(0, 2, "乙", head=True),
        Cell(1, 0, "组", rowspan=2, head=True),
        Cell(1, 1, "1"),
        Cell(1, 2, "1"),
        Cell(2, 1, "2"),
        Cell(2, 2, "3"),
    )
)
REPORT = write_docx(Document("示例县年报", (Heading("一、总体情况"), Paragraph("收到申请4件。"), Table(MERGED))))
TABLE = 3
MARKS = {f"{{{NAMESPACE}}}{tag}" for tag in ("commentRangeStart", "commentRangeEnd")}
REFERENCE = f"{{{NAMESPACE}}}commentReference"

spots = st.builds(
    Remark,
    st.text(max_size=40),
    st.integers(0, 9),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(0, 9),
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_marks(document: bytes) -> bytes:
    root = etree.fromstring(document)
    for element in list(root.iter()):
        reference = element.tag == f"{{{NAMESPACE}}}r" and [child.tag for child in element] == [REFERENCE]
        if element.tag in MARKS or reference:
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return etree.tostring(root, method="c14n")


@settings(deadline=None)
@given(st.lists(spots, max_size=6))
def test_a_document_without_its_comments_is_what_it_was(remarks: list[Remark]) -> None:
    before, after = parts(REPORT), parts(with_remarks(REPORT, remarks, "年报校对"))
    named = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name: part for name, part in after.items() if name not in named} == {
        name: part for name, part in before.items() if name not in named
    }
    assert without_marks(after["word/document.xml"]) == without_marks(before["word/document.xml"])


@settings(deadline=None)
@given(st.lists(spots, max_size=6))
def test_every_comment_is_there_for_word_with_its_author(remarks: list[Remark]) -> None:
    opened = docx.Document(io.BytesIO(with_remarks(REPORT, remarks, "年报校对")))
    assert [comment.author for comment in opened.comments] == ["年报校对"] * len(remarks)
    references = list(opened.element.body.iter(REFERENCE))
    assert len(references) == len(remarks)


def marked(data: bytes) -> list[str]:
    """The text of each paragraph that bears a comment."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = (each.getparent() for each in body.iter(f"{{{NAMESPACE}}}commentRangeStart"))
    return ["".join(each.itertext(f"{{{NAMESPACE}}}t")) for each in found if each is not None]


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        (Remark("", 0), "示例县年报"),
        (Remark("", 2), "收到申请4件。"),
        (Remark("", TABLE), "行"),
        (Remark("", TABLE, 1, 0), "组"),
        (Remark("", TABLE, 1, 2), "1"),
        (Remark("", TABLE, 2, 1), "3"),
        (Remark("", TABLE, 2, 9), ""),
        (Remark("", 99), "行"),
    ],
)
def test_a_comment_stands_at_its_paragraph_or_cell(remark: Remark, text: str) -> None:
    assert marked(with_remarks(REPORT, [remark], "校")) == [text]


def test_comments_that_are_there_stay_and_numbers_go_on() -> None:
    once = with_remarks(REPORT, [Remark("甲", 0)], "甲方")
    twice = docx.Document(io.BytesIO(with_remarks(once, [Remark("乙", 1)], "乙方")))
    assert [(each.comment_id, each.author, each.text) for each in twice.comments] == [
        (0, "甲方", "甲"),
        (1, "乙方", "乙"),
    ]


def revised(change: str) -> bytes:
    """The report with something done to its document part."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts(REPORT).items():
            text = part.decode() if name == "word/document.xml" else ""
            package.writestr(name, text.replace("<w:sectPr", change + "<w:sectPr", 1) if text else part)
    return content.getvalue()


def test_revision_marks_stay_and_can_be_commented() -> None:
    inserted = '<w:ins w:id="1" w:author="某"><w:p><w:r><w:t>新增一段</w:t></w:r></w:p></w:ins>'
    deleted = '<w:p><w:del w:id="2" w:author="某"><w:r><w:delText>旧文</w:delText></w:r></w:del><w:r><w:t>留</w:t></w:r></w:p>'
    file = revised(inserted + deleted)
    blocks = read_docx(file)
    commented = with_remarks(file, [Remark("一", blocks.index("新增一段")), Remark("二", blocks.index("留"))], "校")
    assert read_docx(commented) == blocks
    assert (
        b"w:ins " in parts(commented)["word/document.xml"] and "旧文".encode() in parts(commented)["word/document.xml"]
    )
    assert marked(commented) == ["新增一段", "留"]


def test_a_signed_file_is_refused() -> None:
    signed = io.BytesIO(REPORT)
    with zipfile.ZipFile(signed, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(PaperError, match="数字签名"):
        with_remarks(signed.getvalue(), [], "校")


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(PaperError):
        with_remarks(b"PK\x03\x04", [], "校")
