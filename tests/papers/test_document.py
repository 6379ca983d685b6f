"""文书: what a paper may say, and the errors that name what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gongkai.papers.document import Document, Heading, Paragraph, Table, paragraphs
from gongkai.papers.grid import Align, Grid
from gongkai.papers.text import PaperError
from tests.papers.examples import letter


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: Heading(" "), "标题不能为空"),
        (lambda: Heading("一", 5), "标题层级应为1至4"),
        (lambda: Document("", ()), "文件标题不能为空"),
        (lambda: letter(authority=""), "发文机关不能为空"),
        (lambda: letter(title="\n"), "标题不能为空"),
        (lambda: letter(addressee=""), "主送不能为空"),
        (lambda: letter(body=()), "正文不能为空"),
        (lambda: Table(Grid.from_rows([["甲", "乙"]]), (1.0,)), "列宽应为2个正数"),
        (lambda: Table(Grid.from_rows([["甲", "乙"]]), (1.0, 0.0)), "列宽应为2个正数"),
    ],
)
def test_what_cannot_be_put_on_paper_is_refused_in_chinese(make: Callable[[], object], complaint: str) -> None:
    with pytest.raises(PaperError, match=complaint):
        make()


def test_every_text_is_cleaned_when_it_is_written() -> None:
    dirty = "甲\x00\u202e乙"
    assert Paragraph(dirty, Align.CENTER) == Paragraph("甲乙", Align.CENTER)
    cleaned = letter(authority=dirty, number=dirty, contact=dirty, attachments=(dirty, dirty))
    assert cleaned == letter(authority="甲乙", number="甲乙", contact="甲乙", attachments=("甲乙", "甲乙"))


def test_the_salutation_ends_in_one_full_width_colon() -> None:
    assert [letter(addressee=name).salutation for name in ("王小样", "王小样：", "王小样: ")] == ["王小样："] * 3


def test_a_single_enclosure_bears_no_number() -> None:
    assert letter(attachments=("方案",)).enclosures == ("方案",)
    assert letter(attachments=("方案", "表")).enclosures == ("1. 方案", "2. 表")
    assert letter(attachments=()).enclosures == ()


def test_each_line_of_a_text_is_a_paragraph() -> None:
    assert paragraphs("一\r\n\n  二 \n") == (Paragraph("一"), Paragraph("二"))


def test_a_signature_has_the_day_of_the_letter_and_a_place_for_the_seal() -> None:
    signature = letter(made_on=date(2025, 10, 9)).signature
    assert signature.seal and signature.made_on == date(2025, 10, 9)
