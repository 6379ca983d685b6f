"""年报正文与核对: names in braces, figures typed by hand, and what the texts of a report must speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition, edition
from gongkai.law.annual_report.concerns import (
    likeness,
    of_cells,
    of_likeness,
    of_loose_figures,
    of_rules,
    of_texts,
    worst_first,
)
from gongkai.law.annual_report.prose import (
    Figure,
    cell_names,
    figure_of,
    filled_in,
    loose_figures,
    name_of,
    require_known_names,
    short_names,
)
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.sheets import Sheet, Value, figure
from gongkai.law.grammar.tables import Level

FORM = edition(2024)


def numbered(form: Edition) -> dict[str, Sheet]:
    """Sheets in which every cell holds another number."""
    sheets, number = {}, 0
    for key, table in form.tables.items():
        sheets[key] = Sheet.of(table, {cell: number + at for at, cell in enumerate(table.cells)})
        number += len(table.cells)
    return sheets


# ---- names


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_every_cell_has_a_name_and_every_name_leads_to_one_cell(form: Edition) -> None:
    places = [(key, *cell) for key, table in form.tables.items() for cell in table.cells]
    assert set(cell_names(form).values()) == set(places)
    for place in places:
        assert figure_of(form, name_of(form, place)) == Figure((place,))
    for name, place in cell_names(form).items():
        assert figure_of(form, f" {name} ") == Figure((place,))
        require_known_names(form, f"共{{{name}}}件")


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_every_short_name_adds_up_cells_of_the_form(form: Edition) -> None:
    sheets = numbered(form)
    for name, places in short_names(form).items():
        found = figure_of(form, name)
        assert found is not None
        assert found.number(sheets) == sum(sheets[table][row, column] or 0 for table, row, column in places)


def test_the_names_an_official_would_write() -> None:
    sheets = numbered(FORM)
    of_applications = sheets["applications"]
    assert figure_of(FORM, "申请/一、本年新收政府信息公开申请数量/总计") == figure_of(FORM, "新收")
    refused = sum(of_applications[f"deny_{number}", "total"] or 0 for number in range(1, 9))
    not_disclosed = figure_of(FORM, "不予公开")
    assert not_disclosed is not None
    assert not_disclosed.number(sheets) == refused
    assert figure_of(FORM, "申请/三、本年度办理结果·（六）其他处理·3.其他/自然人") is not None
    assert figure_of(FORM, "申请/3.其他/自然人") == figure_of(
        FORM, "申请/三、本年度办理结果·（六）其他处理·3.其他/自然人"
    )


def test_last_years_figures_are_those_of_last_years_form() -> None:
    assert figure_of(FORM, "上年/新收", FORM) == Figure((("applications", "new", "total"),), last_year=True)
    assert figure_of(edition(2019), "上年/新收", edition(2018)) == Figure(
        (("statistics", "received", "value"),), last_year=True
    )
    assert figure_of(edition(2014), "上年/新收", None) is None
    assert figure_of(FORM, "上年/上年/新收", FORM) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新收{新受}件", "“{新受}”不是可用的数据名称，是否应为“{新收}”"),
        ("新收{x}件", "不是可用的数据名称（可用的有新收"),
        ("新收{}件", "不是可用的数据名称"),
        ("新收{新收件", "花括号不成对"),
        ("新收新收}件", "花括号不成对"),
        ("{申请/自然人}", "不是可用的数据名称"),
    ],
)
def test_an_unknown_name_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(Unlawful, match=re.escape(said)) as refusal:
        require_known_names(FORM, text)
    assert refusal.value.field == "text"


def test_full_width_braces_and_words_are_names_too() -> None:
    require_known_names(FORM, "｛机关｝{年度}年新收｛新收｝件，上年度为{上年度}", before=FORM)
    assert filled_in("新收｛ 新收 ｝件{机关}", {"新收": "3", "机关": "某局"}.__getitem__) == "新收3件某局"


@given(st.lists(st.sampled_from(sorted(short_names(FORM))), min_size=1, max_size=6))
def test_figures_bound_to_cells_are_the_cells_figures(names: Sequence[str]) -> None:
    sheets = numbered(FORM)

    def said(name: str) -> str:
        found = figure_of(FORM, name)
        assert found is not None
        return figure(found.number(sheets) or 0)

    text = filled_in("、".join(f"{name}{{{name}}}件" for name in names), said)
    assert re.findall(r"\d+", text) == [said(name) for name in names]
    assert loose_figures("、".join(f"{name}{{{name}}}件" for name in names), {}) == ()


def test_a_figure_over_an_empty_cell_is_no_figure() -> None:
    sheets = numbered(FORM)
    blank = {**sheets, "applications": sheets["applications"].put("new", "total", Value())}
    found = figure_of(FORM, "应办")
    assert found is not None
    assert found.number(blank) is None
    assert found.number({}) is None


# ---- figures typed into a text


def test_a_typed_figure_that_equals_no_cell_is_found_and_dates_and_numbers_of_documents_are_not() -> None:
    sheets = {"applications": Sheet.of(FORM.tables["applications"], {("new", "total"): 12})}
    text = (
        "2024年1月1日至12月31日，依据国办公开办函〔2021〕30号和条例第33条，新收12件，培训3次、1,200人次，按期率98.5%。\n"
        "1.收到{新收}件\n（2）联系电话0900-0000000，www.example.gov.cn，12月份\n"
    )
    assert loose_figures(text, sheets) == ("3", "1200", "98.5")


def test_a_typed_figure_is_asked_about_by_its_section() -> None:
    [found] = of_loose_figures(FORM, {"overview": "培训3次"}, {})
    assert (found.level, found.section, found.in_text) == (Level.YELLOW, "overview", True)
    assert "正文中的3不在统计表中" in found.says


# ---- texts

COMPLETE = {
    "overview": "主动公开、依申请公开、政府信息管理、平台建设、监督保障各有进展；工作考核、社会评议、责任追究已经完成。",
    "problems": "问题与改进" * 12,
    "others": "信息处理费0元。",
}


def found_in(texts: dict[str, str], *, of_government: bool = True) -> list[str]:
    return [each.key for each in of_texts(FORM, {**COMPLETE, **texts}, of_government=of_government)]


def test_50_a_report_that_speaks_of_everything_is_in_order() -> None:
    assert found_in({}) == []


@pytest.mark.parametrize(
    ("section", "text", "key"),
    [
        ("overview", COMPLETE["overview"].replace("平台建设", ""), "silent:overview"),
        ("overview", COMPLETE["overview"].replace("责任追究", ""), "silent:overview"),
        ("overview", COMPLETE["overview"] + "〔待补充：数量〕", "pending:overview"),
        ("overview", COMPLETE["overview"] + "（未填）件", "unfilled:overview"),
        ("problems", "无", "short:problems"),
        ("problems", " ", "empty:problems"),
        ("others", "无", "silent:others"),
    ],
)
def test_50_what_a_text_lacks_is_red(section: str, text: str, key: str) -> None:
    assert found_in({section: text}) == [key]
    assert {each.level for each in of_texts(FORM, {**COMPLETE, section: text}, of_government=True)} == {Level.RED}


def test_assessment_is_asked_of_governments_only() -> None:
    assert found_in({"overview": COMPLETE["overview"].replace("工作考核", "")}, of_government=False) == []


def test_the_section_on_problems_may_not_be_last_years() -> None:
    before = (
        "公开内容不够及时，个别栏目更新不到位，解读形式单一，群众看不懂的情况仍然存在，基层人员变动频繁，业务不熟。"
        "下一步将明确各股室的责任，按月检查栏目更新，增加图文解读，组织业务培训，并把办理情况纳入年度考核。"
    )
    [found] = of_likeness(FORM, before.replace("频繁", "较多"), before)
    assert found.level is Level.YELLOW
    assert (
        list(
            of_likeness(
                FORM, "今年着力解决了数据不准、渠道不畅、回应不及时等问题，并安排了三期培训，群众满意。" * 2, before
            )
        )
        == []
    )
    assert likeness("短", before) == 0
    assert likeness(before, "") == 0


# ---- cells


def test_empty_cells_are_one_red_finding_for_a_table() -> None:
    sheets = {"article_20_1": Sheet(FORM.tables["article_20_1"])}
    [found] = of_cells(FORM, sheets)
    assert (found.level, found.section) == (Level.RED, "disclosure")
    assert "等6格空白" in found.says
    assert list(of_cells(FORM, sheets, blank_is_zero=True)) == []


def test_only_authorities_that_make_rules_report_rules() -> None:
    table = FORM.tables["article_20_1"]
    sheets = {"article_20_1": Sheet.of(table, {("rules", "made"): 1, ("rules", "in_force"): 0})}
    [found] = of_rules(sheets, makes_rules=False)
    assert (found.level, "本年制发件数1" in found.says) == (Level.YELLOW, True)
    assert list(of_rules(sheets, makes_rules=True)) == []
    assert list(of_rules({}, makes_rules=False)) == []
    assert worst_first([found, *of_cells(FORM, {"article_20_1": Sheet(table)})])[0].level is Level.RED
