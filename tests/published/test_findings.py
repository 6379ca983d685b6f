"""查出的问题: what is certain is red, what rests on an assumption says so, what was lost is never guessed."""

from __future__ import annotations

import pytest

from gongkai.law.grammar.sheets import State
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.report import Reading, read

HEAD = "示例县2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
COLUMNS = "信息内容\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
ARTICLE_20 = (
    "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
)
CAPTION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n"


def applications(*rows: str) -> Reading:
    """A report of 2021's form with only these rows of applications."""
    return read(HEAD + ARTICLE_20 + CAPTION + COLUMNS + "\n".join(rows))


def numbers(reading: Reading, row: str) -> list[object]:
    table = reading.tables["applications"]
    return [table.cells[row, column].value.number for column in table.table.column_lines]


def red(reading: Reading) -> list[Finding]:
    return [finding for finding in check(reading) if finding.level is Level.RED]


def test_a_row_that_does_not_add_up_is_red_with_its_cells_and_its_line() -> None:
    reading = applications("一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t5")
    (finding,) = red(reading)
    assert (finding.left, finding.right, finding.difference) == (4, 5, -1)
    assert finding.explanation == "自然人 3＋商业企业 1（其余各格为0）＝4，应等于总计 5，相差1"
    assert finding.place and finding.place.line == reading.tables["applications"].cells["new", "total"].place.line  # type: ignore[union-attr]


def test_an_unread_cell_is_no_zero_and_accuses_nobody() -> None:
    reading = applications("一、本年新收政府信息公开申请数量\t3\t?\t0\t0\t0\t0\t5")
    assert numbers(reading, "new")[1] is None and red(reading) == []


def test_what_no_number_in_an_unread_cell_could_mend_is_red() -> None:
    (finding,) = red(applications("一、本年新收政府信息公开申请数量\t7\t?\t0\t0\t0\t0\t5"))
    assert finding.explanation.endswith("至少相差2")


def test_blanks_count_as_nothing_where_the_table_never_prints_a_zero() -> None:
    (finding,) = red(applications("一、本年新收政府信息公开申请数量\t3\t\t\t\t\t\t5"))
    assert "空格按0计" in finding.explanation


def test_a_lone_blank_among_zeros_is_asked_about_and_not_accused() -> None:
    reading = applications("四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t")
    assert red(reading) == []
    assert [finding.rule for finding in check(reading)] == ["数据格不得空白，没有的填0"]


def test_marks_are_reported_once_for_the_table_with_every_cell() -> None:
    reading = applications("一、本年新收政府信息公开申请数量\t/\t/\t/\t/\t/\t/\t/")
    (finding,) = check(reading)
    assert (finding.level, len(finding.cells)) == (Level.YELLOW, 7)


@pytest.mark.parametrize("row", ["重复申请\t-1\t0\t0\t0\t0\t0\t-1", "重复申请\t0.5\t0\t0\t0\t0\t0\t0.5"])
def test_a_negative_or_broken_number_of_cases_is_red(row: str) -> None:
    assert {finding.rule for finding in red(applications(row))} & {"数量不得为负数", "件数应为整数"}


def test_a_row_of_too_few_figures_is_unread_as_a_whole() -> None:
    text = HEAD + CAPTION + "一、本年新收政府信息公开申请数量  3  1  5\n本年制发件数\n本年废止件数\n现行有效件数\n"
    cells = read(text).tables["applications"].cells
    assert {cells["new", column].value.state for column in ("person", "total")} == {State.UNREAD}


def test_rows_that_lost_their_labels_are_placed_by_order_only_if_their_number_fits() -> None:
    first, last = "一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1", "（一）予以公开\t1\t0\t0\t0\t0\t0\t1"
    lost = "0\t0\t0\t0\t0\t0\t0"
    assert numbers(applications(first, lost, last), "carried_in") == [0] * 7
    assert numbers(applications(first, lost, lost, last), "carried_in") == [None] * 7


def test_a_number_cut_by_a_narrow_cell_is_put_together_if_the_sum_proves_it() -> None:
    row = "一、本年新收政府信息公开申请数量    13612  252  0  45  128  32  1406\n9\n"
    text = HEAD + ARTICLE_20 + CAPTION + row
    assert numbers(read(text), "new")[-1] == 14069


def test_columns_in_another_order_are_read_by_their_labels() -> None:
    swapped = "第二十条第（一）项\n信息内容\t现行有效件数\t本年制发件数\t本年废止件数\n规章\t0\t0\t0\n行政规范性文件\t9\t2\t1\n"
    cells = read(HEAD + swapped).tables["article_20_1"].cells
    assert [cells["normative", column].value.number for column in ("made", "repealed", "in_force")] == [2, 1, 9]


def test_a_row_the_form_does_not_have_is_reported_and_never_placed() -> None:
    reading = read(HEAD + ARTICLE_20 + "其他主动公开文件\t186\t86\t255\n")
    assert [unplaced.place.excerpt for unplaced in reading.unplaced] == ["其他主动公开文件 186 86 255"]


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("全年公开信息160条，其中政策59条、人事61条、财政50条。", [Level.RED]),
        ("全年公开信息160条，其中政策50条、人事60条、其他40条。", [Level.RED]),
        ("全年公开信息160条，其中政策50条、人事200条。", [Level.RED]),
        ("全年公开信息160条，其中政策50条、人事61条、财政48条。", [Level.YELLOW]),
        ("全年公开信息160条，其中政策59条、人事61条、财政40条。", []),
        ("全年公开信息160余条，其中政策59条、人事61条、财政50条。", []),
        ("全年公开信息160条，其中网站100条、微信90条、微博80条。", []),
        ("收到申请20件，其中网络12件、信函8件，予以公开15件、部分公开5件。", []),
        ("公开项目100个，其中甲类50个、乙类30个；举办培训班40个。", []),
    ],
)
def test_a_listing_is_broken_only_where_it_contradicts_itself(sentence: str, levels: list[Level]) -> None:
    reading = read(f"示例县2022年政府信息公开工作年度报告\n{sentence}")
    found = [finding for finding in check(reading) if finding.rule == "文中所列各项之和等于总数"]
    assert [finding.level for finding in found] == levels


def test_a_rate_of_a_hundred_is_contradicted_by_fewer_replies_than_applications() -> None:
    text = "示例县2017年政府信息公开工作年度报告\n收到公众依申请公开政府信息74件，申请答复56件，答复率100%。"
    (finding,) = red(read(text))
    assert "75.68%" in finding.explanation
    open_ones = text + "\n收到公众依申请公开政府信息74件，申请答复56件，答复率100%，其余尚未到期，结转下年。"
    assert red(read(open_ones.replace("答复率100%。\n", "。\n"))) == []


def test_a_period_of_another_year_is_red() -> None:
    text = "示例县2021年政府信息公开工作年度报告\n本报告中所列数据的统计期限自2020年1月1日起至2020年12月31日止。"
    assert [finding.rule for finding in red(read(text))] == ["统计期限为报告年度的1月1日至12月31日"]


def test_a_form_of_other_years_is_asked_about() -> None:
    old = "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n规范性文件\t1\t1\t3\n"
    findings = check(read("示例市2022年政府信息公开工作年度报告\n" + old))
    assert [finding.rule for finding in findings] == ["统计表用报告年度的格式"]


def test_a_county_that_reports_rules_of_its_own_is_asked_about() -> None:
    findings = check(read(HEAD + ARTICLE_20.replace("规章\t0\t0\t0", "规章\t2\t0\t2")))
    assert [finding.rule for finding in findings] == ["没有规章制定权的机关，规章应为0"]
