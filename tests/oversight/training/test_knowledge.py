"""内部问答和知识库: a question of a colleague is answered, kept with its articles, found again and shown at the form."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.training.bank import Topic
from gongkai.law.training.knowledge import EntryAct
from gongkai.office.authorities.models import Official
from gongkai.office.notices.models import Message
from gongkai.oversight.training.help import acts as asking
from gongkai.oversight.training.help import queries as threads
from gongkai.oversight.training.help.models import HelpThread
from gongkai.oversight.training.knowledge import acts, queries
from gongkai.oversight.training.knowledge.acts import EntryGiven
from gongkai.oversight.training.knowledge.models import KnowledgeEntry
from gongkai.web import clock
from tests.cast import Cast, cast, official

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 18)
GIVEN = EntryGiven("补正告知怎样写", "一次性写明要补什么、期限多长。", "条例第三十条", ("application-clarify",))


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return cast()


@pytest.fixture
def office(people: Cast) -> Official:
    return official("qian", "钱公开", people.county, "disclosure_office")


def test_a_question_reaches_the_office_and_its_answer_whoever_asked(people: Cast, office: Official) -> None:
    row = asking.ask(people.bureau, Topic.TERMS, "补正期限", "几天算合理", on=TODAY, today=TODAY, by=people.wang)
    assert Message.objects.of(people.county).filter(official=office, subject__contains="补正期限").exists()
    asking.act(row, Step("answer", TODAY, {"text": "一般十五个工作日以内"}), today=TODAY, by=office)
    assert Message.objects.of(people.bureau).filter(official=people.wang, subject__contains="有了回答").exists()
    with pytest.raises(Unlawful, match="由提问的人办理"):
        asking.act(row, Step("accept", TODAY, {"answer": 1}), today=TODAY, by=office)
    asking.act(row, Step("accept", TODAY, {"answer": 1}), today=TODAY, by=people.wang)
    assert [each.text for each in threads.said(row)] == ["几天算合理", "一般十五个工作日以内"]
    assert threads.threads(people.county, "补正").get() == row
    assert not threads.threads(people.elsewhere).exists()
    call_command("verify", "--all")


def test_what_is_known_is_found_by_its_words_and_kept_until_it_is_revised(people: Cast, office: Official) -> None:
    entry = acts.write(people.county, GIVEN, on=TODAY, today=TODAY, by=office)
    assert not queries.search(people.bureau, "补正").exists()
    boss = official("sun", "孙分管", people.county, "deputy_leadership")
    acts.act(entry, Step(EntryAct.APPROVE.value, TODAY, {"review_on": "2026-03-01"}), today=TODAY, by=boss)
    assert entry.dossier.due_on == date(2026, 3, 1)
    assert queries.search(people.bureau, "补正 第三十条").get() == entry
    assert queries.of_card(people.bureau, "application-clarify").get() == entry
    assert not queries.search(people.elsewhere, "补正").exists()
    revised = EntryGiven(GIVEN.title, "另写明不补正的后果。", GIVEN.basis, GIVEN.cards)
    acts.act(entry, Step(EntryAct.REVISE.value, TODAY, revised.details(office)), today=TODAY, by=office)
    assert queries.search(people.bureau, "一次性").get() == entry  # the version before holds
    acts.act(entry, Step(EntryAct.APPROVE.value, TODAY, {"review_on": ""}), today=TODAY, by=boss)
    assert (entry.edition, queries.search(people.bureau, "后果").get()) == (2, entry)
    call_command("verify", "--all")


def test_a_good_practice_stands_in_its_own_list_with_the_unit_it_comes_from(people: Cast, office: Official) -> None:
    client = Client()
    client.force_login(people.wang)
    form = {"kind": "practice", "title": "一表报送", "text": "一张表报三处。", "basis": "《示例工作简报》第3期"}
    assert client.post("/desk/knowledge/write/", form).status_code == 302
    entry = KnowledgeEntry.objects.of(people.bureau).get()
    acts.act(entry, Step(EntryAct.APPROVE.value, TODAY, {"review_on": ""}), today=TODAY, by=people.li)
    assert "一表报送" not in client.get("/desk/knowledge/").content.decode()
    client.force_login(office)
    listed = client.get("/desk/knowledge/practices/").content.decode()
    assert "一表报送" in listed
    assert "示例县民政局" in listed
    assert client.get("/desk/knowledge/write/?kind=practice").status_code == 200


def test_the_pages_from_the_question_to_the_card(people: Cast, office: Official) -> None:
    official("sun", "孙分管", people.county, "deputy_leadership")
    clients = {name: Client() for name in ("qian", "wang", "sun", "zhao")}
    for name, client in clients.items():
        client.force_login(Official.objects.get(username=name))
    ask = {"topic": "terms", "title": "补正告知怎样写", "text": "要写哪些"}
    assert "请选择主题" in clients["wang"].post("/desk/help/ask/", ask | {"topic": ""}).content.decode()
    made = clients["wang"].post("/desk/help/ask/", ask)
    thread = HelpThread.objects.of(people.bureau).get()
    at = f"/desk/help/{thread.pk}/"
    assert made.headers["Location"] == at
    assert clients["zhao"].get(at).status_code == 404
    assert clients["qian"].post(at, {"text": "一次性写明要补什么。"}).status_code == 302
    assert clients["qian"].post(f"{at}accept/1/").status_code == 403
    assert clients["wang"].post(f"{at}accept/1/").status_code == 302
    page = clients["qian"].get(at).content.decode()
    assert "记入知识库" in page
    form = clients["qian"].get(f"/desk/knowledge/write/?thread={thread.pk}").content.decode()
    assert "一次性写明要补什么。" in form
    written = {
        "kind": "known",
        "title": "补正告知",
        "text": "一次性写明要补什么。",
        "basis": "条例第三十条",
        "cards": ["application-clarify"],
    }
    made = clients["qian"].post(f"/desk/knowledge/write/?thread={thread.pk}", written)
    entry = KnowledgeEntry.objects.of(people.county).get()
    assert entry.thread == thread
    at = made.headers["Location"]
    assert clients["wang"].get(at).status_code == 404  # not in use yet
    approve = {"on": TODAY.isoformat(), "seen": entry.dossier.version}
    assert clients["sun"].post(f"{at}act/approve/", approve).status_code == 302
    assert "补正告知" in clients["wang"].get("/desk/knowledge/?q=补正").content.decode()
    assert "知识库里已有的" in clients["wang"].get("/desk/help/?q=补正").content.decode()
    assert clients["wang"].get(at).status_code == 200
    assert clients["qian"].get(f"{at}act/revise/").status_code == 200
    assert clients["zhao"].get(at).status_code == 404
