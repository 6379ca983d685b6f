"""登记簿索引: made once, dropped when nobody declares them, and used by the very questions the page asks."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection

from gongkai.law.grammar.kinds import Field, Kind, Sort
from gongkai.law.registers import KINDS
from gongkai.law.registers.trades import PURCHASE
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import vendor
from gongkai.publication.registers import acts, indexing
from gongkai.publication.registers.asking.answering import Way, answer
from gongkai.publication.registers.asking.questions import Condition, How, Question
from gongkai.publication.registers.models import Record
from tests.cast import cast
from tests.publication.registers.many import TODAY, written

MANY = 2400


@pytest.fixture
def bureau(db: None) -> Authority:
    people, random = cast(), Random(1)
    rows = [acts.understood(PURCHASE, written(random, PURCHASE, number), TODAY) for number in range(MANY)]
    for first in range(0, MANY, 800):
        acts.enter_many(people.bureau, PURCHASE, rows[first : first + 800], on=TODAY, by=None, published=True)
    connection.check_constraints()  # what is pending of the rows would keep PostgreSQL from making an index beside them
    return people.bureau


def supplier() -> Field:
    return PURCHASE.field("supplier")


def plan(question: Question, bureau: Authority) -> str:
    rows = answer(question, bureau, TODAY, Way.GATHER)
    return rows[:20].explain()


def test_indexes_are_made_once_and_the_planner_takes_them(bureau: Authority) -> None:
    done = indexing.put_in_place(MANY)
    assert {name[len(indexing.BEGINS) :].rsplit("_", 1)[0] for name in done.made} == {
        f"purchase_{each.key}" for each in PURCHASE.asked if each.key != PURCHASE.dated
    }
    again = indexing.put_in_place(MANY)
    assert (again.made, again.dropped, set(again.kept)) == ((), (), set(done.made))
    data = Record.objects.of(bureau).values_list("data", flat=True)[1000]
    found = Question(PURCHASE, (Condition(supplier(), How.IS, data["supplier"]),))
    assert "asked_purchase_supplier" in plan(found, bureau)
    dear = Question(PURCHASE, (Condition(PURCHASE.field("amount"), How.LEAST, Decimal(89_999)),))
    assert "asked_purchase_amount" in plan(dear, bureau)
    if connection.vendor == "sqlite":  # PostgreSQL sorts two thousand rows sooner than it walks an index
        assert "asked_purchase_unit" in plan(Question(PURCHASE, by=PURCHASE.field("unit")), bureau)
        assert "asked_purchase_unit" in plan(Question(PURCHASE, by=PURCHASE.field("unit"), falling=True), bureau)


def test_the_bounded_count_goes_by_the_index_too(bureau: Authority) -> None:
    indexing.put_in_place(MANY)
    data = Record.objects.of(bureau).values_list("data", flat=True)[1000]
    rows = answer(Question(PURCHASE, (Condition(supplier(), How.IS, data["supplier"]),)), bureau, TODAY)
    assert "asked_purchase_supplier" in rows.order_by()[:10_000].values("pk").explain()


def test_what_nobody_declares_any_more_is_dropped_and_small_registers_have_none(bureau: Authority) -> None:
    assert indexing.put_in_place(MANY + 1).made == ()
    stale = vendor.PartIndex("asked_purchase_colour_12345678", indexing.TABLE, ("unit",), {"kind": "purchase"})
    vendor.make_index(connection, stale)
    out = StringIO()
    call_command("index_registers", stdout=out)
    assert "删除 asked_purchase_colour_12345678" in out.getvalue()
    assert "建立 asked_purchase_supplier" in out.getvalue()
    assert stale.name not in vendor.part_indexes(connection, indexing.TABLE, indexing.BEGINS)


@pytest.mark.django_db
def test_every_declared_index_can_be_made_and_its_name_says_whose_it_is() -> None:
    declared = [each for kind in KINDS.values() for each in indexing.declared(kind)]
    names = [each.name for each in declared]
    assert len(set(names)) == len(names) and max(map(len, names)) <= 63
    with connection.cursor() as cursor:
        for each in declared[::7]:
            cursor.execute(each.statement(connection.vendor))
    assert {each.name for each in declared[::7]} <= vendor.part_indexes(connection, indexing.TABLE, indexing.BEGINS)


def test_a_changed_declaration_has_another_name() -> None:
    def named(sort: Sort) -> str:
        fields = (
            Field("name", "名称", required=True),
            Field("made_on", "日期", Sort.DAY, True),
            Field("size", "大小", sort, asked=True),
        )
        [index] = indexing.declared(Kind("sample", "样例", PURCHASE.measure, PURCHASE.basis, fields))
        return index.name

    assert named(Sort.COUNT) != named(Sort.TEXT)


def test_a_key_that_is_no_identifier_never_reaches_the_database() -> None:
    with pytest.raises(ValueError, match="no keys"):
        vendor.plucked("sqlite", "data", ("a') OR 1=1 --",), vendor.As.TEXT)
