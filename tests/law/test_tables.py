"""统计表引擎: the definition of a table, sheets, checking and print, on small tables and on all editions."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.annual_report import EDITIONS, Edition
from gongkai.law.grammar.checking import Examination, Fault, Range, check, defects, examine
from gongkai.law.grammar.layout import Printed, grid, header_rows, height_of, stack, width_of
from gongkai.law.grammar.sheets import BLANK, UNREAD, Origin, Sheet, State, Value, total
from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.tables import (
    Balance,
    Key,
    Level,
    Relation,
    Table,
    at_most,
    cell,
    equal,
    heading,
    last_year,
    line,
    summed,
    whole,
)
from tests.law import balanced

FORM = Article("某号通知")

SMALL = Table(
    "small",
    "小表",
    rows=heading(
        "rows",
        "",
        line("come", "一、收"),
        heading("gone", "二、办", line("yes", "（一）准"), line("no", "（二）否"), total=line("done", "（三）合计")),
        line("left", "三、余", signed=True),
    ),
    columns=heading("who", "谁", line("he", "甲"), line("she", "乙"), total=line("all", "总计")),
    basis=FORM,
    extra=(
        equal("收等于合计加余", ["come"], ["done", "left"], level=Level.RED, basis=FORM),
        at_most("准不多于收", [cell("yes", "he")], [cell("come", "he")], level=Level.RED, basis=FORM),
        at_most("否不多于准", [cell("no", "she")], [cell("yes", "she")], level=Level.YELLOW, basis=FORM),
    ),
)


def holds(balance: Balance, numbers: dict[Key, int]) -> bool:
    """勾稽关系的第二本账: judged with nothing but a sum."""
    result = sum(operand.sign * numbers[operand.row, operand.column] for operand in balance.operands)
    return result == 0 if balance.relation is Relation.EQUAL else result <= 0


# ---- the definition


def test_a_cell_is_found_by_the_path_of_its_labels() -> None:
    assert SMALL.path("yes") == ("二、办", "（一）准")
    assert SMALL.path("yes", "she") == ("二、办", "（一）准", "谁", "乙")
    assert SMALL.paths["二、办", "（三）合计"] == "done"
    assert SMALL.describe("done", "all") == "二、办·（三）合计（总计）"


def test_a_heading_holds_no_number() -> None:
    assert "gone" not in SMALL.row_lines
    assert ("gone", "he") not in SMALL
    with pytest.raises(KeyError):
        Sheet(SMALL)["gone", "he"]
    with pytest.raises(ValueError, match="没有这些格"):
        Sheet.of(SMALL, {("gone", "he"): 1})


def test_keys_repeated_on_an_axis_are_refused() -> None:
    with pytest.raises(ValueError, match="重复的键"):
        Table("twice", "重表", heading("rows", "", line("a", "甲"), line("a", "乙")), heading("c", ""), FORM)


def test_a_balance_on_a_cell_that_does_not_exist_is_refused() -> None:
    astray = equal("错", ["come"], ["nowhere"], level=Level.RED, basis=FORM)
    with pytest.raises(ValueError, match="没有的格"):
        Table("astray", "错表", SMALL.rows, SMALL.columns, FORM, extra=(astray,))


def test_the_trees_imply_a_balance_for_every_sum_in_every_row_and_column() -> None:
    said = Counter(balance.name for balance in SMALL.balances)
    assert said == {
        "（三）合计等于所含各项之和": 3,
        "总计等于所含各项之和": 5,
        "收等于合计加余": 3,
        "准不多于收": 1,
        "否不多于准": 1,
    }
    assert {balance.place for balance in SMALL.balances if balance.name == "收等于合计加余"} == {"甲", "乙", "总计"}


# ---- sheets


def test_an_empty_cell_is_none_and_not_zero() -> None:
    sheet = Sheet.of(SMALL, {("come", "he"): 0, ("come", "she"): None})
    assert sheet["come", "he"] == 0
    assert sheet["come", "she"] is None
    assert sheet["come", "all"] is None
    assert len(sheet) == 15
    assert list(sheet) == list(SMALL.cells)


def test_a_typed_number_keeps_its_source_and_reason() -> None:
    sheet = Sheet(SMALL).put("come", "he", Value.typed(7, source="来文登记簿", reason="系统上线前的申请"))
    value = sheet.value("come", "he")
    assert (value.number, value.origin, value.source, value.reason) == (
        7,
        Origin.TYPED,
        "来文登记簿",
        "系统上线前的申请",
    )


def test_a_sheet_is_not_changed_by_putting_a_number_into_it() -> None:
    before = Sheet(SMALL)
    after = before.put("come", "he", Value.of(1))
    assert before["come", "he"] is None
    assert before != after
    assert after == Sheet.of(SMALL, {("come", "he"): 1})
    assert hash(after) == hash(Sheet.of(SMALL, {("come", "he"): 1}))


numbers = st.fixed_dictionaries({key: st.integers(0, 9) for key in SMALL.counted})
values = st.one_of(st.just(BLANK), st.just(UNREAD), st.just(Value.mark("／")), st.integers(0, 9).map(Value.of))
any_sheet = st.dictionaries(st.sampled_from(SMALL.cells), values).map(lambda given: Sheet(SMALL, given))


@given(numbers)
def test_what_is_totalled_passes_the_sums_of_its_own_check(given_numbers: dict[Key, int]) -> None:
    broken = check(total(Sheet.of(SMALL, given_numbers)))
    assert not [finding for finding in broken if "之和" in finding.balance.name]


@given(any_sheet)
def test_totalling_twice_changes_nothing(sheet: Sheet) -> None:
    assert total(total(sheet)) == total(sheet)
    once = total(sheet, blank_is_zero=True)
    assert total(once, blank_is_zero=True) == once


@given(any_sheet, any_sheet, any_sheet)
def test_sheets_add_in_any_order(one: Sheet, two: Sheet, three: Sheet) -> None:
    assert dict(one + two) == dict(two + one)
    assert dict((one + two) + three) == dict(one + (two + three))
    assert dict(one + Sheet(SMALL)) == dict(one)


@given(st.lists(numbers, min_size=1, max_size=4))
def test_the_total_of_a_roll_up_is_the_roll_up_of_the_totals(given_numbers: list[dict[Key, int]]) -> None:
    sheets = [Sheet.of(SMALL, each) for each in given_numbers]
    assert dict(total(sum(sheets, Sheet(SMALL)))) == dict(sum(map(total, sheets), Sheet(SMALL)))


def test_an_unread_cell_makes_the_sum_unread_and_a_blank_adds_nothing() -> None:
    assert (Value.of(3) + UNREAD).state is State.UNREAD
    assert (Value.of(3) + BLANK).number == 3
    assert (Value.mark("无") + Value.of(3)).number == 3
    assert Value.mark("无") + BLANK == BLANK


def test_sheets_of_different_tables_do_not_add() -> None:
    other = Table("other", "另表", SMALL.rows, SMALL.columns, FORM)
    with pytest.raises(ValueError, match="不是同一张表"):
        _ = Sheet(SMALL) + Sheet(other)


def test_a_sum_with_a_blank_addend_stays_blank_unless_blank_means_none() -> None:
    sheet = Sheet.of(SMALL, {("yes", "he"): 2})
    assert total(sheet)["done", "he"] is None
    assert total(sheet, blank_is_zero=True)["done", "he"] == 2
    assert total(sheet, blank_is_zero=True)["done", "she"] is None


def test_money_is_added_exactly() -> None:
    table = Table(
        "money",
        "钱",
        heading("rows", "", summed("sum", "合计", line("a", "甲", exact=True), line("b", "乙", exact=True))),
        heading("columns", "", line("value", "数")),
        FORM,
    )
    sheet = total(Sheet.of(table, {("a", "value"): Decimal("0.1"), ("b", "value"): Decimal("0.2")}))
    assert sheet["sum", "value"] == Decimal("0.3")


# ---- checking


def complete(numbers: dict[Key, int]) -> dict[Key, int]:
    return {key: int(number or 0) for key, number in total(Sheet.of(SMALL, numbers)).items()}


whole_sheets = st.fixed_dictionaries({key: st.integers(0, 4) for key in SMALL.cells})


@given(whole_sheets)
def test_the_findings_are_exactly_the_balances_that_do_not_hold(given_numbers: dict[Key, int]) -> None:
    found = {finding.balance for finding in check(Sheet.of(SMALL, given_numbers))}
    assert found == {balance for balance in SMALL.balances if not holds(balance, given_numbers)}


def completions(known: dict[Key, int], unread: list[Key]) -> Iterator[dict[Key, int]]:
    """Every way to fill the unread cells that could matter: numbers above the largest sum change nothing."""
    ranges = [range(-9, 10) if SMALL.signed(*key) else range(10) for key in unread]
    for chosen in itertools.product(*ranges):
        yield {**known, **dict(zip(unread, chosen, strict=True))}


def judged(known: dict[Key, int], unread: list[Key]) -> Examination:
    return examine(Sheet.of(SMALL, known).put_all(dict.fromkeys(unread, UNREAD)))


@st.composite
def partly_read_sheets(draw: st.DrawFn) -> tuple[dict[Key, int], list[Key]]:
    """A sheet with up to three unread cells: of any numbers, or balanced but for one slip, where little contradicts."""
    known = draw(st.fixed_dictionaries({key: st.integers(0, 2) for key in SMALL.cells}))
    if draw(st.booleans()):
        known = in_balance(known)
        known[draw(st.sampled_from(SMALL.cells))] += draw(st.integers(0, 1))
    return known, draw(st.lists(st.sampled_from(SMALL.cells), min_size=1, max_size=3, unique=True))


def in_balance(numbers: dict[Key, int]) -> dict[Key, int]:
    """The nearest sheet in which all holds: what came is what was done, nothing is left."""
    counted = {key: numbers[key] for key in SMALL.counted} | {
        ("no", "she"): min(numbers["no", "she"], numbers["yes", "she"])
    }
    done = complete(counted | {("left", who): 0 for who in ("he", "she")})
    return complete(
        {key: done[key] for key in SMALL.counted} | {("come", who): done["done", who] for who in ("he", "she")}
    )


partly_read = partly_read_sheets()


@given(partly_read)
def test_a_balance_with_unread_cells_is_broken_exactly_when_no_number_could_mend_it(
    sheet: tuple[dict[Key, int], list[Key]],
) -> None:
    known, unread = sheet
    result = judged(known, unread)
    alone = {finding.balance for finding in result.findings if not finding.jointly}
    possible = {
        balance for filled in completions(known, unread) for balance in SMALL.balances if holds(balance, filled)
    }
    assert alone == set(SMALL.balances) - possible


@given(partly_read)
def test_a_joint_contradiction_is_claimed_only_when_no_filling_satisfies_all_balances_at_once(
    sheet: tuple[dict[Key, int], list[Key]],
) -> None:
    known, unread = sheet
    result = judged(known, unread)
    alone = {finding.balance for finding in result.findings if not finding.jointly}
    others = [balance for balance in SMALL.balances if balance not in alone]
    if any(finding.jointly for finding in result.findings):
        assert not any(all(holds(balance, filled) for balance in others) for filled in completions(known, unread))


@given(partly_read, st.integers(0, 4))
def test_what_is_known_of_unread_cells_from_elsewhere_is_used_and_nothing_more(
    sheet: tuple[dict[Key, int], list[Key]], most: int
) -> None:
    known, unread = sheet
    spoiled = Sheet.of(SMALL, known).put_all(dict.fromkeys(unread, UNREAD))
    result = examine(spoiled, bounds={key: Range(0, most) for key in unread})
    alone = {finding.balance for finding in result.findings if not finding.jointly}
    fillings = [filled for filled in completions(known, unread) if all(0 <= filled[key] <= most for key in unread)]
    assert alone == {balance for balance in SMALL.balances if not any(holds(balance, filled) for filled in fillings)}


@given(numbers, st.lists(st.sampled_from(SMALL.cells), min_size=1, max_size=3, unique=True))
def test_a_deduced_number_is_the_only_one_that_fits(given_numbers: dict[Key, int], unread: list[Key]) -> None:
    known = in_balance(given_numbers)
    result = judged(known, unread)
    assert result.findings == ()
    assert all(known[key] == number for key, number in result.deduced.items())
    if len(unread) == 1:
        assert result.deduced == {unread[0]: known[unread[0]]}


def judged_small(changes: dict[Key, int | None]) -> Examination:
    """A balanced sheet of twos with some cells changed; None makes a cell unread."""
    twos = in_balance(dict.fromkeys(SMALL.cells, 2))
    given_values = {key: UNREAD if number is None else Value.of(number) for key, number in changes.items()}
    return examine(Sheet.of(SMALL, twos).put_all(given_values))


def test_nothing_is_concluded_from_a_yellow_balance_which_may_lawfully_fail() -> None:
    """The red balances leave 1 for the unread 准; that it is less than 否 is a warning and makes no red finding."""
    lost: dict[Key, int | None] = {(row, who): None for row in ("yes", "done") for who in ("he", "she")}
    lost |= {("yes", "all"): None}
    result = judged_small(lost | {("done", "all"): 7, ("come", "she"): 3, ("come", "all"): 7})
    assert [(finding.balance.name, finding.jointly) for finding in result.findings] == [("否不多于准", True)]


def test_red_balances_narrow_an_unread_cell_from_both_sides() -> None:
    """By its row the unread 准 is 2, by its column 5: each could hold alone, not both."""
    result = judged_small(
        {("yes", "he"): None, ("done", "he"): 7, ("come", "he"): 7, ("done", "all"): 11, ("come", "all"): 11}
    )
    assert [finding.jointly for finding in result.findings if "之和" in finding.balance.name] == [False, True]


def test_one_broken_balance_accuses_no_cell() -> None:
    table = Table("plain", "平表", SMALL.rows, heading("columns", "", line("value", "数")), FORM)
    sheet = total(Sheet.of(table, dict.fromkeys(table.counted, 1)))
    result = examine(sheet.put("yes", "value", Value.of(5)))
    assert (len(result.findings), result.suspects) == (1, ())


def test_two_slips_are_both_named_and_the_cell_between_them_is_spared_by_its_sound_row() -> None:
    """办结合计 of 甲 stands in both broken columns and could mend both, but its own row holds."""
    result = judged_small({("yes", "he"): 1, ("come", "he"): 3})
    assert {(suspect.cell[1:3], suspect.expected) for suspect in result.suspects} == {
        (("yes", "he"), 2),
        (("come", "he"), 4),
    }
    assert all(finding.suspect for finding in result.findings)


def test_a_lost_part_cannot_hide_that_the_others_exceed_the_total() -> None:
    sheet = total(Sheet.of(SMALL, dict.fromkeys(SMALL.counted, 0))).put("yes", "he", Value.of(5))
    result = examine(sheet.put("no", "he", UNREAD))
    sums = [finding for finding in result.findings if finding.balance.place == "甲" and "合计" in finding.balance.name]
    assert [(finding.left, finding.right, finding.exact) for finding in sums][:1] == [(5, 0, False)]
    assert "至少相差5" in str(sums[0])


def test_blank_cells_leave_a_balance_unchecked_unless_blank_is_declared_to_mean_none() -> None:
    sheet = Sheet.of(SMALL, {("yes", "he"): 1, ("done", "he"): 1})
    assert check(sheet) == ()
    open_places = {str(each.balance) for each in examine(sheet).unchecked}
    assert "（三）合计等于所含各项之和（甲）" in open_places
    assert "空白" in str(examine(sheet).unchecked[0])
    declared = examine(sheet, blank_is_zero=True)
    assert declared.unchecked == ()
    assert "收等于合计加余（甲）" in {str(finding.balance) for finding in declared.findings}


def test_last_year_is_compared_only_where_last_years_sheet_has_the_cell() -> None:
    table = Table(
        "stock",
        "存量",
        heading("rows", "", line("begin", "年初"), line("end", "年末")),
        heading("columns", "", line("value", "数")),
        FORM,
        extra=(equal("年初等于上年年末", ["begin"], [last_year("end")], level=Level.RED, basis=FORM),),
    )
    now = Sheet.of(table, {("begin", "value"): 3, ("end", "value"): 0})
    before = Sheet.of(table, {("begin", "value"): 0, ("end", "value"): 4})
    assert check(now) == ()
    assert check(now, {"other": before}) == ()
    assert check(now, {"stock": Sheet(SMALL)}) == ()
    (finding,) = check(now, {"stock": before})
    assert (finding.left, finding.right, finding.difference) == (3, 4, -1)
    assert [reading.label for reading in finding.readings] == ["年初", "上年度年末"]
    assert str(finding) == "年初等于上年年末：左边3，右边4，相差1"


def test_a_part_that_exceeds_its_whole_is_found() -> None:
    table = Table(
        "whole",
        "其中",
        heading("rows", "", whole("all", "总数", line("some", "其中：部分"))),
        heading("columns", "", line("value", "数")),
        FORM,
    )
    assert check(Sheet.of(table, {("all", "value"): 2, ("some", "value"): 2})) == ()
    (finding,) = check(Sheet.of(table, {("all", "value"): 2, ("some", "value"): 3}))
    assert str(finding) == "其中：部分不超过总数：左边3，右边2，相差1"


def test_cells_that_hold_no_proper_number_are_listed_one_by_one() -> None:
    sheet = total(Sheet.of(SMALL, dict.fromkeys(SMALL.counted, 0))).put_all(
        {
            ("come", "he"): Value.of(-1),
            ("come", "she"): Value.of(Decimal("1.5")),
            ("come", "all"): Value.mark("／"),
            ("yes", "he"): BLANK,
            ("yes", "she"): UNREAD,
            ("left", "he"): Value.of(-2),
        }
    )
    found = {(each.row, each.column): each.fault for each in defects(sheet)}
    assert found == {
        ("come", "he"): Fault.NEGATIVE,
        ("come", "she"): Fault.FRACTION,
        ("come", "all"): Fault.MARK,
        ("yes", "he"): Fault.BLANK,
    }
    assert ("yes", "he") not in {(each.row, each.column) for each in defects(sheet, blank_is_zero=True)}
    assert "一、收（总计）：以符号代替数（／）" in map(str, defects(sheet))


# ---- print


def drawn(printed: Printed) -> Counter[tuple[int, int]]:
    return Counter(
        (row, column)
        for each in printed
        for row in range(each.row, each.row + each.rowspan)
        for column in range(each.column, each.column + each.colspan)
    )


def every_print(edition: Edition) -> list[Printed]:
    tables = edition.tables.values()
    blocks = [table for table in tables if table.key.startswith("article_20")]
    return [grid(table) for table in tables] + ([stack(blocks, {})] if blocks else [])


@pytest.mark.parametrize("edition", EDITIONS, ids=repr)
def test_the_printed_cells_cover_the_rectangle_exactly_once(edition: Edition) -> None:
    for printed in [grid(SMALL), *every_print(edition)]:
        places = itertools.product(range(height_of(printed)), range(width_of(printed)))
        assert drawn(printed) == Counter(places)


@pytest.mark.parametrize("edition", EDITIONS, ids=repr)
def test_every_number_is_printed_once_in_the_order_of_the_table(edition: Edition) -> None:
    for table in edition.tables.values():
        assert [each.key for each in grid(table) if each.numeric] == list(table.cells)


@given(st.data())
def test_the_numbers_printed_are_the_numbers_of_the_sheet(data: st.DataObject) -> None:
    edition = data.draw(st.sampled_from(EDITIONS))
    sheets = data.draw(balanced.sheets(edition))
    for key, sheet in sheets.items():
        printed = {each.key: each.text for each in grid(edition.tables[key], sheet) if each.numeric}
        assert printed == {cell: str(number) for cell, number in sheet.items()}


def test_money_is_printed_in_plain_figures_and_marks_as_they_stood() -> None:
    sheet = Sheet(SMALL, {("come", "he"): Value.of(Decimal("1E+2")), ("come", "she"): Value.mark("无")})
    texts = {each.key: each.text for each in grid(SMALL, sheet)}
    assert (texts["come", "he"], texts["come", "she"], texts["come", "all"]) == ("100", "无", "")


def test_the_header_rows_end_where_the_rows_begin() -> None:
    assert [[each.text for each in row] for row in header_rows(SMALL)] == [["", "谁"], ["甲", "乙", "总计"]]
