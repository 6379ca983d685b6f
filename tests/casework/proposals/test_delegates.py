"""人大、政协机构: they log in and see their own files alone, sign for copies, and ask after what takes long."""

from __future__ import annotations

import pytest
from django.test import Client

from gongkai.casework.proposals import acts, delegates, queries
from gongkai.casework.proposals.given import SessionGiven
from gongkai.law.grammar.flow import Step, Unlawful
from gongkai.law.proposal_delegates import SEATS, seats_of
from gongkai.law.proposal_terms import Copied, ProposalKind, ProposalSource
from gongkai.law.proposals import Act
from gongkai.office.notices.models import Message
from tests.casework.proposals.conftest import CONTACT, ON, House
from tests.cast import official
from tests.publication.response.conftest import logged_in

pytestmark = pytest.mark.django_db
LIST = "/desk/proposals/delegates/"


@pytest.fixture
def house(house: House) -> House:
    official("ren", "任代联", house.county, "congress_office")
    official("zhong", "钟提联", house.county, "conference_office")
    return house


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_each_office_of_delegates_has_a_seat_of_its_own_source_and_nobody_else_has_one() -> None:
    assert {seat.source for seat in SEATS.values()} == set(ProposalSource)
    assert seats_of(["disclosure_office", "informant"]) == ()
    (seat,) = seats_of(["conference_office", "informant"])
    assert seat.source is ProposalSource.CONFERENCE and seat.copied is Copied.CONFERENCE_OFFICE


def test_the_congress_sees_what_deputies_brought_and_the_conference_what_members_did(house: House) -> None:
    ours = house.handed_over("12")
    given = SessionGiven(ProposalSource.CONFERENCE, "政协示例县十届四次会议", 2025)
    session = acts.open_session(house.county, given, on=ON, today=ON, by=house.office)
    theirs = House(**{**vars(house), "session": session}).received("7", kind=ProposalKind.PROPOSAL)
    for username, mine, other in (("ren", ours, theirs), ("zhong", theirs, ours)):
        client = logged_in(username)
        page = text(client, LIST)
        assert mine.title in page and other.title not in page
        assert client.get(f"{LIST}{other.dossier_id}/").status_code == 404
        assert mine.title in text(client, f"{LIST}{mine.dossier_id}/")
        assert mine.title in text(client, f"{LIST}?words=路灯") and mine.title not in text(client, f"{LIST}?words=桥")
        assert client.get("/desk/proposals/").status_code == 403
        assert client.get(f"/desk/proposals/{mine.dossier_id}/contact/").status_code == 403
    assert logged_in("wang").get(LIST).status_code == 403


def test_what_else_falls_due_at_the_government_is_not_theirs_to_see(house: House) -> None:
    row = house.handed_over("12")
    assert row.title in text(logged_in("fu"), "/desk/due/")
    assert row.title not in text(logged_in("ren"), "/desk/due/")


def test_they_read_the_whole_reply_once_the_proposer_has_it_and_never_the_telephone(house: House) -> None:
    row = house.drafted("12")
    client = logged_in("ren")
    before = text(client, f"{LIST}{row.dossier_id}/")
    assert "南街已补装路灯" not in before and "经费已经安排" not in before
    for act in (Act.CHECK, Act.SIGN, Act.REPLY):
        house.take(row, act)
    after = text(client, f"{LIST}{row.dossier_id}/")
    assert "南街已补装路灯" in after and "示民函〔2025〕3号" in after and "补装路灯40盏" in after
    assert row.dossier.number in after and "经费已经安排" not in after
    assert CONTACT not in before


def test_a_copy_is_signed_for_by_who_got_it_once(house: House) -> None:
    row = house.replied("12")
    client = logged_in("ren")
    assert "签收抄送件" not in text(client, f"{LIST}{row.dossier_id}/")
    with pytest.raises(Unlawful, match="没有抄送过"):
        house.take(row, Act.ACKNOWLEDGE, ON, house.county, of="congress_office")
    house.take(row, Act.COPY)
    assert any("请签收" in each.subject for each in Message.objects.everywhere().filter(official__username="ren"))
    assert f"{LIST}{row.dossier_id}/" in text(client, "/desk/notices/")
    assert not Message.objects.everywhere().filter(official__username="zhong").exists()
    assert "签收抄送件</button>" in text(client, f"{LIST}{row.dossier_id}/")
    assert client.post(f"{LIST}{row.dossier_id}/acknowledge/").status_code == 302
    standing = queries.standing(row)
    assert standing.reply is not None and standing.reply.unreceipted == (Copied.GOVERNMENT_OFFICE,)
    assert "签收抄送件</button>" not in text(client, f"{LIST}{row.dossier_id}/")
    with pytest.raises(Unlawful, match="已经登记"):
        house.take(row, Act.ACKNOWLEDGE, standing.last_on, house.county, of="congress_office")
    assert logged_in("fu").post(f"{LIST}{row.dossier_id}/acknowledge/").status_code == 403


def test_they_ask_after_a_file_and_the_office_is_told(house: House) -> None:
    row = house.handed_over("12")
    client, page = logged_in("ren"), f"{LIST}{row.dossier_id}/"
    assert "询问办理情况" in text(client, page)
    seen = {"seen": row.dossier.version}
    empty = client.post(f"{page}ask/", {**seen, "asked": ""})
    assert empty.status_code == 200 and "询问的内容" in empty.content.decode()
    assert client.post(f"{page}ask/", {**seen, "asked": "经费何时到位"}).status_code == 302
    assert "经费何时到位" in text(client, page)
    assert "经费何时到位" in text(logged_in("fu"), f"/desk/proposals/{row.dossier_id}/")
    told = Message.objects.everywhere().filter(official=house.office)
    assert any("人大常委会代工委询问办理情况" in each.subject for each in told)


def test_a_unit_takes_no_step_of_the_delegates(house: House) -> None:
    row = house.handed_over("12")
    step = Step(Act.ASK_AFTER.value, ON, {"asked": "何时到位"})
    with pytest.raises(Unlawful, match="人大、政协机构"):
        acts.act(row, step, of=house.bureau, today=ON, by=house.people.wang)
    assert delegates.told(house.county, ProposalSource.CONGRESS, ON)[0].username == "ren"
