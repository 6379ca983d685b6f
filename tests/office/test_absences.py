"""离岗和代办: a file never waits for one person."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.grammar.flow import Role, Step, Unlawful
from gongkai.office.authorities.models import Absence, Official
from gongkai.office.authorities.queries import holders, responsible
from gongkai.office.journal import acts as journal
from gongkai.office.journal import establishment, queries
from gongkai.office.notices.queries import unread
from gongkai.office.notices.reminders import remind
from gongkai.web import clock
from tests.cast import PASSWORD, Cast, official

MONDAY = date(2025, 9, 8)
FRIDAY = date(2025, 9, 12)


@pytest.fixture
def sun(people: Cast) -> Official:
    return official("sun", "孙样本", people.bureau, "informant")


def away(people: Cast, who: Official, deputy: Official, since: date = MONDAY, until: date = FRIDAY) -> Absence:
    return establishment.enter_absence(people.bureau, who, deputy, since=since, until=until, on=MONDAY, by=people.li)


def test_what_would_go_to_who_is_away_goes_to_the_deputy_while_it_lasts(people: Cast, sun: Official) -> None:
    away(people, people.wang, sun)
    days = [MONDAY + timedelta(days=n) for n in range(-1, 6)]
    told = [[each.username for each in responsible(people.bureau, Role.HANDLER, day)] for day in days]
    assert told == [["wang", "sun"], *[["sun"]] * 5, ["wang", "sun"]]


def test_reminders_go_to_the_deputy(people: Cast, sun: Official) -> None:
    journal.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)
    away(people, people.wang, sun)
    remind(MONDAY)
    assert (unread(people.wang).count(), unread(sun).count()) == (0, 1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6))
def test_somebody_is_always_told_and_nobody_who_is_away_unless_everybody_is(
    people: Cast, links: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        clerks = [official(f"clerk{n}", f"样本{n}", people.bureau, "informant") for n in range(5)]
        for who, deputy in links:
            try:
                away(people, clerks[who], clerks[deputy])
            except Unlawful:
                continue
        absent = set(Absence.objects.of(people.bureau).values_list("official_id", flat=True))
        told = responsible(people.bureau, Role.HANDLER, MONDAY)
        assert told and set(told) <= set(holders(people.bureau, Role.HANDLER, MONDAY))
        assert people.wang in told and all(each in told for each in clerks if each.pk not in absent)
        for each in told:
            if each.pk in absent:
                assert in_a_ring(each.pk, people), "only who is in a ring of deputies that are all away"
        transaction.set_rollback(True)


def in_a_ring(pk: int, people: Cast) -> bool:
    deputies = dict(Absence.objects.of(people.bureau).values_list("official_id", "deputy_id"))
    seen = set()
    while pk in deputies and pk not in seen:
        seen.add(pk)
        pk = deputies[pk]
    return pk in seen


@pytest.mark.parametrize(
    ("who", "deputy", "since", "until", "field", "said"),
    [
        ("wang", "wang", MONDAY, FRIDAY, "deputy", "本人"),
        ("wang", "sun", FRIDAY, MONDAY, "until", "早于"),
        ("li", "sun", MONDAY, FRIDAY, "deputy", "签发人"),
        ("zhao", "sun", MONDAY, FRIDAY, "official", "没有岗位"),
    ],
)
def test_an_absence_that_would_leave_a_file_waiting_is_refused(
    people: Cast, sun: Official, who: str, deputy: str, since: date, until: date, field: str, said: str
) -> None:
    named = {"wang": people.wang, "li": people.li, "zhao": people.zhao, "sun": sun}
    with pytest.raises(Unlawful, match=said) as refusal:
        away(people, named[who], named[deputy], since, until)
    assert refusal.value.field == field
    assert not Absence.objects.of(people.bureau).exists()


def test_nobody_is_away_twice_at_once_and_an_end_makes_room(people: Cast, sun: Official) -> None:
    first = away(people, people.wang, sun)
    with pytest.raises(Unlawful, match="已登记"):
        away(people, people.wang, sun, FRIDAY, FRIDAY + timedelta(days=3))
    establishment.end_absence(first, on=date(2025, 9, 10), by=people.li)
    assert responsible(people.bureau, Role.HANDLER, date(2025, 9, 10))[0] == people.wang
    away(people, people.wang, sun, date(2025, 9, 11), FRIDAY)
    with pytest.raises(Unlawful, match="已经结束"):
        establishment.end_absence(first, on=date(2025, 9, 10), by=people.li)
    acts = [note.act for note in queries.notes(people.bureau, "enter_absence", "end_absence")]
    assert acts == ["enter_absence", "end_absence", "enter_absence"]


def desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_everybody_enters_their_own_absence_and_a_signer_anybodys(people: Cast, sun: Official) -> None:
    today = clock.today()
    span = {"since": today.isoformat(), "until": (today + timedelta(days=3)).isoformat()}
    mine = desk("wang")
    page = mine.get("/desk/absences/").content.decode()
    assert "王小样" in page and f'<option value="{sun.pk}">孙样本</option>' in page
    refused = mine.post("/desk/absences/", {**span, "official": sun.pk, "deputy": people.wang.pk})
    assert "不在可选的范围内" in refused.content.decode()
    assert mine.post("/desk/absences/", {**span, "official": people.wang.pk, "deputy": sun.pk}).status_code == 302
    absence = Absence.objects.of(people.bureau).get()
    assert desk("sun").post(f"/desk/absences/{absence.pk}/end/").status_code == 404
    assert desk("zhao").post(f"/desk/absences/{absence.pk}/end/").status_code == 404
    assert desk("li").post(f"/desk/absences/{absence.pk}/end/").status_code == 302
    absence.refresh_from_db()
    assert absence.withdrawn_on == today
