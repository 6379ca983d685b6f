"""检查项: each check finds the report that breaks it, and says nothing of one that does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docs.generate import proofs
from gongkai.law.grammar.tables import Level
from gongkai.reading.checks.checking import check
from gongkai.reading.checks.findings import Finding
from gongkai.reading.checks.rule import Needs
from gongkai.reading.checks.rulebook import CHECKS, coded_balances, entries
from gongkai.reading.report import read
from tests.published.drafts import PROBLEMS, draft

Change = Callable[[str], str]


def put(old: str, new: str, year: int = 2022) -> str:
    """The clean report with one thing in it written otherwise."""
    text = draft(year)
    assert old in text
    return text.replace(old, new, 1)


def after(words: str, more: str, year: int = 2022) -> str:
    return put(words, words + more, year)


def codes(text: str) -> set[str]:
    return {finding.code for finding in check(read(text))}


def only(text: str, code: str) -> Finding:
    found = [finding for finding in check(read(text)) if finding.code == code]
    assert len(found) == 1, [str(finding.explanation) for finding in check(read(text))]
    return found[0]


@pytest.mark.parametrize("year", [2016, 2019, 2020, 2021, 2022, 2025])
def test_a_clean_report_of_any_edition_raises_nothing(year: int) -> None:
    assert [finding.explanation for finding in check(read(draft(year)))] == []


INSIDE = "情况如下表所列。"
FIRST = "根据条例编制本报告。"
MANAGED = "规范性文件集中统一公开，动态调整公开属性。"

BROKEN: dict[str, tuple[str, Level, str]] = {
    "A01 title": (put("五、存在的主要问题及改进情况", "五、下一步改进打算及问题"), Level.YELLOW, "A01"),
    "A02": (put("示例县2022年政府信息公开工作年度报告", "示例县政府信息公开2022年度报告"), Level.YELLOW, "A02"),
    "A04": (put("2022年12月31日止", "2022年11月30日止"), Level.RED, "A04"),
    "A04 year": (put("自2022年1月1日起至2022年", "自2021年1月1日起至2021年"), Level.RED, "A04"),
    "A11.1": (put("行政许可\t321", "行政许可\t"), Level.YELLOW, "A11.1"),
    "A11.4": (put("行政许可\t321", "行政许可\t32.5"), Level.RED, "A11.4"),
    "A12": (
        put("本年制发件数\t本年废止件数\t现行有效件数", "本年废止件数\t本年制发件数\t现行有效件数"),
        Level.YELLOW,
        "A12",
    ),
    "A11.3": (draft(2022, {("article_20_5", "permits", "handled"): -3}), Level.RED, "A11.3"),
    "A14": (put(INSIDE, "全年行政事业性收费345元。"), Level.RED, "A14"),
    "A14 rounded": (
        after("二、主动公开政府信息情况\n", "全年收取行政事业性收费0.03万元。\n"),
        Level.RED,
        "A14",
    ),
    "A15": (
        draft(2022, {("article_20_1", "rules", "made"): 2, ("article_20_1", "rules", "in_force"): 2}),
        Level.YELLOW,
        "A15",
    ),
    "A19 none": (put(PROBLEMS, "无"), Level.RED, "A19"),
    "A19 short": (put(PROBLEMS, "公开不够及时，将予改进。"), Level.YELLOW, "A19"),
    "A22": (put("全年没有收取信息处理费。", "没有需要报告的事项。"), Level.YELLOW, "A22"),
    "A26": (put("社会评议", "回访"), Level.YELLOW, "A26"),
    "A27": (put("（三）政府信息管理。" + MANAGED + "\n", ""), Level.YELLOW, "A27"),
    "A32 identity": (after(MANAGED, "其中涉及11010119900307002X一人。"), Level.YELLOW, "A32"),
    "A32 mobile": (after(MANAGED, "申请人来电13800138000询问。"), Level.YELLOW, "A32"),
    "A32 card": (after(MANAGED, "款项汇入6222020200112233446账户。"), Level.YELLOW, "A32"),
    "A32 name": (after(MANAGED, "申请人王小明提出的申请已答复。"), Level.YELLOW, "A32"),
    "A32 home": (after(MANAGED, "申请人家庭住址为示例县城关镇解放路12号。"), Level.YELLOW, "A32"),
    "A32.1": (after(MANAGED, "2021年我县未收到申请。"), Level.YELLOW, "A32.1"),
    "B01 twice": (
        put("三、收到和处理政府信息公开申请情况\n", "二、收到和处理政府信息公开申请情况\n"),
        Level.YELLOW,
        "B01",
    ),
    "B01 missing": (put("二、主动公开政府信息情况\n", "主动公开政府信息情况\n", 2016), Level.YELLOW, "B01"),
    "B02": (after("没有收取费用。", "\n五、政府信息公开的收费及减免情况\n没有收取费用。", 2016), Level.YELLOW, "B02"),
    "B03": (put("六个部分", "七个部分"), Level.YELLOW, "B03"),
    "B04": (put("七个部分", "六个部分", 2016), Level.YELLOW, "B04"),
    "B06": (put("没有发生行政复议和行政诉讼。", "没有发生行政复议。", 2016), Level.YELLOW, "B06"),
    "B07": (after(PROBLEMS, "\n2018—2022年主动公开信息数量柱状图\n（图略）"), Level.QUESTION, "B07"),
    "B11": (put(FIRST, "现公布示范州民族宗教事务局2022年政府信息公开工作年度报告。"), Level.RED, "B11"),
    "B12": (put(FIRST, "现将示例县2021年政府信息公开工作年度报告公布如下。"), Level.RED, "B12"),
    "B13": (after(MANAGED, "落实《2202年政务公开工作要点》。"), Level.YELLOW, "B13"),
    "B14": (after(MANAGED, "于2月30日作了部署。"), Level.YELLOW, "B14"),
    "B15": (after(MANAGED, "于20220305日作了部署。"), Level.YELLOW, "B15"),
    "B15 signed": (draft() + "\n示例县人民政府办公室\n2023122", Level.YELLOW, "B15"),
    "B16": (after(MANAGED, "10月15日组织全县信息员培训。"), Level.QUESTION, "B16"),
    "B21": (after(MANAGED, "印发通知（示政办发〔20225号）。"), Level.YELLOW, "B21"),
    "B21 more": (after(MANAGED, "印发通知（示政办发〔2022〕5号〕。"), Level.YELLOW, "B21"),
    "B22": (after(MANAGED, "落实《政务公开工作要点的要求。"), Level.QUESTION, "B22"),
    "B23": (after("没有收取信息处理费。", "\n" + PROBLEMS), Level.QUESTION, "B23"),
    "B24": (after(MANAGED, "实行一季一通过制度。"), Level.YELLOW, "B24"),
    "B25": (
        after(MANAGED, "开通“示例发布”政务微博。").replace(PROBLEMS, PROBLEMS + "“示例融媒”微博更新少。"),
        Level.QUESTION,
        "B25",
    ),
    "B31": (
        after(FIRST, "联系电话：0930-6628128。").replace(PROBLEMS, PROBLEMS + "请拨打0930-6629128。"),
        Level.QUESTION,
        "B31",
    ),
    "B32": (after(FIRST, "联系电话：13800138000。"), Level.QUESTION, "B32"),
    "B41": (draft(2019, {("article_20_1", "normative", "published"): 3}), Level.YELLOW, "B41"),
    "B42": (
        draft(2019, {("article_20_5", "permits", "handled"): 50, ("article_20_6", "penalties", "handled"): 40}),
        Level.YELLOW,
        "B42",
    ),
    "B43": (
        draft(2022, {("remedies", "review", "other"): 90, ("remedies", "review", "total"): 92}),
        Level.YELLOW,
        "B43",
    ),
    "B44": (draft(2019, {("article_20_5", "permits", "handled"): 0}), Level.QUESTION, "B44"),
    "B45": (draft(2019, {("article_20_1", "normative", "open_total"): 4}), Level.QUESTION, "B45"),
    "B46": (draft(2019, {("article_20_8", "fees", "previous"): 1288}), Level.YELLOW, "B46"),
    "B47": (draft(2016, {("statistics", "interpretations", "value"): 70}), Level.QUESTION, "B47"),
    "B48": (after(MANAGED, "取消行政审批事项13项、下放4项，保留172项。", 2019), Level.YELLOW, "B48"),
    "A29": (
        draft(2022, {("applications", "new", "person"): 0, ("applications", "new", "total"): 30}),
        Level.YELLOW,
        "A29",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_check_finds_the_report_that_breaks_it(case: str) -> None:
    text, level, code = BROKEN[case]
    found = [finding for finding in check(read(text)) if finding.code == code]
    assert [finding.level for finding in found] == [level], [finding.explanation for finding in check(read(text))]
    assert found[0].mend and found[0].explanation and found[0].place is not None


SOUND = {
    "a comparison with last year": after(MANAGED, "2021年我县收到9件，比2021年增加6件。"),
    "a year ahead": after(MANAGED, "到2035年基本建成。"),
    "a training on a working Saturday": after(MANAGED, "10月8日组织全县信息员培训。"),
    "a celebration on a Sunday": after(MANAGED, "10月16日开展政府开放日活动。"),
    "a number with its brackets": after(MANAGED, "印发通知（示政办发〔2022〕5号）。"),
    "points in brackets": after(MANAGED, "主要是1）制度健全；2）更新及时。"),
    "an applicant without a name": after(MANAGED, "申请人方便时可以查阅，申请人王某某的申请已答复。"),
    "the office's telephone": after(FIRST, "联系电话：0930-6628128，传真：0930-6628129。"),
    "a long number that is nobody's": after(MANAGED, "访问量123456789012345678次。"),
    "an office for its government": put(FIRST, "现公布示例县人民政府2022年政府信息公开工作年度报告。"),
    "a notice on another year": after(MANAGED, "落实《关于做好2021年政府信息公开工作年度报告的通知》。"),
    "two accounts in one chapter": after(MANAGED, "开通“示例发布”微博和“示例融媒”微博。"),
    "an amount in its unit": after("二、主动公开政府信息情况\n", "全年收取行政事业性收费345万元。\n"),
    "points counted from 一": put(PROBLEMS, f"{PROBLEMS}\n一、及时公开\n逐月检查。\n二、更新栏目\n全部更新。"),
    "a table of contents": put("一、总体情况\n", "目录\n一、总体情况\n二、主动公开政府信息情况\n一、总体情况\n"),
    "titles in the words of the article": draft()
    .replace("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况")
    .replace("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及改进情况"),
    "an annex counted or not": put("需要说明的其他事项七个部分", "需要说明的其他事项、附表七个部分", 2016),
    "points inside a chapter that are named like a part": put(
        PROBLEMS, f"一、存在的主要问题\n公开不够及时。\n二、改进情况\n{PROBLEMS}"
    ),
    "a notice on last year's reports": after(FIRST, "按照《关于发布2021年政府信息公开工作年度报告的通知》要求。"),
    "what was wrong last year": after(MANAGED, "2021年我县存在的三个问题已全部整改。"),
    "a purpose": after(MANAGED, "达到公开目的的要求，按排名公布。"),
    "chapters of a town, shorter": put("社会评议", "社会评议", 2022).replace("示例县", "示例镇"),
}


@pytest.mark.parametrize("case", SOUND)
def test_what_only_looks_like_a_fault_raises_nothing(case: str) -> None:
    assert [finding.explanation for finding in check(read(SOUND[case]))] == []


def without(text: str, first: str, stop: str) -> str:
    """The text without what stands from one heading to the next."""
    return text[: text.index(first)] + text[text.index(stop) :]


def test_a_part_that_is_missing_between_others_is_red() -> None:
    text = without(draft(), "四、政府信息公开行政复议", "五、存在的主要问题").replace(
        "、政府信息公开行政复议、行政诉讼情况", ""
    )
    found = [each for each in check(read(text)) if each.code == "A01"]
    assert [each.level for each in found] == [Level.RED] and "四、" in found[0].explanation


def test_a_part_whose_title_alone_is_missing_is_asked_about() -> None:
    text = draft().replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    assert only(text, "A01").level is Level.YELLOW


def test_a_part_missing_at_the_end_is_asked_about_once() -> None:
    found = check(read(draft()[: draft().index("六、其他需要报告的事项")]))
    assert [(each.code, each.level) for each in found] == [("B04", Level.YELLOW)]
    bare = draft().replace("六个部分组成", "各部分组成")
    assert only(bare[: bare.index("六、其他需要报告的事项")], "A01").level is Level.YELLOW


@pytest.mark.parametrize("words", ["改进情况是建立了", "三、收到和处理政府信息公开申请情况", "商业企业"])
def test_a_text_that_was_cut_off_is_not_accused_of_what_it_lost(words: str) -> None:
    text = draft()
    reading = read(text[: text.rindex(words) + len(words)])
    assert reading.outline.cut and any("文件不全" in note for note in reading.notes)
    assert not {finding.code for finding in check(reading)} & {"A01", "A19", "A22", "A26", "A27", "A31", "B04", "B05"}


def test_parts_in_another_order_are_told() -> None:
    text = draft()
    five, six = text.index("五、存在的主要问题"), text.index("六、其他需要")
    assert "A01" in codes(text[:five] + text[six:] + "\n" + text[five:six])


def test_a_promised_table_that_is_nowhere_is_asked_about() -> None:
    text = draft(2016)[: draft(2016).index("附件")].replace(
        "根据条例编制本报告。", "根据条例编制本报告，并附相关指标统计表。"
    )
    assert only(text, "B05").level is Level.YELLOW
    assert "B05" not in codes(draft(2016).replace("根据条例编制本报告。", "根据条例编制本报告，并附相关指标统计表。"))


def test_a_part_whose_table_is_a_picture_says_so() -> None:
    text = without(draft(), "行政复议\t", "五、存在的主要问题").replace(
        "五、存在的主要问题及改进情况\n", "[image: 表四.png]\n五、存在的主要问题及改进情况\n", 1
    )
    assert "图片" in only(text, "A31").explanation


def test_a_page_put_up_late_is_asked_about() -> None:
    late, early = (put("\n根据条例", f"\n发布日期：2023-0{month}-11\n根据条例") for month in (5, 3))
    assert only(late, "A03").level is Level.YELLOW
    assert "A03" not in codes(early)
    assert "A03" in codes(early.replace("示例县", "示例县财政局"))


def test_a_row_the_form_does_not_have_is_asked_about() -> None:
    row = "其他主动公开文件\t186\t86\t255\n"
    assert only(put("第二十条第（五）项", row + "第二十条第（五）项"), "A12.1").level is Level.QUESTION


def test_a_form_of_other_years_is_told() -> None:
    assert only(draft(2020).replace("2020", "2023"), "A13").level is Level.YELLOW


def test_blanks_and_marks_are_told_with_their_codes() -> None:
    assert only(put("行政许可\t321", "行政许可\t/"), "A11.2").level is Level.YELLOW


def test_personal_data_is_masked_in_what_is_said_of_it() -> None:
    finding = only(BROKEN["A32 identity"][0], "A32")
    assert "110" in finding.explanation and "19900307" not in finding.explanation + str(finding.place)


def test_every_check_has_a_test_that_names_it() -> None:
    named = proofs()
    ours = [each for each in entries() if each.needs is not Needs.PLATFORM and not each.code.startswith(("P", "A10"))]
    assert [each.code for each in ours if each.code not in named] == []


def test_codes_are_told_once_and_balances_are_those_of_the_forms() -> None:
    codes_of_checks = [check.code for check in CHECKS]
    assert len(codes_of_checks) == len(set(codes_of_checks))
    assert set(coded_balances()) == {"A05", "A06", "A07", "A08", "A09", "A16"}


def test_the_worst_comes_first_and_then_the_order_of_the_text() -> None:
    text = BROKEN["B11"][0].replace(MANAGED, MANAGED + "实行一季一通过制度，于2月30日部署。")
    found = check(read(text))
    assert [finding.level for finding in found] == [Level.RED, Level.YELLOW, Level.YELLOW]
    assert found[1].place and found[2].place and found[1].place.line <= found[2].place.line
