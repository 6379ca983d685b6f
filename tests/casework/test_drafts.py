"""申请草稿: saved from one device and sent from another, once, however often; and nobody reads it without its code."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from gongkai.casework.applications import chores, queries
from gongkai.casework.applications.codes import new_code
from gongkai.casework.applications.drafts import acts
from gongkai.casework.applications.drafts import queries as drafts
from gongkai.casework.applications.drafts.acts import Sent
from gongkai.casework.applications.drafts.models import ApplicationDraft
from gongkai.casework.applications.models import Application
from gongkai.law.applicants import DRAFT_KEPT
from gongkai.law.application_form import Filled, fields
from gongkai.law.applications import ApplicantKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.receipt import Channel
from gongkai.office.journal.models import Dossier, Entry
from gongkai.office.journal.vault import Unreadable
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests.casework.conftest import PERSON
from tests.casework.papers import CODE, filled_in, hidden, opened, upload
from tests.casework.test_application_acts import everything_stored
from tests.cast import Cast, cast

APPLY = "/shili-minzheng/ysqgk/person/"
KEEP = "/shili-minzheng/ysqgk/drafts/person/"
RESUME = "/shili-minzheng/ysqgk/drafts/"
DAY = date(2025, 9, 18)
ONCE = "a" * 32


def filled(**values: str) -> Filled:
    return Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, **values})


def saved(client: Client, **values: str) -> str:
    """Save a draft through the page; its code."""
    page = client.post(KEEP, filled_in(client, APPLY, values)).content.decode()
    code = CODE.search(page)
    assert code and "还没有提交" in page
    return code[0]


@given(st.dictionaries(st.sampled_from([row.key for row in fields(ApplicantKind.PERSON)]), st.text(max_size=200)))
def test_whatever_was_typed_comes_back_whole_and_only_by_its_code(people: Cast, typed: dict[str, str]) -> None:
    bureau = people.bureau
    one = acts.save(bureau, typed, organization=False, once=ONCE, on=DAY)
    row = drafts.by_code(bureau, one.spaced_code.lower(), DAY)
    assert row and drafts.values(row, one.spaced_code.lower()) == typed
    other = new_code()
    assert drafts.by_code(bureau, other, DAY) is None
    with pytest.raises(Unreadable):
        drafts.values(row, other)


def test_a_draft_is_continued_from_another_device_and_sent(people: Cast) -> None:
    code = saved(Client(), name=PERSON["name"], description=PERSON["description"])
    assert not Dossier.objects.of(people.bureau).exists(), "a draft is no application"
    elsewhere = Client()
    page = elsewhere.post(RESUME, {"code": code}).content.decode()
    assert f'value="{PERSON["name"]}"' in page and escape(PERSON["description"]) in page
    sent = elsewhere.post(APPLY, {**hidden(page), **PERSON, "opened": opened()}).content.decode()
    assert "申请已经提交" in sent
    row = ApplicationDraft.objects.of(people.bureau).get()
    assert row.application and bytes(row.values) == b"", "what was sent is kept once, and not here"
    assert "已经提交" in Client().post(RESUME, {"code": code}).content.decode()


def test_nobody_reads_a_draft_in_the_database_nor_its_code(people: Cast) -> None:
    code = saved(Client(), **PERSON)
    stored = " ".join(text for _, text in everything_stored())
    for secret in (PERSON["name"], PERSON["identity_number"], PERSON["phone"], PERSON["description"]):
        assert secret not in stored
    assert code not in stored and code.replace("-", "") not in stored
    assert not Entry.objects.of(people.bureau).filter(dossier__isnull=False).exists(), "nor does an entry tell of it"


def test_a_draft_sent_from_two_tabs_with_different_words_is_one_application(people: Cast) -> None:
    code = saved(Client(), **PERSON)
    tabs = [Client().post(RESUME, {"code": code}).content.decode() for _ in range(2)]
    first, second = (
        Client().post(APPLY, {**hidden(page), **PERSON, "description": text, "opened": opened()}).content.decode()
        for page, text in zip(tabs, ("2024年的分配结果", "2023年的分配结果"), strict=True)
    )
    assert Application.objects.of(people.bureau).count() == 1
    assert CODE.findall(first) == CODE.findall(second), "both tabs have the same receipt"
    assert "没有再次提交" in second and "没有再次提交" not in first
    assert queries.filled(Application.objects.of(people.bureau).get()).wanted == "2024年的分配结果"


@given(st.lists(st.sampled_from(["甲", "乙", "丙"]), min_size=1, max_size=6), st.booleans())
def test_however_often_and_with_whatever_words_a_draft_is_sent_there_is_one_receipt(
    people: Cast, words: list[str], with_code: bool
) -> None:
    bureau = people.bureau
    before = Application.objects.everywhere().count()
    once = new_code().lower()
    words = [f"{word}（{before}）" for word in words]  # 同一天同样的内容是同一件
    code = acts.save(bureau, {}, organization=False, once=once, on=DAY).code if with_code else ""
    sent = [
        acts.send(bureau, filled(description=f"{word}（{once}）"), (), on=DAY, once=once, code=code) for word in words
    ]
    made = Application.objects.everywhere().count() - before
    assert made == (1 if with_code else len(set(words)))
    receipts = {(each.receipted.application.pk, each.receipted.code) for each in sent}
    assert len(receipts) == made and all(each.receipted.code for each in sent)


def test_a_page_saved_as_a_draft_and_then_sent_has_used_the_draft_up(people: Cast) -> None:
    client = Client()
    form = filled_in(client, APPLY, PERSON)
    code = CODE.search(client.post(KEEP, form).content.decode())
    assert code and "申请已经提交" in client.post(APPLY, form).content.decode()
    page = client.post(RESUME, {"code": code[0]}).content.decode()
    assert "已经提交" in page and Dossier.objects.of(people.bureau).get().number in page
    assert "申请已经提交" in client.post(APPLY, form).content.decode(), "the same form again has the same receipt"
    assert Application.objects.of(people.bureau).count() == 1


def test_saving_again_keeps_the_code_and_what_was_sent_is_not_saved_again(people: Cast) -> None:
    client = Client()
    code = saved(client, name="陈样例")
    page = client.post(RESUME, {"code": code}).content.decode()
    again = client.post(KEEP, {**hidden(page), "name": "陈样例", "description": "养护资金"}).content.decode()
    assert code in again and ApplicationDraft.objects.of(people.bureau).count() == 1
    row = ApplicationDraft.objects.of(people.bureau).get()
    assert drafts.values(row, code) == {"name": "陈样例", "description": "养护资金"}
    acts.send(people.bureau, filled(), (), on=clock.today(), once=ONCE, code=code)
    refused = client.post(KEEP, {**hidden(page), "name": "陈样例"})
    assert refused.status_code == 422 and "这份草稿已经提交" in refused.content.decode()


def test_a_draft_is_kept_thirty_days_from_its_last_saving_and_then_swept(people: Cast) -> None:
    one = acts.save(people.bureau, PERSON, organization=False, once=ONCE, on=DAY)
    last = DAY + timedelta(days=DRAFT_KEPT.length)
    assert one.draft.expires_on == last
    assert drafts.by_code(people.bureau, one.code, last) and not drafts.by_code(
        people.bureau, one.code, last + timedelta(days=1)
    )
    assert acts.sweep(last) == 0 and acts.sweep(last + timedelta(days=1)) == 1
    assert not ApplicationDraft.objects.of(people.bureau).exists()
    assert any(chore.do.__name__ == "sweep_drafts" for chore in chores.CHORES)


def test_what_was_typed_into_a_draft_that_was_swept_meanwhile_is_sent_all_the_same_and_once(people: Cast) -> None:
    one = acts.save(people.bureau, {}, organization=False, once=ONCE, on=DAY)
    acts.sweep(DAY + timedelta(days=99))
    sent = [acts.send(people.bureau, filled(), (), on=DAY, once=ONCE, code=one.code) for _ in range(2)]
    assert len({(each.receipted.application.pk, each.receipted.code) for each in sent}) == 1
    renewed = acts.save(people.bureau, {"name": "甲"}, organization=False, once=ONCE, on=DAY, code=one.code)
    assert renewed.code != one.code and drafts.values(renewed.draft, renewed.code) == {"name": "甲"}


def test_a_draft_of_another_authority_is_not_opened_here(people: Cast) -> None:
    one = acts.save(people.elsewhere, PERSON, organization=False, once=ONCE, on=clock.today())
    assert "草稿码不正确" in Client().post(RESUME, {"code": one.code}).content.decode()


def test_a_guessed_code_an_expired_one_and_a_wrong_one_look_the_same_and_are_limited(people: Cast) -> None:
    old = acts.save(people.bureau, PERSON, organization=False, once=ONCE, on=DAY).code
    client, pages = Client(), []
    for code in [old, *(new_code() for _ in range(40))]:
        pages.append(client.post(RESUME, {"code": code}))
    answered = [page.content.decode() for page in pages if page.status_code == 200]
    assert len(answered) == 30 and all("草稿码不正确，或者草稿已经到期销毁" in page for page in answered)
    assert {page.status_code for page in pages[30:]} == {429}


def test_saving_takes_no_script_and_no_answer_to_every_question(people: Cast) -> None:
    page = Client().get(APPLY).content.decode()
    button = re.search(r'<button type="submit"[^>]*formaction="([^"]+)"[^>]*>保存草稿', page)
    assert button and button[1] == KEEP
    assert page.index("提交申请</button>") < page.index("保存草稿</button>"), "Enter sends, it does not save"
    assert saved(Client()), "even a form nobody has filled in"


def test_a_draft_longer_than_any_form_is_refused(people: Cast) -> None:
    with pytest.raises(Unlawful, match="草稿内容过长"):
        acts.save(people.bureau, {"description": "长" * acts.MOST}, organization=False, once=ONCE, on=DAY)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads cannot share SQLite in memory")
@pytest.mark.django_db(transaction=True)
def test_a_draft_sent_several_times_at_the_same_moment_is_one_application() -> None:
    bureau = cast().bureau
    code = acts.save(bureau, PERSON, organization=False, once=ONCE, on=DAY).code
    starting = Barrier(4)

    def send(number: int) -> Sent:
        try:
            starting.wait(10)
            return acts.send(bureau, filled(description=f"第{number}个窗口"), (), on=DAY, once=ONCE, code=code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as hands:
        sent = list(hands.map(send, range(4)))
    assert Application.objects.of(bureau).count() == 1
    assert len({each.receipted.code for each in sent}) == 1 and sum(not each.again for each in sent) == 1
    assert list(verify(whole=True)) == []


def test_files_are_not_lost_without_a_word_when_a_draft_is_saved(people: Cast) -> None:
    client = Client()
    form = {**filled_in(client, APPLY, PERSON), "identity_file": upload()}
    assert "附件不随草稿保存" in client.post(KEEP, form).content.decode()
