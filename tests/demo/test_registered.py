"""示例登记簿: what is written is what the reports state, every row is one a desk would take, and a replay that stops goes on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.demo import registering, registers_today
from gongkai.demo.place import Place
from gongkai.demo.places import PLACES
from gongkai.demo.places.linze import LINZE
from gongkai.demo.places.wudu import WUDU
from gongkai.demo.publications.replaying import clerk
from gongkai.demo.publications.writing import Part
from gongkai.demo.registered import REGISTERED
from gongkai.demo.registered.pingchuan import KEY_AREAS
from gongkai.demo.registered.plan import Lot, over
from gongkai.demo.registered.writing import Row, said, size, steps
from gongkai.demo.settling import settle
from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.registers.chains import TRADE
from gongkai.law.registers.decisions import CREDIT_LIST, PERMIT
from gongkai.law.registers.livelihood import POVERTY_NOTICE, POVERTY_RESULT, RELIEF_PAYMENT
from gongkai.law.registers.powers import POWER, PUBLIC_SERVICE
from gongkai.law.registers.rows import judge, same_as
from gongkai.law.registers.standing import Standing
from gongkai.law.registers.trades import AWARD, PURCHASE, TENDER
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.verify import verify
from gongkai.publication.registers import acts, queries, storing
from gongkai.publication.registers.models import Record
from gongkai.publication.registers.proving import PROVEN
from tests.cast import PASSWORD
from tests.demo.registers import joints, left, stood

TODAY = date(2026, 5, 20)
ROWS = [row for registered in REGISTERED.values() for book in registered.books for row in steps(book, Part.SAMPLE)]


# -- what is written ---------------------------------------------------------------------------------------------------


def test_the_plans_add_up_as_the_reports_do() -> None:
    linxia, minhe = REGISTERED["linxia"].summed(), REGISTERED["minhe"].summed()
    eight = ("tender_notice", "award_notice", "correction_notice", "prequalification_notice", "performance_notice")
    assert [linxia[key] for key in eight] == [1589, 1501, 85, 64, 928]
    assert sum(linxia[key] for key in (*eight, "trade_policy", "trade_news", "trade_other")) == 4188
    assert linxia["aid_paper"] + linxia["poverty_notice"] + linxia["poverty_result"] == 1790
    assert (linxia["power_item"], linxia["public_service_item"]) == (3199, 215)
    assert (minhe["market_entity"], minhe["purchase"]) == (24423, 94)
    areas = {area: sum(lot.total for lots in leaves.values() for lot in lots) for area, leaves in KEY_AREAS.items()}
    assert list(areas.values()) == [184, 654, 7992, 645]
    leaves = [[sum(lot.total for lot in lots) for lots in leaves.values()] for leaves in KEY_AREAS.values()]
    assert leaves == [
        [118, 13, 53],
        [19, 2, 2, 10, 621],
        [21, 413, 75, 7483],
        [28, 4, 312, 43, 14, 12, 2, 2, 228],
    ]


@given(st.sampled_from([place for place in PLACES if registering.books(place)]), st.data())
def test_every_row_is_one_a_desk_would_take_and_comes_out_the_same_each_time(place: Place, data: st.DataObject) -> None:
    book = data.draw(st.sampled_from(registering.books(place)))
    lot = data.draw(st.sampled_from(book.lots))
    serial = data.draw(st.integers(0, lot.total - 1))
    row = next(row for row in steps(book, _part(lot, serial)) if row.lot is lot and row.serial == serial)
    told = said(row, place.short_name)
    assert told == said(row, place.short_name)
    judged = judge(book.kind, told, today=row.public_on, proven=PROVEN)
    assert [str(fault) for fault in judged.faults] == []
    assert row.dated_on <= row.public_on <= row.dated_on + timedelta(days=14)


def _part(lot: Lot, serial: int) -> Part:
    return Part.SAMPLE if serial < lot.sample else Part.REST


def test_no_two_rows_of_a_book_are_the_same_record() -> None:
    for place in (WUDU, LINZE):
        for book in registering.books(place):
            rows = [said(row, place.short_name) for part in Part for row in steps(book, part)]
            keys = [same_as(book.kind, row) for row in rows]
            assert len(rows) == book.total == sum(size(book, part) for part in Part)
            assert not any(keys) or len(set(keys)) == len(keys), book.kind.label


@given(st.integers(1, 400), st.decimals(1, 9999, places=2))
def test_however_many_share_a_sum_their_amounts_come_to_it_exactly(total: int, worth: Decimal) -> None:
    lot = over(PURCHASE, total, "SUM", 2020, worth=worth)
    amounts = [Decimal(said(Row(lot, n, lot.begins, lot.begins), "示例县")["amount"]) for n in range(total)]
    assert sum(amounts) == worth
    assert min(amounts) >= 0


def test_every_name_says_that_it_is_an_example() -> None:
    made_up = ("示例", "样本", "样例", "范例", "试样", "演示", "虚拟", "小样", "例文")
    for row in ROWS:
        told = said(row, "示例县")
        assert any(word in value for value in told.values() for word in made_up), told


# -- a replay ----------------------------------------------------------------------------------------------------------


def settled(place: Place) -> Authority:
    return settle(place, PASSWORD, TODAY, lambda what: None).bodies[""]


@pytest.mark.django_db
def test_wudu_2017_stands_at_203_of_273_approvals_after_107_came_and_177_went() -> None:
    told: list[int] = []
    wudu = settled(WUDU)
    registering.enter(WUDU, lambda what: None)
    by = clerk(WUDU)
    for book in registering.books(WUDU):
        assert registering.bring(WUDU, book, Part.REST, by, told.append) == book.total
    approvals = {"power_kind": "行政许可"}
    stock = [stood(wudu, POWER, date(year, 12, 31), **approvals) for year in (2016, 2017)]
    assert (stock, left(wudu, POWER, 2017, **approvals)) == ([273, 203], 177)
    assert stock[0] + 107 - 177 == stock[1]
    end = date(2017, 12, 31)
    assert (stood(wudu, POWER, end), stood(wudu, PUBLIC_SERVICE, end)) == (2899, 182)
    assert len(set(queries.records(wudu, POWER).values_list("unit", flat=True))) == 33
    assert max(told) == acts.CHUNK, "no more than a chunk is ever in memory"
    before = Record.objects.of(wudu).count()
    for book in registering.books(WUDU):
        registering.bring(WUDU, book, Part.REST, by)
    assert Record.objects.of(wudu).count() == before
    assert [str(finding) for finding in verify(whole=True)] == []


class Killed(BaseException):
    """Somebody pulled the plug."""


@pytest.mark.django_db
def test_a_replay_that_was_killed_goes_on_where_it_was() -> None:
    wudu = settled(WUDU)
    book = next(book for book in registering.books(WUDU) if book.kind is POWER)
    seen: list[int] = []

    def pull(many: int) -> None:
        seen.append(many)
        if len(seen) in (2, 4):
            raise Killed

    by = clerk(WUDU)
    for _ in range(2):
        with pytest.raises(Killed):
            registering.bring(WUDU, book, Part.SAMPLE, by, pull)
            registering.bring(WUDU, book, Part.REST, by, pull)
    assert queries.records(wudu, POWER).count() == sum(seen) < book.total
    for part in Part:
        registering.bring(WUDU, book, part, by, pull)
    assert queries.records(wudu, POWER).count() == sum(seen) == book.total
    assert stood(wudu, POWER, date(2017, 12, 31)) == 2899


# -- today -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 1, 5), date(2026, 5, 20), date(2026, 10, 12)])
def test_the_living_place_shows_what_waits_what_is_missing_and_what_has_ended_on_any_day(today: date) -> None:
    linze = settle(LINZE, PASSWORD, today, lambda what: None).bodies[""]
    registering.enter(LINZE, lambda what: None)
    registers_today.enter(linze, today, lambda what: None)
    by = Official.objects.get(username="linze-office")
    waiting = queries.waiting(linze, PERMIT)
    assert len(waiting) == 4 and waiting[0].due_on is not None and waiting[0].due_on < today
    blocked = [record for record in waiting if "身份证号" in str(record.data["content"])]
    with pytest.raises(Unlawful, match="许可内容"):
        acts.publish(linze, PERMIT, [record.pk for record in blocked], on=today, today=today, by=by)
    permits = queries.records(linze, PERMIT).filter(entered_on__year__gte=today.year - 1)
    assert permits.filter(standing=Standing.WITHDRAWN, withdrawn_kind=Withdrawal.WRONG).count() == 1
    assert [record.edition for record in permits if record.edition > 1] == [2]
    assert sum(record.is_late for record in permits) == 1
    assert queries.public_records(linze, RELIEF_PAYMENT, today).count() == 5
    assert queries.records(linze, RELIEF_PAYMENT).filter(standing=Standing.ENDED).count() == 3
    assert all(storing.opened(each.sealed)["number"] for each in queries.records(linze, RELIEF_PAYMENT))
    alone = joints(linze, TENDER, "project_code") - joints(linze, AWARD, "project_code")
    gaps = [gap for code in alone for gap in TRADE.gaps(queries.stages_of(linze, code))]
    assert sorted(gap.late(today) for gap in gaps) == [False, True]
    assert len(joints(linze, POVERTY_NOTICE, "name") - joints(linze, POVERTY_RESULT, "answers")) == 2
    assert queries.records(linze, CREDIT_LIST).exclude(left_on=None).count() == 1
    assert [str(finding) for finding in verify(whole=True)] == []
