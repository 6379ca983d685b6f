"""年报格式: the forms of 2014, 2019 and 2021 against a second ledger written by hand, and against real reports."""

from __future__ import annotations

import json
import timeit
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition, edition
from gongkai.law.annual_report.report import Section
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.checking import Sheets, check, examine
from gongkai.law.grammar.layout import grid, width_of
from gongkai.law.grammar.sheets import UNREAD, Sheet, Value, total
from gongkai.law.grammar.tables import Key, Level, Relation
from gongkai.law.outcomes import OUTCOMES
from gongkai.law.remedies import RemedyKind, RemedyResult
from tests.law import balanced
from tests.shared import SHARED, needs_shared

# ---- 第二本账: labels, units and sums, typed from the official forms, not from the definitions

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]

HANDLED = {
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "deny_1": "（三）不予公开/1.属于国家秘密",
    "deny_2": "（三）不予公开/2.其他法律行政法规禁止公开",
    "deny_3": "（三）不予公开/3.危及“三安全一稳定”",
    "deny_4": "（三）不予公开/4.保护第三方合法权益",
    "deny_5": "（三）不予公开/5.属于三类内部事务信息",
    "deny_6": "（三）不予公开/6.属于四类过程性信息",
    "deny_7": "（三）不予公开/7.属于行政执法案卷",
    "deny_8": "（三）不予公开/8.属于行政查询事项",
    "unable_1": "（四）无法提供/1.本机关不掌握相关政府信息",
    "unable_2": "（四）无法提供/2.没有现成信息需要另行制作",
    "unable_3": "（四）无法提供/3.补正后申请内容仍不明确",
    "refuse_1": "（五）不予处理/1.信访举报投诉类申请",
    "refuse_2": "（五）不予处理/2.重复申请",
    "refuse_3": "（五）不予处理/3.要求提供公开出版物",
    "refuse_4": "（五）不予处理/4.无正当理由大量反复申请",
    "refuse_5": "（五）不予处理/5.要求行政机关确认或重新出具已获取信息",
}
OTHER_2019 = {"other": "（六）其他处理"}
OTHER_2021 = {
    "other_1": "（六）其他处理/1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_2": "（六）其他处理/2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_3": "（六）其他处理/3.其他",
}

# 表头, 行 (key, label), 列 (key, label, unit)
ARTICLE_20: dict[str, dict[str, tuple[dict[str, str], dict[str, tuple[str, str]]]]] = {
    "2019": {
        "第二十条第（一）项": (
            {"rules": "规章", "normative": "规范性文件"},
            {
                "made": ("本年新制作数量", "件"),
                "published": ("本年新公开数量", "件"),
                "open_total": ("对外公开总数量", "件"),
            },
        ),
        "第二十条第（五）项": (
            {"permits": "行政许可", "other_services": "其他对外管理服务事项"},
            {
                "previous": ("上一年项目数量", "项"),
                "change": ("本年增/减", "项"),
                "handled": ("处理决定数量", "件"),
            },
        ),
        "第二十条第（六）项": (
            {"penalties": "行政处罚", "coercion": "行政强制"},
            {
                "previous": ("上一年项目数量", "项"),
                "change": ("本年增/减", "项"),
                "handled": ("处理决定数量", "件"),
            },
        ),
        "第二十条第（八）项": (
            {"fees": "行政事业性收费"},
            {"previous": ("上一年项目数量", "项"), "change": ("本年增/减", "项")},
        ),
        "第二十条第（九）项": (
            {"procurement": "政府集中采购"},
            {"count": ("采购项目数量", "个"), "amount": ("采购总金额", "万元")},
        ),
    },
    "2021": {
        "第二十条第（一）项": (
            {"rules": "规章", "normative": "行政规范性文件"},
            {
                "made": ("本年制发件数", "件"),
                "repealed": ("本年废止件数", "件"),
                "in_force": ("现行有效件数", "件"),
            },
        ),
        "第二十条第（五）项": ({"permits": "行政许可"}, {"handled": ("本年处理决定数量", "件")}),
        "第二十条第（六）项": (
            {"penalties": "行政处罚", "coercion": "行政强制"},
            {"handled": ("本年处理决定数量", "件")},
        ),
        "第二十条第（八）项": (
            {"fees": "行政事业性收费"},
            {"amount": ("本年收费金额（单位：万元）", "万元")},
        ),
    },
}

