"""版式文件: lines and tables told by places alone, what pages repeat left out, and nothing that harms the reader's process."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.laid import LaidPage, read_pdf
from gongkai.papers.laid.lines import text_lines
from gongkai.papers.laid.ruled import frames
from gongkai.papers.laid.sheet import Glyph, Sheet
from gongkai.papers.text import PaperError
from gongkai.reading.carriers import UnreadableFile, page

FONTS = typst.Fonts(font_paths=[Path(pylopdf_fonts_zh_cn.serif_path()).parent])
Typeset = Callable[[str], bytes]


@pytest.fixture
def typeset(tmp_path: Path) -> Typeset:
    """Sets a text of the typesetter's own language."""

    def setting(source: str) -> bytes:
        (tmp_path / "page.typ").write_text(
            '#set text(font: ("Noto Serif SC", "Source Han Serif SC"))\n' + source, "utf-8"
        )
        (tmp_path / "scan.png").write_bytes(picture())
        made = typst.Compiler(tmp_path / "page.typ", font_paths=FONTS).compile()
        assert isinstance(made, bytes)
        return made

    return setting


def picture() -> bytes:
    """A grey picture of four pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x80\x80" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tables(pages: tuple[LaidPage, ...]) -> list[tuple[tuple[str, ...], ...]]:
    return [part for each in pages for part in each.parts if not isinstance(part, str)]


def texts(pages: tuple[LaidPage, ...]) -> list[str]:
    return [part for each in pages for part in each.parts if isinstance(part, str)]


def boxed(text: str, left: float, top: float) -> list[Glyph]:
    return [Glyph(each, left + 10 * at, top, left + 10 * at + 10, top + 10) for at, each in enumerate(text)]


# 几何


@given(st.data())
def test_a_lattice_gives_back_its_cells_however_they_are_merged(data: st.DataObject) -> None:
    """Any cut of a lattice into rectangles, drawn by the lines between them alone."""
    high, wide = data.draw(st.integers(1, 5)), data.draw(st.integers(2, 5))
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row, column in product(range(high), range(wide)):
        if (row, column) not in owner:
            free = next((x for x in range(column, wide) if (row, x) in owner), wide)
            right, bottom = data.draw(st.integers(column + 1, free)), data.draw(st.integers(row + 1, high))
            places = product(range(row, bottom), range(column, right))
            owner |= dict.fromkeys(places, (row, column, bottom, right))
    drawn = Sheet(500, 500)
    for row, column in product(range(high + 1), range(wide + 1)):
        if column < wide and owner.get((row - 1, column)) != owner.get((row, column)):
            drawn.across.append((_y(row), _x(column), _x(column + 1)))
        if row < high and owner.get((row, column - 1)) != owner.get((row, column)):
            drawn.down.append((_x(column), _y(row), _y(row + 1)))
    found = {
        (frame.across[room.rows.start], room.left, frame.across[room.rows.stop], room.right)
        for frame in frames(drawn)
        for room in frame.rooms
    }
    columns = {column for _, left, _, right in owner.values() for column in (left, right)}
    cells = {(_y(top), _x(left), _y(bottom), _x(right)) for top, left, bottom, right in owner.values()}
    assert found == (cells if len(columns) > 2 else set())


def _x(column: int) -> float:
    return 50.0 + 60 * column


def _y(row: int) -> float:
    return 50.0 + 40 * row


def test_characters_make_lines_by_their_places_and_distance_makes_blanks() -> None:
    glyphs = [*boxed("规章", 0, 1), *boxed("3", 60, 0), *boxed("行政许可", 0, 30)]
    assert [line.text for line in text_lines(reversed(glyphs))] == ["规章        3", "行政许可"]


def test_a_number_written_apart_by_a_blank_stays_two_numbers() -> None:
    one, other = Glyph("1", 0, 0, 5, 10), Glyph("2", 6.5, 0, 11.5, 10, spaced=True)
    assert text_lines([one, other])[0].text == "1 2"
    assert text_lines([one, Glyph("2", 6.5, 0, 11.5, 10)])[0].text == "12"


def test_what_is_printed_twice_to_look_bold_is_read_once_and_narrow_twins_are_two() -> None:
    shadow = [
        Glyph(each.text, each.left + 0.4, each.top, each.right + 0.4, each.bottom) for each in boxed("规章", 0, 0)
    ]
    assert text_lines([*boxed("规章", 0, 0), *shadow])[0].text == "规章"
    assert text_lines([Glyph("l", 0, 0, 2, 10), Glyph("l", 2, 0, 4, 10)])[0].text == "ll"


# PDF


def test_merged_cells_are_one_and_rows_have_the_cells_that_begin_in_them(typeset: Typeset) -> None:
    source = (
        "#table(columns: 3, table.cell(rowspan: 2)[办理结果], [予以公开], [1], [部分公开], [], "
        "table.cell(colspan: 2)[总计], [1])"
    )
    (table,) = tables(read_pdf(typeset(source)).pages)
    assert table == (("办理结果", "予以公开", "1"), ("部分公开", ""), ("总计", "1"))


def test_a_frame_around_a_text_is_no_table(typeset: Typeset) -> None:
    found = read_pdf(typeset("#rect[全县工作平稳有序] 段落")).pages
    assert tables(found) == [] and "全县工作平稳有序" in texts(found)


def test_a_table_without_lines_keeps_its_columns_apart(typeset: Typeset) -> None:
    source = "#table(columns: (8em, 6em, 6em), stroke: none, [行政许可], [12], [3])"
    assert texts(read_pdf(typeset(source)).pages)[0].split() == ["行政许可", "12", "3"]


def test_a_number_broken_by_a_narrow_cell_is_one_and_numbers_stacked_in_a_wide_one_are_not(typeset: Typeset) -> None:
    narrow = "#table(columns: (26pt, 26pt), inset: 4pt, [1\u200b4\u200b0\u200b6\u200b9], [3])"
    assert tables(read_pdf(typeset(narrow)).pages)[0] == (("14069", "3"),)
    wide = "#table(columns: (60pt, 60pt), [1406 \\ 9], [3])"
    assert tables(read_pdf(typeset(wide)).pages)[0] == (("1406\n9", "3"),)


def test_heads_feet_and_numbers_of_pages_are_left_out_and_a_torn_table_goes_on(typeset: Typeset) -> None:
    rows = ", ".join(f"[行{number}], [{number}]" for number in range(60))
    source = (
        '#set page(height: 400pt, header: [示例县年度报告], numbering: "— 1 —")\n= 二、公开情况\n'
        f"#table(columns: 2, {rows})\n#table(columns: 2, stroke: none, [末行], [0])"
    )
    found = read_pdf(typeset(source))
    assert len(found.pages) > 2
    assert texts(found.pages)[:2] == ["示例县年度报告", "二、公开情况"] and found.repeated == ("示例县年度报告",)
    assert [" ".join(each.split()) for each in texts(found.pages)[2:]] == ["末行 0"]
    assert [row for table in tables(found.pages) for row in table] == [(f"行{n}", str(n)) for n in range(60)]
    opened = page(typeset(source))
    assert {line.where for line in opened.lines} == {f"第{each.number}页" for each in found.pages}
    assert opened.notes == ("各页重复的页眉页脚“示例县年度报告”只读一次",)


def test_bare_numbers_at_the_foot_are_left_out_only_where_they_count_the_pages(typeset: Typeset) -> None:
    counted = '#set page(height: 200pt, numbering: "1")\n甲#pagebreak()乙#pagebreak()丙'
    assert texts(read_pdf(typeset(counted)).pages) == ["甲", "乙", "丙"]
    figures = "#set page(height: 200pt, margin: 10pt)\n甲#place(bottom)[7]#pagebreak()乙#place(bottom)[3]"
    assert sorted(texts(read_pdf(typeset(figures)).pages)) == sorted(["甲", "7", "乙", "3"])


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_reads_the_same(typeset: Typeset, turn: int) -> None:
    body = "标题\n\n#table(columns: 2, [行政许可], [7])"
    document = pypdfium2.PdfDocument(typeset(f"#rotate(-{turn}deg, reflow: true, block[{body}])"))
    document[0].set_rotation(turn)
    turned = io.BytesIO()
    document.save(turned)
    upright, shown = read_pdf(typeset(body)).pages, read_pdf(turned.getvalue()).pages
    assert (texts(shown), tables(shown)) == (texts(upright), tables(upright))


SCAN = '#set page(margin: 0pt)\n#image("scan.png", width: 100%, height: 100%)'


def test_scanned_pages_are_told_and_a_scan_of_nothing_else_is_refused(typeset: Typeset) -> None:
    opened = page(typeset("示例县年度报告\n#pagebreak()\n" + SCAN))
    assert opened.notes[0].startswith("第2页是扫描图像")
    with pytest.raises(UnreadableFile, match=r"^年报：PDF是扫描件（1页都是图像）.*先做文字识别"):
        page(typeset(SCAN), "年报")


def test_a_locked_and_a_broken_file_are_told_apart(typeset: Typeset) -> None:
    whole = typeset("年报")
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"61" * 32 + b">/U<" + b"62" * 32 + b">>>/ID[<00><00>]"
    with pytest.raises(PaperError, match="已加密"):
        read_pdf(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                 b"trailer<</Root 1 0 R" + locked + b">>")  # fmt: skip
    with pytest.raises(PaperError, match="已损坏"):
        read_pdf(whole[: len(whole) // 3])
