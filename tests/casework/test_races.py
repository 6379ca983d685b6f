"""同时办理: two people doing the same at the same moment, on a real server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from gongkai.casework.applications import acts
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.office.journal.models import Dossier
from gongkai.office.journal.verify import verify
from tests.casework.conftest import PERSON, take
from tests.cast import Cast, cast

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads cannot share SQLite in memory"),
    pytest.mark.django_db(transaction=True),
]

DAY = date(2025, 9, 18)
AT_ONCE = 4


def at_once(do: object, times: int = AT_ONCE) -> list[object]:
    """Do it several times at the same moment; what each came to, a refusal of the law included."""
    assert callable(do)
    starting = Barrier(times)

    def one(number: int) -> object:
        try:
            starting.wait(10)
            return do(number)
        except Unlawful as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as hands:
        return list(hands.map(one, range(times)))


@pytest.fixture
def company() -> Cast:
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    return people


@pytest.fixture
def application(company: Cast) -> Application:
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    return acts.receive(company.bureau, filled, on=DAY, today=DAY, once="0" * 32, by=company.wang).application


def test_a_form_sent_several_times_at_once_is_one_application_with_one_receipt(company: Cast) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)

    def send(_: int) -> Receipted:
        return acts.receive(company.bureau, filled, on=DAY, today=DAY, once="a" * 32)

    receipts = at_once(send)
    assert {(each.application.dossier.number, each.code) for each in receipts if isinstance(each, Receipted)} == {
        ("〔2025〕001号", receipts[0].code)  # type: ignore[attr-defined]
    }
    assert len(receipts) == AT_ONCE and Application.objects.of(company.bureau).count() == 1
    assert list(verify(whole=True)) == []


def test_different_forms_sent_at_once_take_numbers_without_gaps(company: Cast) -> None:
    def send(number: int) -> Receipted:
        filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, "description": f"第{number}项资料"})
        return acts.receive(company.bureau, filled, on=DAY, today=DAY, once=f"{number:032x}")

    at_once(send)
    numbers = sorted(Dossier.objects.of(company.bureau).values_list("number", flat=True))
    assert numbers == [f"〔2025〕{number:03d}号" for number in range(1, AT_ONCE + 1)]


def test_a_reply_signed_twice_at_once_is_signed_once(application: Application, company: Cast) -> None:
    take(application, Act.DRAFT, DAY, company.wang, outcome="disclosed", elements={"means": "见附件"})

    def sign(_: int) -> object:
        mine = Application.objects.of(company.bureau).select_related("dossier__authority__profile").get()
        return acts.sign_reply(mine, on=DAY, today=DAY, by=company.li)

    ends = at_once(sign)
    assert sum(not isinstance(end, Unlawful) for end in ends) == 1
    assert [reply.number for reply in Reply.objects.of(company.bureau)] == ["示民公复〔2025〕1号"]
    assert list(verify(whole=True)) == []


def test_a_case_registered_twice_at_once_is_registered_once_and_the_others_are_told(
    application: Application, company: Cast
) -> None:
    notice = Notice(RemedyKind.REVIEW, "示政复〔2025〕3号", "示例县人民政府")

    def register(_: int) -> object:
        return remedies.receive(application, notice, on=DAY, today=DAY, by=company.wang)

    ends = at_once(register)
    refusals = [end for end in ends if isinstance(end, Unlawful)]
    assert len(refusals) == AT_ONCE - 1 and all("已经登记" in refusal.reason for refusal in refusals)
    assert Dossier.objects.of(company.bureau).filter(kind="remedy").count() == 1


def test_of_two_acts_on_what_both_have_seen_the_later_is_refused(application: Application, company: Cast) -> None:
    seen = application.dossier.version

    def withdraw(number: int) -> object:
        mine = Application.objects.of(company.bureau).select_related("dossier__authority").get()
        step = Step("extend", DAY, {"days": number + 1, "reason": "检索量大"})
        return acts.act(mine, step, today=DAY, by=company.li, seen=seen)

    ends = at_once(withdraw)
    assert sum("已被他人办理" in str(end) for end in ends) == AT_ONCE - 1
