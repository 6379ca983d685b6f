"""登记簿统计: every number equals a slow count and opens just the records it counted; stock and flow are never one number."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.annual_report import count, edition
from gongkai.law.annual_report.facts import ReportedPart, ReportedRegister
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import COERCION, PENALTY, PERMIT
from gongkai.law.registers.livelihood import HOUSING
from gongkai.law.registers.money import FEE_COLLECTED
from gongkai.law.registers.powers import FEE, POWER
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import PURCHASE
from gongkai.publication.registers import acts, counting
from gongkai.publication.registers.models import Keeping, Record
from gongkai.publication.registers.reporting import RegisterLedger, in_wan
from tests.cast import Cast, cast
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
FIRST = date(2018, 6, 1)


@pytest.fixture
def people() -> Cast:
    return cast()


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, date, int | None, int | None]]:
    """(kind, made, days until public, days until it left): what happened to each record."""
    spans = st.none() | st.integers(0, 60)
    one = st.tuples(
        st.sampled_from([PERMIT.key, PENALTY.key, COERCION.key, POWER.key, FEE.key, PURCHASE.key]),
        st.integers(0, 2300).map(lambda days: FIRST + timedelta(days)),
        spans,
        st.none() | st.integers(0, 900),
    )
    return draw(st.lists(one, max_size=12))


def happened(people: Cast, told: list[tuple[str, date, int | None, int | None]]) -> list[Record]:
    """Entered by the act; when it was made public and left is then written as it happened."""
    records = []
    for number, (key, made, out, left) in enumerate(told):
        kind = KINDS[key]
        said = row(kind, number, **{kind.dated: made.isoformat()})
        said |= {"amount": f"{number}.3456"} if kind is PURCHASE else {}
        [record] = acts.enter_many(people.bureau, kind, [acts.understood(kind, said, DAY)], on=DAY, by=people.wang)
        if out is not None:
            record.published_on, record.standing = made + timedelta(out), Standing.PUBLIC
        if left is not None and kind in (POWER, FEE):
            record.left_on = made + timedelta(left)
        record.save()
        records.append(record)
    return records


SLOW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOW
@given(histories(), st.integers(2018, 2025), st.integers(0, 2600).map(lambda days: FIRST + timedelta(days)))
def test_every_column_equals_a_slow_count_and_opens_what_it_counted(
    people: Cast, told: list[tuple[str, date, int | None, int | None]], year: int, on: date
) -> None:
    with transaction.atomic():
        records = happened(people, told)
        rows = counting.kept_rows(people.bureau)
        for line in counting.flows(rows, year, on):
            mine = [each for each in records if each.kind == line.key and each.dated_on.year == year]
            slow = {column: sum(_counts(each, column, on) for each in mine) for column in counting.COLUMNS}
            assert dict(line.counts) == slow
            assert sum(slow[name] for name in ("on_time", "late", "overdue", "pending", "undated")) == slow["entered"]
            for column, number in slow.items():
                behind = counting.rows_behind(rows, KINDS[line.key], column, year, on)
                assert behind.count() == number
        for stock in counting.stocks(rows, year):
            mine = [each for each in records if each.kind == stock.key]
            ends = date(year, 12, 31)
            assert stock.counts["after"] == sum(
                each.dated_on <= ends and (each.left_on is None or each.left_on > ends) for each in mine
            )
            assert stock.counts["before"] + stock.counts["came"] - stock.counts["left"] == stock.counts["after"]
            for column, number in stock.counts.items():
                assert counting.rows_behind(rows, KINDS[stock.key], column, year, on).count() == number
        transaction.set_rollback(True)


def _counts(record: Record, column: str, on: date) -> bool:
    out = record.published_on if record.published_on and record.published_on <= on else None
    due = record.due_on
    match column:
        case "entered":
            return True
        case "public":
            return out is not None
        case "undated":
            return due is None
        case "on_time":
            return due is not None and out is not None and out <= due
        case "late":
            return due is not None and out is not None and out > due
        case "overdue":
            return due is not None and out is None and due < on
        case _:
            return due is not None and out is None and due >= on


def ledger(people: Cast) -> RegisterLedger:
    return RegisterLedger(Record.objects.of(people.bureau), Keeping.objects.of(people.bureau))


@SLOW
@given(histories(), st.sampled_from([2018, 2019, 2020, 2021, 2024, 2025]))
def test_the_tables_of_all_editions_equal_a_slow_count_and_each_number_opens_its_records(
    people: Cast, told: list[tuple[str, date, int | None, int | None]], year: int
) -> None:
    with transaction.atomic():
        records = happened(people, told)
        facts = ledger(people).facts(year)
        form = edition(year)
        counted = count(form, year, (), (), registers=facts)
        for (register, part), (table, line, column) in form.registers.items():
            slow = _reported(records, register, part, year)
            assert counted.sheets[table][line, column] == slow
            assert counted.is_counted(table, line, column) == (slow is not None)
            if slow is not None and part in (ReportedPart.HANDLED, ReportedPart.PREVIOUS):
                assert ledger(people).behind(register, part, year).count() == slow
        assert form.key != "2014" or not form.registers
        transaction.set_rollback(True)


def _reported(records: list[Record], register: ReportedRegister, part: ReportedPart, year: int) -> object:
    """What a clerk would count by hand, None where the register holds nothing up to the end of the year."""
    decided = {"permits": PERMIT.key, "penalties": PENALTY.key, "coercion": COERCION.key}
    ends, begins = date(year, 12, 31), date(year, 1, 1)
    if part is ReportedPart.HANDLED:
        mine = [each for each in records if each.kind == decided[register.value] and each.dated_on <= ends]
        return sum(each.dated_on >= begins for each in mine) if mine else None
    if part in (ReportedPart.COUNT, ReportedPart.AMOUNT):
        key = PURCHASE.key if register is ReportedRegister.PROCUREMENT else FEE_COLLECTED.key
        mine = [each for each in records if each.kind == key and each.dated_on <= ends]
        of_year = [each for each in mine if each.dated_on >= begins]
        if not mine:
            return None
        if part is ReportedPart.COUNT:
            return len({each.data["project_code"] for each in of_year})
        return sum((Decimal(str(each.data["amount"])) for each in of_year), Decimal(0))
    key = FEE.key if register is ReportedRegister.FEES else POWER.key
    if not any(each.kind == key and each.dated_on <= ends for each in records):
        return None
    # the rows of these histories are all 行政许可 and 行政事业性收费, and came by no batch: they stood before
    mine = [each for each in records if each.kind == key] if register.value in ("permits", "fees") else []
    left = sum(each.left_on is not None and begins <= each.left_on <= ends for each in mine)
    if part is ReportedPart.CHANGE:
        return -left
    after = sum(each.dated_on <= ends and (each.left_on is None or each.left_on > ends) for each in mine)
    return after + left


def test_amounts_are_exact_in_wan_yuan() -> None:
    assert in_wan(8_208_930_000) == Decimal("8208.93")
    assert str(in_wan(8_208_930_000)) == "8208.93"
    assert in_wan(38_520_000_000) == 38520
    assert in_wan(0) == 0
    assert str(in_wan(1)) == "0.000001"


def test_late_ones_of_both_publicities_are_told_apart_from_those_not_due(people: Cast) -> None:
    made = [(PERMIT.key, date(2025, 9, 1), 3, None), (PERMIT.key, date(2025, 9, 1), 16, None)]
    happened(people, [*made, (PERMIT.key, date(2025, 9, 1), None, None), (PERMIT.key, date(2025, 9, 17), None, None)])
    [line] = counting.flows(counting.kept_rows(people.bureau), 2025, DAY)
    assert {name: line.counts[name] for name in ("on_time", "late", "overdue", "pending")} == {
        "on_time": 1,
        "late": 1,
        "overdue": 1,
        "pending": 1,
    }
    assert line.punctuality.rate == 33.3


def test_key_areas_add_up_and_a_record_counts_once(people: Cast) -> None:
    for number, kind in enumerate(("棚户区改造", "公租房", "棚户区改造")):
        said = row(HOUSING, number, housing_kind=kind)
        record = acts.enter(people.bureau, HOUSING, said, on=DAY, today=DAY, by=people.wang)
        acts.publish(people.bureau, HOUSING, [record.pk], on=DAY, today=DAY, by=people.li)
    told = counting.key_areas(counting.kept_rows(people.bureau), 2025)
    leaves = {each.leaf.key: each.count for area in told for each in area.leaves if each.count}
    assert leaves == {"shanties": 2, "housing": 1}
    assert counting.total(told) == 3
