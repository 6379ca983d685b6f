"""登记簿核验: whoever changes a row, a version, a day or what is sealed behind the acts is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db.models import F

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.calendar import LocalDay
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.journal import holidays
from gongkai.office.journal.rewrapping import house_sealed
from gongkai.office.journal.verify import verify
from gongkai.publication.registers import acts, storing
from gongkai.publication.registers.models import Record, RecordVersion
from tests.cast import Cast, cast
from tests.publication.registers.files import DAY, imported, workbook
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [str(each) for each in verify(whole=True)]


@pytest.fixture
def people() -> Cast:
    """One of everything: entered, corrected, let out, left, withdrawn, ended, imported."""
    company = cast()
    bureau, by = company.bureau, company.wang

    def one(key: str, number: int = 1, **other: str) -> Record:
        kind = KINDS[key]
        return acts.enter(bureau, kind, row(kind, number, **other), on=DAY, today=DAY, by=by)

    first, second, item = one("permit"), one("permit", 2), one("power_item", made_on="2024-01-01")
    penalty = one("penalty", shown_to="2025-09-19")
    acts.publish(bureau, PERMIT, [first.pk, second.pk], on=DAY, today=DAY, by=by)
    acts.publish(bureau, PENALTY, [penalty.pk], on=DAY, today=DAY, by=by)
    first.refresh_from_db(from_queryset=Record.objects.of(bureau))
    acts.correct(first, row(PERMIT, content="改后"), "写错", on=DAY, today=DAY, by=by, seen=1)
    acts.withdraw(second, Withdrawal.WRONG, "有误", on=DAY, today=DAY, by=by, seen=1)
    acts.leave(item, "取消", on=DAY, today=DAY, by=by, seen=1)
    acts.end(bureau, on=date(2025, 9, 20))
    imported(bureau, PURCHASE, workbook(PURCHASE, [row(PURCHASE, number) for number in range(3)]))
    later = Record.objects.of(bureau).filter(kind="purchase").order_by("pk")[1]
    acts.correct(later, row(PURCHASE, 1, amount="9"), "写错", on=DAY, today=DAY, by=by, seen=1)
    assert found() == []
    return company


def _rewritten(record: Record) -> None:
    """Somebody changes what a row says and is clever enough to seal it anew."""
    record.data = {**record.data, "content": "篡改"}
    record.seal = storing.digest(record)
    record.save()


def _of(rows: str) -> Record:
    return Record.objects.everywhere().filter(kind=rows).order_by("pk")[0]


TAMPERINGS: dict[str, Callable[[], object]] = {
    "a row": lambda: Record.objects.everywhere().filter(kind="permit").update(title="篡改"),
    "a row and its seal": lambda: _rewritten(_of("permit")),
    "an imported row and its seal": lambda: _rewritten(_of("purchase")),
    "an imported row that is gone": lambda: _of("purchase").delete(),
    "a record let out behind the acts": lambda: (
        Record.objects.everywhere().filter(kind="purchase").update(standing=Standing.PUBLIC, published_on=DAY)
    ),
    "a day of publication": lambda: (
        Record.objects.everywhere().filter(kind="permit").update(published_on=date(2025, 9, 1))
    ),
    "a withdrawal undone": lambda: (
        Record.objects.everywhere().filter(standing=Standing.WITHDRAWN).update(standing=Standing.PUBLIC)
    ),
    "an end undone": lambda: (
        Record.objects.everywhere().filter(standing=Standing.ENDED).update(standing=Standing.PUBLIC)
    ),
    "a last day": lambda: Record.objects.everywhere().filter(kind="permit").update(due_on=date(2025, 12, 31)),
    "a version": lambda: RecordVersion.objects.everywhere().update(row={}),
    "what is sealed": lambda: Record.objects.everywhere().filter(kind="permit").update(sealed=b"\x01" + bytes(40)),
    "the inside of another": lambda: Record.objects.everywhere().filter(kind="permit").update(print=F("alike")),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_is_changed_behind_the_acts_is_found(people: Cast, what: str) -> None:
    TAMPERINGS[what]()
    assert [each for each in found() if "记录" in each or "条目" in each]


def test_a_holiday_that_is_announced_moves_the_last_day_and_its_withdrawal_moves_it_back(people: Cast) -> None:
    record = _of("permit")
    was = record.due_on
    assert was is not None
    off = LocalDay(was, False, "州庆", "样本州政府通知")
    holidays.announce_days(people.prefecture, [off], on=DAY, by=None)
    moved = Record.objects.everywhere().get(pk=record.pk).due_on
    assert moved is not None and moved > was
    assert found() == []


def test_every_sealed_column_is_named_for_the_change_of_keys(people: Cast) -> None:
    named = {(each.model.__name__, each.column) for each in house_sealed()}
    assert {("Record", "sealed"), ("RecordVersion", "sealed"), ("ImportRow", "sealed")} <= named
    for column in house_sealed():
        if column.model in (Record, RecordVersion):
            for sealed in column.model._base_manager.exclude(sealed=None).values_list("sealed", flat=True):
                assert storing.opened(sealed)
