"""共用夹具: databases that may be emptied although their tables are append-only, and a quick Hypothesis.

The suite runs on SQLite in memory; set ``GONGKAI_DATABASE`` to a PostgreSQL address to run it there. Each worker of xdist has
a database of its own on either.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from gongkai.office.journal import vendor

# The first number drawn waits while Hypothesis reads every constant of the house: seconds, and minutes on a busy machine.
settings.register_profile(
    "quick",
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("again", settings.get_profile("quick"), max_examples=8)
"""What SQLite was asked in as many examples as a day has time for is asked of the other database in a few."""
settings.register_profile("soak", max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


LONG_FIRST = ("tests/journeys", "tests/demo")
"""Folders whose tests take minutes: begun last, one of them would keep a single worker busy while the others wait."""


LONG = 900
"""Seconds such a test may take with the whole demo it sets up first: three of them share two cores."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """长的先跑: journeys, whole demos and browsers first, whatever is quick fills the gaps afterwards.

    Whatever asks for a browser is marked so before anything is chosen by its marks.
    """
    for item in items:
        if {"browser", "chrome"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if item.nodeid.startswith(LONG_FIRST) and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(LONG))
    items.sort(key=_place_in_line)


def _place_in_line(item: pytest.Item) -> int:
    folder = next((place for place, name in enumerate(LONG_FIRST) if item.nodeid.startswith(name)), len(LONG_FIRST))
    return folder if folder < len(LONG_FIRST) or item.get_closest_marker("browser") else len(LONG_FIRST) + 1


@pytest.fixture(autouse=True)
def _append_only_tables_may_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A transactional test leaves real rows behind: drop the triggers before its flush, which puts them back (post_migrate)."""
    marker = request.node.get_closest_marker("django_db")
    transactional = marker is not None and marker.kwargs.get("transaction", False)
    if not transactional and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    vendor.lift(connection)
