"""群众所求: what several applicants ask for is proposed for the catalogue, with nobody's name and nobody's number in it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from gongkai.casework.applications import acts as applications
from gongkai.casework.applications import queries
from gongkai.casework.engagement.topics.acts import gather
from gongkai.doors.portal import wishes
from gongkai.doors.portal.chores import CHORES
from gongkai.law.application_form import Filled
from gongkai.law.applications import ApplicantKind
from gongkai.law.expansions import Wish
from gongkai.law.receipt import Channel
from gongkai.law.ticket_kinds import ConcernKind
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import chores
from gongkai.publication.catalogue.models import Expansion
from tests.casework.conftest import PERSON
from tests.casework.engagement.conftest import letter, took
from tests.cast import Cast, cast

DAY = date(2025, 9, 18)
TOKENS = count()


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


def asks(people: Cast, who: str, what: str, on: date = DAY, at: Authority | None = None) -> None:
    values = {**PERSON, "identity_number": f"1101011900010100{who}", "description": what}
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, values)
    authority = at or people.bureau
    by = people.wang if authority == people.bureau else people.zhao
    applications.receive(authority, filled, on=on, today=on, once=f"{next(TOKENS):032x}", by=by)


def proposed(authority: Authority) -> list[tuple[str, int]]:
    return [(row.phrase, row.count) for row in Expansion.objects.of(authority).order_by("pk")]


def test_what_three_applicants_ask_for_within_a_year_is_proposed_once_and_its_count_follows(people: Cast) -> None:
    assert set(CHORES) <= set(chores())
    for who, what in (
        ("14", "示例县民政局养老机构床位补贴"),
        ("22", "养老机构床位补贴标准"),
        ("30", "2024年养老机构床位补贴"),
    ):
        asks(people, who, what)
    asks(people, "14", "农村危房改造名单")
    wishes.propose(DAY)
    assert proposed(people.bureau) == [("养老机构床位补贴", 3)]
    assert Expansion.objects.of(people.bureau).get().wish == Wish.APPLICATIONS
    asks(people, "49", "养老机构床位补贴")
    assert wishes.propose(DAY) == [] and proposed(people.bureau) == [("养老机构床位补贴", 4)]
    assert proposed(people.elsewhere) == []


def test_one_who_asks_three_times_and_what_was_asked_long_ago_propose_nothing(people: Cast) -> None:
    for _ in range(3):
        asks(people, "14", "养老机构床位补贴")
    for who in ("22", "30", "49"):
        asks(people, who, "农村危房改造名单", on=DAY - timedelta(days=400))
    assert wishes.propose(DAY) == []


def test_subjects_tell_what_was_asked_and_nothing_of_who_asked(people: Cast) -> None:
    asks(people, "14", "养老机构床位补贴")
    asks(people, "14", "另一件事情")
    [(who, what), (again, _)] = queries.subjects(people.bureau, DAY, DAY)
    assert what == "养老机构床位补贴" and who == again
    assert PERSON["name"] not in who and "1101011900010100" not in who


def test_what_letters_ask_about_time_and_again_is_proposed_until_it_is_answered_in_public(people: Cast) -> None:
    for number in range(3):
        said = letter(f"请问高龄津贴怎样领取，材料交到哪里，第{number}次来信。", title="请问高龄津贴怎样领取")
        took(people.county, said, ConcernKind.CONSULT, on=DAY - timedelta(days=number))
    gather(people.county)
    wishes.propose(DAY)
    row = Expansion.objects.of(people.county).get()
    assert (row.wish, row.count) == (Wish.LETTERS, 3) and "高龄津贴" in row.phrase
    assert wishes.propose(DAY + timedelta(days=7)) == []
