"""权限矩阵: every route of the desk, by every office there is, of one's own authority and of another's.

Nothing here is typed in: the routes come from the router, the offices from the law, and what must come of a pair from what the
page itself declares (``@role``) and the office's roles. The rule is written down once more below, apart from the guard, and the
two must agree. ``make test`` asks a share of the pairs that changes from route to route, ``make soak`` asks them all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import resolve

from gongkai.law.authorities import POSTS, Office, comes_from_outside
from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Dossier, Entry
from tests.cast import Cast, official
from tests.structure import canaries
from tests.structure.headers import missing_headers
from tests.structure.test_routes import SECRETS, Route, leaks, routes
from tests.structure.test_routes import company as company

WHOLE = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
SHARE = 1 if WHOLE else 60
"""Of so many pairs one is asked; which one moves on from route to route, so that each office meets each room."""
OF_THE_GUARD = ("办理此事项需要", "您所在岗位只能查看，不能办理", "您所在岗位只办理交给自己的事项")


def offices() -> list[Office]:
    """One office of each kind: those with the same roles, the same reach and the same read-only are one to a guard."""
    real = [office for office in POSTS.values() if office.key != "public"]

    def kind(office: Office) -> tuple[Any, ...]:
        return (sorted(office.roles), office.reach, office.read_only)

    return [next(some) for _, some in groupby(sorted(real, key=kind), key=kind)]


ONES_OWN = {
    *("desk:notices_read", "desk:morning_mail"),
    *("desk:home", "desk:due", "desk:dossier", "desk:notices"),
}
"""What is one's own desk and changes nothing else: for who only reads files, and for who comes from outside, all the same."""


def admitted(office: Office, asked: frozenset[Role], *, writes: bool) -> bool:
    """Whether an office may come in by this door: as docs/house.md tells it, written down apart from the guard."""
    if not asked and comes_from_outside(office.roles):
        return False
    if writes:
        return not office.read_only and (not asked or not asked.isdisjoint(office.roles))
    return not asked or not asked.isdisjoint(office.roles) or Role.AUDITOR in office.roles


def guarded(people: Cast) -> list[tuple[Route, frozenset[Role]]]:
    walked = [(route, getattr(resolve(route.path).func, "asked", None)) for route in routes(people)]
    return [(route, asked) for route, asked in walked if asked is not None]


NAMING = {
    *("applications:file", "applications:contact", "applications:correction", "services:case", "proposals:contact"),
    *("response:contact", "registers:protest", "engagement:survey_words", "engagement:show_words"),
}
"""The pages of one person's own file, on which whoever handles it reads the person's numbers; lists and figures have none."""


def betrays(text: str, route: Route, secret: re.Pattern[str]) -> list[str]:
    """What a page shows that it must not: what opens a door to anybody at all, the numbers of a person off the person's file."""
    numbers = () if route.name in NAMING else (SECRETS["identity_number"], SECRETS["phone"])
    return [*secret.findall(text), *(number for number in numbers if number in text)]


def at_desk(office: Office, at: Authority, prefix: str) -> Client:
    client = Client()
    person = official(f"{prefix}-{office.key}", f"{prefix}样", at, office.key)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pairs(people: Cast, at: Authority, prefix: str) -> Iterator[tuple[Route, frozenset[Role], Office, Client]]:
    clients = [(office, at_desk(office, at, prefix)) for office in offices()]
    for number, (route, asked) in enumerate(guarded(people)):
        for place, (office, client) in enumerate(clients):
            if (number + place) % SHARE == 0:
                yield route, asked, office, client


def undone(send: Any, path: str) -> HttpResponseBase:
    """The answer, and nothing of what was done for it: every pair begins with the same files."""
    with transaction.atomic():
        response: HttpResponseBase = send(path)
        transaction.set_rollback(True)
    return response


def text_of(response: HttpResponseBase) -> str:
    return response.getvalue().decode("utf-8", "ignore")


def refused_by_the_guard(response: HttpResponseBase) -> bool:
    return response.status_code == 403 and any(said in text_of(response) for said in OF_THE_GUARD)


def test_what_the_declared_roles_allow_happens_and_nothing_else(company: Cast) -> None:
    wrong: list[tuple[str, str, str, int]] = []
    betrayed: list[tuple[str, str, str]] = []
    asked_of, secret = 0, canaries.plant(company)
    for route, asked, office, client in pairs(company, company.bureau, "own"):
        for send, writes in ((client.get, False), (client.post, True)):
            asked_of += 1
            response = undone(send, route.path)
            allowed = route.name in ONES_OWN or admitted(office, asked, writes=writes)
            as_declared = not refused_by_the_guard(response) if allowed else response.status_code in {403, 405}
            if response.status_code >= 500 or not as_declared or missing_headers(response, route.path):
                wrong.append((route.path, office.key, "POST" if writes else "GET", response.status_code))
            if betrays(text_of(response), route, secret):
                betrayed.append((route.path, office.key, "POST" if writes else "GET"))
            response.close()
    assert not wrong
    assert not betrayed
    assert asked_of > (10_000 if WHOLE else 500)
    _is_no_row_of_equal_cells([asked for _, asked in guarded(company)])


def _is_no_row_of_equal_cells(asked_of: list[frozenset[Role]]) -> None:
    """A matrix that lets everybody in everywhere, or nobody anywhere, would prove nothing."""
    assert len(asked_of) > 300 and len(set(asked_of)) > 10
    for office in offices():
        cells = {admitted(office, asked, writes=writes) for asked in asked_of for writes in (False, True)}
        assert cells == {False, True}, office.key


def test_no_office_of_another_authority_reads_or_moves_anything(company: Cast) -> None:
    entries = Entry.objects.of(company.bureau).count()
    versions = list(Dossier.objects.of(company.bureau).order_by("pk").values_list("version", flat=True))
    wrong, secret = [], canaries.plant(company)
    for route, _, office, client in pairs(company, company.elsewhere, "other"):
        for send in (client.get, client.post):
            with transaction.atomic():
                response = send(route.path)
                touched = entries != Entry.objects.of(company.bureau).count() or versions != list(
                    Dossier.objects.of(company.bureau).order_by("pk").values_list("version", flat=True)
                )
                transaction.set_rollback(True)
            leaked = [*leaks(response.getvalue()), *secret.findall(text_of(response))]
            if response.status_code >= 500 or touched or leaked:
                wrong.append((route.path, office.key, response.status_code, touched, leaked))
            response.close()
    assert not wrong


@pytest.mark.parametrize("office", offices(), ids=lambda office: office.key)
def test_no_read_only_office_writes_whatever_a_page_asks(office: Office) -> None:
    if office.read_only:
        assert not any(admitted(office, frozenset({role}), writes=True) for role in Role)
    else:
        assert all(admitted(office, frozenset({role}), writes=True) for role in office.roles)
