"""恢复: what comes back elsewhere is what was backed up, what was shredded stays shredded, and nothing is half there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import What
from tests.doors.backups.conftest import KEY, OTHER_KEY, Installation, Player
from tests.doors.backups.town import NAME

Built = tuple[Path, dict[str, Any]]
Depots = tuple[Depot, Depot]
REPLACED = ("--overwrite", "gongkai.sqlite3")


def backup(depots: Depots) -> list[object]:
    return ["manage", "backup", depots[0].root, "--keys", depots[1].root]


def backup_of_keys(depots: Depots) -> list[object]:
    return ["manage", "backup", "--keys", depots[1].root]


def restore(depots: Depots, *words: object) -> list[object]:
    return ["manage", "restore", depots[0].root, "--keys", depots[1].root, *words]


def restored(place: Installation, depots: Depots, *words: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Brought back into a place of its own: the report with what was said, and how it stands there now."""
    report = place.var.parent / "report.json"
    ran, now = place.does(restore(depots, "--report", report, *words), "told")
    assert ran["code"] == 0, ran["said"]
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return {**told, "said": ran["said"]}, now


@pytest.fixture
def there(player: Player, tmp_path: Path) -> Installation:
    """Another place, empty."""
    return Installation(player, tmp_path / "elsewhere" / "var")


def test_elsewhere_the_pages_answer_the_same_bytes_and_everything_is_verified(
    town: Installation, built: Built, depots: Depots, there: Installation
) -> None:
    town.does(backup(depots))
    told, now = restored(there, depots)
    assert told["verified"] == [] and told["keys_missing"] == 0 and told["pages_other"] == []
    assert told["indexed"] == 2 and told["pages"] == told["pages_same"] > 50
    assert now == built[1]


def test_a_backup_of_one_suite_is_restored_under_the_other_and_the_next_one_is_sealed_anew(
    town: Installation, built: Built, depots: Depots, there: Installation
) -> None:
    town.does(backup(depots))
    told, now = restored(there.having(GONGKAI_CRYPTO="national"), depots)
    assert told["verified"] == [] and told["keys_missing"] == 0 and now == built[1]
    town.having(GONGKAI_CRYPTO="national").does(backup(depots))
    sealed = {path.read_bytes()[:4] for path in (depots[0].root / "contents").rglob("*") if path.is_file()}
    assert sealed == {b"GKB\x01", b"GKB\x02"}
    third = Installation(there.player, there.var.parent.parent / "third" / "var")
    told, now = restored(third, depots)
    assert told["verified"] == [] and now == built[1]


@pytest.mark.soak
def test_from_postgresql_to_postgresql(
    player: Player, servers: tuple[str, str], depots: Depots, tmp_path: Path
) -> None:
    town, there = (Installation(player, tmp_path / name / "var", at) for name, at in zip("ab", servers, strict=True))
    before, _, shredded, _ = town.does("build", backup(depots), "shred", backup_of_keys(depots))
    told, now = restored(there, depots)
    assert told["verified"] == [] and [by for _, by in told["shredded_again"]] == [shredded["entry"]]
    assert now["vendor"] == "postgresql" and now["found"] == []
    further = "/shili-minzheng/djb/changes.json"  # it says how far the chain goes: by one entry more
    assert told["pages_other"] == [further]
    assert {**now["pages"], further: ""} == {**before["pages"], further: ""}
    assert "已由第" in now["personal"] and NAME not in str({**now, "pages": ""})


def test_what_was_shredded_after_the_backup_stays_shredded(
    town: Installation, depots: Depots, there: Installation
) -> None:
    _, shredded, _ = town.does(backup(depots), "shred", backup_of_keys(depots))
    told, now = restored(there, depots, "--later")
    assert [by for _, by in told["shredded_again"]] == [shredded["entry"]]
    assert f"个人信息已由第{shredded['entry']}号条目销毁" in told["said"]
    assert now["found"] == [] and "个人信息已由第" in now["personal"]
    assert now["title"] == "" and now["subject"] == "（已销毁）" and now["keys"] == 2


def test_the_tombstones_of_any_backup_count_though_an_older_key_book_is_asked_for(
    town: Installation, depots: Depots, there: Installation
) -> None:
    town.does(backup(depots), "shred", ["manage", "backup", depots[0].root])
    older, book = depots[0].names(What.WHOLE)[0], depots[1].names(What.KEYS)[0]
    told, now = restored(there, depots, "--later", "--name", older, "--keys-name", book)
    assert len(told["shredded_again"]) == 1 and told["verified"] == []
    assert "个人信息已由第" in now["personal"]


def test_what_was_shredded_before_the_backup_comes_back_shredded_by_its_own_entry(
    town: Installation, depots: Depots, there: Installation
) -> None:
    shredded, _ = town.does("shred", backup(depots))
    told, now = restored(there, depots, "--later")
    assert told["shredded_again"] == [] and told["keys_back"] == 2
    assert now["personal"] == f"个人信息已由第{shredded['entry']}号条目销毁"


