"""设置: the page of settings says what the program does: defaults, what is accepted, what is refused; its examples start."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from docs.settings_page import SETTINGS, Read, read, told

KEYS = {name: f"for tests only: {name} of nobody at all" for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")}
BESIDE = {
    "FILES": {"FILES_SECRET": "小口令"},
    "PAGES": {"PAGES_SECRET": "小口令"},
    "SMTP_USER": {"SMTP_PASSWORD": "小口令"},
    "DATABASE_POOL": {"DATABASE": "postgresql:///gongkai"},
}
"""What a variable is read with, and only then."""


READ = read()


def started(monkeypatch: pytest.MonkeyPatch, **given: str) -> dict[str, Any]:
    """What the settings come to under these variables and the three keys."""
    with monkeypatch.context() as around:
        for name in [name for name in os.environ if name.startswith("GONGKAI_")]:
            around.delenv(name)
        for name, value in {**KEYS, **given}.items():
            around.setenv(f"GONGKAI_{name}", value)
        return runpy.run_path(str(SETTINGS))


def refused(known: Read) -> Iterator[str]:
    """Values the page says are not accepted."""
    match known.reader:
        case "env_bool":
            yield "也许"
        case "env_choice":
            yield "unheard-of"
        case "env_int":
            yield from ("多", "-1", "1.5")
            if least := int(known.takes.rpartition("于")[2]):
                yield str(least - 1)
        case "env_secret" if known.takes:
            yield "x" * 31
        case "env_former_secrets":
            yield f"{'x' * 40}\n{'y' * 31}"


def test_nothing_needs_to_be_set_and_the_page_tells_what_holds_then(monkeypatch: pytest.MonkeyPatch) -> None:
    found = started(monkeypatch)
    for name, known in READ.items():
        if known.reader in ("env_int", "env_choice"):
            assert str(found.get(name, known.default)) == known.default, name
        elif known.reader == "env_bool":
            assert found[name] is (known.default == "1"), name
    assert found["ALLOWED_HOSTS"] == READ["HOSTS"].default.split(",")


def test_every_example_is_accepted_and_is_not_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, each in told().items():
        if each.example:
            assert started(monkeypatch, **{name: each.example}, **BESIDE.get(name, {}))
            assert each.example != (READ[name].default if name in READ else "0"), name


@pytest.mark.parametrize("known", READ.values(), ids=lambda known: known.name)
def test_what_is_not_accepted_stops_the_start_and_the_variable_is_named(
    known: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in refused(known):
        with pytest.raises(ImproperlyConfigured, match=f"GONGKAI_{known.name}"):
            started(monkeypatch, **{known.name: value}, **BESIDE.get(known.name, {}))


def test_a_secret_is_shown_nowhere_and_has_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [name for name, known in READ.items() if known.secret and told()[name].example]
    with pytest.raises(ImproperlyConfigured, match="GONGKAI_FILES_SECRET_FILE"):
        started(monkeypatch, FILES="s3://gongkai@s3.example.gov.cn/bucket")


def test_only_web_processes_go_by_way_of_the_pooler(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"DATABASE": "postgresql://db1:5432/gongkai", "DATABASE_WEB": "postgresql://pooler:6432/gongkai"}
    read = {"DATABASE_READ": "postgresql://db2:5432/gongkai"}
    found = started(monkeypatch, **given, **read)["DATABASES"]
    assert found["default"]["HOST"] == "db1" and not found["default"].get("DISABLE_SERVER_SIDE_CURSORS")
    assert not found["replica"]["DISABLE_SERVER_SIDE_CURSORS"]
    with monkeypatch.context() as around:
        around.setitem(sys.modules, "gongkai.wsgi", ModuleType("gongkai.wsgi"))
        found = started(monkeypatch, **given, **read)["DATABASES"]
        assert found["default"]["HOST"] == "pooler" and found["default"]["DISABLE_SERVER_SIDE_CURSORS"]
        assert found["replica"]["DISABLE_SERVER_SIDE_CURSORS"]
        without = started(monkeypatch, DATABASE=given["DATABASE"])["DATABASES"]
        assert without["default"]["HOST"] == "db1" and not without["default"].get("DISABLE_SERVER_SIDE_CURSORS")
