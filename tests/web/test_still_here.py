"""还在使用: half an hour from the last page, to the minute, without a write at every page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.web import clock
from tests.cast import cast

pytestmark = pytest.mark.django_db
BEGAN = datetime(2025, 6, 3, 9, tzinfo=clock.BEIJING)


class Watch:
    """A clock that a test sets."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch(BEGAN)
    monkeypatch.setattr("gongkai.web.clock.now", watch)
    return watch


def written(client: Client) -> bool:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/notices/").status_code == 200
    return any("UPDATE" in each["sql"] and "django_session" in each["sql"] for each in asked.captured_queries)


def test_a_session_is_written_once_a_minute_and_no_oftener(client: Client, watch: Watch) -> None:
    client.force_login(cast().wang)
    assert written(client)
    for seconds, again in ((1, False), (59, False), (60, True), (61, False), (119, False), (121, True)):
        watch.moment = BEGAN + timedelta(seconds=seconds)
        assert written(client) is again, seconds


def test_each_time_its_end_moves_on(client: Client, watch: Watch) -> None:
    client.force_login(cast().wang)
    client.get("/desk/notices/")
    first = Session.objects.get().expire_date
    watch.moment = BEGAN + timedelta(minutes=5)
    client.get("/desk/notices/")
    assert Session.objects.get().expire_date >= first
    assert client.cookies["sessionid"]["max-age"] == 30 * 60


def test_a_clock_set_back_does_not_let_it_lapse(client: Client, watch: Watch) -> None:
    client.force_login(cast().wang)
    client.get("/desk/notices/")
    watch.moment = BEGAN - timedelta(hours=2)
    assert written(client) and not written(client)


def test_a_stranger_gets_no_session(client: Client, watch: Watch) -> None:
    client.get("/desk/login/")
    assert not Session.objects.exists() and "sessionid" not in client.cookies
