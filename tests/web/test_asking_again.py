"""再次核实: a sensitive deed asks for the password again, loses nothing that was filled in, and locks out who guesses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve
from pytest_django.fixtures import Settings

from gongkai.doors.desk.again import GIVEN_AT
from gongkai.office.authorities.models import Official, Posting
from gongkai.office.journal.models import Access
from gongkai.office.security.factors.duty import FactorDuty
from gongkai.office.security.factors.queries import duty_of
from gongkai.web import clock
from tests.cast import PASSWORD, Cast, cast, official

SENSITIVE = {
    "applications:case_file_export": "reading",
    "documents:shred_decision": "writing",
    "engagement:shred_interview": "writing",
    "engagement:shred_survey": "writing",
    "establishment:close_account": "writing",
    "establishment:end_posting": "writing",
    "establishment:enrol": "writing",
    "establishment:issue_password": "writing",
    "establishment:post": "writing",
    "handing:write": "writing",
    "proposals:shred": "writing",
    "registers:keys": "writing",
    "registers:revoke_key": "writing",
    "remedies:approve_disposal": "writing",
    "security:evidence": "reading",
    "security:reset_factor": "writing",
    "security:resume": "writing",
    "security:rule": "writing",
    "security:suspend": "writing",
    "villages:shred_villager": "writing",
}
"""Every page that says it is sensitive: one more is a decision, one less a hole."""


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A clock that is put on by so many minutes."""
    begun = clock.now()

    def put_on(minutes: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: begun + timedelta(minutes=minutes))

    return put_on


