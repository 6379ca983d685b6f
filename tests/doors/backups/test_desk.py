"""备份情况: those who keep the platform see what was done and what is late; nobody else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from gongkai.doors.backups import records
from tests.cast import PASSWORD, Cast, cast, official

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(tmp_path: Path, settings: Any) -> Cast:
    settings.VAR_DIR = tmp_path
    return cast()


def at_desk(username: str) -> Client:
    client = Client()
    assert client.login(request=RequestFactory().post("/desk/login/"), username=username, password=PASSWORD)
    return client


def test_what_is_late_is_told_and_what_was_done_is_listed(people: Cast) -> None:
    official("guan", "管系统", people.county, "engineer")
    keeper = at_desk("guan")
    page = keeper.get("/desk/backups/").content.decode()
    assert page.count("应当办理") == 4 and "还没有备份过" in page and 'href="/desk/backups/"' in page
    records.note(records.WHOLE, {"name": "whole-1", "bytes": 2_000_000, "seconds": 3.5})
    counts = {"rows": 10, "files": 2, "pages": 5, "backup": "whole-1"}
    records.note(records.DRILL, {**counts, "verified": 0, "restore_seconds": 9.5})
    records.note(records.RESTORE, {**counts, "verified": ["一处"], "seconds": 8.5})
    records.note(records.VERIFY, {"names": ["whole-1"], "found": 2})
    page = keeper.get("/desk/backups/").content.decode()
    assert page.count("应当办理") == 1
    for told in ("whole-1，2.0MB，用时3.5秒", "用时9.5秒，核验无误", "用时8.5秒，1处不符", "2处不符"):
        assert told in page


def test_an_official_who_does_not_keep_the_platform_has_no_business_here(people: Cast) -> None:
    assert at_desk("wang").get("/desk/backups/").status_code in (403, 404)
