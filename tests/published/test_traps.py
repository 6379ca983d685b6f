"""陷阱: single ways in which tables come down, each by an example of its own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.law.grammar.sheets import State
from gongkai.reading.carriers import page
from gongkai.reading.report import Reading, read
from gongkai.reading.script import plain
from gongkai.reading.tables.alignment import Certainty
from gongkai.reading.tables.furniture import is_page_number, without_furniture
from gongkai.reading.tables.numerals import chinese_figure, figure, figure_in_cell

HEAD = "示例县2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
ITEM_1 = (
    "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t3\t1\t9\n"
)
ITEM_8 = "第二十条第（八）项\n信息内容\t本年收费金额（单位：{unit}）\n行政事业性收费\t{amount}\n"


def number(reading: Reading, table: str, row: str, column: str) -> object:
    return reading.tables[table].cells[row, column].value.number


@pytest.mark.parametrize(
    ("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两千零三十件", 2030)]
)
def test_a_number_in_chinese_is_read_in_a_cell(text: str, value: int) -> None:
    found = chinese_figure(text)
    assert found and found.number == value


@pytest.mark.parametrize("text", ["三二", "百", "百十", "三、", "（三）", "第三"])
def test_what_is_no_number_in_chinese_is_none(text: str) -> None:
    assert chinese_figure(text) is None


def test_letters_that_look_like_digits_are_read_beside_a_digit_and_only_likely() -> None:
    mixed, lone = figure("1O"), figure_in_cell("lO")
    assert mixed and (mixed.number, mixed.likely) == (10, True)
    assert lone and lone.state is State.UNREAD


@pytest.mark.parametrize("sign", ["减少", "减", "下降", "增加", "新增", "增", "上升", *"+−–↓↑±lO丨"])
def test_a_number_is_read_behind_whatever_sign(sign: str) -> None:
    found = figure(f"{sign}5")
    assert found and found.state is State.NUMBER


@pytest.mark.parametrize("text", ["暂无", "没有", "空缺", "无数据", "不适用", "N/A", "null", *r"—―─\|_~*×〇零O○"])
def test_no_mark_is_taken_for_words(text: str) -> None:
    assert figure(text) is not None


@pytest.mark.parametrize("text", ["见附件", "详见附表1", "/", "无", "未统计"])
def test_a_reference_elsewhere_is_a_mark(text: str) -> None:
    found = figure_in_cell(plain(text))
    assert found and found.state is State.MARK


def test_a_range_is_not_read_as_a_number() -> None:
    found = figure_in_cell("3-5")
    assert found and found.state is State.UNREAD


def test_a_likely_figure_makes_its_cell_no_more_than_likely() -> None:
    reading = read(HEAD + ITEM_1.replace("\t9", "\t1O"))
    cell = reading.tables["article_20_1"].cells["normative", "in_force"]
    assert (cell.value.number, cell.certainty) == (10, Certainty.LIKENESS)


@pytest.mark.parametrize("text", ["- 3 -", "—12—", "第 3 页", "第3页 共9页", "P. 7", "·3·"])
def test_a_page_number_is_known_by_its_dress(text: str) -> None:
    assert is_page_number(plain(text))


@pytest.mark.parametrize("text", ["3", "-3", "第三项", "—"])
def test_what_may_be_a_figure_is_no_page_number(text: str) -> None:
    assert not is_page_number(plain(text))


def test_a_line_beside_page_numbers_that_comes_back_is_a_running_head() -> None:
    lines = page("一\n示例县年度报告\n- 1 -\n二\n示例县年度报告\n- 2 -\n三").lines
    assert [line.text for line in without_furniture(lines)] == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("unit", "amount", "value"), [("万元", "12.5", Decimal("12.5")), ("元", "125000", Decimal("12.5"))]
)
def test_the_unit_of_the_head_is_that_of_the_figure(unit: str, amount: str, value: object) -> None:
    reading = read(HEAD + ITEM_1 + ITEM_8.format(unit=unit, amount=amount))
    assert number(reading, "article_20_8", "fees", "amount") == value


def test_columns_of_ones_own_are_no_trouble_and_are_named() -> None:
    lines = (
        "信息内容\t单位\t本年制发件数\t本年废止件数\t现行有效件数\t备注",
        "规章\t件\t0\t0\t0\t",
        "行政规范性文件\t件\t3\t1\t9\t",
    )
    reading = read(HEAD + "第二十条第（一）项\n" + "\n".join(lines))
    assert number(reading, "article_20_1", "normative", "in_force") == 9
    assert any("备注" in departure.what for departure in reading.departures)


def test_columns_in_another_order_are_read_by_their_heads_and_named() -> None:
    lines = ("信息内容\t现行有效件数\t本年制发件数\t本年废止件数", "规章\t0\t0\t0", "行政规范性文件\t9\t3\t1")
    reading = read(HEAD + "第二十条第（一）项\n" + "\n".join(lines))
    assert [number(reading, "article_20_1", "normative", each) for each in ("made", "repealed", "in_force")] == [
        3,
        1,
        9,
    ]
    assert any("次序" in departure.what for departure in reading.departures)


def test_a_value_repeated_over_merged_cells_counts_once() -> None:
    table = "第二十条第（六）项\n信息内容\t本年处理决定数量\t本年处理决定数量\n行政处罚\t8\t8\n行政强制\t0\t0\n"
    assert number(read(HEAD + ITEM_1 + table), "article_20_6", "penalties", "handled") == 8


def test_values_that_differ_under_one_name_are_not_read() -> None:
    table = "第二十条第（六）项\n信息内容\t本年处理决定数量\t本年处理决定数量\n行政处罚\t8\t9\n行政强制\t0\t0\n"
    reading = read(HEAD + ITEM_1 + table)
    assert reading.tables["article_20_6"].cells["penalties", "handled"].value.state is State.UNREAD


def test_a_table_only_the_old_form_has_is_read_and_named() -> None:
    table = "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t251000元\n"
    reading = read(HEAD + ITEM_1 + table)
    assert number(reading, "article_20_9", "procurement", "amount") == Decimal("25.1")
    assert any("2019年格式" in departure.what for departure in reading.departures)
    assert reading.edition and reading.edition.key == "2021"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("示例县财政局关于2021年度政府信息公开工作的年度报告", "示例县财政局"),
        ("2021年示例镇人民政府信息公开工作年度报告", "示例镇人民政府"),
        ("字号：大 中 小 打印\n示例县2021年度政府\n信息公开工作年度报告", "示例县"),
        ("政府信息公开工作年度报告\n（2021年度）\n示例县人民政府 2022年3月", "示例县人民政府"),
        ("雲嶺市教育局2021年政府信息公開工作年度報告", "云岭市教育局"),
    ],
)
def test_the_authority_is_found_in_whatever_form_the_title_has(lines: str, name: str) -> None:
    reading = read(f"{lines}\n主动公开信息，依申请公开信息。")
    assert (reading.year, reading.authority) == (2021, name)


def test_bars_that_stand_before_or_behind_single_cells_are_dropped() -> None:
    cells = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", "0",
             "行政规范性文件", "3", "1", "9", "第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "4",
             "第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "5"]  # fmt: skip
    for text in ("\n".join(f"{cell} |" for cell in cells), "\n".join(f"| {cell}" for cell in cells)):
        reading = read(HEAD + text)
        assert number(reading, "article_20_1", "normative", "in_force") == 9
        assert number(reading, "article_20_5", "permits", "handled") == 4


def test_a_column_of_the_table_above_is_none_of_the_table_below() -> None:
    normative = "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n行政规范性文件\n/\n/\n/\n"
    fees = "第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n/\n"
    procurement = "第二十条第（九）项\n信息内容\n采购项目数量\n采购总金额\n政府集中采购\n/\n/\n"
    reading = read(HEAD + normative + fees + procurement)
    assert [cell.value.state for cell in reading.tables["article_20_9"].cells.values()] == [State.MARK, State.MARK]
    assert [note for note in reading.notes if "次序" in note] == []


def test_a_table_whose_caption_stands_elsewhere_is_found_all_the_same() -> None:
    captions = "第二十条第（一）项\n第二十条第（八）项\n"
    tables = (ITEM_1 + ITEM_8).format(unit="万元", amount="7").replace("第二十条第（八）项\n", "")
    reading = read(HEAD + captions + tables.removeprefix("第二十条第（一）项\n"))
    assert number(reading, "article_20_1", "normative", "in_force") == 9
    assert number(reading, "article_20_8", "fees", "amount") == 7
