"""登记簿查询: what the database answers is what a plain reading of the rows answers, now and as of any day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.rows import Value
from gongkai.law.registers.trades import PURCHASE
from gongkai.publication.registers import acts
from gongkai.publication.registers.asking import figures
from gongkai.publication.registers.asking.answering import Way, answer, stood
from gongkai.publication.registers.asking.filters import AskForm
from gongkai.publication.registers.asking.questions import Condition, How, Question
from gongkai.publication.registers.models import Record
from tests.cast import Cast, cast
from tests.publication.registers.many import TODAY, filled, holds, in_order, question
from tests.publication.registers.rows import IDENTITY, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.parametrize("key", KINDS)
def test_filters_equal_a_plain_reading_of_the_rows_for_every_kind(people: Cast, key: str) -> None:
    random, kind = Random(key), KINDS[key]
    filled(people.elsewhere, kind, random, 5)
    records = filled(people.bureau, kind, random, 24)
    for _ in range(12):
        asked = question(random, kind, [each.data for each in records])
        wanted = in_order(asked, [each for each in records if holds(asked, each.data)])
        assert [each.pk for each in answer(asked, people.bureau, TODAY)] == wanted, str(list(asked.said()))


@pytest.mark.parametrize("key", ["purchase", "permit", "budget", "water_quality", "fee_item"])
def test_every_way_to_the_rows_leads_to_the_same(people: Cast, key: str) -> None:
    random, kind = Random(7), KINDS[key]
    records = filled(people.bureau, kind, random, 40)
    for _ in range(20):
        asked = question(random, kind, [each.data for each in records])
        either, *others = (list(answer(asked, people.bureau, TODAY, way)) for way in Way)
        assert others == [either, either]


# -- as of a day -----------------------------------------------------------------------------------------------------------

NUMBERS = count(1)
History = list[tuple[date, str, Mapping[str, Value] | None]]
"""What a record told from a day on; None from the day it stood there no more."""


@given(seed=st.integers(0, 10**6), kind=st.sampled_from([PURCHASE, POWER, PENALTY]))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_of_a_day_equals_the_history_replayed(people: Cast, seed: int, kind: Kind) -> None:
    random, histories = Random(seed), {}
    for _ in range(6):
        record, history = lived(people, kind, random, f"{next(NUMBERS)}号")
        histories[record.pk] = history
    for _ in range(8):
        day = date(2024, 1, 1) + timedelta(random.randrange(0, 700))
        asked = Question(kind, on=min(day, TODAY))
        told = {
            each.record.pk: each.data
            for each in map(stood, answer(asked, people.bureau, TODAY))
            if each.record.pk in histories
        }
        replayed = {pk: data for pk, history in histories.items() if (data := told_on(history, min(day, TODAY)))}
        assert told == replayed
        narrowed = replace(asked, words=("改",))
        assert {each.pk for each in answer(narrowed, people.bureau, TODAY)} & histories.keys() == {
            pk for pk, data in replayed.items() if "改" in str(data[kind.titled])
        }


def lived(people: Cast, kind: Kind, random: Random, number: str) -> tuple[Record, History]:
    """A record with its life: entered, perhaps corrected inside, made public, corrected, left or withdrawn."""
    day = date(2024, 1, 1) + timedelta(random.randrange(300))
    own = {key: number for key in kind.alike if key != kind.titled} | {"shown_to": "2025-12-31"}
    said = row(kind, 1, **{kind.titled: f"名称{number}", kind.dated: f"{day}", **own})
    said = {key: value for key, value in said.items() if kind.has(key)}
    record = acts.enter(people.bureau, kind, said, on=day, today=day, by=people.wang)
    history: History = []

    def correct(on: date) -> None:
        said[kind.titled] += "改"
        acts.correct(record, said, "更正", on=on, today=on, by=people.wang, seen=record.edition)

    if random.random() < 0.4:
        correct(day)
    day += timedelta(random.randrange(0, 40))
    acts.publish(people.bureau, kind, [record.pk], on=day, today=day, by=people.li)
    record.refresh_from_db()
    begins = record.dated_on if kind.measure is Measure.STOCK else day
    history.append((begins, "", dict(record.data)))
    for _ in range(random.randrange(0, 4)):
        day += timedelta(random.randrange(0, 60))
        correct(day)
        history.append((day, "", dict(record.data)))
    end = random.random()
    day += timedelta(random.randrange(0, 30))
    if end < 0.2:
        acts.withdraw(record, Withdrawal.WRONG, "有误", on=day, today=day, by=people.li, seen=record.edition)
        return record, []
    if end < 0.5 and kind.measure is Measure.STOCK:
        acts.leave(record, "取消", on=day, today=day, by=people.li, seen=record.edition)
        history.append((day, "", None))
    return record, history


def told_on(history: History, on: date) -> Mapping[str, Value] | None:
    """What a life says of a day: the last thing that had come about by its end."""
    before = [data for day, _, data in history if day <= on]
    return before[-1] if before else None


def test_what_was_corrected_before_it_was_public_is_never_shown(people: Cast) -> None:
    record = acts.enter(people.bureau, PURCHASE, row(PURCHASE), on=TODAY, today=TODAY, by=people.wang)
    acts.correct(record, row(PURCHASE, supplier="后来的供应商"), "写错", on=TODAY, today=TODAY, by=people.wang, seen=1)
    later = TODAY + timedelta(3)
    acts.publish(people.bureau, PURCHASE, [record.pk], on=TODAY, today=TODAY, by=people.li)
    [only] = answer(Question(PURCHASE, on=TODAY), people.bureau, later)
    assert stood(only).data["supplier"] == "后来的供应商"


def test_a_number_of_a_person_that_was_corrected_away_does_not_come_back(people: Cast) -> None:
    said = row(PERMIT, content="准予经营")
    values = acts.understood(PERMIT, {**said, "content": f"身份证号{IDENTITY}"}, TODAY)
    [record] = acts.enter_many(people.bureau, PERMIT, [values], on=TODAY, by=people.li, published=True)
    later = TODAY + timedelta(5)
    acts.correct(record, said, "误写身份证号", on=later, today=later, by=people.wang, seen=1)
    [only] = answer(Question(PERMIT, on=TODAY), people.bureau, later)
    assert IDENTITY not in str(stood(only).data)


# -- the address -----------------------------------------------------------------------------------------------------------


def test_a_question_is_read_from_its_address_and_faults_name_their_field(people: Cast) -> None:
    form = AskForm(PURCHASE, QueryDict("q=校园&f-supplier==某公司&f-amount-from=12.5&sort=-amount"), today=TODAY)
    asked = form.question()
    assert form.errors == {}
    assert (asked.words, asked.by, asked.falling) == (("校园",), PURCHASE.field("amount"), True)
    assert asked.conditions == (
        Condition(PURCHASE.field("supplier"), How.IS, "某公司"),
        Condition(PURCHASE.field("amount"), How.LEAST, Decimal("12.5")),
    )
    wrong = AskForm(
        PURCHASE, QueryDict("f-amount-from=十万&f-made_on-from=2025-13-01&on=2999-01-01&f-method=随便"), today=TODAY
    )
    assert wrong.question().conditions == ()
    told = "；".join(each.message for each in wrong.faults)
    assert all(word in told for word in ("采购金额", "合同签订日期", "不能晚于今天", "采购方式"))


# -- figures ---------------------------------------------------------------------------------------------------------------


def test_sums_are_exact_and_flows_fall_into_their_months(people: Cast) -> None:
    records = filled(people.bureau, PURCHASE, Random(3), 60)
    rows = answer(Question(PURCHASE), people.bureau, TODAY)
    total = figures.main_sum(PURCHASE, (), rows)
    exact = sum((Decimal(str(each.data["amount"])) for each in records), Decimal(0))
    assert total is not None and total.amount == exact
    number, sums = figures.sums_of(PURCHASE, rows)
    assert number == len(records) and sums[0].amount == exact
    told = figures.periods(Question(PURCHASE), rows)
    assert figures.main_sum(PURCHASE, told, rows) == total
    assert sum(each.number for each in told) == len(records)
    assert sum((each.amount or Decimal(0) for each in told), Decimal(0)) == exact


def test_a_series_has_no_sum_and_a_list_no_flow(people: Cast) -> None:
    for kind in KINDS.values():
        rows = answer(Question(kind), people.bureau, TODAY)
        if kind.measure is Measure.SERIES:
            assert figures.main_sum(kind, (), rows) is None and figures.sums_of(kind, rows)[1] == []
        if kind.measure is not Measure.FLOW:
            assert figures.periods(Question(kind), rows) == []
