"""登记簿追随: what an entry touches and hides, and every page there is; nothing of what stays inside."""

from __future__ import annotations

import pytest

from gongkai.law.disclosure import Withdrawal
from gongkai.law.registers.powers import POWER
from gongkai.law.registers.trades import PURCHASE, TENDER
from gongkai.law.registers.watching import ECONOMY
from gongkai.office.journal import queries as journal
from gongkai.office.journal.queries import Told
from gongkai.publication.registers import acts, follow
from gongkai.publication.registers.models import Record
from tests.cast import Cast, cast
from tests.publication.registers.many import TODAY
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def last(people: Cast) -> Told:
    head = next(seq for key, seq, _ in journal.chain_heads() if key == people.bureau.pk)
    [told] = journal.told_after(people.bureau.pk, head - 1, 1)
    return told


def entered(people: Cast, number: int = 1) -> Record:
    return acts.enter(people.bureau, POWER, row(POWER, number), on=TODAY, today=TODAY, by=people.wang)


def test_what_is_entered_inside_touches_nothing_until_it_is_public(people: Cast) -> None:
    record = entered(people)
    assert list(follow.pages(last(people))) == []
    acts.correct(record, row(POWER, unit="改"), "写错", on=TODAY, today=TODAY, by=people.wang, seen=1)
    assert list(follow.pages(last(people))) == []
    acts.publish(people.bureau, POWER, [record.pk], on=TODAY, today=TODAY, by=people.li)
    start = f"/{people.bureau.code}/djb/"
    assert {record.address, f"{start}power_item/", start, f"{start}changes.xml"} <= set(follow.pages(last(people)))
    assert list(follow.hidden(last(people))) == []


def test_a_withdrawal_takes_the_page_and_every_list_with_its_name_away_at_once(people: Cast) -> None:
    record = entered(people)
    acts.publish(people.bureau, POWER, [record.pk], on=TODAY, today=TODAY, by=people.li)
    record.refresh_from_db()
    acts.withdraw(record, Withdrawal.PRIVACY, "含住址", on=TODAY, today=TODAY, by=people.li, seen=1)
    start = f"/{people.bureau.code}/djb/"
    assert {record.address, f"{start}power_item/", f"{start}changes.xml"} <= set(follow.hidden(last(people)))


def test_what_stands_in_one_chain_is_touched_together(people: Cast) -> None:
    rows = [row(TENDER, 1), row(TENDER, 1, name="补充招标公告", project_code="")]
    rows[1]["project_code"] = rows[0]["project_code"]
    records = [acts.enter(people.bureau, TENDER, each, on=TODAY, today=TODAY, by=people.wang) for each in rows]
    for each in records:
        acts.publish(people.bureau, TENDER, [each.pk], on=TODAY, today=TODAY, by=people.li)
    assert {each.address for each in records} <= set(follow.pages(last(people)))


def test_all_pages_are_those_of_lists_and_chains_and_the_rest_are_drawn_when_asked_for(people: Cast) -> None:
    waiting, shown = entered(people), entered(people, 2)
    acts.publish(people.bureau, POWER, [shown.pk], on=TODAY, today=TODAY, by=people.li)
    values = acts.understood(ECONOMY, row(ECONOMY), TODAY)
    [point] = acts.enter_many(people.bureau, ECONOMY, [values], on=TODAY, by=None, published=True)
    there = set(follow.pages_of(people.bureau))
    [bought] = acts.enter_many(
        people.bureau, PURCHASE, [acts.understood(PURCHASE, row(PURCHASE), TODAY)], on=TODAY, by=None, published=True
    )
    assert shown.address in there and not {waiting.address, point.address, bought.address} & there
    assert f"/{people.bureau.code}/djb/purchase/" in follow.pages(last(people))
    assert f"/{people.bureau.code}/djb/economy_indicator/" in there
    assert list(follow.pages_of(people.elsewhere)) == [f"/{people.elsewhere.code}/djb/"]