# 序号即国办原表的行次；单位为空的是标题行。
STATISTICS = """
1 一、主动公开情况 ——
2 （一）主动公开政府信息数（不同渠道和方式公开相同信息计1条） 条 disclosed_total
3 其中：主动公开规范性文件数 条 disclosed_normative
4 制发规范性文件总数 件 normative_made
5 （二）通过不同渠道和方式公开政府信息的情况 ——
6 1．政府公报公开政府信息数 条 by_gazette
7 2．政府网站公开政府信息数 条 by_website
8 3．政务微博公开政府信息数 条 by_weibo
9 4．政务微信公开政府信息数 条 by_wechat
10 5．其他方式公开政府信息数 条 by_other
11 二、回应解读情况 ——
12 （一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次） 次 responses_total
13 （二）通过不同渠道和方式回应解读的情况 ——
14 1．参加或举办新闻发布会总次数 次 press_conferences
15 其中：主要负责同志参加新闻发布会次数 次 press_conferences_led
16 2．政府网站在线访谈次数 次 online_interviews
17 其中：主要负责同志参加政府网站在线访谈次数 次 online_interviews_led
18 3．政策解读稿件发布数 篇 interpretations
19 4．微博微信回应事件数 次 responses_social_media
20 5．其他方式回应事件数 次 responses_other
21 三、依申请公开情况 ——
22 （一）收到申请数 件 received
23 1．当面申请数 件 received_in_person
24 2．传真申请数 件 received_fax
25 3．网络申请数 件 received_online
26 4．信函申请数 件 received_post
27 （二）申请办结数 件 closed
28 1．按时办结数 件 closed_on_time
29 2．延期办结数 件 closed_extended
30 （三）申请答复数 件 replied
31 1．属于已主动公开范围数 件 replied_already_public
32 2．同意公开答复数 件 replied_disclosed
33 3．同意部分公开答复数 件 replied_partly
34 4．不同意公开答复数 件 refused
35 其中：1．涉及国家秘密 件 refused_secret
36 2．涉及商业秘密 件 refused_business_secret
37 3．涉及个人隐私 件 refused_privacy
38 4．危及国家安全、公共安全、经济安全和社会稳定 件 refused_safety
39 5．不是《条例》所指政府信息 件 refused_not_information
40 6．法律法规规定的其他情形 件 refused_other_law
41 5．不属于本行政机关公开数 件 replied_other_authority
42 6．申请信息不存在数 件 replied_not_held
43 7．告知作出更改补充数 件 replied_amend
44 8．告知通过其他途径办理数 件 replied_other_channel
45 四、行政复议数量 件 review
46 （一）维持具体行政行为数 件 review_upheld
47 （二）被依法纠错数 件 review_corrected
48 （三）其他情形数 件 review_other
49 五、行政诉讼数量 件 suit
50 （一）维持具体行政行为或者驳回原告诉讼请求数 件 suit_upheld
51 （二）被依法纠错数 件 suit_corrected
52 （三）其他情形数 件 suit_other
53 六、举报投诉数量 件 complaints
54 七、依申请公开信息收取的费用 万元 fees
55 八、机构建设和保障经费情况 ——
56 （一）政府信息公开工作专门机构数 个 offices
57 （二）设置政府信息公开查阅点数 个 reading_points
58 （三）从事政府信息公开工作人员数 人 staff
59 1．专职人员数（不包括政府公报及政府网站工作人员数） 人 staff_full_time
60 2．兼职人员数 人 staff_part_time
61 （四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费） 万元 funds
62 九、政府信息公开会议和培训情况 ——
63 （一）召开政府信息公开工作会议或专题会议数 次 meetings
64 （二）举办各类培训班数 次 trainings
65 （三）接受培训人员数 人次 trainees
"""
STATISTICS_ROWS = [row.split() for row in STATISTICS.strip().splitlines()]

