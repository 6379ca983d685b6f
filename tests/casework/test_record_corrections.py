"""登记记录更正申请: asked for on the page of a record, seen by its keeper, ended only when the record was put right."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.casework.applications.corrections import acts, queries
from gongkai.casework.applications.corrections.models import Correction
from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.registers.decisions import PERMIT
from gongkai.office.authorities.models import Official
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from gongkai.publication.registers import acts as registers
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from gongkai.web.traps import new_once_token, opening_token
from tests.cast import Cast
from tests.publication.registers.rows import row

ON = date(2025, 9, 18)
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")
WRONG = {
    "name": "陈样例",
    "phone": "13900000000",
    "wrong": "许可内容写错",
    "right": "许可内容应为乙",
    "proof": "决定书",
}
VERIFIED = Step("verify", ON, {"finding": "inaccurate", "facts": "属实"})
CORRECTED = Step("correct", ON, {"corrected": "乙"})


@pytest.fixture(autouse=True)
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: ON)


def public_form(**values: str) -> dict[str, str]:
    opened = opening_token(clock.now() - timedelta(minutes=1))
    return {"opened": opened, "once": new_once_token(), "leave_blank": "", **values}


def at_desk(person: Official) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def record(people: Cast) -> Record:
    registers.keep(people.bureau, PERMIT, "审批股", on=ON, by=people.wang, owner=people.wang)
    made = registers.enter(people.bureau, PERMIT, row(PERMIT), on=ON, today=ON, by=people.wang)
    registers.publish(people.bureau, PERMIT, [made.pk], on=ON, today=ON, by=people.li)
    made.refresh_from_db()
    return made


def asked(people: Cast, record: Record) -> Correction:
    page = Client().get(record.address).content.decode()
    address = f"/{people.bureau.code}/ysqgk/gengzheng/djb/{record.pk}/"
    assert f'href="{address}"' in page
    assert record.title in Client().get(address).content.decode()
    form = public_form(**WRONG)
    for _ in range(2):
        assert CODE.search(Client().post(address, form).content.decode())
    return Correction.objects.of(people.bureau).get()


def put_right(record: Record, by: Official) -> None:
    registers.correct(record, row(PERMIT, content="乙"), "更正", on=ON, today=ON, by=by, seen=record.edition)


def test_a_record_is_put_right_before_anybody_is_told_that_it_is(people: Cast, record: Record) -> None:
    made = asked(people, record)
    assert made.of_record == record and queries.standing(made).edition == 1
    acts.act(made, VERIFIED, today=ON, by=people.wang)
    with pytest.raises(Unlawful, match="还没有更正或者撤回"):
        acts.act(made, CORRECTED, today=ON, by=people.li)
    put_right(record, people.li)
    made = Correction.objects.of(people.bureau).get()
    acts.act(made, CORRECTED, today=ON, by=people.li)
    assert queries.standing(made).outcome == "correct"
    assert list(verify(whole=True)) == []


def test_a_record_that_was_withdrawn_is_put_right_too_and_a_refusal_needs_nothing(people: Cast, record: Record) -> None:
    made = asked(people, record)
    acts.act(made, VERIFIED, today=ON, by=people.wang)
    registers.withdraw(record, Withdrawal.WRONG, "有误", on=ON, today=ON, by=people.li, seen=record.edition)
    acts.act(Correction.objects.of(people.bureau).get(), CORRECTED, today=ON, by=people.li)
    other = acts.receive(
        people.bureau, {**WRONG, "record": "许可"}, on=ON, today=ON, once="9", by=people.wang, of_record=record
    )
    acts.act(other, Step("verify", ON, {"finding": "accurate", "facts": "无误"}), today=ON, by=people.wang)
    acts.act(other, Step("refuse", ON, {"reason": "与决定书一致"}), today=ON, by=people.li)
    assert list(verify(whole=True)) == []


def test_the_keeper_hears_of_it_and_the_way_leads_through_the_register_to_the_page(
    people: Cast, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = asked(people, record)
    [notice] = Message.objects.of(people.bureau).filter(official=people.wang)
    assert made.dossier.number in notice.subject and "陈样例" not in notice.subject
    with monkeypatch.context() as later:
        later.setattr(clock, "today", lambda: date(2025, 10, 15))
        due = at_desk(people.wang).get("/desk/due/").content.decode()
    assert record.title in due and made.dossier.number in due
    acts.act(made, VERIFIED, today=ON, by=people.wang)
    base = f"/desk/corrections/{made.dossier_id}/"
    page = at_desk(people.li).get(base).content.decode()
    mend = re.search(r'href="(/desk/registers/permit/\d+/correct/\?why=[^"]+)"', page)
    assert mend is not None and "申请时第1版" in page
    form = at_desk(people.wang).get(mend[1].replace("&amp;", "&")).content.decode()
    assert f"依更正申请{made.dossier.number}" in form
    put_right(record, people.li)
    told = at_desk(people.li).post(
        base + "act/correct/", {"on": "2025-09-18", "seen": "2", "corrected": "乙"}, follow=True
    )
    assert "更正告知书" in told.content.decode()
    code = queries.code_of(made)
    status = Client().post(
        f"/{people.bureau.code}/ysqgk/gengzheng/cx/", public_form(number=made.dossier.number, code=code)
    )
    assert record.address in status.content.decode() and "陈样例" not in status.content.decode()


def test_what_is_not_public_or_of_another_authority_cannot_be_asked_about(people: Cast, record: Record) -> None:
    inside = registers.enter(people.bureau, PERMIT, row(PERMIT, 2), on=ON, today=ON, by=people.wang)
    for code, pk in ((people.bureau.code, inside.pk), (people.county.code, record.pk), (people.bureau.code, 999)):
        assert Client().get(f"/{code}/ysqgk/gengzheng/djb/{pk}/").status_code == 404
