"""看管的进程: kept from file to file, renewed, replaced when it dies or takes too long, and never left behind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.papers import guarded as module
from gongkai.papers.guarded import Overwhelmed, guarded
from gongkai.papers.text import PaperError
from tests.papers.test_words import pdf

HELLO = pdf("BT /F 12 Tf 20 100 Td (Hello) Tj ET")
BOMB = pdf("q " * 3_000_000)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that were started, by a keeper of this test alone."""
    found: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def recorded(*arguments: Any, **more: Any) -> subprocess.Popen[bytes]:
        found.append(start(*arguments, **more))
        return found[-1]

    keeper = module._Keeper()
    monkeypatch.setattr(module, "_KEEPER", keeper)
    monkeypatch.setattr(subprocess, "Popen", recorded)
    yield found
    keeper.end()
    assert all(process.returncode is not None for process in found)


def test_one_process_reads_many_files_and_is_renewed_after_some(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 3)
    for _ in range(7):
        assert guarded("pdf", HELLO)["pages"][0]["parts"] == ["Hello"]
    assert [process.returncode is None for process in started] == [False, False, True]


def test_a_process_that_takes_too_long_is_ended_and_replaced(started: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(Overwhelmed, match="过于复杂"):
        guarded("pdf", BOMB, seconds=0.001)
    assert started[0].returncode is not None
    assert guarded("pdf", HELLO)["count"] == 1
    assert len(started) == 2


def test_a_complaint_leaves_the_process_at_work(started: list[subprocess.Popen[bytes]]) -> None:
    with pytest.raises(PaperError, match="已损坏"):
        guarded("pdf", b"%PDF-nothing")
    assert guarded("pdf", HELLO)["count"] == 1
    assert len(started) == 1


def test_a_forked_process_does_not_ask_the_readers_of_its_parent(started: list[subprocess.Popen[bytes]]) -> None:
    guarded("pdf", HELLO)
    module._KEEPER.forget()
    assert guarded("pdf", HELLO)["count"] == 1
    assert len(started) == 2
    started[0].wait(10)


def test_the_memory_of_a_reader_is_bounded(started: list[subprocess.Popen[bytes]]) -> None:
    guarded("pdf", HELLO)
    limits = Path(f"/proc/{started[0].pid}/limits")
    if not limits.exists():
        pytest.skip("no /proc on this system")
    (line,) = [line for line in limits.read_text().splitlines() if line.startswith("Max address space")]
    assert str(module.MOST_MEMORY) in line
    assert os.getpid() != started[0].pid
