"""数据库、密钥、时钟、核验、链头: each fault is made, found, and mended by what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.doors.watch.management.commands import doctor as doctor_command
from gongkai.law.documents import DocumentKind
from gongkai.office.journal import heads, seals, server, vault, vendor
from gongkai.office.journal.models import Head
from gongkai.office.notices import chores as notices_chores
from gongkai.publication.documents import acts as documents
from gongkai.publication.documents.acts import Draft
from gongkai.web import clock
from gongkai.web.examining import Level
from tests.cast import Cast
from tests.doors.watch.conftest import asked, level, trouble

OTHER = "another key, of nobody at all, made up for this test"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL knows accounts")


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    """What a process remembers of its keys until it is started anew."""
    vault.forget()
    for kept in (seals._key, seals.key_id):
        kept.cache_clear()


def test_a_database_says_its_version_and_its_connections(db: None) -> None:
    assert level("database") is Level.FINE
    assert server.version(connection) >= server.LEAST[connection.vendor]
    used, most = server.connections_of(connection)
    assert 1 <= used <= most and server.size(connection) > 0
    assert level("connections") is Level.FINE


@pytest.mark.django_db(transaction=True)
def test_migrations_that_were_not_made_are_told_by_name_and_gone_once_they_are(settings: Any) -> None:
    assert level("migrations") is Level.FINE
    settings.MIGRATION_MODULES = {}
    found = trouble("migrations")
    assert found.level is Level.DANGER and "项迁移没有做" in found.what and "manage.py migrate" in found.remedy
    try:
        call_command("migrate", fake=True, verbosity=0)
        assert level("migrations") is Level.FINE
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS django_migrations")


def test_a_trigger_that_is_gone_is_a_danger_until_migrate_puts_it_back(db: None) -> None:
    vendor.lift(connection)
    found = asked("triggers")
    assert {each.level for each in found} == {Level.DANGER} and "journal_entry_no_update" in str(found)
    call_command("migrate", verbosity=0)
    assert level("triggers") is Level.FINE


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of SQLite")
def test_a_file_of_sqlite_on_a_network_disk_is_a_danger(db: None, tmp_path: Path, monkeypatch: Any) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda1 / ext4 rw 0 0\nserver:/share {tmp_path}/far\\040off nfs4 rw 0 0\n")
    monkeypatch.setattr(server, "MOUNTS", mounts)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "far off" / "gongkai.sqlite3"))
    assert any(each.level is Level.DANGER and "nfs4" in each.what for each in asked("database"))
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "near" / "gongkai.sqlite3"))
    assert level("database") is Level.FINE


@on_postgresql
def test_an_account_that_may_change_entries_is_told_of_and_one_with_the_printed_rights_is_not(people: Cast) -> None:
    assert trouble("rights").level is Level.NOTE
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS gongkai_doctor_test")
        cursor.execute("CREATE ROLE gongkai_doctor_test")
        cursor.execute("SET ROLE gongkai_doctor_test")
        assert "不能读写" in trouble("rights").what
        cursor.execute("RESET ROLE")
        for statement in vendor.service_rights("gongkai_doctor_test"):
            cursor.execute(statement)
        cursor.execute("SET ROLE gongkai_doctor_test")
        assert level("rights") is Level.FINE
        cursor.execute("RESET ROLE")
        cursor.execute("GRANT UPDATE ON journal_entry TO gongkai_doctor_test")
        cursor.execute("SET ROLE gongkai_doctor_test")
        assert "可以对journal_entry执行UPDATE" in trouble("rights").what
        cursor.execute("RESET ROLE")


@on_postgresql
def test_the_clock_of_the_server_is_compared_with_ours(db: None) -> None:
    assert level("clocks") is Level.FINE
    assert "与数据库服务器的相差" in trouble("clocks", clock.now() - timedelta(hours=3)).what


def test_a_clock_that_was_set_back_is_told_by_the_command_and_well_once_it_is_right(
    people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    Head.objects.update(at=now)
    with monkeypatch.context() as back:
        back.setattr(clock, "now", lambda: now - timedelta(hours=5))
        told, code = _doctor("clocks")
        assert code == 2 and "钟被拨回了" in told and "早5小时" in told and "timedatectl" in told
    assert _doctor("clocks")[1] == 0


def _doctor(key: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command(doctor_command.Command(stdout=out), only=[key])
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


def test_another_seal_key_is_recognized_and_the_former_one_heals(people: Cast, settings: Any) -> None:
    assert level("seal_key") is Level.FINE
    right = settings.SEAL_KEY
    settings.SEAL_KEY = OTHER
    forget()
    found = trouble("seal_key")
    assert found.level is Level.DANGER and "封印密钥与台账不符" in found.what and "换回" in found.remedy
    settings.SEAL_KEY = right
    forget()
    assert level("seal_key") is Level.FINE


def test_an_entry_that_was_changed_is_not_taken_for_another_key(people: Cast) -> None:
    vendor.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET data = '{}'")
    found = trouble("seal_key")
    assert found.level is Level.DANGER and "与印不符" in found.what and "verify --all" in found.remedy
    vendor.guard(connection)


def test_a_revoked_vault_key_is_a_danger_until_it_is_named_again(people: Cast, settings: Any) -> None:
    _a_file(people)
    assert "能解读" in str(asked("vault_key"))
    right = settings.VAULT_KEY
    settings.VAULT_KEY, settings.VAULT_KEYS_FORMER = OTHER, ()
    forget()
    found = trouble("vault_key")
    assert found.level is Level.DANGER and "个人信息读不出" in found.what
    settings.VAULT_KEYS_FORMER = (right,)
    forget()
    found = trouble("vault_key")
    assert found.level is Level.NOTE and "manage.py rewrap" in found.remedy
    call_command("rewrap", stdout=StringIO(), stderr=StringIO())
    settings.VAULT_KEYS_FORMER = ()
    forget()
    assert level("vault_key") is Level.FINE


def _a_file(people: Cast) -> None:
    given = Draft(DocumentKind.OTHER, "通知", "<p>通知。</p>", "通知。")
    documents.draft(people.bureau, given, on=clock.today(), today=clock.today(), by=people.wang)


def test_a_verifying_is_remembered_with_its_result(people: Cast) -> None:
    assert "还没有核验过" in trouble("verified").what
    call_command("verify", all=True, stdout=StringIO(), stderr=StringIO())
    assert level("verified") is Level.FINE
    later = clock.now() + timedelta(days=3)
    assert "已过" in trouble("verified", later).what and trouble("verified", later).level is Level.NOTE
    Head.objects.filter(authority=people.bureau).update(seq=1)
    with pytest.raises(CommandError):
        call_command("verify", stdout=StringIO(), stderr=StringIO())
    assert trouble("verified").level is Level.DANGER


def test_heads_are_to_be_kept_outside_every_day_and_mailed(
    people: Cast, settings: Any, mailoutbox: list[Any], var: Path
) -> None:
    settings.HEADS_MAIL = ""
    assert "还没有外存过" in trouble("kept_outside").what
    heads.append()
    assert "没有另寄" in trouble("kept_outside").what
    settings.HEADS_MAIL = "heads@example.org"
    assert "还没有寄出过" in trouble("kept_outside").what
    notices_chores.keep_heads(clock.now())
    assert len(mailoutbox) == 1 and level("kept_outside") is Level.FINE
    notices_chores.keep_heads(clock.now())
    assert len(mailoutbox) == 1
    assert "末次外存" in asked("kept_outside", clock.now() + timedelta(days=4))[0].what
    [path] = (var / "heads").glob("*.jsonl")
    path.write_text(path.read_text().replace("shili-minzheng", "shili-minzhenG"))
    assert any(each.level is Level.DANGER for each in asked("kept_outside"))
