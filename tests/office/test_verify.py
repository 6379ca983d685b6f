"""核验: whatever was done by acts verifies; whatever was done behind their back is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, DataError, IntegrityError, connection, connections, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from gongkai.law.grammar.flow import Step
from gongkai.office.journal import access, acts, heads, queries, vendor
from gongkai.office.journal import verify as verification
from gongkai.office.journal.checks import append_only_is_guarded
from gongkai.office.journal.entries import Entry, Head
from gongkai.office.journal.models import AccessMonth, Dossier, DossierKey
from gongkai.office.journal.seals import GENESIS, Purpose, seal
from gongkai.office.journal.verify import verify
from tests.cast import Cast
from tests.office.histories import Office

MONDAY = date(2025, 9, 8)
ROOT = Path(__file__).resolve().parent.parent.parent


def findings(*, whole: bool = True) -> list[str]:
    return [str(finding) for finding in verify(whole=whole) if finding.where != "数据库"]


@pytest.fixture
def world(people: Cast, tmp_path: Any, settings: Any) -> Cast:
    """Two authorities with a few files each, heads kept outside, and no triggers: the attacker has taken them away."""
    settings.VAR_DIR = tmp_path
    for authority, by in ((people.bureau, people.wang), (people.elsewhere, people.zhao)):
        for title in ("甲事", "乙事"):
            dossier = acts.open_dossier(
                authority, "errand", Step("begin", MONDAY), by=by, title=title, personal={"name": title}
            )
            acts.take(dossier, Step("add", MONDAY, {"amount": 2, "note": "几个汉字"}), by=None)
            added = queries.entries(dossier).last()
            assert added is not None
            acts.amend(dossier, added.seq, None, on=MONDAY, by=by, reason="重复")
        acts.take(dossier, Step("end", MONDAY), by=by)
        access.look(by, dossier, "申请表")
        access.download(by, authority, "台账")
    heads.append()
    assert findings() == []
    vendor.lift(connection)
    return people


def test_whatever_the_office_does_verifies(db: None) -> None:
    run_state_machine_as_test(Office, settings=settings(max_examples=4, stateful_step_count=12, deadline=None))


# --- the attacker with the database and nothing else ----------------------------------------------------------------


def tampered(table: str, column: str | None, instead: Any, pk: int) -> bool:
    """Whether an UPDATE behind the acts' back is refused by the database or found by the verification; undone in any case."""
    return noticed(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', instead, pk)  # noqa: S608 (names are ours)


def noticed(sql: str, *parameters: Any) -> bool:
    """Whether a statement is refused or found; undone in any case."""
    with transaction.atomic():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                assert cursor.rowcount > 0
        except (IntegrityError, DataError):
            return True
        found = bool(findings())
        transaction.set_rollback(True)
    return found


def changed(value: Any, at: int) -> Any:
    match value:
        case str():
            place = at % max(len(value), 1)
            return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :] if value else "x"
        case int():
            return value ^ (1 << at % 8)
        case None:
            return 1
        case _:
            return value + (timedelta(microseconds=1) if hasattr(value, "hour") else timedelta(days=1))


def test_a_changed_value_in_any_column_of_any_entry_is_found(world: Cast) -> None:
    for entry in Entry.objects.everywhere():
        for column in Entry._meta.local_concrete_fields:
            instead = changed(getattr(entry, column.attname), 3)
            assert tampered("journal_entry", column.column, instead, entry.pk), (column, entry.seq)


