"""多份对照: against last year, against the parts, against each other; and which cell is to blame."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS
from gongkai.law.grammar.checking import examine
from gongkai.law.grammar.sheets import Value
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.across import against_parts, alike
from gongkai.reading.checks.balances import of_table
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.culprit import culprits
from gongkai.reading.checks.findings import Finding, Sureness
from gongkai.reading.checks.once import told_once
from gongkai.reading.checks.outliers import outliers
from gongkai.reading.checks.traits import INDICATORS, Rank, rank_of
from gongkai.reading.report import Reading, read
from tests.law.balanced import sheets as balanced
from tests.published.drafts import ASPECTS, PROBLEMS, draft

Cells = dict[tuple[str, str, str], int]
OTHER_PROBLEMS = (
    "去年的主要问题是申请答复文书不够规范，个别答复没有写明依据。"
    "改进情况是编印了文书范本，组织案卷互查，并请法律顾问逐件把关。"
)

OTHER_ASPECTS = (
    "（一）主动公开。编印目录，逐项对照检查，补发往年遗漏的文件。",
    "（二）依申请公开。设立窗口，当面答疑，缩短答复时间。",
    "（三）政府信息管理。清理失效文件，标注效力，归集成库。",
    "（四）平台建设。合并账号，统一样式，增设检索。",
    "（五）监督保障。纳入工作考核，请代表作社会评议，没有需要责任追究的事。",
)


def last(changed: Cells | None = None, text: str = "") -> Reading:
    """Last year's report: it carries out what this year's carries in, and has problems of its own."""
    own = {("applications", "carried_out", "person"): 2, ("applications", "carried_out", "total"): 2}
    stock = {("article_20_1", "normative", "in_force"): 27}
    before = (text or draft(2021, own | stock | (changed or {}))).replace(PROBLEMS, OTHER_PROBLEMS)
    for aspect, other in zip(ASPECTS, OTHER_ASPECTS, strict=True):
        before = before.replace(aspect, other)
    return read(before)


def across(finding: Finding) -> bool:
    return finding.code in ("A08", "A14.1", "A16", "A20", "A21", "A30", "C01", "C02")


def years(reading: Reading, before: Reading) -> list[Finding]:
    return [finding for finding in check(reading, last_year=before) if across(finding)]


def test_what_agrees_with_last_year_raises_nothing() -> None:
    assert [finding.explanation for finding in years(read(draft()), last())] == []


@pytest.mark.parametrize(
    ("changed", "code", "level", "sides"),
    [
        ({("applications", "carried_out", "person"): 5}, "A08", Level.RED, (2, 5)),
        ({("article_20_1", "normative", "in_force"): 40}, "A16", Level.YELLOW, (31, 44)),
        ({("remedies", "review", "pending"): 9}, "A30", Level.YELLOW, (2, 9)),
        ({("article_20_8", "fees", "amount"): 3450000}, "A14.1", Level.YELLOW, (345, 3450000)),
    ],
)
def test_what_differs_from_last_year_is_told_with_both_numbers(
    changed: Cells, code: str, level: Level, sides: tuple[int, int]
) -> None:
    (finding,) = years(read(draft()), last(changed))
    assert (finding.code, finding.level, finding.left, finding.right) == (code, level, *sides)
    assert finding.mend and finding.place is not None


def test_the_same_problems_as_last_year_are_asked_about() -> None:
    before = read(
        draft(2021, {("applications", "carried_out", "person"): 2, ("article_20_1", "normative", "in_force"): 27})
    )
    assert "A20" in {finding.code for finding in years(read(draft()), before)}


def test_the_same_overview_as_last_year_is_asked_about() -> None:
    longer = (
        "。".join(ASPECTS)
        + "全县各单位认真落实条例，逐项对照标准目录公开信息，逐月检查栏目更新，对陈旧内容全部清理，对群众来信逐一回复。"
        * 2
    )
    texts = [draft(year).replace(ASPECTS[0], longer) for year in (2022, 2021)]
    assert "A21" in {finding.code for finding in check(read(texts[0]), last_year=read(texts[1]))}
    assert "A21" not in {finding.code for finding in check(read(texts[0]), last_year=last())}


def test_growth_is_reckoned_with_the_number_of_last_years_report() -> None:
    said = "全年共收到群众来信{}件"
    before = last(text=draft(2021).replace("所列数据", said.format(200) + "。所列数据"))

    def growth(words: str) -> list[Finding]:
        text = draft().replace("（一）主动公开。", f"（一）主动公开。{said.format(250)}，{words}。")
        return [finding for finding in check(read(text), last_year=before) if finding.code == "C02"]

    assert growth("同比增长25%") == growth("同比增长25.0%") == []
    (finding,) = growth("同比增长24%")
    assert str(finding.right) == "25"


def test_a_report_of_another_year_or_authority_is_no_last_year() -> None:
    (finding,) = years(read(draft(2024)), last())
    assert finding.code == "C01" and "2021" in finding.explanation
    assert [each.code for each in years(read(draft()), read(draft(2021, name="海滨市")))] == ["C01"]


def part(name: str, new: int) -> Reading:
    cells = {("applications", "new", "person"): new, ("applications", "new", "total"): new + 3}
    return read(draft(2022, cells, name))


def whole(new: int, business: int = 9) -> Reading:
    """The sum of three parts whose other cells are those of the draft three times."""
    from tests.published.drafts import NUMBERS

    tripled: Cells = {
        (table, *cell): 3 * number for table, numbers in NUMBERS.items() for cell, number in numbers.items()
    }
    sums = {("remedies", "review", "total"): 6}
    rows = {"carried_in": 6, "granted": 36, "partial": 12, "carried_out": 3, "total": 48}
    sums |= {("applications", row, "total"): number for row, number in rows.items()}
    sums |= {("applications", "total", "person"): 39, ("applications", "total", "business"): 9}
    own = {("applications", "new", "person"): new, ("applications", "new", "total"): new + business}
    own |= {("applications", "new", "business"): business}
    cells = {
        key: number
        for key, number in (tripled | sums | own).items()
        if key[2] not in ("previous", "published", "open_total")
    }
    return read(draft(2022, cells, "示例市"))


def test_a_report_that_is_the_sum_of_its_parts_raises_nothing() -> None:
    parts = [part("甲山县", 10), part("乙山县", 20), part("丙山县", 40)]
    assert [finding.explanation for finding in against_parts(whole(70), parts)] == []


@pytest.mark.parametrize(("new", "business", "whose"), [(50, 6, "疑漏计"), (90, 12, "疑重复计"), (71, 9, "")])
def test_what_differs_from_the_sum_names_who_would_explain_it(new: int, business: int, whose: str) -> None:
    parts = [part("甲山县", 10), part("乙山县", 20), part("丙山县", 40)]
    person = next(f for f in against_parts(whole(new, business), parts) if f.table == "applications")
    assert person.code == "A28" and person.level is Level.YELLOW
    assert "甲山县" in person.explanation and "丙山县" in person.explanation
    assert (person.left, person.right) == (79, new + business)
    assert bool(person.culprit) == bool(whose) and whose in person.culprit


def test_a_part_whose_table_is_missing_leaves_that_table_unjudged() -> None:
    lacking = read(
        draft(2022, name="丁山县").split("三、收到和处理")[0] + "四、政府信息公开行政复议、行政诉讼情况\n没有发生。"
    )
    found = against_parts(whole(30), [part("甲山县", 10), part("乙山县", 20), lacking])
    assert {f.level for f in found if f.table in ("applications", "remedies")} == {Level.QUESTION}


LONG = "，".join(
    f"第{a}项工作由{b}负责落实到位并逐月检查"
    for a, b in zip("甲乙丙丁戊己庚辛壬癸", "天地玄黄宇宙洪荒日月", strict=True)
)


def test_reports_with_only_the_names_changed_are_alike_and_others_are_not() -> None:
    copies = [read(draft(2022, name=name).replace(ASPECTS[0], LONG + "。")) for name in ("甲山县", "乙山县")]
    other = read(
        draft(2022, name="丙山县").replace(ASPECTS[0], "".join(reversed(LONG)) + "。").replace(PROBLEMS, OTHER_PROBLEMS)
    )
    found = alike([*copies, other])
    assert [(each.one.authority, each.other.authority) for each in found] == [("甲山县", "乙山县")]
    assert found[0].finding().code == "A21.1" and found[0].share > 0.9


def test_figures_out_of_proportion_are_questions() -> None:
    items = ("article_20_5", "permits", "previous")
    few = [read(draft(2019, {items: number}, name)) for name, number in (("甲山县", 100), ("乙山县", 900))]
    asked = outliers(few)
    assert [(f.code, f.level, f.left, f.right) for f in asked] == [("D01", Level.QUESTION, 900, 100)]
    many = [read(draft(2019, {items: 100 + at}, f"{name}山县")) for at, name in enumerate("甲乙丙丁戊己庚辛")]
    assert outliers(many) == ()
    far = read(draft(2019, {items: 5000}, "壬山县"))
    assert ["壬山县" in f.explanation for f in outliers([*many, far])] == [True]


def test_a_city_that_disclosed_less_than_its_county_is_asked_about() -> None:
    city, county = (
        read(draft(2016, {("statistics", "disclosed_total", "value"): number}, name))
        for name, number in (("示例市", 100), ("示例县", 900))
    )
    assert (rank_of(city), rank_of(county)) == (Rank.PREFECTURE, Rank.COUNTY)
    assert "D02" in {finding.code for finding in outliers([city, county])}
    assert len({indicator.name for indicator in INDICATORS}) == len(INDICATORS)


# -- which cell is to blame -------------------------------------------------------------------------------------------------


@settings(max_examples=max(4, settings().max_examples // 4))
@given(data=st.data())
def test_one_wrong_cell_where_a_row_and_a_column_cross_is_named_with_its_number(data: st.DataObject) -> None:
    edition = EDITIONS[data.draw(st.sampled_from([1, 2]))]
    sheet = data.draw(balanced(edition))["applications"]
    inner = [(row, column) for row, column in sheet.table.counted if row not in ("new", "carried_in", "carried_out")]
    key = data.draw(st.sampled_from(inner))
    right = sheet[key] or 0
    wrong = right + data.draw(st.integers(1, 9))
    broken = sheet.put(*key, Value.of(wrong))
    named = culprits(broken, examine(broken).findings)
    assert {(each.key, each.printed, each.expected, each.mends) for each in named.values()} == {(key, wrong, right, 2)}


def test_a_culprit_says_how_many_balances_it_would_mend() -> None:
    reading = read(draft(2022, {("applications", "granted", "person"): 19}))
    found = [finding for finding in check(reading) if finding.level is Level.RED]
    assert {finding.code for finding in found} == {"A06", "A07"}
    assert all("填19，若为9，不成立的2处勾稽关系都成立" in finding.culprit for finding in found)
    assert all("改为9" in finding.mend for finding in found)


def test_digits_in_another_order_are_named_where_one_balance_is_broken() -> None:
    reading = read(draft(2022, {("remedies", "review", "upheld"): 13, ("remedies", "review", "total"): 31}))
    (finding,) = [each for each in check(reading) if each.code == "A09"]
    assert "数字颠倒" in finding.culprit


def test_a_sentence_that_gives_the_number_the_table_should_have_is_told_with_it() -> None:
    text = draft(2022, {("applications", "new", "total"): 51}).replace(
        "（二）依申请公开。", "（二）依申请公开。全年收到申请15件。"
    )
    found = [each for each in check(read(text)) if each.code in ("A05", "A07", "A10")]
    assert found and "A10" not in {each.code for each in found}
    assert any("正写15" in each.culprit for each in found)


def test_the_same_fault_in_two_places_is_told_once() -> None:
    text = draft().replace(
        "全年没有收取信息处理费。", "全年没有收取信息处理费。公开160条，其中政策59条、人事61条、财政50条。"
    )
    twice = text.replace(ASPECTS[0], ASPECTS[0] + "公开160条，其中政策59条、人事61条、财政50条。")
    found = [each for each in check(read(twice)) if each.rule == "文中所列各项之和等于总数"]
    assert len(found) == 1 and "同" in found[0].explanation
    assert list(told_once(found)) == found


def test_of_very_many_faults_of_one_kind_a_screenful_is_told_with_their_number() -> None:
    text = draft().replace(ASPECTS[0], "".join(f"于2月3{at % 10}日部署第{at}项。" for at in range(60)))
    found = [each for each in check(read(text)) if each.code == "B14"]
    assert len(found) == 20 and "同类共" in found[-1].explanation


def test_a_blank_counted_as_nothing_is_an_assumption_and_says_so() -> None:
    rows = "一、本年新收政府信息公开申请数量\t3\t\t\t\t\t\t5"
    head = "示例县2022年政府信息公开工作年度报告\n第二十条第（一）项\n"
    head += "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n"
    table = read(head + "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n" + rows).tables[
        "applications"
    ]
    found = [each for each in of_table(table) if each.code == "A07"]
    assert [(each.level, each.sureness) for each in found] == [(Level.RED, Sureness.ASSUMED)]
