"""标准目录: three levels that cannot come apart, elements that must be said, catalogues compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.standards import (
    Carrier,
    Element,
    Standard,
    check_catalogue,
    compare,
    missing,
    read_elements,
    read_ticks,
    tally,
    written_ticks,
)
from gongkai.law.unit_catalogue import ReasonKind, further, hatch, lacking

WORDS = st.sampled_from(["社会救助", "临时救助", "低保", "养老服务", "政策文件", "办事指南", "审核信息", "资金使用"])


def standards() -> st.SearchStrategy[list[Standard]]:
    """Catalogues of any shape: areas and matters of the same names in any order, no standard twice."""
    row = st.builds(
        Standard,
        area=WORDS,
        matter=WORDS,
        name=WORDS,
        content=st.lists(WORDS, min_size=1, max_size=4, unique=True).map("、".join),
        limit=st.sampled_from(["按月公开", "按年公开", "20个工作日内", "及时"]),
        carriers=st.frozensets(st.sampled_from(list(Carrier))),
        other_carrier=st.sampled_from(["", "征地信息公开平台"]),
    )
    return st.lists(row, min_size=1, max_size=20, unique_by=lambda standard: standard.key)


@given(standards())
def test_there_are_never_more_areas_than_matters_nor_more_matters_than_standards(rows: list[Standard]) -> None:
    counted = tally(rows)
    assert 1 <= counted.areas <= counted.matters <= counted.standards == len(rows)
    check_catalogue(rows)


@given(standards())
def test_a_catalogue_with_a_standard_twice_is_refused(rows: list[Standard]) -> None:
    with pytest.raises(Unlawful, match="重复"):
        check_catalogue([*rows, replace(rows[0], content="别的内容")])


@pytest.mark.parametrize(
    ("field", "said"), [("area", "领域"), ("matter", "一级事项"), ("name", "二级事项"), ("content", "公开内容")]
)
def test_no_standard_lacks_its_area_its_matter_its_name_or_its_content(field: str, said: str) -> None:
    whole = {"area": "社会救助", "matter": "临时救助", "name": "办事指南", "content": "条件"}
    with pytest.raises(Unlawful, match=said):
        Standard(**whole | {field: " "})  # type: ignore[arg-type]


@given(standards())
def test_ticks_that_are_written_are_read_back(rows: list[Standard]) -> None:
    for row in rows:
        assert read_ticks(written_ticks(row)) == (row.carriers, row.other_carrier)


def test_ticks_are_read_as_real_catalogues_print_them() -> None:
    text = (
        "■政府网站  □政府公报\n□两微一端 ■ 发布会/听证会\n■社区/企事业单位/村公示栏（电子屏）\n■其他：征地信息公开平台"
    )
    assert read_ticks(text) == (
        frozenset({Carrier.WEBSITE, Carrier.MEETING, Carrier.BOARD, Carrier.OTHER}),
        "征地信息公开平台",
    )
    assert read_ticks("政府网站、公开查阅点") == (frozenset({Carrier.WEBSITE, Carrier.READING_POINT}), "")
    assert read_ticks("") == (frozenset(), "")


def test_elements_are_parted_outside_brackets_and_headings_are_none() -> None:
    content = "1.采购人信息：名称、地址、联系方法（含电话、邮箱）；\n2.项目预算、最高限价（如有）、《招标文件、附件》等"
    assert read_elements(content) == (
        Element("名称"),
        Element("地址"),
        Element("联系方法（含电话、邮箱）"),
        Element("项目预算"),
        Element("最高限价", required=False),
        Element("《招标文件、附件》"),
    )


@given(standards(), st.data())
def test_what_is_missing_is_exactly_what_is_required_and_not_given(rows: list[Standard], data: st.DataObject) -> None:
    (standard, *_) = rows
    names = [element.name for element in standard.elements]
    given_names = data.draw(st.sets(st.sampled_from(names)))
    blank = data.draw(st.sets(st.sampled_from(names)))
    values = {name: "" if name in blank else "有" for name in given_names}
    assert {each.name for each in missing(standard, values)} == set(names) - (given_names - blank)


def test_what_is_optional_may_be_left_out() -> None:
    standard = Standard("财政", "采购", "公告", "预算、最高限价（如有）")
    assert [each.name for each in missing(standard, {})] == ["预算"]


@given(standards(), standards())
def test_a_comparison_accounts_for_every_standard_of_both(first: list[Standard], second: list[Standard]) -> None:
    found = compare(first, second)
    assert len(found.removed) + len(found.changed) + found.same == len(first)
    assert len(found.added) + len(found.changed) + found.same == len(second)
    back = compare(second, first)
    assert (set(back.added), set(back.removed)) == (set(found.removed), set(found.added))
    assert compare(first, first).same == len(first)


def test_a_change_names_the_columns_it_changed_and_a_moved_number_is_none() -> None:
    old = Standard("社会救助", "临时救助", "办事指南", "条件", number="1", limit="按年公开")
    (change,) = compare([old], [replace(old, number="7", limit="按月公开")]).changed
    assert change.columns == ("公开时限",)
    assert compare([old], [replace(old, number="9")]).same == 1


@given(standards(), st.data())
def test_own_and_lacking_together_are_the_norm(rows: list[Standard], data: st.DataObject) -> None:
    own = {row.key for row in data.draw(st.lists(st.sampled_from(rows), max_size=5))}
    lacks = lacking(rows, own)
    assert {row.key for row in lacks} | own == {row.key for row in rows}
    assert not {row.key for row in lacks} & own


def hatched_by(rows: Sequence[Standard]) -> dict[str, list[ReasonKind]]:
    found = hatch(
        rows,
        functions=["社会救助"],
        powers=["临时救助金的给付审批"],
        peers={"另设县民政局": {("养老服务", "养老机构", "备案信息")}},
    )
    return {each.standard.name: [reason.kind for reason in each.reasons] for each in found}


def test_a_unit_catalogue_is_hatched_from_functions_powers_and_peers_and_says_why() -> None:
    rows = [
        Standard("社会救助", "临时救助", "办事指南", "条件"),
        Standard("养老服务", "养老机构", "备案信息", "名称"),
        Standard("财政预决算", "部门决算", "决算表", "收支总表"),
    ]
    assert hatched_by(rows) == {"办事指南": [ReasonKind.FUNCTION, ReasonKind.POWER], "备案信息": [ReasonKind.PEER]}


def test_what_most_peers_list_beyond_us_comes_first() -> None:
    one, two, ours = ("甲", "乙", "丙"), ("甲", "乙", "丁"), ("甲", "乙", "戊")
    found = further({ours}, {"子县": {one, two, ours}, "丑县": {two}})
    assert [(each.key, each.peers) for each in found] == [(two, ("子县", "丑县")), (one, ("子县",))]
