"""旧文书转换: however it ends, nothing of it is left: no folder, no profile, no process, not even one that hid away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.oversight.reports.proofreading import opening
from gongkai.oversight.reports.proofreading.opening import Given, opened
from gongkai.papers.office import as_docx
from gongkai.papers.text import PaperError
from tests.oversight.test_proofreading import OLD

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="没有 /proc，看不到进程 (no /proc)")

HIDES = """#!/bin/sh
echo begun > "$0.begun"
setsid sh -c 'while :; do mkdir -p "$HOME/profile/user/deep"; echo more >> "$HOME/profile/user/deep/file"; done' &
(while :; do echo more >> "$HOME/other"; done) &
{end}
"""
"""An office program that goes on writing into its folder from a process in its own session, and from one in its group."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; it must be empty, and no process be at work in it, within a moment."""
    own = tmp_path / "temporary"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    yield own
    until = time.monotonic() + 10
    while time.monotonic() < until and (at_work(own) or any(own.iterdir())):
        time.sleep(0.05)
    assert (at_work(own), [*map(str, own.iterdir())]) == ([], [])


def at_work(folder: Path) -> list[str]:
    """The processes that work in a folder or know it by their environment, and what they are."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = os.fspath(folder)
            inside = (
                here in os.fspath((process / "cwd").readlink()) or here.encode() in (process / "environ").read_bytes()
            )
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if inside and command and int(process.name) != os.getpid():
            found.append(command)
    return found


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> Path:
    """An office program of ours in place of the real one; the file that tells it has begun."""
    path = tmp_path / "bin" / "soffice"
    path.parent.mkdir()
    path.write_text(HIDES.replace("{end}", end))
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
    return path.with_suffix(".begun")


@pytest.mark.parametrize("end", ["wait", "exit 0", "exit 1", "kill -9 $$"])
def test_however_the_office_program_ends_nothing_is_left(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    begun = office(tmp_path, monkeypatch, end)
    with pytest.raises(PaperError, match="未能"):
        as_docx(OLD, "rtf", seconds=2)
    assert begun.exists()
    assert at_work(folder) == []
    assert list(folder.iterdir()) == []


def test_a_page_that_stops_waiting_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office(tmp_path, monkeypatch, "wait")
    monkeypatch.setattr(opening, "MOST_SECONDS_CONVERTED", 8)
    [stopped] = opened([Given("年报.doc", OLD)])
    assert stopped.page is None and "秒内完成" in stopped.error
    assert begun.exists()
    assert list(folder.iterdir()) == []


def test_a_process_that_is_killed_while_it_waits_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = office(tmp_path, monkeypatch, "wait")
    killed_while(begun.exists, folder)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="没有LibreOffice，旧版文件不能转换 (no LibreOffice)")
def test_libreoffice_itself_leaves_nothing_when_who_waits_for_it_is_killed(folder: Path) -> None:
    killed_while(lambda: any("soffice.bin" in each for each in at_work(folder)), folder)


def killed_while(begun: object, folder: Path) -> None:
    """Ask in another process and kill it when the office program is at work."""
    assert callable(begun)
    program = "import sys; from gongkai.papers.office import as_docx; as_docx(sys.stdin.buffer.read(), 'rtf')"
    around = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, env=around) as asker:
        assert asker.stdin is not None
        asker.stdin.write(OLD)
        asker.stdin.close()
        until = time.monotonic() + 30
        while not begun() and time.monotonic() < until:
            time.sleep(0.02)
        assert begun()
        os.kill(asker.pid, signal.SIGKILL)
