"""零件: script, figures, carriers, rows and labels, each by itself."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Layout
from gongkai.reading.carriers import MOST, UnreadableFile, decode, page
from gongkai.reading.report import NotReport, read
from gongkai.reading.script import core, plain, plain_lines, unbracketed
from gongkai.reading.tables.books import books
from gongkai.reading.tables.numerals import figure, figure_in_cell
from gongkai.reading.tables.parting import rows
from gongkai.reading.tables.rows import Shape

TITLE = "示例县2019年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("1,234", 1234),
        ("减48", -48),
        ("减 40", -40),
        ("增5", 5),
        ("-8", -8),
        ("3852万元", 3852),
        ("8208. 93 万元", Decimal("8208.93")),
        ("0件", 0),
        ("5（含上年1件）", 5),
        ("〇", 0),
        ("１２", 12),
    ],
)
def test_a_figure_is_read_with_its_sign_its_unit_and_its_blanks(text: str, number: object) -> None:
    found = figure(plain(text))
    assert found and (found.state, found.number) == (State.NUMBER, number)


@pytest.mark.parametrize("text", ["/", "／", "-", "—", "——", "无", "－"])
def test_a_mark_is_neither_a_number_nor_a_blank(text: str) -> None:
    found = figure(plain(text))
    assert found and (found.state, found.number) == (State.MARK, None)


def test_numbers_run_together_in_one_cell_are_not_read_as_one() -> None:
    found = figure("1 1 0 0")
    assert found and (found.state, found.several) == (State.UNREAD, (1, 1, 0, 0))


@pytest.mark.parametrize("text", ["行政许可", "2019年", "约5", "3.其他"])
def test_words_are_no_figure(text: str) -> None:
    assert figure(text) is None


def test_a_scrap_in_a_cell_of_its_own_is_a_figure_that_cannot_be_read() -> None:
    found = figure_in_cell("l?")
    assert found and found.state is State.UNREAD


def test_money_is_brought_to_the_unit_of_its_line() -> None:
    yuan = figure("251000元")
    assert yuan and yuan.in_unit("万元") == Decimal("25.1")
    assert yuan.in_unit("件") == 251000


def test_traditional_script_and_pdf_radicals_are_read_as_the_form_prints_them() -> None:
    assert plain("規範性⽂件　１２") == "规范性文件 12"
    assert plain("報(bào)告") == "报告"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("（一）予以公开", "予以公开"),
        ("四 、结转下年度继续办理", "结转下年度继续办理"),
        ("其中：1．涉及国家秘密", "涉及国家秘密"),
        ("3. 危及“三安全一稳定”", "危及三安全一稳定"),
    ],
)
def test_numbering_says_nothing_about_a_label(label: str, said: str) -> None:
    assert core(plain(label)) == said


def test_a_note_in_brackets_is_no_part_of_a_label() -> None:
    assert core(unbracketed(plain("规章（设区的市填报，如-8）"))) == "规章"


@given(
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.text("年报规章信息公开0123456789，。\n", min_size=9),
)
def test_text_comes_back_from_every_encoding(encoding: str, text: str) -> None:
    assert decode(("政府信息公开年度报告" + text).encode(encoding)) == "政府信息公开年度报告" + text


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04", b"\x00\x01\x02" * 99])
def test_what_is_no_text_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"年报\.txt.*(已损坏|不是文本)"):
        read(data, "年报.txt")


def test_a_file_beyond_all_measure_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="过大"):
        page(b"0" * (MOST + 1))


@pytest.mark.parametrize("text", ["", "今天天气很好。", "本县主动公开、信息公开工作有序推进。"])
def test_a_text_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(NotReport, match="不是政府信息公开工作年度报告"):
        read(text)


@given(st.lists(st.text("规章５，；　…①**\u200b行政許可政策zhèngcè()\u0301eé12\t ", max_size=12), max_size=5))
def test_many_lines_become_plain_as_each_by_itself(lines: list[str]) -> None:
    assert plain_lines(lines) == [plain(line) for line in lines]


@given(st.text(max_size=40))
def test_a_text_is_plain_as_its_normal_form_is(text: str) -> None:
    assert plain(text) == plain(normalize("NFKC", text))


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reader(data: bytes) -> None:
    try:
        read(TITLE.encode() + b"\n" + data)
    except UnreadableFile as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("text", "shape", "cells"),
    [
        ("规章\t3\t\t0\t\t", Shape.RULED, ["规章", "3", "", "0", "", ""]),
        ("| 规章 | 3 |  | 0 |", Shape.RULED, ["规章", "3", "", "0"]),
        ("规章        3       0", Shape.LOOSE, ["规章", "3", "0"]),
        ("行政许可 97", Shape.LOOSE, ["行政许可", "97"]),
        ("\t规章\n\t3\n\t\n\t0\n", Shape.STACKED, ["规章", "3", "", "0"]),
        ("<table><tr><td>规章</td><td>3</td><td></td></tr></table>", Shape.RULED, ["规章", "3", ""]),
    ],
)
def test_a_row_keeps_its_cells_in_whatever_shape_it_comes(text: str, shape: Shape, cells: list[str]) -> None:
    row = rows(page(text))[0]
    assert (row.shape, [piece.text for piece in row.pieces]) == (shape, cells)


def test_a_label_cut_by_an_empty_line_is_one_cell_again() -> None:
    (row,) = rows(page("\t（一）主动公开政府信息数\n\n（不同渠道计1条）\n\t条\n\t12\n"))
    assert [piece.text for piece in row.pieces] == ["(一)主动公开政府信息数(不同渠道计1条)", "条", "12"]


def test_every_label_of_every_form_names_its_own_line() -> None:
    for edition in EDITIONS:
        for key, table in edition.tables.items():
            for row, line in table.row_lines.items():
                assert table.layout is Layout.STRIP or row in books(edition)[key].named(plain(line.label))


def test_the_edition_is_told_by_labels_even_where_the_title_names_another_year() -> None:
    table = "第二十条第（一）项\n信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n规章  1  1  1\n规范性文件  2  2  2\n"
    headings = "本年新制作数量\n本年新公开数量\n对外公开总数量\n"
    reading = read(f"示例市2023年政府信息公开工作年度报告\n{headings}{table}")
    assert reading.edition is EDITIONS[1] and reading.year == 2023
    assert any("2023年" in note for note in reading.notes)


def test_blanks_strewn_into_repeated_headings_do_not_make_a_text_look_thinned_out() -> None:
    """Only a text that has lost its repeated lines is doubted; 信 息内容 repeats 信息内容."""
    table = (
        "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n1\n9\n2\n行政规范性文件\n0\n7\n3\n"
        "第二十条第（五）项\n信 息内容\n本年处理决定数量\n行政许可\n4\n"
        "第二十条第（六）项\n信息 内容\n本年处理决定 数量\n行政处罚\n5\n行政强制\n6\n"
        "第二十条第（八）项\n信息内 容\n本年收费金额（单位：万元）\n行政事业性收费\n8\n"
    )
    reading = read(f"示例县2021年政府信息公开工作年度报告\n{table}")
    printed = {
        key: cell.value.number for read_table in reading.tables.values() for key, cell in read_table.cells.items()
    }
    assert sorted(number for number in printed.values() if number is not None) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("lines", "year", "name"),
    [
        ("示例县\n2020 年度政府信息公开工作年度报告", 2020, "示例县"),
        ("示例市示例区2017年政府信息公开工作的年度报告", 2017, "示例市示例区"),
        ("2015年示例镇政府信息公开工作年度\n报告", 2015, "示例镇"),
        ("现公布示例市财政局2022年政府信息公开工作年度报告。", 2022, "示例市财政局"),
        ("示例县二〇一九年政府信息公开工作年度报告", 2019, "示例县"),
        ("政府信息公开工作年度报告\n(2018年度)", 2018, ""),
    ],
)
def test_year_and_authority_are_read_from_the_title_wherever_it_is_cut(lines: str, year: int, name: str) -> None:
    reading = read(f"{lines}\n主动公开信息，依申请公开信息。")
    assert (reading.year, reading.authority) == (year, name)
