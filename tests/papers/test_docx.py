"""Word: what is written reads back the same, the file is always the same, and hostile files are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.document import Document, Heading, Note, PageBreak, Paragraph, Signature, Table
from gongkai.papers.docx import read_docx, write_docx
from gongkai.papers.grid import Align, Grid
from gongkai.papers.text import PaperError, clean
from tests.papers.examples import annual_report, application_grid, letter
from tests.papers.strategies import grids, shape, texts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def grids_in(data: bytes) -> list[Grid]:
    return [part for part in read_docx(data) if isinstance(part, Grid)]


@given(grids())
def test_any_grid_reads_back_with_the_same_texts_and_spans(grid: Grid) -> None:
    (again,) = grids_in(write_docx(Document("表", (Table(grid),))))
    assert shape(again) == shape(grid)
    assert again.caption == grid.caption
    assert again.head_rows == grid.head_rows


@given(st.lists(texts.filter(lambda text: bool(clean(text).strip())), max_size=4))
def test_any_paragraphs_read_back_in_order(lines: list[str]) -> None:
    document = Document("标题", tuple(Paragraph(line) for line in lines))
    assert read_docx(write_docx(document)) == ["标题", *(clean(line).strip() for line in lines)]


def test_paragraphs_and_tables_read_back_in_the_order_of_the_paper() -> None:
    grid = Grid.from_rows([["甲", "1"]])
    blocks = (
        Heading("一、总体"),
        Table(grid),
        PageBreak(),
        Note("注"),
        Table(grid),
        Signature("青禾县", date(2026, 1, 2)),
    )
    read = read_docx(write_docx(Document("报告", blocks, subtitle="（2025年）")))
    assert read == ["报告", "（2025年）", "一、总体", grid, "注", grid, "青禾县", "2026年1月2日"]


def test_the_same_paper_always_gives_the_same_bytes() -> None:
    assert write_docx(annual_report()) == write_docx(annual_report())
    assert write_docx(letter()) == write_docx(letter())
    with zipfile.ZipFile(io.BytesIO(write_docx(letter()))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_the_authority_and_the_day_it_was_made() -> None:
    properties = docx.Document(io.BytesIO(write_docx(annual_report()))).core_properties
    assert properties.title == annual_report().title
    assert properties.author == "青禾县人民政府办公室"
    assert properties.created is not None and properties.created.date() == date(2026, 1, 20)


@given(texts, texts, texts)
def test_any_texts_make_a_letter(title: str, name: str, text: str) -> None:
    written = letter(
        title="题" + title,
        authority="局" + name,
        addressee="王" + name,
        number=text,
        contact=text,
        attachments=(text, title),
        body=(Heading("一、" + title), Paragraph(text), Note(text)),
    )
    parts = [part for part in read_docx(write_docx(written)) if isinstance(part, str)]
    assert parts[-2 if text else -1] and "2025年10月9日" in parts


def test_official_fonts_are_named_for_chinese_text_too() -> None:
    file = docx.Document(io.BytesIO(write_docx(annual_report())))
    named = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in file.styles
        if style.element.rPr is not None and style.element.rPr.rFonts is not None
    }
    assert named["Title"] == "方正小标宋简体"
    assert named["Heading 1"] == "黑体"
    assert named["Heading 2"] == "楷体_GB2312"
    assert named["Heading 3"] == "仿宋_GB2312"
    assert named["Table Text"] == "宋体"


def test_the_heads_of_a_table_repeat_and_no_row_is_torn() -> None:
    file = docx.Document(io.BytesIO(write_docx(Document("表", (Table(application_grid()),)))))
    rows = file.tables[0].rows
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == (
        [True] * 3 + [False] * 25
    )
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows if row._tr.trPr is not None)


def test_the_columns_fill_the_measure_and_every_cell_states_its_width() -> None:
    table = docx.Document(io.BytesIO(write_docx(Document("表", (Table(application_grid()),))))).tables[0]
    columns = [column.width for column in table.columns]
    assert sum(width.mm for width in columns if width) == pytest.approx(156, abs=0.5)
    assert all(cell.width for row in table.rows for cell in row.cells)


def test_a_letter_shows_its_name_on_the_first_page_only_and_never_a_seal() -> None:
    data = write_docx(letter())
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.different_first_page_header_footer
    assert [part.text for part in section.first_page_header.paragraphs] == ["青禾县人民政府办公室", ""]
    assert [part.text for part in section.header.paragraphs] == [""]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


def test_a_single_attachment_bears_no_number() -> None:
    assert "附件：分配方案" in read_docx(write_docx(letter(attachments=("分配方案",))))
    read = read_docx(write_docx(letter()))
    assert "附件：1. 青禾县2024年度农村公路养护资金分配方案" in read
    assert "2. 青禾县2024年度农村公路养护资金使用情况表" in read


def test_alignment_of_a_paragraph_is_kept() -> None:
    document = Document("题", (Paragraph("居中", Align.CENTER), Paragraph("靠右", Align.END, indent=False)))
    written = docx.Document(io.BytesIO(write_docx(document))).paragraphs
    assert [str(part.alignment) for part in written if part.text in ("居中", "靠右")] == ["CENTER (1)", "RIGHT (2)"]


# Files of other people


def docx_of(body: str, prologue: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A docx file as another program might write it."""
    content = io.BytesIO()
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    document = f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document2.xml", document)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return content.getvalue()


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_deleted_text_is_left_out_and_inserted_text_counts() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t><w:tab/><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:ins></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件内</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read_docx(docx_of(body)) == ["新 一\n二", "控件内"]


