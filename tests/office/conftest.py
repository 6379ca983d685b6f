"""The errand is a procedure like any other while the tests of the office run."""

import pytest
from django.test import Client

from gongkai.law.procedures import PROCEDURES
from tests.cast import Cast, cast
from tests.office.errand import ERRAND


@pytest.fixture(autouse=True)
def _errand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROCEDURES, ERRAND.kind, ERRAND)


@pytest.fixture
def people(db: None) -> Cast:
    """The whole company."""
    return cast()


@pytest.fixture
def desk(client: Client, people: Cast) -> Client:
    """王小样 at the desk."""
    client.force_login(people.wang, backend="django.contrib.auth.backends.ModelBackend")
    return client
