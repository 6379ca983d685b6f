"""PDF: every text is printed as it is, archival and accessible, tables keep their heads, letters their measures."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.papers.document import Block, Document, Heading, PageBreak, Paragraph, Table, paragraphs
from gongkai.papers.grid import Cell, Grid
from gongkai.papers.pdf import Pdf, Typesetter
from tests.papers.examples import LETTER_BODY, annual_report, application_grid, article_20_grid, letter, remedies_grid
from tests.papers.strategies import grids, texts

RARE = "镕喆堃璟赟翀犇"
HOSTILE = [
    "#panic()",
    '#read("paper.typ")',
    '#import "@preview/x:1"',
    "$x^2$ *粗* _斜_ `码` = 标题",
    "\\u{41} \\ 反斜杠 // 注释 /* 注释 */",
    '"}],"blocks":[] {"a":1}',
    "@引用 <标签> [内容] {代码}",
    "~ -- --- ... 'a' \"b\"",
    "https://qinghe.example.invalid/a?b=1&c=2#d",
]
MM = 72 / 25.4


@cache
def typesetter() -> Typesetter:
    """With the fonts of the platform only, so that the tests mean the same on every machine."""
    return Typesetter(system_fonts=False)


def printed(pdf: Pdf) -> list[str]:
    """The text of each page, without the places where lines are broken."""
    document = pypdfium2.PdfDocument(pdf.data)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()).replace("\u200b", "") for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_read_as_markup(text: str) -> None:
    grid = Grid((Cell(0, 0, text, head=True), Cell(0, 1, text)), text)
    pdf = typesetter().pdf(
        Document(text, (Heading(text), Heading(text, grand=True), Paragraph(text), Table(grid)), text, text)
    )
    assert pdf.archival
    wanted = "".join(text.split())
    assert "".join(printed(pdf)).count(wanted) == 8
    written = letter(authority=text, number=text, title=text, addressee=text, contact=text, attachments=(text, text))
    assert "".join(printed(typesetter().pdf(written))).count(wanted) == 8


@given(grids(), texts, texts)
def test_whatever_is_written_is_printed(grid: Grid, title: str, text: str) -> None:
    document = Document("题" + title, (Heading("一、" + text), Paragraph(text), Table(grid)), text)
    pdf = typesetter().pdf(document)
    assert pdf.data.startswith(b"%PDF")
    assert pdf.archival or pdf.missing


def test_a_table_is_printed_cell_by_cell() -> None:
    (page,) = printed(typesetter().pdf(Document("表", (Table(remedies_grid()),))))
    assert page.count("结果维持") == 3 and page.count("尚未审结") == 3


def test_the_file_is_archival_accessible_and_says_which_fonts_it_was_set_in() -> None:
    data = typesetter().pdf(annual_report()).data
    for mark in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1", "开源字体", "zh"):
        assert mark.encode() in data
    assert b"/StructTreeRoot" in data and b"/TH" in data


def test_the_same_paper_always_gives_the_same_bytes() -> None:
    assert typesetter().pdf(letter()) == typesetter().pdf(letter())
    assert Typesetter(system_fonts=False).pdf(letter()) == typesetter().pdf(letter())


def test_many_threads_may_share_a_typesetter() -> None:
    names = [f"王小样{number}" for number in range(24)]
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda name: printed(typesetter().pdf(letter(addressee=name))), names))
    assert all(name + "：" in page[0] for name, page in zip(names, pages, strict=True))


def test_rare_characters_of_names_are_printed_with_the_fonts_of_the_platform_alone() -> None:
    pdf = typesetter().pdf(letter(addressee=RARE, title=f"关于{RARE}的答复书"))
    assert pdf.missing == "" and pdf.archival
    assert RARE in printed(pdf)[0]


def test_a_character_no_font_has_is_reported_and_printed_as_a_missing_sort() -> None:
    pdf = typesetter().pdf(letter(addressee="王\ue123小\U000f1234样"))
    assert set(pdf.missing) == {"\ue123", "\U000f1234"}
    assert pdf.archival
    assert "王〓小〓样：" in printed(pdf)[0]


def test_a_text_in_characters_no_font_has_is_still_printed() -> None:
    pdf = typesetter().pdf(Document("题", (Paragraph("".join(chr(0xE000 + number) for number in range(200))),)))
    assert not pdf.archival
    assert len(pdf.missing) == 50


def test_marks_set_on_a_missing_character_go_with_it() -> None:
    pdf = typesetter().pdf(letter(addressee="王小样👍🏽"))
    assert pdf.archival
    assert "王小样〓：" in printed(pdf)[0]


# Tables


def long_grid() -> Grid:
    """The application table with its groups of outcomes five times over: several pages, merged cells throughout."""
    grid = application_grid()
    cells = [cell for cell in grid.cells if cell.row < 3]
    for copy in range(5):
        cells += [
            replace(cell, row=cell.row + copy * 25, text=f"{copy}号{cell.text}" if cell.column == 2 else cell.text)
            for cell in grid.cells
            if cell.row >= 3
        ]
    return Grid(tuple(cells))


def test_the_heads_stand_on_every_page_of_a_long_table_and_no_group_is_torn() -> None:
    pages = printed(typesetter().pdf(Document("表", (Table(long_grid()),))))
    assert len(pages) >= 5
    assert all("申请人情况" in page and "社会公益组织" in page for page in pages)
    for copy in range(5):
        (first,) = (number for number, page in enumerate(pages) if f"{copy}号1.属于国家秘密" in page)
        (last,) = (number for number, page in enumerate(pages) if f"{copy}号8.属于行政查询事项" in page)
        assert first == last


def test_a_table_that_fits_on_a_page_stands_on_one_under_its_heading() -> None:
    filler = paragraphs("\n".join([LETTER_BODY] * 2))
    blocks: tuple[Block, ...] = (*filler, Heading("三、收到和处理政府信息公开申请情况"), Table(application_grid()))
    pages = printed(typesetter().pdf(Document("报告", blocks)))
    (page,) = (page for page in pages if "申请人情况" in page)
    assert "三、收到和处理" in page and "四、结转下年度继续办理" in page


def test_a_cell_longer_than_a_page_runs_on() -> None:
    grid = Grid.from_rows([["事项", "说明"], ["长文", "长文字" * 3000]], head_rows=1)
    pages = printed(typesetter().pdf(Document("表", (Table(grid),))))
    assert len(pages) > 3
    assert "".join(pages).count("长文字") + 50 > 3000


@pytest.mark.parametrize("grid", [application_grid(), remedies_grid(), article_20_grid()])
def test_no_figure_and_no_label_leaves_its_cell(grid: Grid) -> None:
    data = typesetter().pdf(Document("表", (Table(grid),))).data
    with pdfplumber.open(io.BytesIO(data)) as document:
        ((page, found),) = ((page, found) for page in document.pages for found in page.find_tables())
        assert found.bbox[0] >= 28 * MM - 1 and found.bbox[2] <= 184 * MM + 1
        inside = [character for character in page.chars if found.bbox[1] <= character["top"] <= found.bbox[3]]
        for character in inside:
            middle = (character["top"] + character["bottom"]) / 2
            assert any(  # half a character of room: brackets and commas are set closer than their boxes
                x0 - 5 <= character["x0"] and character["x1"] <= x1 + 5 and top <= middle <= bottom
                for x0, top, x1, bottom in found.cells
            ), character["text"]


# The letter


def test_the_red_lines_have_the_length_and_place_of_the_letter_format() -> None:
    with pdfplumber.open(io.BytesIO(typesetter().pdf(letter()).data)) as document:
        first, second = document.pages
        thick_above, thin_above, thin_below, thick_below = sorted(first.rects, key=lambda rect: rect["top"])
        name = [character for character in first.chars if character["size"] > 30]
    assert all(rect["width"] / MM == pytest.approx(170, abs=0.1) for rect in first.rects)
    assert all((rect["x0"] + rect["x1"]) / 2 / MM == pytest.approx(105, abs=0.1) for rect in first.rects)
    assert thick_above["height"] > thin_above["height"] and thick_below["height"] > thin_below["height"]
    assert thick_below["bottom"] / MM == pytest.approx(297 - 20, abs=0.1)
    assert 44 < thick_above["top"] / MM < 50
    assert "".join(character["text"] for character in name) == "青禾县人民政府办公室"
    assert all(character["non_stroking_color"] == (1, 0, 0) for character in name)
    assert not second.rects


def test_the_first_page_of_a_letter_bears_no_number_and_the_second_does() -> None:
    first, second = printed(typesetter().pdf(letter()))
    assert "—1—" not in first
    assert second.endswith("—2—")


def test_a_page_of_text_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    document = Document("题", (PageBreak(), Paragraph("字" * 28 * 50, indent=False)))
    page = pypdfium2.PdfDocument(typesetter().pdf(document).data)[1].get_textpage().get_text_bounded()
    lines = [line for line in page.split() if "字" in line]
    assert [len(line) for line in lines] == [28] * 22


@settings(max_examples=60)
@given(st.integers(0, 280), st.integers(1, 90))
def test_a_signature_never_stands_on_a_page_without_text_before_it(first: int, last: int) -> None:
    body = paragraphs("第一段。" * first + "\n" + "正文。" * last)
    pages = printed(typesetter().pdf(letter(body=body, attachments=(), contact="")))
    (signed,) = (page for page in pages if "2025年10月9日" in page)
    assert "正文。" in signed


@pytest.mark.parametrize("lines", range(8, 17))
def test_neither_do_the_attachments_with_the_signature(lines: int) -> None:
    body = tuple(Paragraph("正文段落") for _ in range(lines))
    pages = printed(typesetter().pdf(letter(body=body, attachments=("甲", "乙"), contact="")))
    (page,) = [page for page in pages if "附件：" in page]
    assert "正文段落附件：1.甲2.乙" in page


def test_a_slip_stands_on_a_page_of_its_own_under_the_word_for_attachments() -> None:
    slip = (Paragraph("□同意。"), Paragraph("□不同意。"))
    pages = printed(typesetter().pdf(replace(letter(attachments=("名单", "回执单")), slip=slip)))
    assert pages[-1].startswith("附件2回执单□同意。□不同意。")
    alone = printed(typesetter().pdf(replace(letter(attachments=("回执单",)), slip=slip)))
    assert alone[-1].startswith("附件回执单□同意。")


def test_a_mark_that_no_font_sets_on_a_digit_is_left_out_alone() -> None:
    pdf = typesetter().pdf(Document("题", (Paragraph("共10\u0e31件"),)))
    assert pdf.missing == "\u0e31" and pdf.archival
    assert "共10〓件" in printed(pdf)[0]
