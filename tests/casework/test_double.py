"""同时提交: the same words sent from several windows at the same moment, on a real server, are one application."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from gongkai.casework.applications import acts
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.sameness import AlreadySubmitted
from gongkai.casework.remedies.retention import acts as retention
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.journal import rewrapping
from gongkai.office.journal.models import Dossier, DossierKey
from gongkai.office.journal.verify import verify
from gongkai.office.notices.models import Message
from tests.casework.conftest import PERSON, take
from tests.casework.test_application_pages import APPLY, filled_in
from tests.casework.test_races import AT_ONCE, at_once
from tests.casework.test_sameness import CODE
from tests.cast import Cast, cast

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="threads cannot share SQLite in memory"),
    pytest.mark.django_db(transaction=True),
]
DAY = date(2025, 9, 18)


@pytest.fixture
def company() -> Cast:
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    return people


def test_the_same_words_from_several_windows_at_once_are_one_application(company: Cast) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)
    ends = at_once(lambda number: acts.receive(company.bureau, filled, on=DAY, today=DAY, once=f"{number:032x}"))
    receipts = [end for end in ends if isinstance(end, Receipted)]
    told = [end for end in ends if isinstance(end, AlreadySubmitted)]
    assert (len(receipts), len(told)) == (1, AT_ONCE - 1)
    assert {each.number for each in told} == {receipts[0].application.dossier.number}
    assert all(receipts[0].code not in str(each) for each in told)
    assert Dossier.objects.of(company.bureau).count() == Application.objects.of(company.bureau).count() == 1
    assert Message.objects.of(company.bureau).count() == 1
    assert list(verify(whole=True)) == []


def test_a_double_click_sends_two_posts_at_once_and_both_see_the_same_receipt(company: Cast) -> None:
    window = Client()
    form = filled_in(window, APPLY, PERSON)

    def click(_: int) -> str:
        return Client().post(APPLY, form).content.decode()

    pages = [str(page) for page in at_once(click, 2)]
    codes = {found[0] for page in pages if (found := re.search(CODE, page))}
    assert len(codes) == 1 and all("申请已经提交" in page for page in pages)
    assert Application.objects.of(company.bureau).count() == 1


def test_a_file_shredded_while_its_key_is_rewrapped_stays_shredded(company: Cast, settings: object) -> None:
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    made = acts.receive(company.bureau, filled, on=DAY, today=DAY, once="0" * 32, by=company.wang).application
    take(made, Act.WITHDRAW, DAY, company.wang, reason="不需要了")
    before = settings.VAULT_KEY  # type: ignore[attr-defined]
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = "another key of nobody, thirty-two long", (before,)  # type: ignore[attr-defined]

    def shred_or_rewrap(number: int) -> object:
        if number:
            return rewrapping.rewrap()
        mine = Application.objects.of(company.bureau).select_related("dossier__authority").get()
        return acts.shred(mine, on=DAY, by=company.li, reason="期满")

    at_once(shred_or_rewrap, 2)
    assert DossierKey.objects.everywhere().get().wrapped is None
    assert not rewrapping.remaining()


def test_a_list_approved_twice_at_once_is_shredded_once(company: Cast) -> None:
    long_ago, today = date(2014, 9, 18), date(2026, 11, 30)
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    made = acts.receive(company.bureau, filled, on=long_ago, today=long_ago, once="0" * 32, by=company.wang).application
    take(made, Act.WITHDRAW, long_ago, company.wang, reason="不需要了")
    disposal = retention.propose(company.bureau, [made.dossier_id], "期满", on=today, by=company.wang)
    ends = at_once(lambda _: retention.decide(disposal, approve=True, on=today, by=company.li))
    assert sorted(end for end in ends if isinstance(end, int)) == [1]
    assert list(verify(whole=True)) == []
