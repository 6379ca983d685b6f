"""今日公开: publication at Linze stands in every state, and whoever the note sends to a page can act there."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.demo import logins
from gongkai.demo.publications import present
from gongkai.law.decision_drafts import State as DecisionState
from gongkai.law.documents import State
from gongkai.law.validity import Validity
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier
from gongkai.publication.disclosure import queries as disclosed
from gongkai.publication.disclosure.carriers.models import GazetteIssue, Poster, ReadingPoint, Transfer
from gongkai.publication.disclosure.models import Content, NewMediaAccount
from gongkai.publication.documents import queries
from gongkai.publication.documents.decisions.models import DecisionDraft, PublicOpinion
from gongkai.publication.documents.meetings.models import Meeting
from gongkai.publication.documents.models import Document
from gongkai.publication.documents.validity import queries as validity
from gongkai.publication.interpretation import lines
from gongkai.web import clock
from tests.demo.conftest import PASSWORD, Demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def linze(demo: Demo) -> Authority:
    return demo.government("linze")


def document(linze: Authority, title: str) -> Document:
    return Document.objects.of(linze).get(title=title)


def enter(client: Client, who: str) -> None:
    client.post("/desk/login/", {"username": f"linze-{who}", "password": PASSWORD})


def test_documents_stand_in_every_state_but_those_nobody_waits_in(linze: Authority) -> None:
    there = set(Dossier.objects.of(linze).filter(kind="document").values_list("state", flat=True))
    assert there == {state.value for state in State} - {State.TO_ARCHIVE.value, State.ABANDONED.value}


def test_one_was_returned_because_its_interpretation_was_missing(linze: Authority) -> None:
    standing = queries.standing(document(linze, present.RETURNED.title))
    assert standing.state is State.DRAFTING and standing.owes_package
    [returned] = standing.returned
    assert [code.value for code in returned.codes] == ["no_interpretation"]


def test_the_label_of_one_that_was_withheld_has_lapsed(linze: Authority) -> None:
    assert queries.standing(document(linze, present.WITHHELD.title)).label_lapsed(clock.today())


@pytest.mark.parametrize(
    ("who", "page", "title", "act"),
    [
        ("drafter", "/desk/documents/drafts/", present.RETURNED.title, "submit"),
        ("drafter", "/desk/documents/drafts/", present.DRAFTED.title, "label"),
        ("secrecy", "/desk/documents/review/", present.IN_REVIEW.title, "review"),
        ("deputy", "/desk/documents/sign/", present.TO_SIGN.title, "sign"),
        ("office", "/desk/documents/lapsing/", present.WITHHELD.title, "renew"),
    ],
)
def test_who_is_sent_to_a_page_finds_the_document_there_and_may_take_the_next_act(
    linze: Authority, client: Client, who: str, page: str, title: str, act: str
) -> None:
    enter(client, who)
    assert title in client.get(page).content.decode()
    form = f"/desk/documents/{document(linze, title).dossier_id}/act/{act}/"
    assert form in client.get(f"/desk/documents/{document(linze, title).dossier_id}/").content.decode()
    assert client.get(form).status_code == 200


def test_what_is_signed_waits_for_the_publisher(linze: Authority, client: Client) -> None:
    enter(client, "office")
    assert present.SIGNED.title in client.get("/desk/disclosure/waiting/").content.decode()
    signed = document(linze, present.SIGNED.title)
    assert client.get(f"/desk/disclosure/publish/{signed.dossier_id}/").status_code == 200


def test_every_page_of_the_note_opens_for_who_is_sent_there(demo: Demo, client: Client) -> None:
    for username, _, page in logins._hinted(demo.built.accounts):
        client.post("/desk/login/", {"username": username, "password": PASSWORD})
        assert client.get(page).status_code == 200, (username, page)
        client.post("/desk/logout/")


def test_the_measure_is_public_with_its_interpretation_and_has_abolished_the_earlier_one(
    linze: Authority, client: Client
) -> None:
    policy = Content.objects.of(linze).get(title=present.POLICY)
    assert disclosed.is_public(policy, clock.today())
    assert {release.channel for release in disclosed.proven(policy)} >= {"website", "wechat", "gazette"}
    page = client.get(f"{disclosed.address(policy)}")
    assert page.status_code == 200
    [told] = lines.ties(policy)
    assert told.title == f"《{present.POLICY}》解读" and told.href in page.content.decode()
    assert client.get(told.href).status_code == 200
    [old] = validity.on_day(validity.instruments(linze), clock.today(), Validity.REPEALED)
    assert old.title == f"{present.POLICY}（试行）"
    assert old.title in client.get("/linze/gfxwj/abolished/").content.decode()


def test_a_meeting_is_told_without_what_was_kept_back(linze: Authority, client: Client) -> None:
    [meeting] = Meeting.objects.of(linze)
    page = client.get(f"/linze/hygk/{meeting.pk}/").content.decode()
    assert "审议高龄津贴发放办法" in page and "人事" not in page


def test_a_draft_is_open_to_comment_and_one_opinion_waits_for_its_answer(linze: Authority, client: Client) -> None:
    [draft] = DecisionDraft.objects.of(linze)
    assert draft.dossier.state == DecisionState.OPEN
    assert client.get(f"/linze/zqyj/{draft.pk}/").status_code == 200
    assert PublicOpinion.objects.of(linze).filter(answer="").count() == 1


def test_carriers_stand_each_with_something_left_to_do(linze: Authority) -> None:
    assert GazetteIssue.objects.of(linze).exclude(issued_on=None).count() == 1
    assert ReadingPoint.objects.of(linze).count() == 2
    assert sorted(bool(sent.receipt) for sent in Transfer.objects.of(linze)) == [False, True]
    assert [poster.photo for poster in Poster.objects.of(linze)] == [None]
    assert NewMediaAccount.objects.of(linze).count() == 1
