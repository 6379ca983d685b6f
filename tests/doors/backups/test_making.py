"""做备份: whole or not there at all, readable with its key alone, and only the new is copied."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.casework.applications.models import Application
from gongkai.doors.backups import checking, making, manifest, outside, parts, records, retention
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import What
from gongkai.doors.backups.troubles import BackupError
from gongkai.law.applications import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.office.journal import heads
from gongkai.office.journal.models import DossierKey
from gongkai.web import clock
from tests.casework.conftest import Receive, people, receive
from tests.cast import Cast
from tests.doors.backups.conftest import KEY, OTHER_KEY, Installation
from tests.publication.conftest import DAY

__all__ = ["connection", "people", "receive"]
pytestmark = pytest.mark.django_db(transaction=True)
Depots = tuple[Depot, Depot]
TEXT = "样例附件的内容".encode()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Any) -> Path:
    """A data folder with two files, a line of heads to come, and a key for the backups."""
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.BACKUP_KEY = tmp_path / "var", tmp_path / "var" / "files", KEY
    for number in range(2):
        put(settings.MEDIA_ROOT, f"documents/a{number}", TEXT * (number + 1))
    return tmp_path


def put(root: Path, name: str, content: bytes) -> Path:
    path = Path(root) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def application(receive: Receive) -> Application:
    return receive(DAY, Channel.IN_PERSON, ApplicantKind.PERSON)


def wrong(depot: Depot, what: What = What.WHOLE) -> list[str]:
    return [each for name in depot.names(what) for each in checking.verify(depot, name)]


def contents(depot: Depot) -> list[str]:
    return [path.name for path in depot.contents()]


def test_a_backup_is_proved_and_tells_what_it_holds(application: Application, depots: Depots) -> None:
    heads.append()
    whole, keys = making.make(*depots)
    assert wrong(depots[0]) == wrong(depots[1], What.KEYS) == []
    told = whole.manifest
    assert told.tables["applications_application"] == 1 and told.counts == {"files": 2, "bytes": 63, "added": 2}
    assert [seal for _, code, _, seal in told.heads if code == "shili-minzheng"] != [] and keys.manifest.counts == {
        "keys": 1
    }
    assert not set(told.tables) & {"journal_dossierkey", "journal_housekey", "django_session"}


def test_nothing_in_it_can_be_read_or_guessed_without_its_key(application: Application, depots: Depots) -> None:
    making.make(*depots)
    wrapped = bytes(DossierKey.objects.everywhere().get().wrapped or b"")
    written = [path.read_bytes() for depot in depots for path in depot.root.rglob("*") if path.is_file()]
    for secret in (TEXT, wrapped, wrapped.hex().encode(), "示例县民政局".encode(), b"SQLite format"):
        assert [content for content in written if secret in content] == []


def test_a_daily_backup_copies_only_the_new(application: Application, depots: Depots, settings: Any) -> None:
    making.make(*depots)
    before = contents(depots[0])
    assert making.make(*depots)[0].added == 0 and contents(depots[0]) == before
    put(settings.MEDIA_ROOT, "documents/b", b"something new")
    put(settings.MEDIA_ROOT, "documents/again", TEXT)
    assert making.make(*depots)[0].added == 1 and len(contents(depots[0])) == len(before) + 1
    assert wrong(depots[0]) == []


def test_a_content_that_was_cut_short_is_sealed_anew_by_the_next_backup(
    application: Application, depots: Depots
) -> None:
    making.make(*depots)
    short = next(iter(depots[0].contents()))
    short.write_bytes(short.read_bytes()[:-1])
    assert any("不能解开" in each for each in wrong(depots[0]))
    making.make(*depots)
    assert wrong(depots[0]) == []


def test_another_key_seals_everything_anew(application: Application, depots: Depots, settings: Any) -> None:
    making.make(*depots)
    settings.BACKUP_KEY, settings.BACKUP_KEYS_FORMER = OTHER_KEY, (KEY,)
    assert making.make(*depots)[0].added == 2
    settings.BACKUP_KEYS_FORMER = ()
    old, new = depots[0].names(What.WHOLE)
    assert "这份备份由密钥号" in next(iter(checking.verify(depots[0], min(old, new, key=lambda name: name == new))))
    assert list(checking.verify(depots[0], depots[0].newest(What.WHOLE).name)) == []


@pytest.mark.parametrize("part", ["database", "files", "heads", "facts", "shredded", "manifest"])
def test_a_single_changed_bit_anywhere_is_found(application: Application, depots: Depots, part: str) -> None:
    making.make(*depots)
    folder = depots[0].folder(depots[0].names(What.WHOLE)[0])
    path = folder / manifest.FILE if part == "manifest" else parts.place(folder, part)
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)
    assert wrong(depots[0]) != []


def test_a_part_of_another_backup_does_not_pass(application: Application, depots: Depots) -> None:
    making.make(*depots)
    making.make(*depots)
    one, other = (depots[0].folder(name) for name in depots[0].names(What.WHOLE))
    shutil.copy(parts.place(one, parts.DATABASE), parts.place(other, parts.DATABASE))
    assert any("摘要不符" in each or "大小" in each for each in wrong(depots[0]))


def test_a_lost_content_is_found(application: Application, depots: Depots) -> None:
    making.make(*depots)
    next(iter(depots[0].contents())).unlink()
    assert any("内容不见了" in each for each in wrong(depots[0]))


@pytest.mark.soak
def test_killed_at_any_point_nothing_that_bears_the_name_of_a_backup_is_not_one(
    town: Installation, depots: Depots
) -> None:
    [told] = town.does(["killed_backups", depots[0].root, depots[1].root])
    assert told["died"] > 15 and told["bad"] == [] and told["left_after"] == 0


def test_what_was_broken_off_is_said_and_never_chosen_and_is_cleared_by_the_next(
    application: Application, depots: Depots
) -> None:
    depots[0].root.mkdir()
    depots[0].begin("whole-20261129T000000000000Z-aaaaaa")
    with pytest.raises(BackupError, match="没有完成的备份"):
        depots[0].newest(What.WHOLE)
    said = StringIO()
    call_command("backup", depots[0].root, list=True, stdout=said)
    assert "没有办完，不能用来恢复" in said.getvalue()
    told: list[str] = []
    making.make(*depots, told.append)
    assert any("清理了上次没有办完的备份留下的1项" in each for each in told) and depots[0].unfinished() == []


# -- where there is no room --------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    disk = tmp_path / "small"
    disk.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=False).returncode:
        pytest.skip("不能挂载小磁盘，未试磁盘写满 (cannot mount a small disk)")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_is_said_leaves_nothing_half_and_is_no_matter_once_there_is_room(
    application: Application, small: Path, depots: Depots, settings: Any
) -> None:
    depot, keys = Depot(small / "depot"), depots[1]
    making.make(depot, keys)
    great = put(settings.MEDIA_ROOT, "documents/great", os.urandom(5_000_000))
    with pytest.raises(BackupError, match=r"磁盘空间不足.*没有留下半成品"):
        making.make(depot, keys)
    assert len(depot.names(What.WHOLE)) == 1 and depot.unfinished() == [] and wrong(depot) == []
    great.unlink()
    making.make(depot, keys)
    assert len(depot.names(What.WHOLE)) == 2 and wrong(depot) == []


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL不在数据目录做副本 (no copy is made of PostgreSQL)"
)
def test_a_data_folder_without_room_for_the_copy_says_so_too(
    application: Application, small: Path, depots: Depots, settings: Any
) -> None:
    settings.VAR_DIR = small
    put(small, "filler", bytes(2_900_000))
    with pytest.raises(BackupError, match="磁盘空间不足"):
        making.make(*depots)
    assert depots[0].names(What.WHOLE) == depots[1].names(What.KEYS) == []
    (small / "filler").unlink()
    assert [path.name for path in small.iterdir()] == []


# -- keeping and refusing ----------------------------------------------------------------------------------------------


def test_what_is_not_kept_goes_with_the_contents_nobody_points_to(
    application: Application, depots: Depots, settings: Any
) -> None:
    making.make(*depots)
    (Path(settings.MEDIA_ROOT) / "documents" / "a0").unlink()
    making.make(*depots)
    assert len(contents(depots[0])) == 2
    assert retention.thin_out(depots[0], {"daily": 1}) == (1, 1)
    assert len(depots[0].names(What.WHOLE)) == 1 and wrong(depots[0]) == []


def test_no_content_goes_while_a_backup_that_cannot_be_read_may_point_to_it(
    application: Application, depots: Depots, settings: Any
) -> None:
    making.make(*depots)
    (depots[0].folder(depots[0].names(What.WHOLE)[0]) / manifest.FILE).write_text("{}", encoding="utf-8")
    (Path(settings.MEDIA_ROOT) / "documents" / "a0").unlink()
    making.make(*depots)
    assert retention.thin_out(depots[0], {"daily": 1}) == (0, 0) and len(contents(depots[0])) == 2


def test_key_books_go_after_their_shorter_time_and_the_newest_stays(application: Application, depots: Depots) -> None:
    making.make(None, depots[1])
    making.make(None, depots[1])
    soon, late = clock.now() + timedelta(days=1), clock.now() + timedelta(days=8)
    assert retention.thin_out_keys(depots[1], soon, retention.KEYS_KEPT) == 0
    assert retention.thin_out_keys(depots[1], late, retention.KEYS_KEPT) == 1
    assert len(depots[1].names(What.KEYS)) == 1


def test_keys_do_not_lie_with_what_they_open(application: Application, depots: Depots) -> None:
    for other in (depots[0].root, depots[0].root / "keys"):
        with pytest.raises(BackupError, match="分开存放"):
            making.make(depots[0], Depot(other))


def test_without_a_key_of_its_own_there_is_no_backup(application: Application, depots: Depots, settings: Any) -> None:
    settings.BACKUP_KEY = ""
    with pytest.raises(CommandError, match="没有设置备份密钥"):
        call_command("backup", depots[0].root)
    assert not depots[0].root.exists()


def test_two_backups_do_not_write_to_one_depot(application: Application, depots: Depots) -> None:
    with depots[0].alone(), pytest.raises(BackupError, match="正在由另一个备份使用"):
        making.make(*depots)


def test_the_facts_of_the_settings_hold_no_secret() -> None:
    told = outside.facts(
        {
            "GONGKAI_DATABASE": "postgresql://service:secret-word@db:5432/gongkai",
            "GONGKAI_SEAL_KEY": "secret-word",
            "GONGKAI_SMTP_PASSWORD_FILE": "secret-word",
            "GONGKAI_HOSTS": "www.example.gov.cn",
            "PATH": "secret-word",
        }
    )
    assert told == {
        "GONGKAI_DATABASE": "postgresql://service@db:5432/gongkai",
        "GONGKAI_HOSTS": "www.example.gov.cn",
    }


def test_the_command_backs_up_lists_verifies_and_keeps_a_record(
    application: Application, people: Cast, depots: Depots
) -> None:
    said = StringIO()
    call_command("backup", depots[0].root, keys=depots[1].root, keep=["daily=7"], stdout=said)
    call_command("backup", depots[0].root, keys=depots[1].root, list=True, stdout=said)
    call_command("backup", depots[0].root, keys=depots[1].root, verify=[], stdout=said)
    assert "已备份并核验" in said.getvalue() and "核验无误" in said.getvalue()
    found = records.last(records.WHOLE)
    assert found is not None and found[1]["name"] == depots[0].names(What.WHOLE)[0]
    path = depots[0].folder(depots[0].names(What.WHOLE)[0]) / manifest.FILE
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "tables": {}}), encoding="utf-8")
    with pytest.raises(CommandError, match="签名不符"):
        call_command("backup", depots[0].root, verify=[], stdout=said)


def test_two_backups_of_one_second_stand_in_their_order(town: Installation, depots: Depots) -> None:
    for _ in range(2):
        town.does(["manage", "backup", depots[0].root])
    moments = [each.moment for each in depots[0].manifests(What.WHOLE)]
    assert moments == sorted(moments) and moments[0] < moments[1]
    assert [each.name for each in depots[0].manifests(What.WHOLE)] == sorted(depots[0].names(What.WHOLE))