# 行次之和 (合计行 = 各行)，行次之限 (左行不超过右行；Y 为黄警)
SUMS_2014 = {22: [23, 24, 25, 26], 27: [28, 29], 30: [31, 32, 33, 34, 41, 42, 43, 44], 34: [35, 36, 37, 38, 39, 40]}
SUMS_2014 |= {45: [46, 47, 48], 49: [50, 51, 52], 58: [59, 60]}
LIMITS_2014 = {(3, 2, "R"), (3, 4, "Y"), (15, 14, "R"), (17, 16, "R"), (19, 12, "Y"), (20, 12, "Y"), (27, 22, "Y")}
LIMITS_2014 |= {(channel, 2, "R") for channel in (6, 7, 8, 9, 10)}


def six_rows(other: dict[str, str]) -> dict[str, str]:
    handled = HANDLED | other | {"total": "（七）总计"}
    return {
        "new": "一、本年新收政府信息公开申请数量",
        "carried_in": "二、上年结转政府信息公开申请数量",
        **{key: f"三、本年度办理结果/{label}" for key, label in handled.items()},
        "carried_out": "四、结转下年度继续办理",
    }


@pytest.mark.parametrize(("year", "other", "cells"), [(2019, OTHER_2019, 161), (2021, OTHER_2021, 175)])
def test_the_table_of_applications_has_the_rows_and_columns_of_the_form(
    year: int, other: dict[str, str], cells: int
) -> None:
    table = edition(year).tables["applications"]
    assert {key: "/".join(table.path(key)) for key in table.row_lines} == six_rows(other)
    assert [labels[-1] for labels in map(table.column_path, table.column_lines)] == APPLICANTS
    assert [labels[1] for labels in map(table.column_path, table.column_lines)][1:6] == ["法人或其他组织"] * 5
    assert {labels[0] for labels in map(table.column_path, table.column_lines)} == {"申请人情况"}
    assert len(table.cells) == cells
    assert {table.unit(*key) for key in table.cells} == {"件"}


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_table_of_remedies_is_one_row_of_fifteen_under_three_headings(year: int) -> None:
    table = edition(year).tables["remedies"]
    assert len(table.cells) == 15
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert [labels[0] for labels in map(table.column_path, table.column_lines)] == results
    assert ["/".join(table.path(row)) for row in table.row_lines] == [
        "行政复议",
        "行政诉讼/未经复议直接起诉",
        "行政诉讼/复议后起诉",
    ]
    printed = grid(table)
    assert width_of(printed) == 15
    assert [(each.text, each.colspan) for each in printed if each.row == 0] == [("行政复议", 5), ("行政诉讼", 10)]
    middle = [(each.text, each.rowspan, each.colspan) for each in printed if each.row == 1]
    assert middle == [*((text, 2, 1) for text in results), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)]
    assert [each.text for each in printed if each.row == 2] == results * 2
    assert len([each for each in printed if each.row == 3 and each.numeric]) == 15


@pytest.mark.parametrize("year", [2019, 2021])
def test_the_tables_of_article_20_have_the_blocks_rows_and_columns_of_the_form(year: int) -> None:
    form = edition(year)
    tables = {table.title: table for table in form.tables.values() if table.key.startswith("article_20")}
    assert list(tables) == list(ARTICLE_20[form.key])
    for title, (rows, columns) in ARTICLE_20[form.key].items():
        table = tables[title]
        assert {key: line.label for key, line in table.row_lines.items()} == rows
        shown = {key: (line.label, table.unit(next(iter(rows)), key)) for key, line in table.column_lines.items()}
        assert shown == columns


def test_the_table_of_2014_has_its_65_rows_in_order_with_their_units() -> None:
    table = edition(2018).tables["statistics"]
    printed = grid(table)
    rows = [
        [each.text for each in printed if each.row == number and not each.numeric and each.column < 2]
        for number in range(1, 66)
    ]
    assert rows == [row[1:3] for row in STATISTICS_ROWS]
    assert [each.text for each in printed if each.row == 0] == ["统计指标", "单位", "统计数"]
    valued = {int(row[0]): row[3] for row in STATISTICS_ROWS if len(row) == 4}
    assert {each.row: each.key[0] for each in printed if each.key} == valued
    assert (len(valued), len(STATISTICS_ROWS) - len(valued)) == (58, 7)


