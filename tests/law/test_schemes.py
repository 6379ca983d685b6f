"""考核方案文本: ready-made schemes are whole and say what is ours; rows survive storage and a table; what is wrong is told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.authorities import AuthorityKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.statute import Certainty
from gongkai.law.supervision.assessment import FULL, Effect, Occurrence, Verdict
from gongkai.law.supervision.measures import MEASURES
from gongkai.law.supervision.ready_schemes import READY, invented
from gongkai.law.supervision.schemes import HEADS, RowKind, SchemeRow, SchemeText, as_cells, read_rows, read_scheme


@pytest.mark.parametrize("key", READY)
def test_a_ready_scheme_is_whole_and_survives_storage_and_a_table(key: str) -> None:
    text = READY[key]
    assert text.faults() == []
    assert sum(each.weight for each in text.scheme().parts()) == FULL
    assert read_scheme(text.data()) == text
    rows, faults = read_rows(enumerate((dict(zip(HEADS, as_cells(row), strict=True)) for row in text.rows), 2))
    assert (rows, faults) == (text.rows, ())


@pytest.mark.parametrize("key", READY)
def test_what_is_ours_in_a_ready_scheme_is_marked(key: str) -> None:
    text = READY[key]
    assert text.basis
    assert text.note
    for row in text.rows:
        assert (row.basis == "自拟") == (row.certainty is Certainty.INFERRED)
    assert all("自拟" in text.note for _ in invented(text))


def test_the_known_lines_of_licheng_are_as_published() -> None:
    scheme = READY["departments_2020"].scheme()
    weights = {each.label: each.weight for each in scheme.parts()}
    assert [weights[name] for name in ("主动公开", "年度报告", "依申请公开", "保密审查", "公开栏更新")] == [
        10,
        10,
        6,
        6,
        5,
    ]
    assert scheme.rule_by_key["2d"].points == 5
    assert scheme.share == 2
    late = [Occurrence("1a", Decimal(3), ("slot:1",)), Occurrence("3b", Decimal(1), ("remedy:1",))]
    assert scheme.score(late).total == Decimal("87.00")  # 15 off a weight of 10, and 3 off 6


def test_a_line_of_the_national_check_vetoes_and_what_does_not_apply_is_scaled() -> None:
    scheme = READY["national_check"].scheme()
    assert scheme.score([Occurrence("V3", Decimal(1), ("finding:1",))]).verdict is Verdict.VETOED
    assert scheme.score([Occurrence("3a", Decimal(3), ("ticket:1",))], frozenset({"2"})).total == Decimal("92.00")


def test_what_was_printed_of_the_other_schemes_is_as_printed() -> None:
    monitored, tasks = READY["departments_monitored"].scheme(), READY["county_tasks"].scheme()
    weights = {each.label: each.weight for each in monitored.indicators}
    assert [weights[name] for name in ("组织领导", "制度建设", "公开载体", "主动公开")] == [5, 21, 4, 43]
    assert [weights[name] for name in ("公文属性标注", "日常网上监测")] == [8, 30]
    assert [each.weight for each in tasks.parts("3")] == [25, 2, 5, 5, 2, 25, 2, 5, 6, 2]
    letters = READY["third_party"].scheme()
    assert [letters.by_key[key].weight for key in ("2", "2.1", "2.1.1")] == [10, Decimal("2.5"), Decimal("2.5")]
    lost = [Occurrence("2.1.1b", Decimal(3), ("letter:1",))]
    assert letters.score(lost).total == Decimal("97.50"), (
        "each indicator is a limit of its own, at the fourth level too"
    )


def test_a_part_of_a_wider_assessment_weighs_its_share_and_keeps_the_code_it_has_there() -> None:
    text = replace(READY["departments_2020"], code="14N1")
    assert read_scheme(text.data()) == text
    assert "code" not in READY["departments_2020"].data(), "what was sealed without one weighs the same"
    assert text.scheme().composite(Decimal("87.25")) == Decimal("1.75")  # 2 % of it is 1.745
    assert replace(text, share=None).scheme().composite(Decimal(90)) is None


def test_majors_bonuses_and_the_cap_of_a_first_level_in_the_other_schemes() -> None:
    tasks = READY["county_tasks"].scheme()
    leak = tasks.score([Occurrence("Z1", Decimal(1), ("finding:1",)), Occurrence("3.7a", Decimal(9), ("doc:1",))])
    assert (leak.major, leak.total) == (Decimal(10), Decimal("81.00")), (
        "nine of two points, within the first level's 79"
    )
    supervision = READY["site_supervision"].scheme()
    both = [Occurrence("J1", Decimal(3), ("note:1",)), Occurrence("J2", Decimal(4), ("note:2",))]
    assert supervision.score(both).bonus == 20
    found = [Occurrence("1a", Decimal(8), ("note:3",)), *both]
    assert supervision.score(found).total == Decimal("76.00"), "below 80 no bonus counts"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"类别": "指示"}, "类别“指示”应为"),
        ({"类别": "指标", "编号": "", "名称": "甲"}, "编号不能为空"),
        ({"类别": "扣分", "编号": "1a", "名称": "甲", "分值": "三"}, "分值“三”应为数字"),
        ({"类别": "扣分", "编号": "1a", "名称": "甲", "分值": "1", "计量项": "没有的"}, "计量项“没有的”不在"),
        ({"类别": "扣分", "编号": "1a", "名称": "甲", "分值": "1", "申诉天数": "零"}, "申诉天数“零”应为"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line(cells: dict[str, str], reason: str) -> None:
    rows, (fault,) = read_rows([(7, cells)])
    assert rows == ()
    assert fault.line == 7
    assert reason in fault.reason


def test_a_row_stands_behind_its_kin_and_what_has_parts_is_not_dropped() -> None:
    text = READY["county_2018"]
    added = text.with_row(SchemeRow(RowKind.DEDUCT, "1.1c", "新规则", "1.1", Decimal(1)))
    keys = [row.key for row in added.rows]
    assert keys[keys.index("1.1b") + 1] == "1.1c"
    with pytest.raises(Unlawful, match="请先删去其下"):
        text.without("1.1")
    assert len(added.without("1.1c").rows) == len(text.rows)


@given(st.decimals(0, 100, places=2))
def test_a_weight_that_breaks_the_sum_keeps_a_scheme_from_approval(weight: Decimal) -> None:
    text = READY["site_kpi"]
    changed = text.with_row(replace(text.rows[0], points=weight))
    assert (changed.faults() == []) == (weight == text.rows[0].points)


def test_a_scheme_applies_to_the_kinds_it_names() -> None:
    text = SchemeText("甲", kinds=(AuthorityKind.TOWNSHIP,))
    assert text.applies(AuthorityKind.TOWNSHIP)
    assert not text.applies(AuthorityKind.DEPARTMENT)
    assert SchemeText("乙").applies(AuthorityKind.DEPARTMENT)


def test_every_measure_a_ready_scheme_counts_is_defined() -> None:
    asked = {row.measure for text in READY.values() for row in text.rows if row.measure}
    assert asked <= MEASURES.keys()
    assert all(each.definition and each.who and each.unit for each in MEASURES.values())
    assert {effect.value for effect in Effect} | {"indicator"} == {kind.value for kind in RowKind}
