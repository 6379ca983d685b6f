"""登记簿: every kind can be read, judged and reckoned; lists balance; chains keep their order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.calendar import Calendar, national
from gongkai.law.grammar.dates import EARLIEST
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.kinds import Field, Kind, Measure, Shown, Sort, bare
from gongkai.law.grammar.statute import regulation
from gongkai.law.limits import LimitKind
from gongkai.law.registers import GROUPS, KINDS, expected_for, limit_of
from gongkai.law.registers.chains import CHAINS, TRADE, chain_of
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.lists import Account, Adjustment, Batch, Change, account, check, reconcile, stood
from gongkai.law.registers.livelihood import RELIEF_PAYMENT
from gongkai.law.registers.powers import LISTS, POWER
from gongkai.law.registers.rows import Fault, judge, same_as
from gongkai.law.registers.trades import (
    AWARD,
    AWARD_LETTER,
    PERFORMANCE,
    PURCHASE,
    TENDER,
    TRADE_NOTICES,
    TRADE_STEPS,
)
from gongkai.law.registers.watching import WATER
from tests.law.strategies import calendars, days
from tests.publication.registers.strategies import EVERY_KIND, TODAY, rows_of


def test_some_sixty_kinds_are_declared_and_every_limit_is_understood() -> None:
    assert len(KINDS) >= 60
    assert sum(map(len, GROUPS.values())) == len(KINDS)
    assert [kind.label for kind in KINDS.values() if limit_of(kind).kind is None] == []
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


def test_lists_are_stock_and_notices_are_flow() -> None:
    assert {kind.measure for kind in LISTS} == {Measure.STOCK}
    assert {kind.measure for kind in TRADE_NOTICES} == {Measure.FLOW}
    assert len(TRADE_NOTICES) == 8


@given(st.data(), EVERY_KIND)
def test_what_is_written_as_people_write_it_is_read_and_reads_back_the_same(data: st.DataObject, kind: Kind) -> None:
    judged = judge(kind, data.draw(rows_of(kind)), today=TODAY)
    assert [str(each) for each in judged.faults] == []
    again = judge(
        kind,
        {key: "是" if value is True else "否" if value is False else value for key, value in judged.values.items()},
        today=TODAY,
    )
    assert again.values == judged.values


@given(EVERY_KIND)
def test_an_empty_row_lacks_exactly_what_its_kind_requires(kind: Kind) -> None:
    judged = judge(kind, {}, today=TODAY)
    assert {each.field for each in judged.faults} == {each.key for each in kind.fields if each.required}
    assert {each.fault for each in judged.faults} == {Fault.MISSING}
    assert judged.is_refused


@given(EVERY_KIND, st.text(max_size=60), st.integers(0, 30))
def test_whatever_stands_in_a_field_is_understood_or_told_at_that_field(kind: Kind, said: str, place: int) -> None:
    field = kind.fields[place % len(kind.fields)]
    judged = judge(kind, {field.key: said}, today=TODAY)
    told = any(each.field == field.key for each in judged.faults)
    says_nothing = not said.strip().strip("\u3000\ufeff") or field.sort is Sort.DAY
    assert field.key in judged.values or told or (says_nothing and not field.required)


@given(EVERY_KIND, days(), calendars())
def test_26_a_record_is_expected_on_or_after_its_day_and_the_last_day_is_worked(
    kind: Kind, day: date, calendar: Calendar
) -> None:
    dated = f"{day:%Y-%m}" if kind.field(kind.dated).sort is Sort.MONTH else day.isoformat()
    window = expected_for(kind, dated, calendar)
    assert window.due >= window.opens
    assert calendar.day(window.due).works
    if limit_of(kind).kind is LimitKind.TERM:
        assert window.due > day


def test_a_permit_of_a_monday_is_public_within_seven_working_days() -> None:
    assert expected_for(PERMIT, "2026-03-02", national()).due == date(2026, 3, 11)


PARTY = (
    *("XDR_MC", "XDR_LB", "XDR_SHXYM", "XDR_GSZC", "XDR_ZZJG", "XDR_SWDJ", "XDR_SYDW", "XDR_SHZZ"),
    *("FRDB", "FR_ZJLX", "FR_ZJHM", "XDR_ZJLX", "XDR_ZJHM"),
)
OF_PERMITS = (
    *(f"XK_{each}" for each in PARTY),
    *("XK_XKWS", "XK_WSH", "XK_XKLB", "XK_XKZS", "XK_XKBH", "XK_NR", "XK_JDRQ", "XK_YXQZ", "XK_YXQZI", "XK_ZT"),
    *("XK_XKJG", "XK_XKJGDM", "XK_LYDW", "XK_LYDWDM", "BZ"),
)
OF_PENALTIES = (
    *(f"CF_{each}" for each in PARTY),
    *("CF_WSH", "CF_WFXW", "CF_SY", "CF_YJ", "CF_CFLB", "CF_NR", "CF_NR_FK", "CF_NR_WFFF", "CF_NR_ZKDX"),
    *("CF_JDRQ", "CF_YXQ", "CF_GSJZQ", "CF_CFJG", "CF_CFJGDM", "CF_SJLY", "CF_SJLYDM", "BZ"),
)


@pytest.mark.parametrize(("kind", "codes"), [(PERMIT, OF_PERMITS), (PENALTY, OF_PENALTIES)], ids=["permit", "penalty"])
def test_each_item_of_the_national_exchange_format_is_one_field_and_no_field_is_beside_it(
    kind: Kind, codes: tuple[str, ...]
) -> None:
    assert sorted(each.code for each in kind.fields) == sorted(codes)
    assert limit_of(kind).days == 7
    assert all(kind.named(code) is kind.field(each.key) for each in kind.fields for code in (each.code,))


def test_the_number_of_a_person_is_found_under_its_former_code() -> None:
    assert PERMIT.named("XK_FR_SFZH") is PERMIT.field("representative_number")
    assert {field.unit for field in PENALTY.fields if field.sort is Sort.MONEY} == {"万元"}


@pytest.mark.parametrize(
    ("kind", "field", "said", "fault"),
    [
        (PENALTY, "made_on", "1900-01-01", Fault.TOO_EARLY),
        (PENALTY, "made_on", "2026-06-02", Fault.TO_COME),
        (PENALTY, "made_on", "二月三十日", Fault.UNREADABLE),
        (PENALTY, "fine", "八千元", Fault.UNREADABLE),
        (PENALTY, "fine", "-3", Fault.NEGATIVE),
        (PURCHASE, "amount", "82089300", Fault.PERHAPS_YUAN),
        (PENALTY, "party", '=HYPERLINK("http://example.com","看")', Fault.FORMULA),
        (PENALTY, "party", "+cmd|' /C calc'!A0", Fault.FORMULA),
        (PENALTY, "party", "某" * 501, Fault.TOO_LONG),
        (PENALTY, "party_kind", "公司", Fault.NOT_A_CHOICE),
        (WATER, "period", "2026年13月", Fault.UNREADABLE),
        (WATER, "passes", "大概", Fault.UNREADABLE),
        (RELIEF_PAYMENT, "persons", "2.5", Fault.FRACTION),
    ],
)
def test_bad_input_is_told_at_its_field(kind: Kind, field: str, said: str, fault: Fault) -> None:
    judged = judge(kind, {field: said}, today=TODAY)
    assert fault in [each.fault for each in judged.faults if each.field == field]


def test_a_slip_in_a_number_with_a_checksum_is_refused_and_never_repeated() -> None:
    judged = judge(
        RELIEF_PAYMENT, {"number": "110101199003070000"}, today=TODAY, proven={Sort.IDENTITY: lambda _: False}
    )
    found = next(each for each in judged.faults if each.field == "number")
    assert found.fault is Fault.CHECKSUM
    assert "1990" not in str(found)


def test_an_amount_keeps_every_decimal() -> None:
    judged = judge(PURCHASE, {"amount": "8,208.930万元"}, today=TODAY)
    assert Decimal(str(judged.values["amount"])) == Decimal("8208.93")
    assert judged.values["amount"] == "8208.930"


def test_a_serial_number_of_a_spreadsheet_is_a_day() -> None:
    assert judge(PENALTY, {"made_on": "43831"}, today=TODAY).values["made_on"] == "2020-01-01"


def test_a_heading_finds_its_field_by_label_code_or_another_name() -> None:
    assert POWER.named("*权力编码") is POWER.field("code")
    assert PERMIT.named("XK_WSH") is PERMIT.field("number")
    assert PURCHASE.named("采购金额（万元）") is PURCHASE.field("amount")
    assert PURCHASE.named("随便什么") is None
    assert bare(" 决定 日期（*）：") == "决定日期"


def test_what_finds_a_person_is_covered_or_kept_inside() -> None:
    shown = {each.key: each.shown for each in RELIEF_PAYMENT.fields}
    assert shown["number"] is Shown.INSIDE
    assert shown["account"] is Shown.INSIDE
    assert shown["address"] is Shown.INSIDE
    assert shown["name"] is Shown.COVERED
    assert "number" not in {each.key for each in RELIEF_PAYMENT.shown}


@given(EVERY_KIND)
def test_nothing_that_finds_a_person_is_public_whole(kind: Kind) -> None:
    personal = {Sort.IDENTITY, Sort.ACCOUNT, Sort.HOME, Sort.PERSON, Sort.PHONE}
    assert [each.label for each in kind.fields if each.sort in personal and each.shown is Shown.WHOLE] == []


def test_a_kind_that_cannot_be_right_is_refused_when_it_is_declared() -> None:
    name, day = Field("name", "名称", required=True), Field("made_on", "日期", Sort.DAY, required=True)
    basis = regulation(20, item=4)
    assert Kind("reading", "读数", Measure.SERIES, basis, (name, day)).has("name")
    for wrong in [(name,), (name, day, Field("other", "名称")), (name, Field("made_on", "日期", required=True))]:
        with pytest.raises((ValueError, KeyError, StopIteration)):
            Kind("reading", "读数", Measure.SERIES, basis, wrong)


def test_two_rows_are_one_record_by_what_the_kind_names() -> None:
    first = {"number": "1号", "party": "甲"}
    assert same_as(PERMIT, first) == same_as(PERMIT, dict(reversed(first.items())))
    assert same_as(PERMIT, first) != same_as(PERMIT, {"number": "1号甲", "party": ""})


# -- 清单 --------------------------------------------------------------------------------------------------------------

CODES = st.sampled_from("ABCDEFG")


@st.composite
def lawful_changes(draw: st.DrawFn) -> list[Change]:
    """Changes as acts would let them happen, one after another."""
    standing: frozenset[str] = frozenset()
    changes: list[Change] = []
    day = date(2018, 1, 1)
    for _ in range(draw(st.integers(0, 25))):
        day += timedelta(days=draw(st.integers(1, 120)))
        change = Change(draw(CODES), draw(st.sampled_from(Adjustment)), day, draw(st.sampled_from(["", *"ABC"])))
        try:
            standing = check(standing, [change])
        except Unlawful:
            continue
        changes.append(change)
    return changes


@given(lawful_changes())
def test_the_stock_of_a_year_is_the_stock_before_plus_in_minus_out(changes: list[Change]) -> None:
    for year in range(2018, 2030):
        counted = account(changes, year)
        assert counted.after == len(stood(changes, date(year, 12, 31)))
        assert counted.before + counted.change == counted.after


@given(lawful_changes(), days())
def test_what_stands_is_what_came_and_has_not_left(changes: list[Change], on: date) -> None:
    slow: set[str] = set()
    for each in changes:
        if each.on <= on:
            gone = each.adjustment in (Adjustment.CANCELLED, Adjustment.HANDED_DOWN, Adjustment.MERGED)
            slow = slow - {each.code} if gone else slow | {each.code}
    assert stood(changes, on) == slow


def test_a_list_of_189_from_which_17_left_holds_172() -> None:
    changes = [Change(f"{number:03}", Adjustment.STANDING, date(2019, 6, 1)) for number in range(189)]
    changes += [Change(f"{number:03}", Adjustment.CANCELLED, date(2020, 6, 1)) for number in range(13)]
    changes += [Change(f"{number:03}", Adjustment.HANDED_DOWN, date(2020, 7, 1)) for number in range(13, 17)]
    assert account(changes, 2020) == Account(189, 0, 17)
    assert account(changes, 2020).after == 172


@pytest.mark.parametrize(
    "changes",
    [
        [Change("A", Adjustment.CANCELLED, TODAY)],
        [Change("A", Adjustment.ADDED, TODAY), Change("A", Adjustment.TAKEN_OVER, TODAY)],
        [Change("A", Adjustment.ADDED, TODAY), Change("A", Adjustment.MERGED, TODAY)],
        [Change("A", Adjustment.ADDED, TODAY), Change("A", Adjustment.MERGED, TODAY, into="B")],
        [Change("A", Adjustment.ADDED, TODAY), Change("A", Adjustment.MERGED, TODAY, into="A")],
    ],
)
def test_no_item_leaves_without_having_come_nor_comes_twice(changes: list[Change]) -> None:
    with pytest.raises(Unlawful):
        check(frozenset(), changes)


@pytest.mark.parametrize(("basis", "approved"), [("", "县政府常务会议"), ("国发〔2026〕1号", " ")])
def test_every_adjustment_has_a_source_and_an_approval(basis: str, approved: str) -> None:
    with pytest.raises(Unlawful):
        Batch(TODAY, basis, approved)


def test_two_lists_differ_where_both_say_something_else() -> None:
    ours = {"A": {"name": "甲 事项", "unit": "局"}, "B": {"name": "乙"}}
    theirs = {"A": {"name": "甲事项", "unit": "委"}, "C": {"name": "丙"}}
    found = reconcile(ours, theirs, ["name", "unit"])
    assert (found.only_ours, found.only_theirs, found.differing) == (("B",), ("C",), (("A", "unit"),))
    assert reconcile(ours, ours, ["name"]).is_none


# -- 公告链 ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from([each.kind for each in TRADE.stages]), max_size=12), st.integers(0, 2))
def test_there_is_no_award_without_a_tender_nor_a_performance_without_an_award(wanted: list[str], open_: int) -> None:
    there: set[str] = set()
    for kind in wanted:
        try:
            TRADE.may(kind, there, open_)
        except Unlawful:
            continue
        there.add(kind)
    assert AWARD.key not in there or TENDER.key in there
    assert PERFORMANCE.key not in there or AWARD.key in there
    assert not open_ or not {AWARD.key, AWARD_LETTER.key, PERFORMANCE.key} & there
    assert all(TENDER.key in there for step in TRADE_STEPS if step.key in there)
    assert AWARD_LETTER.key not in there or AWARD.key in there


def test_a_missing_stage_is_told_with_the_day_it_was_expected() -> None:
    gap = next(TRADE.gaps({TENDER.key: date(2026, 1, 5)}))
    assert (gap.kind, gap.due) == (AWARD.key, date(2026, 4, 5))
    assert gap.late(date(2026, 4, 6))
    assert not gap.late(date(2026, 4, 5))
    assert list(TRADE.gaps({})) == []


def test_every_stage_of_every_chain_is_a_declared_kind() -> None:
    assert [stage.kind for chain in CHAINS for stage in chain.stages if stage.kind not in KINDS] == []
    assert chain_of(AWARD.key) is TRADE
    assert chain_of(WATER.key) is None
    assert EARLIEST.year == 1949
