"""网上异议: raised while a record is shown for it, stops the chain, is answered, and tells of nobody."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Unlawful
from gongkai.law.registers import KINDS
from gongkai.law.registers.protests import (
    ProtestAnswer,
    ProtestGiven,
    ProtestOutcome,
    ProtestWay,
    closed_to_the_public,
    shown_on,
)
from gongkai.office.journal import queries as journal
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers import follow
from gongkai.publication.registers.chains import acts, queries
from gongkai.publication.registers.models import Protest, Record
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.cast import Cast, cast
from tests.publication.registers.rows import row

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 18)
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def people() -> Cast:
    return cast()


def notice(people: Cast, kind: str = "firm_list_before", **other: str) -> Record:
    shown = {"shown_from": "2025-09-10", "shown_to": "2025-09-20"} if KINDS[kind].has("shown_from") else {}
    said = row(KINDS[kind], 1, **{**shown, **other})
    made = registers.enter(people.bureau, KINDS[kind], said, on=DAY, today=DAY, by=people.wang)
    registers.publish(people.bureau, KINDS[kind], [made.pk], on=DAY, today=DAY, by=people.li)
    made.refresh_from_db()
    return made


def form(**values: str) -> dict[str, str]:
    opened = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": opened, "once": new_once_token(), "leave_blank": "", **values}


@given(st.dates(date(2025, 9, 1), date(2025, 10, 1)), st.integers(0, 20), st.integers(0, 12))
def test_the_form_is_open_on_the_days_of_display_and_on_no_other(first: date, length: int, passed: int) -> None:
    last, today = first + timedelta(length), first + timedelta(passed - 3)
    values = {"shown_from": first.isoformat(), "shown_to": last.isoformat()}
    assert shown_on(values, today) == (first <= today <= last) == (closed_to_the_public(values, today) == "")
    assert closed_to_the_public({}, today)


def test_an_objection_from_the_page_stops_the_next_stage_until_it_is_answered(people: Cast) -> None:
    record = notice(people)
    page = Client().get(record.address).content.decode()
    address = f"/{people.bureau.code}/djb/yiyi/{record.pk}/"
    assert f'href="{address}"' in page
    assert "答复以前，后面的环节不能登记" in Client().get(address).content.decode()
    sent = form(name="张测试", contact="13800000000", text="名单中的企业不符合条件")
    told = [Client().post(address, sent).content.decode() for _ in range(2)]
    codes = [CODE.search(each) for each in told]
    assert codes[0] and codes[1] and codes[0][0] == codes[1][0], "sent twice it is one receipt"
    protest = Protest.objects.of(people.bureau).get()
    assert protest.way == "online" and protest.number in told[0] and "张测试" not in told[0]
    after = KINDS["firm_list_after"]
    announcement = row(after, 1, answers=record.title, made_on="2025-09-18")
    with pytest.raises(Unlawful, match="1件异议尚未答复"):
        registers.enter(people.bureau, after, announcement, on=DAY, today=DAY, by=people.wang)
    acts.answer(protest, ProtestAnswer(ProtestOutcome.NOT_UPHELD, "经核实符合条件"), on=DAY, today=DAY, by=people.wang)
    assert registers.enter(people.bureau, after, announcement, on=DAY, today=DAY, by=people.wang).pk
    status = f"/{people.bureau.code}/djb/yiyi/cx/"
    found = Client().post(status, form(number=protest.number, code=codes[0][0].lower())).content.decode()
    assert "异议不成立" in found and "经核实符合条件" in found and "张测试" not in found
    wrong = Client().post(status, form(number=protest.number, code="2222-2222-2222-2222")).content.decode()
    assert "编号或者查询码不正确" in wrong and "异议不成立" not in wrong
    page = Client().get(record.address).content.decode()
    assert "异议和答复" in page and "经核实符合条件" in page
    assert not any(secret in page for secret in ("张测试", "13800000000", "不符合条件"))
    assert list(verify(whole=True)) == []


def test_outside_of_the_display_the_page_says_why_and_nothing_is_received(people: Cast) -> None:
    award = notice(people, "tender_notice")
    address = f"/{people.bureau.code}/djb/yiyi/{award.pk}/"
    page = Client().get(address)
    assert page.status_code == 200 and "没有公示期" in page.content.decode()
    assert "没有公示期" in Client().post(address, form(name="张测试", text="有误")).content.decode()
    given_in = ProtestGiven(ProtestWay.ONLINE, "张测试", "", "有误")
    with pytest.raises(Unlawful, match="没有公示期"):
        acts.raise_online(award, given_in, today=DAY, once="1")
    assert not Protest.objects.of(people.bureau).exists()
    assert "yiyi" not in Client().get(award.address).content.decode()


def test_what_waits_inside_has_no_form(people: Cast) -> None:
    kind = KINDS["firm_list_before"]
    inside = registers.enter(people.bureau, kind, row(kind), on=DAY, today=DAY, by=people.wang)
    assert Client().get(f"/{people.bureau.code}/djb/yiyi/{inside.pk}/").status_code == 404
    assert Client().get(f"/{people.county.code}/djb/yiyi/{notice(people, name='乙').pk}/").status_code == 404


def test_the_keeper_is_told_once_and_the_page_of_the_record_is_drawn_anew(people: Cast) -> None:
    record = notice(people)
    registers.keep(people.bureau, record.declared, "工信科", on=DAY, by=people.wang, owner=people.wang)
    given_in = ProtestGiven(ProtestWay.ONLINE, "张测试", "", "有误")
    protest = acts.raise_online(record, given_in, today=DAY, once="1")
    assert acts.raise_online(record, given_in, today=DAY, once="1") == protest
    [message] = Message.objects.of(people.bureau).filter(official=people.wang)
    assert record.title in message.subject and "张测试" not in message.subject
    head = next(seq for key, seq, _ in journal.chain_heads() if key == people.bureau.pk)
    [told] = journal.told_after(people.bureau.pk, head - 1, 1)
    assert record.address in set(follow.pages(told)) and not list(follow.hidden(told))


def test_who_changes_what_was_raised_is_found_out(people: Cast) -> None:
    record = notice(people)
    protest = acts.raise_online(record, ProtestGiven(ProtestWay.ONLINE, "张测试", "", "有误"), today=DAY, once="1")
    assert list(verify(whole=True)) == []
    Protest.objects.of(people.bureau).filter(pk=protest.pk).update(due_on=DAY + timedelta(90))
    assert [each.what for each in verify(whole=True)] == ["对哪条记录或者答复到期日与条目登记的不符"]


def test_a_code_opens_its_own_objection_only(people: Cast) -> None:
    record = notice(people)
    made = [
        acts.raise_online(record, ProtestGiven(ProtestWay.ONLINE, f"张测试{n}", "", "有误"), today=DAY, once=str(n))
        for n in range(2)
    ]
    for one in made:
        for other in made:
            found = queries.by_code(people.bureau, one.number, queries.code_of(other))
            assert (found == one) == (one == other)
    assert queries.by_code(people.county, made[0].number, queries.code_of(made[0])) is None