@given(data=st.data())
def test_a_single_flipped_byte_of_an_entrys_text_is_found(world: Cast, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(list(Entry.objects.everywhere().order_by("id"))))
    column = data.draw(st.sampled_from(["act", "data", "prev", "seal", "key_id"]))
    text = getattr(entry, column)
    assert tampered("journal_entry", column, changed(text, data.draw(st.integers(0, len(text) - 1))), entry.pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses bytes that are no text")
@given(data=st.data())
def test_a_flipped_byte_that_makes_a_column_unreadable_is_found(world: Cast, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(list(Entry.objects.everywhere().order_by("id"))))
    column = data.draw(st.sampled_from(["act", "data", "on", "at", "prev", "seal"]))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT CAST("{column}" AS BLOB) FROM journal_entry WHERE id = %s', [entry.pk])  # noqa: S608
        stored = bytearray(cursor.fetchone()[0])
    stored[data.draw(st.integers(0, len(stored) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    damage = f'UPDATE journal_entry SET "{column}" = CAST(%s AS TEXT) WHERE id = %s'  # noqa: S608
    assert noticed(damage, bytes(stored), entry.pk)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps a moment as a number")
def test_a_moment_written_otherwise_is_found_even_if_it_reads_the_same(world: Cast) -> None:
    assert noticed("UPDATE journal_entry SET at = replace(at, '.', ',')")


def test_a_removed_entry_is_found_wherever_it_stood(world: Cast) -> None:
    for entry in Entry.objects.everywhere():
        assert noticed("DELETE FROM journal_entry WHERE id = %s", entry.pk)


def test_a_dossier_changed_behind_its_entries_is_found_column_by_column(world: Cast) -> None:
    for dossier in Dossier.objects.everywhere():
        for column in Dossier._meta.local_concrete_fields:
            if column.name not in ("id", "authority"):
                other = another(getattr(dossier, column.name), column)
                assert tampered("journal_dossier", column.column, other, dossier.pk), column


def another(value: Any, column: Any) -> Any:
    """A value of the column's type that is not this one."""
    if value is None:
        value = 0 if isinstance(column, models.IntegerField) else MONDAY
    return not value if isinstance(value, bool) else changed(value, 0)


def test_a_key_taken_away_without_an_entry_is_found(world: Cast) -> None:
    assert noticed("UPDATE journal_dossierkey SET wrapped = NULL, shredded_by = 1")
    assert noticed("DELETE FROM journal_dossierkey")


def test_a_touched_access_log_is_found(world: Cast) -> None:
    assert noticed("UPDATE journal_access SET what = '别的' WHERE seq = 1")
    assert noticed("DELETE FROM journal_access WHERE seq = 2")
    assert noticed("UPDATE journal_accessmonth SET seq = 1")


def test_a_file_given_to_another_authority_or_made_from_nothing_is_found(world: Cast) -> None:
    dossier = Dossier.objects.of(world.bureau).earliest("id")
    assert noticed(
        "UPDATE journal_dossier SET authority_id = %s, number = 'x' WHERE id = %s", world.county.pk, dossier.pk
    )
    Dossier(authority=world.county, kind="errand", number="〔2025〕099号", opened_on=MONDAY, state="open").save()
    assert any("没有任何条目" in finding for finding in findings())


def test_entries_whose_file_is_gone_are_found(world: Cast) -> None:
    dossier = Dossier.objects.of(world.bureau).earliest("id")
    with transaction.atomic():
        DossierKey.objects.of(world.bureau).filter(dossier=dossier)._raw_delete("default")
        Dossier.objects.of(world.bureau).filter(pk=dossier.pk)._raw_delete("default")
        assert any("所属案卷不见了" in finding for finding in findings())
        transaction.set_rollback(True)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_what_is_found_does_not_depend_on_how_much_is_read_at_once(
    world: Cast, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    Entry.objects.of(world.bureau).filter(seq=2).update(act="x")
    Dossier.objects.of(world.elsewhere).update(state="x")
    expected = findings()
    monkeypatch.setattr(verification, "CHUNK", size)
    monkeypatch.setattr(verification, "FILES", size)
    assert findings() == expected
    assert len(expected) > 2


def recompute(authority_id: int, reseal: Callable[[Entry], str]) -> None:
    """Seal an authority's whole chain anew and mend its head."""
    prev = GENESIS
    for entry in Entry.objects.everywhere().filter(authority_id=authority_id).order_by("id"):
        entry.prev = prev
        prev = entry.seal = reseal(entry)
        Entry.objects.everywhere().filter(pk=entry.pk).update(prev=entry.prev, seal=entry.seal)
    Head.objects.filter(authority_id=authority_id).update(seal=prev)


def guessed(entry: Entry) -> str:
    return seal(Purpose.ACCESS, entry.data, entry.prev)


def test_a_chain_recomputed_without_the_key_is_found(world: Cast) -> None:
    recompute(world.bureau.pk, guessed)
    assert any("内容与印不符" in finding for finding in findings())


def test_a_chain_recomputed_even_with_the_key_contradicts_the_heads_kept_outside(world: Cast) -> None:
    first = Entry.objects.of(world.bureau).order_by("id").first()
    assert first is not None
    Entry.objects.of(world.bureau).filter(pk=first.pk).update(at=first.at - timedelta(days=1))
    recompute(world.bureau.pk, lambda entry: entry.row().reckoned_seal())
    assert [finding for finding in findings() if "链被重算" in finding]


def cut_tail(authority_id: int) -> None:
    """Cut the last entry off and mend everything the database has to say about it."""
    last = Entry.objects.everywhere().filter(authority_id=authority_id).order_by("-id").first()
    assert last is not None
    Entry.objects.everywhere().filter(pk=last.pk)._raw_delete("default")
    Head.objects.filter(authority_id=authority_id).update(seq=last.seq - 1, seal=last.prev)
    assert last.dossier is not None
    last.dossier.version -= 1
    last.dossier.save()
    acts.reflect(last.dossier)


def test_a_cut_tail_mended_everywhere_contradicts_the_heads_kept_outside(world: Cast) -> None:
    cut_tail(world.bureau.pk)
    assert [finding for finding in findings() if "链尾被截" in finding]
    assert len(findings()) == 1


def test_a_forged_or_missing_line_of_the_heads_kept_outside_is_found(world: Cast) -> None:
    heads.append()
    heads.append()
    (path,) = heads.folder().glob("*.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    written = json.loads(lines[1])
    written["heads"][0][2] -= 1
    path.write_text("\n".join([lines[0], json.dumps(written), lines[2]]) + "\n", encoding="utf-8")
    assert any("签名不符" in finding for finding in findings())
    path.write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    assert any("前后不衔接" in finding for finding in findings())
    path.write_text("不是JSON\n", encoding="utf-8")
    assert any("签名不符" in finding for finding in findings())


def test_several_who_keep_heads_at_once_write_lines_that_follow_each_other(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    begin = (
        "import django; django.setup(); from pathlib import Path; from django.conf import settings;"
        f"settings.VAR_DIR = Path({str(tmp_path)!r}); from django.core.management import call_command as manage;"
    )
    database = f"sqlite:///{tmp_path / 'heads.sqlite3'}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "GONGKAI_DATABASE": database}

    def keeper(orders: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", begin + orders], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )

    assert keeper("manage('migrate', run_syncdb=True, verbosity=0)").wait(60) == 0
    keepers = [keeper("[manage('heads') for _ in range(5)]") for _ in range(3)]
    assert [one.wait(60) for one in keepers] == [0, 0, 0]
    assert [line.sound for line in heads.lines()] == [True] * 15


# --- the ordinary day -------------------------------------------------------------------------------------------------


def test_changes_through_the_database_are_refused_by_triggers(people: Cast) -> None:
    acts.open_dossier(people.bureau, "errand", Step("begin", MONDAY), by=people.wang)
    access.download(people.wang, people.bureau, "台账")
    for sql in (
        "UPDATE journal_entry SET act = 'x'",
        "DELETE FROM journal_entry",
        "UPDATE journal_access SET what = 'x'",
        "DELETE FROM journal_access",
    ):
        with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_missing_or_weakened_trigger_is_found(people: Cast) -> None:
    vendor.lift(connection)
    assert [finding.what for finding in verify()] == [
        f"缺少触发器{name}，或其内容被改动" for name in vendor.unguarded(connection)
    ]
    (alias,) = connections
    assert {error.id for error in append_only_is_guarded([alias])} == {"journal.E001"}
    vendor.guard(connection)
    assert vendor.unguarded(connection) == [] == append_only_is_guarded([alias])
    assert append_only_is_guarded() == []


def test_a_trigger_replaced_by_one_that_does_nothing_is_found(people: Cast) -> None:
    name = "journal_entry_no_update"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            nothing = "$$ BEGIN RETURN NEW; END $$"
            cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS {nothing}")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END")
    assert vendor.unguarded(connection) == [name]


def test_verification_is_incremental_from_a_signed_checkpoint_and_whole_on_demand(world: Cast) -> None:
    assert findings(whole=False) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET act = 'x' WHERE seq = 1")
    assert not any("第1号" in finding for finding in findings(whole=False))
    assert any("第1号" in finding for finding in findings())
    with transaction.atomic():
        Entry.objects.of(world.bureau).order_by("-id")[:1].get().delete()
        assert any("不符，改为从头核验" in finding for finding in findings(whole=False))
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_checkpoint SET seq = 1")
    assert any("核验点的签名不符" in finding for finding in findings(whole=False))


def test_the_command_prints_findings_in_chinese_and_fails(world: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    vendor.guard(connection)
    call_command("heads")
    call_command("verify", "--all")
    assert "核验无误" in capsys.readouterr().out
    Head.objects.filter(authority=world.bureau).update(seq=1)
    with pytest.raises(CommandError, match="发现"):
        call_command("verify", "--all")
    assert "示例县民政局" in capsys.readouterr().out


def test_months_of_the_access_log_are_closed_kept_and_let_go_by_entries(people: Cast) -> None:
    access.download(people.wang, people.bureau, "台账")
    soon, late = date(2030, 1, 1), date(2040, 1, 1)
    assert (access.close_months(soon), access.drop_months(soon)) == (1, 1)
    assert (access.close_months(late), access.drop_months(late)) == (0, 0)
    assert findings() == []
    AccessMonth.objects.of(people.bureau).update(closed_by=2, dropped_by=3)
    assert any("登记的摘要不符" in finding for finding in findings())
