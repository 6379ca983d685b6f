"""到期提醒: every kind of file that falls due leads to its own page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.doors.desk.due import FILES, file_address
from gongkai.law.authorities import ADMINISTRATORS, office_choices
from gongkai.law.grammar.flow import Role
from gongkai.law.procedures import PROCEDURES
from gongkai.office.journal.models import Dossier
from gongkai.office.notices import acts as notices
from gongkai.office.notices.queries import unread
from gongkai.oversight.reports import acts as reports
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.web import clock
from tests.cast import cast, official
from tests.publication.conftest import House, furnish
from tests.publication.papers import desk
from tests.publication.test_decisions import GIVEN
from tests.publication.test_walk import drafted

ALL = frozenset(Role)


@pytest.fixture
def house(db: None) -> House:
    return furnish(cast())


def test_every_kind_of_file_the_law_knows_has_a_page() -> None:
    assert set(FILES) == set(PROCEDURES)


def test_each_file_leads_to_its_own_page_and_who_may_not_read_it_gets_no_link(house: House) -> None:
    people, today = house.people, clock.today()
    drafted(house)  # so that the numbers of drafts and of files are not the same by chance
    draft = decisions.plan(people.bureau, GIVEN, planned_on=today, on=today, today=today, by=people.wang)
    report = reports.compile_report(people.bureau, 2024, on=date(2025, 1, 2), today=today, by=people.wang)
    assert draft.pk != draft.dossier_id
    assert file_address(draft.dossier, ALL) == f"/desk/decisions/{draft.pk}/"
    assert file_address(report.dossier, ALL) == "/desk/reports/shili-minzheng/2024/"
    assert file_address(draft.dossier, frozenset()) == ""
    for dossier in Dossier.objects.of(people.bureau):
        assert desk("wang").get(file_address(dossier, ALL)).status_code == 200, dossier.kind


def test_who_handles_nothing_of_the_authority_sees_nothing_of_what_is_due_here(house: House) -> None:
    today = clock.today()
    draft = decisions.plan(house.people.bureau, GIVEN, planned_on=today, on=today, today=today, by=house.people.wang)
    hidden = set()
    for key, _ in office_choices():
        official(key, "钱旁人", house.people.bureau, key)
        page = desk(key).get("/desk/due/").content.decode()
        hidden |= set() if draft.dossier.number in page else {key}
    assert hidden == {
        "expert",
        "congress_office",
        "conference_office",
        "point_keeper",
        "invited_expert",
        *ADMINISTRATORS,
    }


def test_whoever_reads_only_may_still_read_their_own_notices_and_have_their_mail(house: House) -> None:
    for key in ("discipline", "expert", "informant"):
        person = official(key, "钱旁人", house.people.bureau, key)
        person.email = f"{key}@example.org"
        person.save(update_fields=["email"])
        notices.notify(house.people.bureau, key, person, subject="一则通知")
        client = desk(key)
        assert client.post("/desk/notices/read/").status_code == 302
        assert not unread(person)
        client.post("/desk/notices/mail/", {"wanted": "1"})
        person.refresh_from_db()
        assert person.morning_mail, key


def test_the_page_of_what_is_due_leads_to_a_decision_draft(house: House) -> None:
    today = clock.today()
    draft = decisions.plan(house.people.bureau, GIVEN, planned_on=today, on=today, today=today, by=house.people.wang)
    assert f'href="/desk/decisions/{draft.pk}/"' in desk("wang").get("/desk/due/").content.decode()
    assert Client().get("/desk/due/").status_code == 302