@pytest.mark.soak
def test_a_newer_key_book_gives_no_key_to_a_file_that_bears_the_same_number_by_chance(
    town: Installation, depots: Depots, there: Installation, tmp_path: Path
) -> None:
    """Two histories part after a backup: the file opened in one of them has nothing to do with that of the other."""
    _, one, _ = town.does(backup(depots), "receive_another", backup_of_keys(depots))
    [older] = depots[1].names(What.KEYS)[:1]
    back = restore(depots, "--later", "--keys-name", older)
    _, other, _ = there.does(back, "receive_another", ["manage", "backup", depots[0].root])
    assert one["dossier"] == other["dossier"]
    [ran] = replace(there, var=tmp_path / "third").does(restore(depots, "--later"))
    assert ran["code"] == 1 and "1个案卷没有密钥" in ran["said"] and "案卷密钥不见了" in ran["said"]


def test_a_place_that_is_not_empty_is_replaced_only_when_it_is_named(town: Installation, depots: Depots) -> None:
    _, refused, now = town.does(backup(depots), restore(depots), "told")
    assert refused["code"] == 1 and "--overwrite gongkai.sqlite3" in refused["said"] and "个机关" in refused["said"]
    assert now["found"] == [] and now["personal"] == NAME
    told, now = restored(town, depots, *REPLACED, "--later")
    assert told["files_there"] == told["files"] == 1 and now["personal"] == NAME


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("GONGKAI_BACKUP_KEY", "这份备份由密钥号"),
        ("GONGKAI_SEAL_KEY", "SEAL_KEY封印"),
        ("GONGKAI_VAULT_KEY", "案卷密钥由VAULT_KEY"),
    ],
)
def test_a_wrong_or_withdrawn_key_is_said_before_anything_is_written(
    town: Installation, depots: Depots, there: Installation, name: str, said: str
) -> None:
    town.does(backup(depots))
    [ran] = there.having(**{name: OTHER_KEY}).does(restore(depots))
    assert ran["code"] == 1 and said in ran["said"]
    assert [path.name for path in there.var.rglob("*") if path.is_file()] == []


def test_a_former_key_opens_what_was_sealed_under_it(town: Installation, depots: Depots, there: Installation) -> None:
    town.does(backup(depots))
    changed = there.having(GONGKAI_BACKUP_KEY=OTHER_KEY, GONGKAI_BACKUP_KEY_FORMER=KEY)
    told, _ = restored(changed, depots, "--later")
    assert told["verified"] == []


@pytest.mark.soak
def test_killed_at_any_point_a_restore_is_taken_up_and_the_platform_waits_for_it(
    town: Installation, depots: Depots, there: Installation
) -> None:
    town.does(backup(depots))
    told, now = there.does(["killed_restores", depots[0].root, depots[1].root], "told")
    assert told["died"] >= 5 and told["started"] == 0 and told["marked"] == ""
    assert now["found"] == [] and now["personal"] == NAME


def test_a_platform_half_restored_does_not_start(town: Installation) -> None:
    (town.var / "restoring.json").write_text('{"backup":"whole"}', encoding="utf-8")
    [ran] = town.does(["manage", "serve", "--port", "1"])
    assert ran["code"] == 1 and "备份的恢复没有办完" in ran["said"]


@pytest.mark.soak
def test_heads_that_go_further_than_the_backup_stay_and_tell_what_is_lost(town: Installation, depots: Depots) -> None:
    town.does(backup(depots), "receive_another", ["manage", "heads"])
    [ran] = town.does(restore(depots, *REPLACED, "--later"))
    assert ran["code"] == 1 and "链尾被截" in ran["said"] and "没有替换" in ran["said"]


def test_without_the_key_book_no_key_comes_back_not_even_in_a_page_that_was_free(
    town: Installation, depots: Depots, there: Installation
) -> None:
    town.does(backup(depots))
    [ran] = there.does(["manage", "restore", depots[0].root, "--later"])
    assert ran["code"] == 1 and "个人信息将不能解读" in ran["said"] and "案卷密钥不见了" in ran["said"]
    with closing(sqlite3.connect(town.var / "gongkai.sqlite3")) as live:
        wrapped = [bytes(key) for (key,) in live.execute("SELECT wrapped FROM journal_dossierkey")]
    brought = (there.var / "gongkai.sqlite3").read_bytes()
    assert len(wrapped) == 3 and not [key for key in wrapped if key in brought]


@pytest.mark.soak
def test_a_drill_leaves_a_record_and_nothing_else(town: Installation) -> None:
    before = sorted(path for path in town.var.parent.iterdir())
    [ran] = town.does(["manage", "drill"])
    assert ran["code"] == 0 and "演练办成" in ran["said"], ran["said"]
    [line] = (town.var / "backups.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["what"] == "drill" and told["sound"] and told["pages_other"] == 0 and told["restore_seconds"] > 0
    assert sorted(path for path in town.var.parent.iterdir()) == before
