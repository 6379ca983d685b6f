"""接口说明: whatever the description allows is asked, and what comes back is what it says; nothing breaks the service.

Schemathesis makes the questions from the published description itself, allowed ones and forbidden ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gongkai.law.grammar.kinds import Kind
from gongkai.law.registers import KINDS
from tests.cast import Cast, cast
from tests.publication.registers.many import TODAY, filled

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ADDRESSES = count(1)


@pytest.fixture(autouse=True)
def _the_connection_stays() -> Iterator[None]:
    """What a test has laid down is seen by its own connection alone, which the end of a request would close."""
    ends = (request_started, request_finished)
    for one in ends:
        one.disconnect(close_old_connections)
    yield
    for one in ends:
        one.connect(close_old_connections)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr("gongkai.web.clock.today", lambda: TODAY)
    return cast()


def open_to_all(people: Cast, kinds: list[Kind], seed: int) -> str:
    """Some records of these kinds, public; the address of the description."""
    for kind in kinds:
        filled(people.bureau, kind, Random(seed), 5)
    return reverse("registers:openapi", args=[people.bureau.code])


def some_kinds(seed: int, many: int) -> list[Kind]:
    """Every kind has its turn as seeds go by."""
    return Random(seed).sample(list(KINDS.values()), many)


def ask_everything(address: str, examples: int, mode: GenerationMode) -> int:
    schema = schemathesis.openapi.from_wsgi(address, get_wsgi_application(), headers={"Host": "localhost"})
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not list(operation.query):
            continue  # nothing is asked, so nothing can be asked wrongly

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=examples, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
        )
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            number = next(ADDRESSES)
            network = f"10.{number // 65025 % 255 + 1}.{number // 255 % 255 + 1}.{number % 255 + 1}"
            case.call_and_validate(checks=CHECKS, headers={"Host": "localhost", "X-Forwarded-For": network})

        ask()
    return asked


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_the_answer_is_as_described(people: Cast, settings: Any, mode: GenerationMode) -> None:
    settings.PROXY_HOPS = 1
    address = open_to_all(people, some_kinds(7, 4), 7)
    assert ask_everything(address, 8, mode) > 50


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_kind_answers_as_described(people: Cast, settings: Any, mode: GenerationMode) -> None:
    settings.PROXY_HOPS = 1
    address = open_to_all(people, list(KINDS.values()), 1)
    assert ask_everything(address, 15, mode) > 1000


def test_the_description_names_what_the_page_offers(people: Cast, client: Client) -> None:
    kinds = some_kinds(3, 3)
    described = client.get(open_to_all(people, kinds, 3)).json()
    for kind in kinds:
        page = client.get(reverse("registers:register", args=[people.bureau.code, kind.key])).content.decode()
        told = described["paths"][reverse("registers:register_json", args=[people.bureau.code, kind.key])]
        for parameter in told["get"]["parameters"]:
            assert f'name="{parameter["name"]}"' in page, (kind.key, parameter["name"])
