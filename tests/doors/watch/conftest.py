"""看护测试的夹具: a data folder and an index of its own for each test, the company, and a question to the doctor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from gongkai.doors.search import index
from gongkai.web import clock
from gongkai.web.examining import Condition, Level, checkups, examine
from tests.cast import Cast, cast
from tests.publication.conftest import furnish

Asks = Callable[..., list[Condition]]


@pytest.fixture(autouse=True)
def var(settings: LazySettings, tmp_path: Path) -> Iterator[Path]:
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    index.forget()
    yield tmp_path
    index.forget()


@pytest.fixture
def people(db: None) -> Cast:
    """The company, with a journal that has begun."""
    company = cast()
    furnish(company)
    return company


def asked(key: str, now: datetime | None = None) -> list[Condition]:
    """What one checkup says."""
    [one] = [each for each in checkups() if each.key == key]
    [found] = examine([one], now or clock.now())
    return list(found.conditions)


def level(key: str, now: datetime | None = None) -> Level:
    """How one thing stands."""
    return max((each.level for each in asked(key, now)), key=lambda each: each.weight)


def trouble(key: str, now: datetime | None = None) -> Condition:
    """The one thing that is not fine; it says what to do."""
    [found] = [each for each in asked(key, now) if each.level is not Level.FINE]
    assert found.remedy
    return found
