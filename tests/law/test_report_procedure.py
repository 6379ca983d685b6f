"""年报的编制（条例第四十九、五十条）: what may be typed, when a report may be frozen, how it moves and is put right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.annual_report.concerns import Concern
from gongkai.law.annual_report.procedure import (
    FLOW,
    Act,
    Standing,
    State,
    lawful_number,
    open_report,
    typeable,
)
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import JSON, Step, Unlawful
from gongkai.law.grammar.tables import Level
from gongkai.law.procedures import procedure

CALENDAR = national()
JANUARY = date(2025, 1, 20)
RED = Concern("applications:总计", Level.RED, "总计：左边3，右边4，相差1")
YELLOW = Concern("article_20_1:现行有效", Level.YELLOW, "现行有效：左边3，右边4，相差1")


def opened(year: int = 2024, of: str = "department", on: date = JANUARY, **details: JSON) -> Standing:
    given: dict[str, JSON] = {"year": year, "of": of, "scope": "own", "remedies": "filed", **details}
    return open_report(Step("compile", on, given), CALENDAR)


def imported(year: int = 2018, edition: str = "2014", **details: JSON) -> Standing:
    given: dict[str, JSON] = {
        "year": year,
        "of": "county",
        "scope": "beneath",
        "edition": edition,
        "source": "网站",
        "digest": "d" * 64,
    }
    return open_report(Step("import", JANUARY, {**given, **details}), CALENDAR)


def take(standing: Standing, act: Act, on: date = JANUARY, **details: JSON) -> Standing:
    return standing.take(Step(act.value, on, details), CALENDAR)


def cell(place: tuple[str, str, str], number: JSON) -> dict[str, JSON]:
    return {"table": place[0], "row": place[1], "column": place[2], "number": number}


def fill(standing: Standing, *cells: Mapping[str, JSON], source: str = "台账", reason: str = "年度填报") -> Standing:
    return take(standing, Act.FILL, cells=[dict(each) for each in cells], source=source, reason=reason)


def said(concern: Concern) -> dict[str, JSON]:
    return {"key": concern.key, "level": concern.level.value, "says": concern.says}


def freeze(standing: Standing, *concerns: Concern, on: date = JANUARY) -> Standing:
    return take(standing, Act.FREEZE, on, digest="a" * 64, concerns=[said(each) for each in concerns])


NORMATIVE = ("article_20_1", "normative", "made")

# ---- opening and its term


def test_49_1_the_report_of_a_department_is_due_on_31_january_and_of_a_government_on_31_march() -> None:
    assert opened().deadline == date(2025, 1, 31)
    assert opened(of="county").deadline == date(2025, 3, 31)
    assert opened(year=2018, of="department").deadline == date(2019, 3, 31)
    due = opened().due(CALENDAR)
    assert due is not None
    assert (due.on, due.provisional) == (date(2025, 1, 31), False)


def test_an_authority_that_owes_no_report_may_publish_one_without_a_term() -> None:
    assert opened(of="village").deadline is None
    assert opened(of="village").due(CALENDAR) is None


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"year": 2013}, "year"),
        ({"year": 2026}, "year"),
        ({"year": "2024"}, "year"),
        ({"of": "kingdom"}, "of"),
        ({"scope": "everything"}, "scope"),
        ({"remedies": ""}, "remedies"),
    ],
)
def test_a_report_is_opened_for_a_year_with_a_form_and_with_known_words(details: dict[str, JSON], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        opened(**details)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_file_of_this_kind_begins_with_compiling_or_importing() -> None:
    with pytest.raises(Unlawful, match="立卷"):
        open_report(Step("sign", JANUARY, {}), CALENDAR)
    assert procedure("annual_report").open(Step("compile", JANUARY, opened_details()), CALENDAR) == opened()


def opened_details() -> dict[str, JSON]:
    return {"year": 2024, "of": "department", "scope": "own", "remedies": "filed"}


# ---- what may be typed


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_a_cell_is_counted_or_typed_or_a_sum_and_never_two_of_these(form: Edition) -> None:
    typed, counted = set(typeable(form)), set(form.counted)
    sums = {(key, *cell) for key, table in form.tables.items() for cell in table.addends}
    everything = {(key, *cell) for key, table in form.tables.items() for cell in table.cells}
    assert typed | counted | sums == everything
    assert not typed & counted
    assert not typed & sums
    assert not counted & sums


@pytest.mark.parametrize("form", EDITIONS, ids=repr)
def test_what_is_counted_and_what_is_summed_cannot_be_typed_over(form: Edition) -> None:
    standing = opened(form.first, on=date(form.first + 1, 1, 20))
    for place in form.counted:
        with pytest.raises(Unlawful, match="由台账统计，不能填报"):
            fill_on(standing, date(form.first + 1, 1, 20), cell(place, 1))
    for key, table in form.tables.items():
        for row, column in table.addends:
            with pytest.raises(Unlawful, match="是合计，由系统计算"):
                fill_on(standing, date(form.first + 1, 1, 20), cell((key, row, column), 1))


def fill_on(standing: Standing, on: date, *cells: Mapping[str, JSON]) -> Standing:
    return take(standing, Act.FILL, on, cells=[dict(each) for each in cells], source="台账", reason="年度填报")


@given(st.data())
def test_the_last_number_typed_stands_and_a_cleared_cell_is_empty(data: st.DataObject) -> None:
    places = typeable(EDITIONS[2])
    edits = data.draw(st.lists(st.tuples(st.sampled_from(places), st.none() | st.integers(0, 999)), max_size=12))
    standing, expected = opened(), {}
    for place, number in edits:
        standing = fill(standing, cell(place, None if number is None else str(number)))
        expected[place] = number
    assert {place: typed.number for place, typed in standing.typed.items()} == {
        place: number for place, number in expected.items() if number is not None
    }


def test_a_number_needs_source_and_reason_and_clearing_needs_a_reason() -> None:
    with pytest.raises(Unlawful, match="数据来源不能为空"):
        fill(opened(), cell(NORMATIVE, 3), source="")
    with pytest.raises(Unlawful, match="填报原因不能为空"):
        fill(opened(), cell(NORMATIVE, 3), reason=" ")
    filled = fill(opened(), cell(NORMATIVE, 3))
    assert filled.typed[NORMATIVE].source == "台账"
    assert fill(filled, cell(NORMATIVE, None), source="").typed == {}
    with pytest.raises(Unlawful, match="填报原因不能为空"):
        fill(filled, cell(NORMATIVE, None), reason="")


FEES = ("article_20_8", "fees", "amount")


@pytest.mark.parametrize(
    ("place", "written", "number"),
    [
        (NORMATIVE, "1,204", 1204),
        (NORMATIVE, "１２", 12),
        (NORMATIVE, "3.0", 3),
        (NORMATIVE, 7, 7),
        (FEES, "12.35", Decimal("12.35")),
        (FEES, "0", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(place: tuple[str, str, str], written: JSON, number: object) -> None:
    assert lawful_number(opened().table(place[0]), place[1], place[2], written) == number


@pytest.mark.parametrize(
    ("place", "written", "said"),
    [
        (NORMATIVE, "三", "应填数字"),
        (NORMATIVE, "", "应填数字"),
        (NORMATIVE, True, "应填数字"),
        (NORMATIVE, "1e3", "应填数字"),
        (NORMATIVE, "-1", "不应为负数"),
        (NORMATIVE, "1.5", "应为整数"),
        (NORMATIVE, "9" * 13, "数过大"),
        (FEES, "1.1234567", "最多保留六位小数"),
    ],
)
def test_what_is_no_number_of_its_cell_is_refused_by_name(
    place: tuple[str, str, str], written: JSON, said: str
) -> None:
    with pytest.raises(Unlawful, match=said) as refusal:
        lawful_number(opened().table(place[0]), place[1], place[2], written)
    assert refusal.value.field == ".".join(place)
    assert opened().table(place[0]).row_lines[place[1]].label in refusal.value.reason


def test_a_decrease_of_the_form_of_2019_may_be_negative() -> None:
    standing = opened(2020, on=date(2021, 1, 20))
    assert lawful_number(standing.table("article_20_5"), "permits", "change", "-8") == -8


@pytest.mark.parametrize(
    "cells",
    [
        [],
        "three",
        [cell(("article_21", "rules", "made"), 1)],
        [cell(("article_20_1", "laws", "made"), 1)],
        [{"number": 3}],
    ],
)
def test_nonsense_is_refused(cells: JSON) -> None:
    with pytest.raises(Unlawful):
        take(opened(), Act.FILL, cells=cells, source="台账", reason="年度填报")


# ---- freezing


def test_a_report_with_a_red_finding_is_not_frozen() -> None:
    with pytest.raises(Unlawful, match="红错未改正：总计：左边3，右边4") as refusal:
        freeze(opened(), YELLOW, RED)
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == 50
    assert freeze(opened()).state is State.FROZEN


def explain(standing: Standing, concern: Concern, text: str = "机构改革划转2件") -> Standing:
    return take(standing, Act.EXPLAIN, finding=concern.key, says=concern.says, text=text)


def test_a_yellow_finding_must_be_explained_and_again_when_its_figures_change() -> None:
    with pytest.raises(Unlawful, match="黄警未说明"):
        freeze(opened(), YELLOW)
    explained = explain(opened(), YELLOW)
    assert freeze(explained, YELLOW).state is State.FROZEN
    changed = Concern(YELLOW.key, YELLOW.level, "现行有效：左边3，右边9，相差6")
    with pytest.raises(Unlawful, match="黄警未说明：现行有效：左边3，右边9"):
        freeze(explained, YELLOW, changed)
    with pytest.raises(Unlawful, match="说明不能为空"):
        explain(opened(), YELLOW, text=" ")


def test_an_explanation_does_not_excuse_a_red_finding() -> None:
    with pytest.raises(Unlawful, match="红错未改正"):
        freeze(explain(opened(), RED), RED)


def test_a_report_is_frozen_after_its_year_and_after_a_check() -> None:
    with pytest.raises(Unlawful, match="年度结束后才能锁定"):
        freeze(opened(on=date(2024, 12, 1)), on=date(2024, 12, 31))
    assert freeze(opened(on=date(2024, 12, 1)), on=date(2025, 1, 1)).frozen_on == date(2025, 1, 1)
    with pytest.raises(Unlawful, match="锁定前应当核对"):
        take(opened(), Act.FREEZE, digest="a" * 64)


def test_a_frozen_report_is_not_written_in_until_it_is_sent_back() -> None:
    frozen = freeze(opened())
    for act in (Act.FILL, Act.WRITE, Act.EXPLAIN, Act.FREEZE, Act.PUBLISH):
        with pytest.raises(Unlawful, match="已锁定"):
            take(frozen, act)
    with pytest.raises(Unlawful, match="退回理由不能为空"):
        take(frozen, Act.RETURN)
    returned = take(frozen, Act.RETURN, reason="第五部分过于简略")
    assert (returned.state, returned.digest, returned.frozen_on) == (State.COMPILING, "", None)
    assert fill(returned, cell(NORMATIVE, 3)).typed


# ---- publishing


def published(on: date = date(2025, 1, 25)) -> Standing:
    return take(take(freeze(opened()), Act.SIGN), Act.PUBLISH, on)


def test_only_what_was_signed_is_published() -> None:
    with pytest.raises(Unlawful):
        take(freeze(opened()), Act.PUBLISH)
    standing = published()
    assert (standing.state, standing.closed_on, standing.due(CALENDAR)) == (State.PUBLISHED, date(2025, 1, 25), None)


@pytest.mark.parametrize(
    ("on", "days", "outcome"),
    [(date(2025, 1, 31), 0, "on_time"), (date(2025, 2, 1), 1, "late"), (date(2025, 3, 31), 59, "late")],
)
def test_a_report_published_after_its_term_says_by_how_many_days(on: date, days: int, outcome: str) -> None:
    assert (published(on).days_late, published(on).outcome) == (days, outcome)


def test_no_step_is_dated_before_the_one_before_it() -> None:
    with pytest.raises(Unlawful, match="不能早于上一环节的日期（2025-01-20）") as refusal:
        take(freeze(opened()), Act.SIGN, date(2025, 1, 19))
    assert refusal.value.field == "on"


def test_an_unknown_act_is_refused() -> None:
    with pytest.raises(Unlawful, match="没有“erase”这一环节"):
        opened().take(Step("erase", JANUARY), CALENDAR)


# ---- corrections


def correct(standing: Standing, **details: JSON) -> Standing:
    given: dict[str, JSON] = {"reason": "登记有误", "digest": "b" * 64, **details}
    return take(standing, Act.CORRECT, date(2025, 2, 10), **given)


CHANGED: dict[str, JSON] = {"table": "article_20_1", "row": "normative", "column": "made", "was": "3", "now": "4"}


def test_an_erratum_keeps_what_was_published_and_what_it_should_be() -> None:
    standing = correct(published(), cells=[CHANGED], texts=[{"section": "problems", "was": "三个", "now": "四个"}])
    [erratum] = standing.errata
    assert [(each.place, each.was, each.now) for each in erratum.cells] == [(NORMATIVE, "3", 4)]
    assert [(each.section, each.was, each.now) for each in erratum.texts] == [("problems", "三个", "四个")]
    assert (standing.state, standing.digest) == (State.PUBLISHED, "b" * 64)
    again = correct(standing, cells=[{**CHANGED, "was": "4", "now": "5"}])
    assert len(again.errata) == 2


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({}, "没有需要更正的内容"),
        ({"cells": [CHANGED], "reason": ""}, "更正理由不能为空"),
        ({"cells": [{**CHANGED, "now": "3"}]}, "更正前后相同"),
        ({"cells": [{**CHANGED, "now": "-3"}]}, "不应为负数"),
        ({"texts": [{"section": "problems", "was": "", "now": "四个"}]}, "应当写明原文"),
        ({"texts": [{"section": "preface", "was": "三", "now": "四"}]}, "没有这一部分"),
        ({"texts": [{"section": "problems", "was": "三", "now": "{新受}"}]}, "不是可用的数据名称"),
    ],
)
def test_a_correction_says_what_and_why(details: dict[str, JSON], said: str) -> None:
    with pytest.raises(Unlawful, match=said):
        correct(published(), **details)


# ---- reports from before


def test_an_imported_report_is_published_and_can_only_be_corrected() -> None:
    standing = imported(published_on="2019-03-05")
    assert (standing.state, standing.published_on, standing.outcome) == (State.PUBLISHED, date(2019, 3, 5), "on_time")
    assert [row.act for row in FLOW.open_acts(standing.state)] == [Act.CORRECT]
    unknown = imported()
    assert (unknown.published_on, unknown.outcome, unknown.closed_on) == (None, None, JANUARY)
    assert imported(2012, "").form is None


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"year": 2007}, "year"),
        ({"year": 2025}, "year"),
        ({"edition": "2016"}, "edition"),
        ({"source": ""}, "source"),
        ({"published_on": "2018-12-31"}, "published_on"),
        ({"published_on": "2026-01-01"}, "published_on"),
        ({"published_on": "三月"}, "published_on"),
    ],
)
def test_an_import_says_what_was_published_when_and_where(details: dict[str, JSON], field: str) -> None:
    with pytest.raises(Unlawful) as refusal:
        imported(**details)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_a_report_without_a_form_has_no_tables_to_correct() -> None:
    with pytest.raises(Unlawful, match="没有全国统一的统计表"):
        correct(imported(2012, ""), cells=[CHANGED])
