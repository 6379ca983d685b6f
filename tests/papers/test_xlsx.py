"""Excel: what is written reads back the same, numbers are numbers, and hostile files are refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gongkai.papers.grid import Cell, Grid
from gongkai.papers.text import PaperError
from gongkai.papers.xlsx import LONGEST_CELL, read_xlsx, write_xlsx
from tests.papers.examples import application_grid, remedies_grid
from tests.papers.strategies import TELLING_TEXTS, grids, shape


@given(grids())
def test_any_grid_reads_back_with_the_same_texts_and_spans(grid: Grid) -> None:
    (again,) = read_xlsx(write_xlsx([grid]))
    assert shape(again) == shape(grid)


def test_a_large_register_is_written_row_by_row_and_reads_back_the_same() -> None:
    head = Cell(0, 0, "许可清单", colspan=3, head=True)
    rows = [Cell(row, column, f"{row}_x0041_{column}") for row in range(1, 8000) for column in range(3)]
    grid = Grid((head, *rows))
    (again,) = read_xlsx(write_xlsx([grid]))
    assert shape(again) == shape(grid)


@given(st.lists(grids(most=3), min_size=1, max_size=4))
def test_each_grid_has_a_worksheet_of_its_own(several: list[Grid]) -> None:
    again = read_xlsx(write_xlsx(several))
    assert [shape(grid) for grid in again] == [shape(grid) for grid in several]
    assert len({grid.caption.lower() for grid in again}) == len(several)


@given(st.lists(st.sampled_from(["表", "History", "[a]:*?/\\", "'引'", "名" * 40, ""]), min_size=1, max_size=5))
def test_any_captions_give_names_that_excel_accepts(captions: list[str]) -> None:
    several = [Grid((Cell(0, 0, "一"),), caption) for caption in captions]
    assert all(0 < len(grid.caption) <= 31 for grid in read_xlsx(write_xlsx(several)))


def test_numbers_are_numbers_and_nothing_else_is() -> None:
    texts = ["12", "0", "-3", "3852.5", "007", "12.50", "1e5", "-0", "620000000000000000", "123456789012", "=1+1", "２"]
    (sheet,) = [CalamineWorkbook.from_object(io.BytesIO(write_xlsx([Grid.from_rows([texts])]))).get_sheet_by_index(0)]
    assert sheet.to_python() == [[12, 0, -3, 3852.5, *texts[4:]]]


@given(st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: format(number, "f")))
def test_any_number_reads_back_as_it_was_printed(text: str) -> None:
    (again,) = read_xlsx(write_xlsx([Grid.from_rows([[text]])]))
    assert again.texts == ((text,),)


def test_no_formula_and_no_link_is_ever_written() -> None:
    data = write_xlsx([Grid.from_rows([TELLING_TEXTS])])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet and b"hyperlink" not in sheet


def test_the_same_grids_always_give_the_same_bytes() -> None:
    several = [application_grid(), remedies_grid()]
    assert write_xlsx(several) == write_xlsx(several)
    assert write_xlsx(several, made_on=date(2026, 1, 2)) != write_xlsx(several)


def test_a_text_longer_than_excel_holds_is_refused_and_not_cut() -> None:
    write_xlsx([Grid.from_rows([["长" * LONGEST_CELL]])])
    with pytest.raises(PaperError, match="第1行第2列"):
        write_xlsx([Grid.from_rows([["一", "😀" * (LONGEST_CELL // 2 + 1)]])])


# Files of other people


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        fill(book)
    return content.getvalue()


def test_dates_truth_values_and_results_of_formulas_come_as_text() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数据")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 1, datetime(2025, 9, 18), day)  # noqa: DTZ001 (a cell of Excel knows no zone)
        sheet.write_boolean(1, 2, True)
        sheet.write_formula(1, 3, "=1+1", None, 2)
        sheet.write_number(1, 4, 0.00001)
        book.add_worksheet("空")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=数据!$B$2:$B$3"})
        book.add_chartsheet("图").set_chart(chart)

    (grid,) = read_xlsx(workbook(fill))
    assert grid.caption == "数据"
    assert grid.texts == (("",) * 5, ("", "2025-09-18", "TRUE", "2", "0.00001"))


def test_two_cells_far_apart_do_not_unfold_into_billions() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "一")
        sheet.write(1_048_575, 16_383, "二")

    with pytest.raises(PaperError, match="表格过大"):
        read_xlsx(workbook(fill))


def with_merges(data: bytes, merges: str) -> bytes:
    """The workbook with merged cells written into its first worksheet."""
    content = io.BytesIO()
    stated = f"</sheetData><mergeCells>{merges}</mergeCells>".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"</sheetData>", stated))
    return content.getvalue()


def test_a_merge_beyond_the_cells_is_cut() -> None:
    data = with_merges(write_xlsx([Grid.from_rows([["一"]])]), '<mergeCell ref="A1:XFD1048576"/>')
    assert shape(read_xlsx(data)[0]) == [(0, 0, 1, 1, "一")]


def test_merges_heaped_on_each_other_are_refused() -> None:
    sound = write_xlsx([Grid.from_rows([["一"] * 200] * 200)])
    with pytest.raises(PaperError, match="表格过大"):
        read_xlsx(with_merges(sound, "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, 100))))


def test_a_file_that_unpacks_beyond_measure_is_refused() -> None:
    data = write_xlsx([Grid.from_rows([["长" * 30_000] * 20])])
    with pytest.raises(PaperError, match="过大"):
        read_xlsx(data, most=50_000)


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0" * 300])
def test_what_is_not_an_excel_file_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(PaperError, match="不是有效的xlsx文件"):
        read_xlsx(data)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(data: st.DataObject) -> None:
    sound = write_xlsx([Grid.from_rows([["甲", "1"]])])
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(sound) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_xlsx(bytes(broken))
    except PaperError as error:
        assert str(error)
