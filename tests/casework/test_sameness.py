"""重复提交: one click or two, one window or two, an answer lost: one application; and nobody learns a stranger's code."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import acts, sameness
from gongkai.casework.applications.acts import Receipted
from gongkai.casework.applications.models import Application
from gongkai.casework.applications.sameness import AlreadySubmitted
from gongkai.law.application_form import Filled, fields
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.journal.models import Access, Dossier, Entry
from gongkai.office.notices.models import Message
from tests.casework.conftest import PERSON, take
from tests.casework.test_application_pages import APPLY, filled_in
from tests.cast import Cast

DAY = date(2025, 9, 18)
WRITTEN = [row.key for row in fields(ApplicantKind.PERSON) if row.words is None and not row.key.startswith("by_")]
CODE = re.compile(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}")


def submit(people: Cast, once: str, on: date = DAY, channel: Channel = Channel.ONLINE, **values: str) -> Receipted:
    filled = Filled(ApplicantKind.PERSON, channel, {**PERSON, **values})
    return acts.receive(people.bureau, filled, on=on, today=on, once=once)


def test_an_answer_lost_on_the_way_is_given_again_with_its_code(people: Cast) -> None:
    first, again = submit(people, "a" * 32), submit(people, "a" * 32)
    assert (first.application, first.code) == (again.application, again.code)


def test_two_windows_with_the_same_words_make_one_application_and_the_second_is_told_its_number(people: Cast) -> None:
    first = submit(people, "a" * 32)
    with pytest.raises(AlreadySubmitted, match=f"编号{first.application.dossier.number}，没有重复登记") as told:
        submit(people, "b" * 32, description=f"  {PERSON['description']}\n")
    assert first.code not in str(vars(told.value)) and first.spaced_code not in str(told.value)
    assert Application.objects.of(people.bureau).count() == 1
    assert Message.objects.of(people.bureau).count() == 1, "nobody is told twice"


def test_the_page_of_the_second_window_shows_the_number_and_no_code(people: Cast) -> None:
    first, second = Client(), Client()
    forms = [filled_in(window, APPLY, PERSON) for window in (first, second)]
    assert forms[0]["once"] != forms[1]["once"]
    receipt, told = (
        window.post(APPLY, form).content.decode() for window, form in zip((first, second), forms, strict=True)
    )
    number = Dossier.objects.of(people.bureau).get().number
    code = CODE.search(receipt)
    assert code and number in receipt and number in told
    assert not CODE.search(told) and code[0].replace("-", "") not in told
    for secret in ("name", "identity_number", "phone", "address", "description"):
        assert PERSON[secret] not in told, "whoever looks over a shoulder learns no more than the number"
    again = CODE.search(first.post(APPLY, forms[0]).content.decode())
    assert again and again[0] == code[0], "the window that sent it first gets its receipt again"


@given(key=st.sampled_from(WRITTEN), other=st.text("甲乙丙丁12", min_size=1, max_size=9))
def test_who_changes_a_single_field_makes_another_application(people: Cast, key: str, other: str) -> None:
    """So whoever does not know everything learns nothing: neither a number nor whether there is an application at all."""
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)
    changed = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, key: PERSON.get(key, "") + other})
    marks = {sameness.marks(people.bureau, each, DAY) for each in (filled, changed)}
    assert len(marks) == 2 and all(marks)


def test_another_day_another_authority_or_paper_is_another_application(people: Cast) -> None:
    submit(people, "a" * 32)
    submit(people, "b" * 32, on=DAY + timedelta(1))
    for number, channel in enumerate((Channel.IN_PERSON, Channel.IN_PERSON, Channel.REGISTERED_POST)):
        submit(people, f"{number:032x}", channel=channel)
    elsewhere = Filled(ApplicantKind.PERSON, Channel.ONLINE, PERSON)
    acts.receive(people.elsewhere, elsewhere, on=DAY, today=DAY, once="c" * 32)
    assert Application.objects.everywhere().count() == 6


def test_one_who_has_withdrawn_may_apply_again_on_the_same_day(people: Cast) -> None:
    first = submit(people, "a" * 32).application
    take(first, Act.WITHDRAW, DAY, people.wang, reason="申请人当日撤回")
    assert submit(people, "b" * 32).application != first


def test_the_mark_is_no_plain_digest_and_goes_when_the_file_is_shredded(people: Cast) -> None:
    application = submit(people, "a" * 32).application
    assert application.same and len(application.same) == 64
    told = json.dumps([list(row) for row in Entry.objects.everywhere().values_list("data")], ensure_ascii=False)
    assert application.same not in told, "an entry is for ever, the mark is not"
    take(application, Act.WITHDRAW, DAY, people.wang, reason="申请人撤回")
    acts.shred(application, on=DAY, by=people.li, reason="保管期满")
    application.refresh_from_db()
    assert application.same is None


def test_a_stranger_who_sends_other_words_writes_no_look_and_sees_nobody(people: Cast) -> None:
    submit(people, "a" * 32)
    stranger = submit(people, "d" * 32, phone="13900000001")
    assert stranger.application.dossier.number == "〔2025〕002号"
    assert not Access.objects.everywhere().exists()
