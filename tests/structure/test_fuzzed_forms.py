"""乱填的表单: every form of every page, at the desk and in the portal, filled with what has broken programs before.

A form is found by opening its page, so a new one is fuzzed the day it is shown. Whatever is sent, the answer is a page: never a
failure of the server, never what was typed alive in the HTML, and nothing of it stays behind for the next one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai.law.authorities import OFFICES, POSTS
from gongkai.office.authorities.models import Authority
from gongkai.web.forms import STAMP
from tests.cast import Cast, official
from tests.structure.hostile import Field, Shown, comes_back_alive, forms_of, word
from tests.structure.test_routes import company as company
from tests.structure.test_routes import routes

WHOLE = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
ROUNDS = 40 if WHOLE else 1
SHARE = 1 if WHOLE else 5
"""Of so many pages of the desk one is opened by ``make test``; ``make soak`` opens them all, many times."""
ASKED = ("page", "q", "year", "state", "kind", "since", "until", "of", "sort", "day", "month", "lacking")
"""What lists are asked by; whatever else a list is asked is in its own form."""
SAY_THEY_ARE_LATE = frozenset({"/readyz"})
"""Pages whose answer is 503 while nobody works, as nobody does here."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Door:
    """By whom the pages are opened, and which of them."""

    name: str
    client: Client
    paths: tuple[str, ...]


def doors(people: Cast) -> list[Door]:
    """Somebody of every office of business at once, the three administrators, and a citizen."""
    walked = routes(people)
    at_desk = tuple(dict.fromkeys(route.path for route in walked if route.path.startswith("/desk/")))

    def open_to(office: str) -> tuple[str, ...]:
        """What others are admitted to as well is opened by who is admitted everywhere."""
        roles = POSTS[office].roles
        return tuple(path for path in at_desk if roles & getattr(resolve(path).func, "asked", frozenset()))

    at_desk = at_desk[::SHARE]
    public = tuple(dict.fromkeys(route.path for route in walked if not route.path.startswith("/desk/")))
    busy = {key for key, office in OFFICES.items() if not office.read_only and key not in {"public", "engineer"}}
    return [
        Door("everything", _logged_in("all", people.bureau, *sorted(busy)), at_desk),
        Door("engineer", _logged_in("engineer", people.county, "engineer"), open_to("engineer")),
        Door("security", _logged_in("security", people.county, "security"), open_to("security")),
        Door("audit", _logged_in("audit", people.county, "audit"), open_to("audit")),
        Door("citizen", Client(), public),
    ]


def _logged_in(name: str, at: Authority, *offices: str) -> Client:
    client = Client()
    client.force_login(official(f"fuzz-{name}", "填表样", at, *offices), backend=BACKEND)
    return client


def shown(door: Door) -> list[Shown]:
    """Every different form of the pages that open to this door."""
    found: dict[tuple[str, bool, tuple[str, ...]], Shown] = {}
    for path in door.paths:
        with closing(door.client.get(path)) as response:
            if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
                for form in forms_of(path, response.text):
                    found.setdefault(form.kind, form)
    return list(found.values())


def sent(door: Door, form: Shown, filled: dict[str, str]) -> str:
    """What is wrong with the answer to this form; empty when nothing is. What it did is undone."""
    try:
        with transaction.atomic():
            if form.post:
                response = door.client.post(form.action, filled)
            else:
                response = door.client.get(f"{form.action.split('?')[0]}?{urlencode(filled)}")
            transaction.set_rollback(True)
    except Exception as broken:
        return f"{type(broken).__name__}: {str(broken)[:200]}"
    with closing(response):
        if response.status_code >= 500 and form.page not in SAY_THEY_ARE_LATE:
            return str(response.status_code)
        html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        return "comes back alive" if html and comes_back_alive(response.text) else ""


def _is_kept(field: Field, rng: Random) -> bool:
    return field.name == STAMP or rng.random() < 0.3


def faults(door: Door, forms: Iterable[Shown], rng: Random) -> list[str]:
    found = []
    for form in forms:
        filled = {field.name: field.value if _is_kept(field, rng) else word(rng) for field in form.fields}
        filled |= {
            field.name: rng.choice(field.offered) for field in form.fields if field.offered and rng.random() < 0.4
        }
        if wrong := sent(door, form, filled):
            found.append(f"{door.name} {form.action} of {form.page} with {filled!r:.600}: {wrong}")
    return found


@pytest.mark.timeout(3600)
def test_whatever_is_filled_in_every_form_answers_with_a_page(company: Cast) -> None:
    opened = [(door, shown(door)) for door in doors(company)]
    assert sum(len(forms) for _, forms in opened) > (300 if WHOLE else 60), "the forms are found by opening the pages"

    @settings(
        max_examples=ROUNDS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def fill(seed: int) -> None:
        rng = Random(seed)
        assert not [fault for door, forms in opened for fault in faults(door, forms, rng)]

    fill()


@pytest.mark.timeout(3600)
def test_whatever_a_page_is_asked_it_answers(company: Cast) -> None:
    people = [door for door in doors(company) if door.name in {"everything", "citizen"}]

    @settings(
        max_examples=ROUNDS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(0, 2**32))
    def ask(seed: int) -> None:
        rng, found = Random(seed), []
        for door in people:
            for path in door.paths:
                asked = {name: word(rng) for name in ASKED}
                if wrong := sent(door, Shown(path, path, False, ()), asked):
                    found.append(f"{door.name} {path} asked {asked!r:.600}: {wrong}")
        assert not found

    ask()


def test_the_canary_is_heard_when_it_sings() -> None:
    page = (
        '<form method="post" action="/a/"><input name="x" value="1"><select name="y"><option value="2"></select></form>'
    )
    (form,) = forms_of("/p/", page)
    assert form.action == "/a/" and form.post and [field.name for field in form.fields] == ["x", "y"]
    for alive in ("<gongkai-canary x=y>", "a<gongkai-canary>"):
        assert comes_back_alive(alive)
    assert not comes_back_alive("&lt;gongkai-canary x=y&gt;")