def logged_in(username: str, **defaults: Any) -> Client:
    client = Client(**defaults)
    assert client.post("/desk/login/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def security(people: Cast) -> Client:
    official("quan", "全安样", people.county, "security")
    return logged_in("quan")


def hidden(page: str) -> dict[str, str]:
    """What the page that asks carries on, as a browser would send it."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def test_a_fresh_log_in_counts_and_so_does_what_was_just_proven(
    people: Cast, security: Client, later: Callable[[int], None], settings: Settings
) -> None:
    assert settings.ASK_AGAIN_MINUTES == 10
    later(9)
    assert security.post("/desk/security/rule/", {"who": "everybody"}).status_code == 302
    later(11)
    asked = security.post("/desk/security/rule/", {"who": "administrators"})
    assert asked.status_code == 200 and "再次核实" in asked.text and duty_of(people.county) is FactorDuty.EVERYBODY
    done = security.post("/desk/security/rule/", {**hidden(asked.text), "password_again": PASSWORD})
    assert done.status_code == 302 and duty_of(people.county) is FactorDuty.ADMINISTRATORS
    later(20)
    assert security.post("/desk/security/rule/", {"who": "everybody"}).status_code == 302
    settings.ASK_AGAIN_MINUTES = 5
    assert "再次核实" in security.post("/desk/security/rule/", {"who": "nobody"}).text


def test_nothing_that_was_filled_in_is_lost_and_the_password_is_kept_nowhere(
    people: Cast, security: Client, later: Callable[[int], None]
) -> None:
    newcomer = people.wang
    later(30)
    path = f"/desk/authorities/{people.county.pk}/post/"
    office = re.findall(r'<option value="(\w+)"', security.get(path).text)[0]
    form = {"username": newcomer.username, "office": office, "section": '办公室"<b>&', "on": f"{clock.today()}"}
    asked = security.post(path, form)
    assert hidden(asked.text).items() >= form.items() and not Posting.objects.of(people.county).filter(
        official=newcomer
    )
    wrong = security.post(path, {**hidden(asked.text), "password_again": "Wrong-for-tests-1"})
    assert "密码不正确" in wrong.text and "Wrong-for-tests-1" not in wrong.text
    assert hidden(wrong.text).items() >= form.items() and not Posting.objects.of(people.county).filter(
        official=newcomer
    )
    done = security.post(path, {**hidden(wrong.text), "password_again": PASSWORD})
    assert done.status_code == 302 and PASSWORD not in done.text
    posted = Posting.objects.of(people.county).get(official=newcomer)
    assert (posted.office, posted.section) == (office, form["section"])
    kept = "".join(str(row.get_decoded()) for row in Session.objects.all())
    assert PASSWORD not in kept and "Wrong-for-tests-1" not in kept


def test_the_token_of_the_form_is_still_asked_for(people: Cast, later: Callable[[int], None]) -> None:
    official("quan", "全安样", people.county, "security")
    client = Client(enforce_csrf_checks=True)
    client.force_login(Official.objects.get(username="quan"), backend="django.contrib.auth.backends.ModelBackend")
    later(30)
    assert client.post("/desk/security/rule/", {"who": "everybody", "password_again": PASSWORD}).status_code == 403
    assert duty_of(people.county) is FactorDuty.NOBODY


def test_what_is_taken_away_is_asked_for_before_it_goes_and_led_back_to(
    people: Cast, later: Callable[[int], None]
) -> None:
    official("shen", "审计样", people.county, "audit")
    client = logged_in("shen")
    assert client.get("/desk/security/log/evidence.zip?kind=log_in").headers["Content-Type"] == "application/zip"
    later(11)
    assert client.get("/desk/security/log/").status_code == 200, "reading on the screen is not taking away"
    asked = client.get("/desk/security/log/evidence.zip?kind=log_in", follow=True)
    assert "再次核实" in asked.text
    led = client.post("/desk/again/", {**hidden(asked.text), "password_again": PASSWORD})
    assert led.headers["Location"] == "/desk/security/log/evidence.zip?kind=log_in"
    assert client.get(led.headers["Location"]).headers["Content-Type"] == "application/zip"
    away = client.post("/desk/again/", {"next": "https://elsewhere.example/", "password_again": PASSWORD})
    assert away.headers["Location"] == "/desk/"


def test_who_guesses_is_locked_out_as_at_the_log_in_and_every_guess_is_in_the_log(
    people: Cast, security: Client, later: Callable[[int], None], settings: Settings
) -> None:
    later(11)
    for _ in range(settings.LOGIN_FAILURES):
        answer = security.post("/desk/security/rule/", {"who": "everybody", "password_again": "Wrong-for-tests-1"})
    assert answer.status_code in {403, 429}
    locked = security.post("/desk/security/rule/", {"who": "everybody", "password_again": PASSWORD})
    assert locked.status_code in {403, 429} and duty_of(people.county) is FactorDuty.NOBODY, "even the right one waits"
    log = Access.objects.of(people.county).filter(what="再次核实")
    assert log.filter(succeeded=False).count() >= settings.LOGIN_FAILURES and not log.filter(succeeded=True).exists()


def test_who_would_be_refused_is_refused_and_not_asked_for_a_password(
    people: Cast, later: Callable[[int], None]
) -> None:
    wang = logged_in("wang")
    later(30)
    refused = wang.post("/desk/security/rule/", {"who": "everybody", "password_again": PASSWORD})
    assert refused.status_code == 403 and "再次核实" not in refused.text
    assert (
        Client()
        .post("/desk/security/rule/", {"password_again": PASSWORD})
        .headers["Location"]
        .startswith("/desk/login/")
    )


@pytest.mark.parametrize("planted", [None, "", "nonsense", "2999-01-01T00:00:00+08:00", "2000-01-01T00:00:00"])
def test_a_moment_that_cannot_be_proves_nothing(people: Cast, security: Client, planted: object) -> None:
    session = security.session
    session[GIVEN_AT] = planted
    session.save()
    assert "再次核实" in security.post("/desk/security/rule/", {"who": "everybody"}).text


def declared() -> dict[str, str]:
    """Every route whose page says that it is sensitive."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, namespace: str) -> None:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                walk(each, each.namespace or namespace)
            elif sensitive := getattr(each.callback, "asks_again", None):
                found[f"{namespace}:{each.name}"] = sensitive

    walk(get_resolver(), "")
    return found


def test_the_sensitive_pages_are_these_and_each_is_guarded_by_duty_too() -> None:
    assert declared() == SENSITIVE
    assert resolve("/desk/security/rule/").func.asked  # type: ignore[attr-defined]
