"""依赖核对: what could not be asked is never called safe."""

from __future__ import annotations

import json

import pytest

from bench import auditing
from bench.auditing import CLEAN, FAULTY, UNASKED, Audit, read, told

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
FAULT = {"name": "faulty", "version": "2.0", "vulns": [{"id": "PYSEC-0", "fix_versions": ["2.1"], "aliases": []}]}
SKIPPED = {"name": "unknown", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "status"),
    [
        ([SOUND], CLEAN),
        ([SOUND, FAULT], FAULTY),
        ([FAULT, SKIPPED], FAULTY),
        ([SOUND, SKIPPED], UNASKED),
        ([], UNASKED),
    ],
)
def test_a_package_nobody_answered_for_is_not_called_safe(packages: list[object], status: int) -> None:
    assert read(json.dumps({"dependencies": packages})).status == status


def test_a_fault_is_named_with_the_version_that_mends_it() -> None:
    said = told("run.txt", read(json.dumps({"dependencies": [FAULT, SKIPPED]})))
    assert "faulty 2.0：PYSEC-0，修复版本 2.1" in said and "没有核对：unknown" in said


def test_without_the_tool_nothing_is_said_to_be_sound(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert auditing.main(["run.txt"]) == UNASKED
    assert "没有安装pip-audit" in capsys.readouterr().out
    assert Audit(0, (), ()).status == UNASKED
