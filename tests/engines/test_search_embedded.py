"""嵌入式检索: one writer, many readers, forks, a link that moves, and a process that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gongkai.engines.search import embedded
from gongkai.engines.search.embedded import CURRENT, BusyError, Embedded
from gongkai.engines.search.values import Query
from tests.engines.searching import text
from tests.structure.house import ROOT

PUTS_AND_WAITS = """
import sys, time
from pathlib import Path
from gongkai.engines.search.embedded import Embedded
from tests.engines.searching import text
engine = Embedded(Path(sys.argv[1]))
engine.put([text("one", "改过的文件"), text("new", "没有提交的文件")])
engine.drop(["two"])
print("put", flush=True)
time.sleep(600)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An index of two texts, and nobody writing it."""
    engine = Embedded(tmp_path / "index")
    engine.put([text("one", "第一份文件"), text("two", "第二份文件")])
    engine.commit()
    engine.close()
    return engine.root


@pytest.fixture
def _looking_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers look at once, not once a second."""
    monkeypatch.setattr(embedded, "_LOOK_EVERY", 0.0)


def keys(engine: Embedded, words: str = "文件") -> set[str]:
    return {hit.key for hit in engine.find(Query(words)).hits}


def test_a_writer_that_is_killed_leaves_nothing_half_and_the_folder_free(root: Path) -> None:
    command = [sys.executable, "-c", PUTS_AND_WAITS, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"put\n"
        writer.send_signal(signal.SIGKILL)
    after = Embedded(root)
    assert dict(after.digests()) == {"one": "digest of one", "two": "digest of two"}
    after.put([text("new", "又一份文件")])
    after.commit()
    assert keys(after) == {"one", "two", "new"}
    after.close()


@pytest.mark.usefixtures("_looking_always")
def test_a_reader_sees_what_another_committed(root: Path) -> None:
    reader, writer = Embedded(root), Embedded(root)
    assert keys(reader) == {"one", "two"}
    writer.put([text("three", "第三份文件")])
    assert keys(reader) == {"one", "two"}
    writer.commit()
    assert keys(reader) == {"one", "two", "three"}
    writer.close()


@pytest.mark.usefixtures("_looking_always")
def test_counts_are_kept_for_as_long_as_nothing_is_committed(root: Path) -> None:
    reader, writer = Embedded(root), Embedded(root)
    assert reader.find(Query("文件")).total == 2
    assert reader.find(Query("文件", start=1)).total == 2
    writer.drop(["one"])
    writer.commit()
    assert reader.find(Query("文件")).total == 1
    writer.close()


def test_a_reader_looks_at_most_once_a_second(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(embedded, "monotonic", lambda: now)
    reader, writer = Embedded(root), Embedded(root)
    assert keys(reader) == {"one", "two"}
    writer.drop(["one"])
    writer.commit()
    now += 0.9
    assert keys(reader) == {"one", "two"}
    now += 0.2
    assert keys(reader) == {"two"}
    writer.close()


@pytest.mark.usefixtures("_looking_always")
def test_a_reader_follows_the_link_and_no_folder_is_left(root: Path) -> None:
    reader, writer = Embedded(root), Embedded(root)
    assert keys(reader) == {"one", "two"}
    former = (root / CURRENT).readlink()
    with writer.rebuilding() as other:
        other.put([text("only", "唯一的文件")])
        assert keys(reader) == {"one", "two"}
    assert keys(reader) == {"only"}
    assert (root / CURRENT).readlink() != former
    assert {each.name for each in root.iterdir()} == {CURRENT, (root / CURRENT).readlink().name}


def test_who_still_reads_what_was_replaced_reads_on(root: Path) -> None:
    reader, writer = Embedded(root), Embedded(root)
    assert keys(reader) == {"one", "two"}
    with writer.rebuilding():
        pass
    assert keys(reader, "第二份") == {"two"}


def test_a_child_process_reads_for_itself(root: Path) -> None:
    reader = Embedded(root)
    assert keys(reader) == {"one", "two"}
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover  another process
        os.write(send, ",".join(sorted(keys(reader))).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(send)
    with os.fdopen(receive) as told:
        assert told.read() == "one,two"


def test_what_was_put_into_an_index_that_was_replaced_meanwhile_is_not_thought_committed(root: Path) -> None:
    one, other = Embedded(root), Embedded(root)
    other.put([text("three", "第三份文件")])
    with one.rebuilding() as anew:
        anew.put([text("only", "唯一的文件")])
    with pytest.raises(BusyError, match="重建"):
        other.commit()
    other.put([text("three", "第三份文件")])
    other.commit()
    assert set(other.digests()) == {"only", "three"}
    other.close()


def test_an_index_of_another_form_is_asked_in_vain_until_it_is_made_anew(root: Path) -> None:
    folder = root / CURRENT
    (folder / "meta.json").write_text('{"index_settings":{},"segments":[],"schema":[],"opstamp":0}', encoding="utf-8")
    engine = Embedded(root)
    assert engine.find(Query("文件")).total == 0
    with pytest.raises(BusyError, match="重建"):
        engine.put([text("three", "第三份文件")])
    with engine.rebuilding() as anew:
        anew.put([text("three", "第三份文件")])
    assert keys(engine) == {"three"}


def test_a_broken_index_is_stale(root: Path) -> None:
    assert not Embedded(root).is_stale
    (root / CURRENT / "meta.json").unlink()
    assert Embedded(root).is_stale
    assert Embedded(root).find(Query("文件")).total == 0


def test_asking_makes_no_index(tmp_path: Path) -> None:
    engine = Embedded(tmp_path / "none")
    assert engine.find(Query("文件")).total == 0
    assert engine.digests() == {}
    assert engine.is_stale
    engine.commit()
    assert not (tmp_path / "none").exists()


def test_there_is_one_writer_at_a_time(root: Path) -> None:
    one, other = Embedded(root), Embedded(root)
    one.drop(["one"])
    with pytest.raises(BusyError, match="另一个进程"):
        other.drop(["two"])
    one.commit()
    other.drop(["two"])  # who has nothing left to commit gives way within a process
    other.commit()
    assert keys(other) == set()
    other.close()


@pytest.mark.usefixtures("_looking_always")
def test_threads_may_ask_while_another_writes(root: Path) -> None:
    reader, writer = Embedded(root), Embedded(root)
    failed: list[BaseException] = []

    def ask() -> None:
        try:
            for _ in range(60):
                assert "one" in keys(reader)
        except BaseException as error:  # told by the test below
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for place in range(15):
        writer.put([text(f"more {place}", "后来的文件")])
        writer.commit()
    for each in threads:
        each.join()
    writer.close()
    assert not failed
    assert reader.find(Query("文件")).total == 17
