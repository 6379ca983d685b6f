"""检索测试的夹具: the house ready to publish, an index of its own for each test, and the worker's pass over the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from gongkai.doors.followers import index as follower
from gongkai.doors.search import index
from tests.cast import cast
from tests.publication.conftest import House, furnish


@pytest.fixture(autouse=True)
def own_index(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.VAR_DIR = tmp_path
    index.forget()
    yield
    index.forget()


@pytest.fixture
def house(db: None) -> House:
    company = cast()
    company.bureau.profile.letter_code = "示民发"
    company.bureau.profile.save()
    return furnish(company)


def worked() -> None:
    """What the worker does in its next second."""
    if follower.is_due():
        follower.rebuild()
    follower.follow()
