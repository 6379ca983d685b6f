"""恢复到别处: nothing of ours is touched there, and what a page needs to be drawn is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from gongkai.doors.backups import elsewhere, target

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


def test_elsewhere_nothing_of_ours_is_written_or_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("FILES", "PAGES", "OPENSEARCH", "DATABASE_READ", "DATABASE_WEB", "DATABASE", "VAR"):
        monkeypatch.setenv(f"GONGKAI_{name}", "ours")
    around = elsewhere.environment_of(tmp_path)
    assert "ours" not in around.values() and around["GONGKAI_VAR"] == str(tmp_path)


def test_in_a_data_folder_without_styles_they_are_collected_once(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    target.collect_styles()
    assert not (tmp_path / "static").exists(), "these settings need no names of digests"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    target.collect_styles()
    made = tmp_path / "static" / "staticfiles.json"
    assert made.is_file() and "web/emblem." in staticfiles_storage.url("web/emblem.svg")
    before = made.stat().st_mtime_ns
    target.collect_styles()
    assert made.stat().st_mtime_ns == before