def test_the_balances_of_2014_are_those_of_the_hand_written_list() -> None:
    table = edition(2014).tables["statistics"]
    number = {row[3]: int(row[0]) for row in STATISTICS_ROWS if len(row) == 4}
    sums: dict[int, list[int]] = {}
    limits = set()
    for balance in table.balances:
        left = [number[each.row] for each in balance.operands if each.sign > 0]
        right = [number[each.row] for each in balance.operands if each.sign < 0]
        if balance.relation is Relation.EQUAL and balance.level is Level.RED:
            sums[right[0]] = left
        elif len(left) == len(right) == 1 and balance.relation is Relation.AT_MOST:
            limits.add((left[0], right[0], balance.level.name[0]))
    assert sums == SUMS_2014
    assert limits == LIMITS_2014
    others = {str(balance) for balance in table.balances} - {str(each) for each in table.balances if each.place}
    assert {"主动公开政府信息数不超过各渠道公开数之和", "申请答复数等于申请办结数"} <= others
    assert len(table.balances) == len(SUMS_2014) + len(LIMITS_2014) + 2


def test_only_the_rows_in_ten_thousand_yuan_take_decimals_and_only_changes_may_be_negative() -> None:
    exact = {
        (form.key, table.key, *key)
        for form in EDITIONS
        for table in form.tables.values()
        for key in table.cells
        if table.exact(*key)
    }
    assert exact == {
        ("2014", "statistics", "fees", "value"),
        ("2014", "statistics", "funds", "value"),
        ("2019", "article_20_9", "procurement", "amount"),
        ("2021", "article_20_8", "fees", "amount"),
    }
    in_wan = {
        (form.key, table.key, *key)
        for form in EDITIONS
        for table in form.tables.values()
        for key in table.cells
        if table.unit(*key) == "万元"
    }
    assert in_wan == exact
    signed = {key for form in EDITIONS for table in form.tables.values() for key in table.cells if table.signed(*key)}
    assert {column for _, column in signed} == {"change"}


def test_a_sheet_of_ones_is_totalled_as_by_hand() -> None:
    def ones(year: int, key: str) -> Sheet:
        table = edition(year).tables[key]
        return total(Sheet.of(table, dict.fromkeys(table.counted, 1)))

    assert [ones(2019, "applications")["total", column] for column in ("person", "total")] == [19, 114]
    assert [ones(2021, "applications")["total", column] for column in ("person", "total")] == [21, 126]
    assert [ones(2021, "applications")["new", column] for column in ("business", "total")] == [1, 6]
    assert [ones(2021, "remedies")[row, "total"] for row in ("review", "direct", "after_review")] == [4, 4, 4]
    statistics = ones(2018, "statistics")
    by_hand = {"received": 4, "closed": 2, "replied": 13, "refused": 6, "review": 3, "suit": 3, "staff": 2}
    assert {row: statistics[row, "value"] for row in by_hand} == by_hand


def test_the_rows_of_results_are_headed_over_twenty_or_twenty_two_rows() -> None:
    def heads(year: int) -> set[tuple[str, int, int]]:
        printed = grid(edition(year).tables["applications"])
        return {(each.text, each.rowspan, each.colspan) for each in printed if each.head}

    assert ("三、本年度办理结果", 20, 1) in heads(2020)
    assert ("三、本年度办理结果", 22, 1) in heads(2021)
    for year in (2020, 2021):
        assert {("（三）不予公开", 8, 1), ("（四）无法提供", 3, 1), ("（五）不予处理", 5, 1)} <= heads(year)
        assert {("申请人情况", 1, 7), ("法人或其他组织", 1, 5), ("自然人", 2, 1), ("总计", 2, 1)} <= heads(year)
        caption = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        assert (caption, 3, 3) in heads(year)
    assert ("（六）其他处理", 1, 2) in heads(2020)
    assert ("（六）其他处理", 3, 1) in heads(2021)


# ---- editions


def test_the_form_follows_the_year_reported_on() -> None:
    keys = [edition(year).key for year in range(2014, 2030)]
    assert keys == ["2014"] * 5 + ["2019"] * 2 + ["2021"] * 9
    with pytest.raises(ValueError, match="2013年度报告没有全国统一的统计表"):
        edition(2013)


