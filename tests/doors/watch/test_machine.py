"""本机和设置: what is unsafe or lacking is found, said, and gone once the remedy has been applied."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.web.examining import Level
from tests.doors.watch.conftest import asked, level, trouble


def test_debugging_is_a_danger(settings: Any) -> None:
    settings.DEBUG = True
    assert trouble("debug").level is Level.DANGER and "GONGKAI_DEBUG" in trouble("debug").remedy
    settings.DEBUG = False
    assert level("debug") is Level.FINE


def test_a_key_that_was_typed_and_two_keys_that_are_one_are_dangers(settings: Any) -> None:
    settings.SECRET_KEY, settings.SEAL_KEY, settings.VAULT_KEY = "ab" * 20, *["kF3-9dLq0_xTzW7vYp2RbNcGhJmSt5Au8Ee"] * 2
    told = [each.what for each in asked("keys") if each.level is Level.DANGER]
    assert len(told) == 2 and "SECRET_KEY太简单" in told[0] and "SEAL_KEY和VAULT_KEY是同一个" in told[1]
    settings.SECRET_KEY, settings.VAULT_KEY = "Qw8-1mNb6_vCxZ4lKj7HgFdSa0PoIuYtRe", "Zz9-2mNb6_vCxZ4lKj7HgFdSa0PoIuYtRr"
    assert level("keys") is Level.FINE


def test_a_key_that_others_may_read_is_closed_by_the_command_that_is_printed(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "vault_key"
    file.write_text("x" * 48)
    settings.SECRET_FILES = {"VAULT_KEY": file}
    file.chmod(0o640)
    assert trouble("key_files").level is Level.NOTE
    file.chmod(0o644)
    found = trouble("key_files")
    assert found.level is Level.DANGER and str(file) in found.what
    command = re.match(r"chmod \d+ [^\s，]+", found.remedy)
    assert command
    subprocess.run(shlex.split(command[0]), check=True)
    assert level("key_files") is Level.FINE
    file.unlink()
    assert trouble("key_files").level is Level.DANGER


def test_passwords_in_the_open_and_any_host_are_dangers(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS, settings.PROXY_HOPS = ["localhost"], False, 0
    assert trouble("hosts").level is Level.NOTE
    settings.ALLOWED_HOSTS = ["*"]
    assert [each.level for each in asked("hosts")] == [Level.DANGER, Level.DANGER]
    settings.ALLOWED_HOSTS, settings.HTTPS = ["gk.example.org"], True
    assert "GONGKAI_PROXY_HOPS" in trouble("hosts").remedy
    settings.PROXY_HOPS = 1
    assert level("hosts") is Level.FINE


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB, where this machine lets us have one."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("本机不让测试挂载内存盘（需要root）")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_found_by_writing_and_is_well_again_once_there_is_room(settings: Any, small_disk: Path) -> None:
    settings.VAR_DIR, settings.DISK_FREE_MEGABYTES = small_disk, 0
    assert level("disks") is Level.FINE
    filler = small_disk / "old-backup"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"0" * 4096)
    found = trouble("disks")
    assert found.level is Level.DANGER and "不能写入" in found.what and "清理" in found.remedy
    filler.unlink()
    assert level("disks") is Level.FINE
    assert os.listdir(small_disk) == []  # noqa: PTH208 (the probe is gone as well)


def test_a_disk_that_fills_up_is_told_before_it_is_full(settings: Any, small_disk: Path) -> None:
    settings.VAR_DIR = small_disk
    free = 0.25  # megabytes
    settings.DISK_FREE_MEGABYTES = 0
    assert level("disks") is Level.FINE
    settings.DISK_FREE_MEGABYTES = int(free) + 1
    assert trouble("disks").level is Level.DANGER and "只剩0兆" in trouble("disks").what


def test_styles_that_were_not_collected_are_a_danger(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STATIC_ROOT = tmp_path
    assert "collectstatic" in trouble("static_files").remedy
    (tmp_path / "staticfiles.json").write_text("{}")
    assert level("static_files") is Level.FINE


def test_a_letter_can_be_made_and_a_missing_office_program_is_only_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert level("letters") is Level.FINE
    monkeypatch.setenv("PATH", "/nowhere")
    assert trouble("office_program").level is Level.NOTE
