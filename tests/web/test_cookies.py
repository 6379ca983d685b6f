"""Cookie: over HTTPS every cookie of the house is this host's alone; without HTTPS none bears a name that browsers refuse."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from gongkai.doors.replicas import FRESH, reads_from_the_copy
from gongkai.office.authorities.models import Official
from gongkai.web import cookies
from gongkai.web.looks import COOKIE as LOOK
from tests.cast import PASSWORD, Cast
from tests.structure.house import ROOT, sources, tree

PREFIX = "__Host-"
NAMES = ("COOKIE_PREFIX", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
SAY = f"import json, gongkai.settings as told; print(json.dumps([getattr(told, name) for name in {NAMES!r}]))"


def told(https: str) -> list[object]:
    """What the settings say of cookies where HTTPS is set so."""
    keys = {
        f"GONGKAI_{name}": f"for tests only: {name} of nobody at all"
        for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
    }
    around = {**os.environ, **keys, "GONGKAI_HTTPS": https}
    said = subprocess.run([sys.executable, "-c", SAY], env=around, capture_output=True, text=True, check=True, cwd=ROOT)
    found: list[object] = json.loads(said.stdout)
    return found


@pytest.fixture
def over_https(settings: Settings) -> Client:
    """A browser at a site that is served over HTTPS, and that checks the tokens of forms."""
    for name, value in zip(NAMES, told("1"), strict=True):
        setattr(settings, name, value)
    secure: Any = {"wsgi.url_scheme": "https", "SERVER_PORT": "443"}
    return Client(enforce_csrf_checks=True, headers={"Referer": "https://testserver/"}, **secure)


def test_the_setting_of_https_alone_names_the_cookies() -> None:
    assert told("1") == [PREFIX, f"{PREFIX}sessionid", f"{PREFIX}csrftoken", True, True]
    assert told("0") == ["", "sessionid", "csrftoken", False, False]


def token(client: Client, path: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def walked(client: Client) -> Iterator[dict[str, Morsel[str]]]:
    """The cookies of an applicant, of a reader and of an official: log-in, what is told on the next page, the look, leaving."""
    page = "/desk/login/"
    sent = {"username": "wang", "password": PASSWORD, "csrfmiddlewaretoken": token(client, page)}
    yield dict(client.cookies)
    answer = client.post(page, sent)
    assert answer.status_code == 302 and answer.headers["Location"] == "/desk/"
    yield answer.cookies
    yield client.get("/view/elder").cookies
    yield client.get("/view/standard").cookies
    yield client.post("/desk/logout/", {"csrfmiddlewaretoken": token(client, "/desk/account/")}).cookies
    yield reads_from_the_copy(lambda request: HttpResponse())(_sent()).cookies


def _sent() -> HttpRequest:
    request = HttpRequest()
    request.method = "POST"
    return request


def test_over_https_every_cookie_is_this_hosts_alone_and_everything_still_works(
    people: Cast, over_https: Client
) -> None:
    seen = {name: morsel for given in walked(over_https) for name, morsel in given.items()}
    assert set(seen) == {f"{PREFIX}{name}" for name in ("sessionid", "csrftoken", "messages", LOOK, FRESH)}
    for morsel in seen.values():
        assert morsel["path"] == "/" and morsel["secure"] and not morsel["domain"]
        assert (morsel["httponly"] and morsel["samesite"] == "Lax") or morsel["max-age"] == 0


def test_a_token_or_a_session_planted_without_the_prefix_opens_nothing(people: Cast, over_https: Client) -> None:
    dict(enumerate(walked(over_https)))
    for name in ("csrftoken", "sessionid"):
        over_https.cookies[name] = over_https.cookies.pop(f"{PREFIX}{name}", SimpleCookie({name: "x" * 32})[name]).value
    refused = over_https.post("/desk/login/", {"username": "wang", "password": PASSWORD})
    assert refused.status_code == 403
    assert not Official.objects.get(username="wang").is_anonymous
    assert over_https.get("/desk/due/").headers["Location"].startswith("/desk/login/")


def test_without_https_every_cookie_keeps_its_plain_name(people: Cast) -> None:
    seen = {name for given in walked(Client()) for name in given}
    assert seen == {"sessionid", "csrftoken", "messages", LOOK, FRESH}


def test_a_signed_note_is_read_by_its_own_name_alone(settings: Settings) -> None:
    settings.COOKIE_PREFIX = PREFIX
    response, request = HttpResponse(), HttpRequest()
    cookies.keep_signed(response, "survey-1", "answered", seconds=60)
    note = response.cookies[f"{PREFIX}survey-1"]
    request.COOKIES = {note.key: note.value}
    assert cookies.signed(request, "survey-1") == "answered"
    request.COOKIES = {"survey-1": note.value, f"{PREFIX}survey-2": note.value}
    assert cookies.signed(request, "survey-1") == cookies.signed(request, "survey-2") == ""


def test_no_other_module_names_or_keeps_a_cookie() -> None:
    verbs = {"set_cookie", "set_signed_cookie", "delete_cookie", "get_signed_cookie"}
    calls = [
        str(path)
        for path in sources("gongkai").values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in verbs
    ]
    assert {path.rpartition("gongkai/")[2] for path in calls} == {"web/cookies.py"}