def test_each_edition_cites_the_notice_that_issued_it() -> None:
    assert [str(form.notice) for form in EDITIONS] == [
        "国办发〔2014〕32号",
        "国办公开办函〔2019〕60号",
        "国办公开办函〔2021〕30号",
    ]
    assert [form.deadline.short for form in EDITIONS] == [
        "条例（2007）第三十一条",
        "条例第四十九条",
        "条例第四十九条",
    ]


@pytest.mark.parametrize("year", [2019, 2025])
def test_the_report_has_six_sections_in_their_fixed_order(year: int) -> None:
    assert [section.title for section in edition(year).sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_the_fee_for_handling_information_is_reported_since_it_exists() -> None:
    assert edition(2020).sections[-1].topics == ()
    assert edition(2021).sections[-1].topics == ("信息处理费",)


@pytest.mark.parametrize("year", [2018, 2019, 2025])
def test_the_title_given_to_a_report_follows_the_rule_of_its_form(year: int) -> None:
    form = edition(year)
    assert form.titled(form.title("某某市人民政府", year), year)
    assert form.titled(f"某某市人民政府\n{year}年政府信息公开工作年度报告", year)
    assert not form.titled(form.title("某某市人民政府", year), year + 1)
    assert not form.titled(f"{year}年工作总结", year)


def test_a_title_without_the_authority_is_refused_since_2019() -> None:
    assert edition(2018).titled("2018年政府信息公开工作年度报告", 2018)
    assert not edition(2019).titled("2019年政府信息公开工作年度报告", 2019)


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_every_outcome_counts_in_a_row_of_every_edition(form: Edition) -> None:
    table = form.tables["statistics" if form.key == "2014" else "applications"]
    for outcome in OUTCOMES:
        row = outcome.rows[form.key]
        assert row in table.row_lines if row else form.key == "2014" and not outcome.is_reply


def test_the_words_of_the_house_are_the_keys_of_the_tables() -> None:
    form = edition(2025)
    assert set(form.tables["applications"].column_lines) == {kind.value for kind in ApplicantKind} | {"total"}
    assert set(form.tables["remedies"].row_lines) == {kind.value for kind in RemedyKind}
    assert set(form.tables["remedies"].column_lines) == {result.value for result in RemedyResult} | {"total"}


# ---- any single slip is found

# 表内没有任何等式约束的格：单独改动无从发现。
ALONE = {
    "2014": "disclosed_total disclosed_normative normative_made by_gazette by_website by_weibo by_wechat by_other "
    "responses_total press_conferences press_conferences_led online_interviews online_interviews_led interpretations "
    "responses_social_media responses_other complaints fees offices reading_points funds meetings trainings trainees",
    "2019": "rules normative permits other_services penalties coercion fees procurement",
    "2021": "rules normative permits penalties coercion fees",
}


def bound(form: Edition) -> Iterator[tuple[str, Key]]:
    """The cells that stand in some sum or equation of their own sheet."""
    for key, table in form.tables.items():
        for place in table.cells:
            if place[0] not in ALONE[form.key].split():
                yield key, place


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
@given(data=st.data())
def test_a_balanced_report_passes_and_any_single_slip_is_found(form: Edition, data: st.DataObject) -> None:
    sheets = data.draw(balanced.sheets(form))
    assert [finding for sheet in sheets.values() for finding in check(sheet)] == []
    key, place = data.draw(st.sampled_from(list(bound(form))))
    sheet = sheets[key]
    slip = data.draw(st.integers(-50, 50).filter(bool))
    assert check(sheet.put(*place, Value.of((sheet[place] or 0) + slip)))


def by_one(sheets: Sheets) -> Iterator[tuple[str, Key, Sheet]]:
    for key, sheet in sheets.items():
        for place in sheet:
            yield key, place, sheet.put(*place, Value.of((sheet[place] or 0) + 1))


def filled(form: Edition) -> dict[str, Sheet]:
    """A balanced report without chance: every counted cell 6, what must be mended mended."""
    sheets = {key: total(Sheet.of(table, dict.fromkeys(table.counted, 6))) for key, table in form.tables.items()}
    if form.key == "2014":
        mended = {("closed_on_time", "value"): 72, ("received_in_person", "value"): 60}
        sheets["statistics"] = balanced.refilled(sheets["statistics"], mended)
    else:
        handled = sheets["applications"]["total", "person"] or 0
        columns = [column for column in sheets["applications"].table.column_lines if column != "total"]
        new = {("new", column): handled for column in columns}
        sheets["applications"] = balanced.refilled(sheets["applications"], new)
    return sheets


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_every_cell_of_every_table_was_tried_and_only_the_unbound_ones_escape(form: Edition) -> None:
    sheets = filled(form)
    assert [str(finding) for sheet in sheets.values() for finding in check(sheet)] == []
    escaped = {(key, place) for key, place, slipped in by_one(sheets) if not check(slipped)}
    assert escaped.isdisjoint(bound(form))
    assert escaped | set(bound(form)) | limited(form) == {
        (key, place) for key, sheet in sheets.items() for place in sheet
    }


def limited(form: Edition) -> set[tuple[str, Key]]:
    """Cells that only a ``≤`` binds: a slip is found in one direction."""
    return {
        (key, (operand.row, operand.column))
        for key, table in form.tables.items()
        for balance in table.balances
        if balance.relation is Relation.AT_MOST
        for operand in balance.operands
        if not operand.last_year
    }


@pytest.mark.parametrize("form", EDITIONS[1:], ids=repr)
def test_the_slipped_cell_is_named_with_the_number_that_belongs_there(form: Edition) -> None:
    sheet = filled(form)["applications"]
    for place in sheet:
        right = sheet[place] or 0
        result = examine(sheet.put(*place, Value.of(right + 90)))
        (suspect,) = result.suspects
        assert (suspect.cell[1:3], suspect.expected) == (place, right)
        assert {finding.suspect for finding in result.findings} == {suspect}


def test_a_whole_report_is_checked_against_last_years_within_two_milliseconds() -> None:
    form = edition(2025)
    sheets = filled(form)
    assert min(timeit.repeat(lambda: form.examine(sheets, sheets), number=1, repeat=50)) < 0.002


@pytest.mark.parametrize("year", [2019, 2021])
def test_last_years_carry_over_is_compared_in_every_column_and_across_editions(year: int) -> None:
    before = filled(edition(year + 1 if year == 2019 else year - 1))
    sheet = filled(edition(year))["applications"]
    assert check(sheet, before) == ()
    for column in sheet.table.column_lines:
        spoiled = before["applications"].put("carried_out", column, Value.of(7))
        names = [str(finding.balance) for finding in check(sheet, {"applications": spoiled})]
        assert len(names) == 1
        assert names[0].startswith("上年结转等于上年度报告的结转下年度继续办理")


def test_the_stock_of_normative_documents_follows_from_last_years_as_a_warning() -> None:
    table = edition(2022).tables["article_20_1"]
    last = Sheet.of(table, {("normative", "in_force"): 597})
    made = {("normative", "made"): 50, ("normative", "repealed"): 227}
    assert check(Sheet.of(table, {**made, ("normative", "in_force"): 420}), {table.key: last}) == ()
    (finding,) = check(Sheet.of(table, {**made, ("normative", "in_force"): 421}), {table.key: last})
    assert (finding.level, finding.difference) == (Level.YELLOW, 1)
    assert "行政规范性文件" in str(finding)


def test_what_2018_left_open_must_be_carried_into_2019() -> None:
    last = Sheet.of(edition(2018).tables["statistics"], {("received", "value"): 9, ("closed", "value"): 6})
    sheet = Sheet.of(edition(2019).tables["applications"], {("carried_in", "total"): 2})
    (finding,) = check(sheet, {"statistics": last})
    assert finding.level is Level.YELLOW
    assert check(sheet.put("carried_in", "total", Value.of(3)), {"statistics": last}) == ()


# ---- real reports

# 某省级市2025年度公布值：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计
PUBLISHED = {
    "new": [13612, 252, 0, 45, 128, 32, 14069],
    "carried_in": [535, 6, 0, 1, 18, 0, 560],
    "granted": [5345, 129, 0, 41, 19, 14, 5548],
    "partial": [2120, 39, 0, 1, 6, 2, 2168],
    "deny_1": [13, 0, 0, 0, 0, 0, 13],
    "deny_2": [30, 0, 0, 0, 0, 0, 30],
    "deny_3": [11, 0, 0, 0, 0, 0, 11],
    "deny_4": [49, 2, 0, 0, 0, 0, 51],
    "deny_5": [103, 1, 0, 0, 0, 0, 104],
    "deny_6": [84, 1, 0, 0, 0, 0, 85],
    "deny_7": [282, 4, 0, 0, 0, 0, 286],
    "deny_8": [147, 0, 0, 0, 1, 2, 150],
    "unable_1": [3075, 50, 0, 0, 89, 8, 3222],
    "unable_2": [177, 3, 0, 0, 0, 0, 180],
    "unable_3": [19, 0, 0, 0, 0, 0, 19],
    "refuse_1": [199, 1, 0, 0, 3, 0, 203],
    "refuse_2": [147, 1, 0, 0, 0, 0, 148],
    "refuse_3": [0, 0, 0, 0, 0, 0, 0],
    "refuse_4": [100, 1, 0, 0, 0, 0, 101],
    "refuse_5": [5, 0, 0, 0, 0, 0, 5],
    "other_1": [315, 3, 0, 0, 0, 0, 318],
    "other_2": [202, 0, 0, 1, 0, 0, 203],
    "other_3": [941, 17, 0, 1, 3, 3, 965],
    "total": [13364, 252, 0, 44, 121, 29, 13810],
    "carried_out": [783, 6, 0, 2, 25, 3, 819],
}
PUBLISHED_REMEDIES = {
    "review": [376, 97, 196, 121, 790],
    "direct": [16, 1, 12, 27, 56],
    "after_review": [74, 1, 30, 51, 156],
}


def sheet_of(form: Edition, key: str, rows: dict[str, list[int | None]]) -> Sheet:
    """A sheet read from a report: what is not printed or could not be read is unread."""
    table = form.tables[key]
    read = {
        (row, column): UNREAD if number is None else Value.of(number)
        for row, numbers in rows.items()
        for column, number in zip(table.column_lines, numbers, strict=True)
    }
    return Sheet(table, {place: read.get(place, UNREAD) for place in table.cells})


def test_a_published_report_that_balances_has_no_finding() -> None:
    form = edition(2025)
    sheet = sheet_of(form, "applications", {row: list(numbers) for row, numbers in PUBLISHED.items()})
    assert examine(sheet).findings == ()
    assert examine(sheet).unchecked == ()
    assert dict(total(sheet)) == dict(sheet)
    remedies = sheet_of(form, "remedies", {row: list(numbers) for row, numbers in PUBLISHED_REMEDIES.items()})
    assert examine(remedies).findings == ()
    assert (remedies["review", "total"], remedies["direct", "total"], remedies["after_review", "total"]) == (
        790,
        56,
        156,
    )


def test_a_column_of_totals_left_blank_is_told_cell_by_cell_and_every_balance_in_it_left_open() -> None:
    form = edition(2025)
    sheet = sheet_of(form, "applications", {row: list(numbers) for row, numbers in PUBLISHED.items()})
    blank = sheet.put_all({(row, "total"): Value() for row in PUBLISHED})
    result = examine(blank)
    assert result.findings == ()
    assert len(result.unchecked) == 27
    assert result.deduced == {(row, "total"): numbers[-1] for row, numbers in PUBLISHED.items()}


def truths(*names: str) -> list[dict[str, Any]]:
    files = sorted((SHARED / "reports" / "truth").glob("*.json"))
    loaded = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}
    return [loaded[name] for name in names]


