"""夹具: the whole demo, built once for a module of tests and taken away after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from gongkai.demo.building import Built, build
from gongkai.demo.places import PLACES
from gongkai.office.authorities.models import Authority
from gongkai.web import clock

PASSWORD = "Demo-TEST-0450"


@dataclass(frozen=True)
class Demo:
    """示例: what was built, and how often progress was told of each place."""

    built: Built
    told: dict[str, int]

    def government(self, code: str) -> Authority:
        return Authority.objects.get(code=code)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
    """An outer transaction holds the demo for all tests of a module; each test rolls back what it did itself."""
    told = {place.code: 0 for place in PLACES}

    def count(code: str) -> None:
        told[code] += 1

    with django_db_blocker.unblock(), transaction.atomic():
        built = build(PLACES, PASSWORD, clock.today(), lambda place, _: count(place.code))
        yield Demo(built, told)
        transaction.set_rollback(True)
