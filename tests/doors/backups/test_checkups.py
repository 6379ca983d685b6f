"""备份的体检: the doctor knows the last backup, key book, verifying and drill, and says which is late and what to type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.doors.backups import checkups, records, wonts
from gongkai.doors.backups.wonts import Last, Wont
from gongkai.office.journal.seals import canonical
from gongkai.web.examining import Condition, Level, fine
from tests.cast import Cast, cast

NOW = datetime(2026, 11, 29, 6, 0, tzinfo=UTC)
SOUND = {"found": 0, "sound": True}


@pytest.fixture
def people(db: None, tmp_path: Path, settings: Any) -> Cast:
    """In service: asked for under HTTPS, with a county in it."""
    settings.VAR_DIR, settings.HTTPS = tmp_path, True
    return cast()


def told(what: str, now: datetime = NOW) -> Condition:
    """What the checkup of one sort says."""
    [said] = checkups.looks_at(what)(now)
    return said


def was_done(what: str, at: datetime, **facts: Any) -> None:
    """A record of that moment."""
    with records.file().open("a", encoding="utf-8") as out:
        out.write(canonical({"what": what, "at": at.isoformat(), **SOUND, **facts}) + "\n")


def test_who_was_never_backed_up_in_service_is_in_danger(people: Cast, settings: Any) -> None:
    assert told(records.WHOLE).level is told(records.KEYS).level is Level.DANGER
    assert told(records.DRILL).level is told(records.VERIFY).level is Level.NOTE
    settings.HTTPS = False
    assert told(records.WHOLE).level is Level.NOTE, "a trial loses nothing anybody needs"
    assert "manage.py backup 目录" in told(records.WHOLE).remedy and "manage.py drill" in told(records.DRILL).remedy


def test_each_sort_has_its_own_span_from_the_settings(people: Cast, settings: Any) -> None:
    was_done(records.WHOLE, NOW - timedelta(hours=35))
    was_done(records.KEYS, NOW - timedelta(hours=37))
    was_done(records.DRILL, NOW - timedelta(days=44))
    assert told(records.WHOLE) == fine("备份数据库和文件：上次是2026-11-28 03:00")
    assert told(records.KEYS).level is Level.NOTE and "已超过36小时" in told(records.KEYS).what
    assert told(records.DRILL).level is Level.FINE
    settings.BACKUP_HOURS, settings.DRILL_DAYS = 48, 30
    assert told(records.KEYS).level is Level.FINE
    assert told(records.DRILL).level is Level.NOTE and "已超过30天" in told(records.DRILL).what
    assert told(records.KEYS, NOW + timedelta(hours=48 * 3)).level is Level.DANGER


def test_what_was_found_wrong_is_a_danger_however_lately(people: Cast) -> None:
    was_done(records.DRILL, NOW, sound=False)
    was_done(records.VERIFY, NOW, found=2)
    assert [told(what).level for what in (records.DRILL, records.VERIFY)] == [Level.DANGER] * 2
    was_done(records.VERIFY, NOW, found=0)
    assert told(records.VERIFY).level is Level.FINE, "the last one counts"


def test_without_a_key_it_says_that_nothing_can_be_backed_up(people: Cast, settings: Any) -> None:
    settings.BACKUP_KEY = ""
    [said] = checkups.backup_key(NOW)
    assert said.level is Level.DANGER and "GONGKAI_BACKUP_KEY_FILE" in said.remedy
    settings.BACKUP_KEY = "for tests only: BACKUP_KEY of nobody"
    assert [each.level for each in checkups.backup_key(NOW)] == [Level.FINE]


@given(st.timedeltas(timedelta(), timedelta(days=400)), st.timedeltas(timedelta(hours=1), timedelta(days=90)))
def test_it_is_fine_exactly_within_the_span_and_never_worse_than_a_note_for_a_drill(
    age: timedelta, within: timedelta
) -> None:
    wont = Wont(records.DRILL, "恢复演练", "manage.py drill", within)
    said = checkups._stands(Last(wont, NOW - age, sound=True, late=age > within), NOW)
    assert said.level is (Level.NOTE if age > within else Level.FINE)
    assert bool(said.remedy) is (age > within)


def test_a_line_that_cannot_be_read_hides_no_other(people: Cast) -> None:
    was_done(records.WHOLE, NOW)
    with records.file().open("a", encoding="utf-8") as out:
        out.write("{half a line\n")
    [wont] = [each for each in wonts.wonts() if each.what == records.WHOLE]
    assert wonts.last(wont, NOW).at == NOW
