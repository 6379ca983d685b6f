"""导入表格: people's workbooks and csv files are read with everything odd about them told, and bombs are refused."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gongkai.papers.columns_in import Odd, column_name, column_number, read_day, serial_day
from gongkai.papers.sheets_in import InSheet, read_csv, read_sheets, read_workbook
from gongkai.papers.text import PaperError


def kinds(sheet: InSheet) -> set[Odd]:
    return {oddity.kind for oddity in sheet.oddities}


def ledger() -> bytes:
    """A ledger with every trick: title, merged heads, days of three kinds, an error, a hidden sheet, hidden lines."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, 5, "示例县2018年主动公开台账")
        sheet.merge_range(1, 0, 2, 0, "序号")
        sheet.merge_range(1, 1, 2, 1, "名称")
        sheet.merge_range(1, 2, 1, 3, "日期")
        sheet.write_row(2, 2, ["成文", "发布"])
        sheet.merge_range(1, 4, 2, 4, "点击数")
        sheet.merge_range(1, 5, 2, 5, "栏目")
        sheet.write_row(3, 0, [1, "甲"])
        sheet.write_datetime(3, 2, date(2018, 3, 5), day)
        sheet.write_row(3, 3, ["2018.3.6", 10])
        sheet.write_row(4, 0, [2, "乙", 43164, "2018年3月7日", 20])
        sheet.write_row(5, 0, [3, "丙", "待定", "20180308", 30])
        sheet.write_row(7, 0, [4, "007", "", "", "1,234"])
        sheet.write_formula(7, 5, "=1/0", None, "#DIV/0!")
        sheet.merge_range(3, 5, 5, 5, "公告")
        sheet.write_blank(11, 0, None, day)
        sheet.set_row(4, None, None, {"hidden": True})
        other = book.add_worksheet("底稿")
        other.write_row(0, 0, ["姓名", "身份证号"])
        other.hide()
    return out.getvalue()


def test_a_ledger_with_every_trick_is_read_and_each_trick_is_told() -> None:
    sheet, hidden = read_workbook(ledger())
    assert sheet.title == "示例县2018年主动公开台账"
    assert sheet.heads == ("序号", "名称", "日期／成文", "日期／发布", "点击数", "栏目")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (4, ("1", "甲", "2018-03-05", "2018-03-06", "10", "公告")),
        (5, ("2", "乙", "2018-03-05", "2018-03-07", "20", "公告")),
        (6, ("3", "丙", "待定", "2018-03-08", "30", "公告")),
        (8, ("4", "007", "", "", "1234", "")),
    ]
    assert kinds(sheet) >= set(Odd) - {Odd.HIDDEN_SHEET, Odd.SAME_HEADS, Odd.NO_HEAD, Odd.RAGGED}
    said = {str(oddity) for oddity in sheet.oddities}
    assert "C列（日期／成文）有1处日期是1900或1904起算的序列数，已换成日期，首处在第5行" in said
    assert "C列（日期／成文）有1处不是日期，照原样保留，首处在第6行" in said
    assert "D列（日期／发布）有3处日期写成了文本，已按日期读取，首处在第4行" in said
    assert "文件中有1处公式出错（如#REF!），按空白读取，首处在F8格" in said
    assert (hidden.name, hidden.hidden, Odd.HIDDEN_SHEET in kinds(hidden)) == ("底稿", True, True)
    assert dict(sheet.records())[4]["栏目"] == "公告"


def test_days_of_a_workbook_that_counts_from_1904_are_the_days_it_means() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as book:
        book.add_worksheet().write_column(0, 0, ["日期", 41702])
    (sheet,) = read_workbook(out.getvalue())
    assert sheet.rows[0].cells == ("2018-03-05",)


@given(st.dates(min_value=date(1955, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_is_read_in_every_shape_people_write_it(day: date) -> None:
    shapes = (f"{day:%Y-%m-%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}",
              f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 14:30", f"{day:%Y-%m-%d %H:%M:%S}")  # fmt: skip
    assert {read_day(shape) for shape in shapes} == {day}
    assert serial_day((day - date(1899, 12, 30)) / timedelta(days=1)) == day


@pytest.mark.parametrize("text", ["", "2018", "2018-13-01", "2018年2月30日", "第1期", "20189999", "１"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


CELLS = st.text(alphabet='甲乙丙,;"\n 1.x', max_size=8)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"])
)
def test_a_csv_file_is_read_cell_by_cell_in_each_encoding(rows: list[list[str]], encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["名称", "文号", "备注"], *rows])
    sheet = read_csv(out.getvalue().encode(encoding))
    assert sheet.heads == ("名称", "文号", "备注")
    kept = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert [row.cells for row in sheet.rows] == kept


def test_csv_with_tabs_twin_heads_and_too_many_cells() -> None:
    sheet = read_csv("名称\t名称\t\n甲\t乙\t丙\t丁\n".encode("utf-16"))
    assert sheet.heads == ("名称", "名称（2）", "第3列")
    assert sheet.rows[0].cells == ("甲", "乙", "丙")
    assert {Odd.SAME_HEADS, Odd.RAGGED} <= kinds(sheet)


def test_column_names_are_those_of_excel() -> None:
    assert [column_name(n) for n in (1, 26, 27, 52, 53, 702, 703)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert all(column_number(column_name(n)) == n for n in range(1, 20_000))


def bomb(name: str, megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(name, "w") as part:
            for _ in range(megabytes):
                part.write(b"0" * (1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb("xl/worksheets/sheet1.xml", 30), "压缩炸弹"),
        (bomb("xl/x.xml", 0), "不是有效的xlsx"),
        (b"PK\x03\x04 nothing", "不是有效的xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版Excel"),
        (b"a\x00b", "不是csv文本"),
        (b"\xff\xff\xff", "不是csv文本"),
        (("甲," * 300).encode(), "超过200列"),
        (b'"' + b"x" * 200_000, "第1行不能按csv读取"),
    ],
)
def test_what_is_no_table_or_too_much_of_one_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(PaperError, match=reason):
        read_sheets(data)


def test_two_cells_at_the_ends_of_the_world_are_refused_and_blank_ones_do_no_harm() -> None:
    far, blank = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(far) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "甲")
        sheet.write(1_048_575, 16_383, "乙")
    with xlsxwriter.Workbook(blank) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["甲", "乙"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    with pytest.raises(PaperError, match="散布到第1048576行第16384列"):
        read_workbook(far.getvalue())
    assert len(read_workbook(blank.getvalue())[0].rows) == 1


def test_more_rows_than_allowed_are_refused() -> None:
    with pytest.raises(PaperError, match="超过2行"):
        read_csv("甲\n1\n2\n3\n".encode(), most_rows=2)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_chinese(data: bytes) -> None:
    try:
        read_sheets(data)
    except PaperError as refusal:
        assert not str(refusal).isascii()
