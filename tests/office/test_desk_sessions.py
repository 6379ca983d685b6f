"""登录会话: where somebody is logged in, for how long, and how it ends; accounts nobody uses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities import acts as authorities
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.office.security import chores, dormancy
from gongkai.office.security.models import DeskSession
from gongkai.office.security.sessions import acts
from gongkai.office.security.sessions.browsers import named
from gongkai.web import clock
from gongkai.web.limits import masked
from tests.cast import BEGINNING, FIRST_PASSWORD, PASSWORD, Cast, official

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def logged_in(username: str = "wang", **headers: str) -> Client:
    client = Client(headers=headers)
    assert client.post("/desk/login/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


def at_desk(client: Client) -> bool:
    return client.get("/desk/due/").status_code == 200


def test_one_page_shows_every_place_and_ends_the_others(people: Cast) -> None:
    office, elsewhere, of_li = logged_in(**{"User-Agent": FIREFOX}), logged_in(), logged_in("li")
    page = office.get("/desk/account/").text
    assert "火狐（Linux）" in page and page.count("127.0.*.*") == 2 and "现在这处" in page
    assert "127.0.0.1" not in page
    assert office.post("/desk/account/sessions/end/").headers["Location"] == "/desk/account/"
    assert at_desk(office) and at_desk(of_li) and not at_desk(elsewhere)
    assert DeskSession.objects.filter(official=people.wang).count() == 1


def test_changing_the_password_puts_out_whoever_else_is_in(people: Cast) -> None:
    here, there = logged_in(), logged_in()
    new = "Another-for-tests-0452"
    assert here.post("/desk/password/", {"present": PASSWORD, "password": new, "repeated": new}).status_code == 302
    assert at_desk(here) and not at_desk(there)
    assert "现在这处" in here.get("/desk/account/").text, "the present session is known by its new key"


def test_logging_out_leaves_no_session_behind(people: Cast) -> None:
    client = logged_in()
    key = client.session.session_key
    client.post("/desk/logout/")
    assert not Session.objects.filter(session_key=key).exists() and not DeskSession.objects.exists()


def test_no_session_outlasts_the_limit_however_busy_it_is(
    people: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = logged_in(), clock.now()
    for hours in range(1, settings.SESSION_HOURS):
        monkeypatch.setattr(clock, "now", lambda hours=hours: now + timedelta(hours=hours))
        assert at_desk(client)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=settings.SESSION_HOURS, seconds=1))
    assert client.get("/desk/due/").headers["Location"] == "/desk/login/"
    assert not at_desk(client) and not DeskSession.objects.exists()


@pytest.mark.parametrize("began", ["", "nonsense", None, "2999-01-01T00:00:00+08:00"])
def test_a_beginning_that_cannot_be_is_over(began: object) -> None:
    assert acts.has_ended(began, clock.now())


def test_an_administrator_left_alone_is_out_sooner(people: Cast, settings: Settings) -> None:
    official("xitong", "系统样", people.bureau, "engineer")
    assert logged_in().session.get_expiry_age() == settings.IDLE_MINUTES * 60 == 30 * 60
    assert logged_in("xitong").session.get_expiry_age() == settings.IDLE_MINUTES_ADMINISTRATOR * 60 == 15 * 60


def test_what_is_over_is_swept_and_what_lives_stays(people: Cast) -> None:
    client, gone = logged_in(), logged_in("li")
    Session.objects.filter(session_key=gone.session.session_key).update(expire_date=clock.now() - timedelta(seconds=1))
    assert acts.sweep(clock.now()) == 1
    assert Session.objects.count() == DeskSession.objects.count() == 1
    assert at_desk(client)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("", "其他浏览器"),
        (FIREFOX, "火狐（Linux）"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge（Windows）"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile MicroMessenger/8.0", "微信（安卓）"),
        ("<script>alert(1)</script>", "其他浏览器"),
    ],
)
def test_a_browser_is_told_by_a_name_of_ours_only(agent: str, name: str) -> None:
    assert named(agent) == name


@pytest.mark.parametrize(
    ("address", "shown"), [("10.20.30.40", "10.20.*.*"), ("2001:db8:1:2::3", "2001:0db8:0001:*"), ("", ""), ("x", "")]
)
def test_an_address_is_kept_only_as_a_network(address: str, shown: str) -> None:
    assert masked(address) == shown


# -- accounts nobody uses ----------------------------------------------------------------------------------------------


def away_for(person: Official, days: int) -> None:
    """Nobody has used this account for so many days."""
    last = clock.now() - timedelta(days=days)
    Official.objects.filter(pk=person.pk).update(
        last_login=last, password_changed_on=last.date(), enrolled_on=last.date()
    )


def test_an_account_nobody_uses_is_listed_and_suspended_only_where_a_setting_says_so(
    people: Cast, settings: Settings
) -> None:
    away_for(people.wang, 200)
    away_for(people.li, 50)
    assert [each.official for each in dormancy.idle([people.bureau], clock.today())] == [people.wang]
    chores.suspend_today(clock.now())
    assert Official.objects.get(pk=people.wang.pk).is_active
    settings.ACCOUNT_IDLE_DAYS = 180
    chores.suspend_today(clock.now())
    chores.suspend_today(clock.now())
    assert not Official.objects.get(pk=people.wang.pk).is_active and Official.objects.get(pk=people.li.pk).is_active
    assert Entry.objects.of(people.bureau).filter(act="suspend_account").count() == 1
    assert Client().post("/desk/login/", {"username": "wang", "password": PASSWORD}).status_code == 200


def test_no_administrator_is_suspended_by_the_clock(people: Cast, settings: Settings) -> None:
    settings.ACCOUNT_IDLE_DAYS = 30
    lone = official("xitong", "系统样", people.bureau, "engineer")
    away_for(lone, 400)
    dormancy.suspend_idle(clock.today())
    assert Official.objects.get(pk=lone.pk).is_active


def test_the_system_administrator_suspends_and_resumes_with_a_first_password(people: Cast, settings: Settings) -> None:
    settings.ACCOUNT_IDLE_DAYS = 30
    official("xitong", "系统样", people.county, "engineer")
    away_for(people.wang, 100)
    client = logged_in("xitong")
    assert people.wang.name in client.get("/desk/security/accounts/").text
    assert client.post(f"/desk/security/officials/{people.wang.pk}/suspend/").status_code == 302
    assert client.post(f"/desk/security/officials/{people.zhao.pk}/suspend/").status_code == 404
    page = client.post(f"/desk/security/officials/{people.wang.pk}/resume/").text
    assert "首次密码（只显示这一次）" in page
    wang = Official.objects.get(pk=people.wang.pk)
    assert wang.is_active and wang.must_change_password
    dormancy.suspend_idle(clock.today())
    assert Official.objects.get(pk=wang.pk).is_active, "an account that was resumed today has not been idle since"


def test_a_closed_account_is_never_resumed(people: Cast) -> None:
    person = authorities.enrol("xin", "新人员", on=BEGINNING, password=FIRST_PASSWORD)
    authorities.close_account(person, on=clock.today())
    with pytest.raises(Unlawful, match="已注销"):
        authorities.resume(person, FIRST_PASSWORD, on=clock.today())