def test_a_row_that_begins_late_is_filled_up_from_the_left() -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("丙")}</w:tr>'
    wide = cell("甲", '<w:gridSpan w:val="3"/>')
    (grid,) = grids_in(docx_of(f"<w:tbl><w:tr>{wide}</w:tr>{late}</w:tbl>"))
    assert shape(grid) == [(0, 0, 1, 3, "甲"), (1, 0, 1, 2, ""), (1, 2, 1, 1, "丙")]


def test_columns_of_a_hair_s_breadth_are_no_columns() -> None:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 1, 2000))
    two = '<w:gridSpan w:val="2"/>'
    first, second = f"<w:tr>{cell('甲')}{cell('乙', two)}</w:tr>", f"<w:tr>{cell('丙', two)}{cell('丁')}</w:tr>"
    (grid,) = grids_in(docx_of(f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{first}{second}</w:tbl>"))
    assert grid.texts == (("甲", "乙"), ("丙", "丁"))


def test_a_merge_that_was_never_begun_begins_where_it_is_first_continued() -> None:
    stray = cell("孤", "<w:vMerge/>")
    (grid,) = grids_in(docx_of(f"<w:tbl><w:tr>{stray}{cell('乙')}</w:tr><w:tr>{stray}{cell('丁')}</w:tr></w:tbl>"))
    assert shape(grid) == [(0, 0, 2, 1, "孤"), (0, 1, 1, 1, "乙"), (1, 1, 1, 1, "丁")]


def test_a_table_within_a_cell_follows_the_table_it_stands_in() -> None:
    inner = f"<w:tbl><w:tr>{cell('内')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}<w:p><w:r><w:t>外</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert [grid.texts for grid in grids_in(docx_of(outer))] == [(("外",),), (("内",),)]


def test_a_table_without_cells_is_no_table() -> None:
    assert read_docx(docx_of("<w:tbl><w:tr/></w:tbl><w:p/>")) == []


BOMB = '<!DOCTYPE b [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
THIEF = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("prologue", [BOMB, THIEF])
def test_a_file_with_entities_is_refused(prologue: str) -> None:
    with pytest.raises(PaperError, match="文档类型声明"):
        read_docx(docx_of("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", prologue))


def test_a_file_that_unpacks_beyond_measure_is_refused() -> None:
    bomb = docx_of("<w:p><w:r><w:t>" + "零" * 500_000 + "</w:t></w:r></w:p>")
    assert len(bomb) < 10_000
    with pytest.raises(PaperError, match="过大"):
        read_docx(bomb, most=1_000_000)


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "9" * 5000, "２"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    odd = cell("甲", f'<w:gridSpan w:val="{span}"/>')
    (grid,) = grids_in(docx_of(f"<w:tbl><w:tr>{odd}{cell('乙')}</w:tr></w:tbl>"))
    assert grid.texts == ((("甲", "甲", "乙") if span == "２" else ("甲", "乙")),)


def test_a_table_that_claims_to_be_endless_is_refused() -> None:
    wide = cell("宽", '<w:gridSpan w:val="2000000000"/>')
    with pytest.raises(PaperError, match="过大"):
        read_docx(docx_of(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>"))


def without_main() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "没有正文")
    return content.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"not a file",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        lambda: write_docx(letter())[:4000],
        without_main,
        lambda: docx_of("</w:body>"),
    ],
)
def test_what_is_not_a_word_file_is_refused_in_chinese(make: Callable[[], bytes]) -> None:
    with pytest.raises(PaperError, match="不是有效的docx文件"):
        read_docx(make())


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(data: st.DataObject) -> None:
    sound = write_docx(Document("题", (Table(Grid.from_rows([["甲", "乙"]])),)))
    place = data.draw(st.integers(0, len(sound) - 1))
    broken = bytearray(sound)
    broken[place] = data.draw(st.integers(0, 255))
    try:
        read_docx(bytes(broken))
    except PaperError as error:
        assert str(error)


def test_a_piece_within_a_volume_opens_like_a_title() -> None:
    volume = Document("公报", (PageBreak(), Heading("关于修桥的通知", grand=True), Paragraph("各乡镇：")))
    styles = [each.style.name for each in docx.Document(io.BytesIO(write_docx(volume))).paragraphs if each.style]
    assert styles.count("Title") == 2