@needs_shared
def test_real_reports_that_hold_have_no_finding() -> None:
    names = ("2023-suqian-city", "2024-suqian-city", "2024-shanghai-kewei", "2025-testcity-html")
    sheets: list[dict[str, Sheet]] = []
    for truth in truths(*names):
        form = edition(truth["year"])
        sheets.append({key: sheet_of(form, key, truth["facts"][key]) for key in ("applications", "remedies")})
        assert [str(each) for sheet in sheets[-1].values() for each in check(sheet)] == []
    earlier, later = sheets[0], sheets[1]
    assert check(later["applications"], earlier) == ()


@needs_shared
def test_the_real_errors_of_a_scanned_report_are_proved_though_cells_are_unread() -> None:
    (truth,) = truths("seed-minhe")
    form = edition(truth["year"])
    result = examine(sheet_of(form, "applications", truth["facts"]["applications"]))
    found = {(finding.balance.name, finding.balance.place): finding for finding in result.findings}
    column_of_totals = found["各项办理结果之和等于总计", "总计"]
    assert (column_of_totals.left, column_of_totals.right) == (80, 81)
    assert found["各项办理结果之和等于总计", "自然人"].jointly
    remedies = examine(sheet_of(form, "remedies", truth["facts"]["remedies"]))
    assert remedies.findings == ()


@needs_shared
def test_a_real_report_with_blank_cells_balances_only_where_blank_is_declared_to_mean_none() -> None:
    (truth,) = truths("seed-linze")
    sheet = sheet_of(edition(truth["year"]), "applications", truth["facts"]["applications"])
    blank = Sheet(sheet.table, {place: value for place, value in sheet.filled.items() if value != UNREAD})
    assert examine(blank, blank_is_zero=True).findings == ()
    assert examine(blank, blank_is_zero=True).unchecked == ()
    assert examine(blank).findings == ()
    assert examine(blank).unchecked


@needs_shared
def test_a_real_table_of_2018_has_only_the_warning_its_readers_found() -> None:
    (truth,) = truths("seed-pingchuan")
    table = edition(truth["year"]).tables["statistics"]
    recorded = truth["facts"]["stat_table"].values()
    sheet = Sheet.of(table, dict(zip(table.cells, recorded, strict=True)))
    (finding,) = check(sheet)
    assert (finding.level, finding.left, finding.right) == (Level.YELLOW, 21, 8)


class Cells(HTMLParser):
    """The cells of an HTML table with their spans."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[tuple[str, int, int]]] = []
        self.span: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
        if tag == "td":
            self.span = (int(given.get("rowspan") or 1), int(given.get("colspan") or 1))

    def handle_data(self, data: str) -> None:
        if self.span:
            self.tables[-1].append((data.strip(), *self.span))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.span = None


@needs_shared
def test_our_print_has_the_texts_and_spans_of_a_published_page() -> None:
    """The page closes its merged head with empty cells instead of row spans; below the head all is equal."""
    page = Cells()
    page.feed((SHARED / "reports" / "text" / "2025-testcity-html.txt").read_text(encoding="utf-8"))
    form = edition(2025)
    article_20, applications, remedies = page.tables
    made = {"rules": [3, 5, 74], "normative": [564, 984, 4185]}
    amounts = {"permits": [11398889], "penalties": [6937489], "coercion": [166105], "fees": [316441]}
    sheets = {}
    for key, table in form.tables.items():
        rows = made | amounts | PUBLISHED | PUBLISHED_REMEDIES
        sheets[key] = sheet_of(form, key, {row: list(rows[row]) for row in table.row_lines})
    assert texts(form.sections[1], sheets) == article_20
    ours = texts(form.sections[2], sheets)
    assert ours[10:] == applications[10:]
    assert [text for text, *_ in ours[:10]] == [text for text, *_ in applications[:10]]
    assert [text for text, *_ in texts(form.sections[3], sheets)] == [text for text, *_ in remedies]


def texts(section: Section, sheets: Sheets) -> list[tuple[str, int, int]]:
    return [(each.text, each.rowspan, each.colspan) for each in section.printed(sheets)]


def test_only_what_was_disclosed_has_several_others_for_a_ceiling() -> None:
    ceilings = {
        (form.key, key): table.ceilings for form in EDITIONS for key, table in form.tables.items() if table.ceilings
    }
    channels = ("by_gazette", "by_website", "by_weibo", "by_wechat", "by_other")
    assert ceilings == {("2014", "statistics"): {"disclosed_total": channels}}
