"""运行平台: on a fresh installation the demo is built, the site answers, tells what to try, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from gongkai.doors import serving
from gongkai.doors.desk.management.commands.serve import base
from gongkai.doors.serving import Child, NotStarted, answers, check_port, locked
from tests.ports import free_port

MANAGE = Path(__file__).resolve().parent.parent.parent / "manage.py"


class Installation:
    """A data folder of its own, with keys and a database made by the first command that runs in it."""

    def __init__(self, var: Path) -> None:
        self.var = var
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
        self.environment = {**outside, "GONGKAI_VAR": str(var)}

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(MANAGE), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=900)

    @contextmanager
    def serving(self, port: int) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, str(MANAGE), "serve", "--port", str(port)]
        with subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield process
            finally:
                process.terminate()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("var"))
    built = made.manage("demo", "--rebuild", "--place", "pingchuan")
    assert built.returncode == 0, built.stderr
    made.manage("collectstatic", "--noinput", "--verbosity", "0")
    return made


def until_running(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "全部账号" in line:
            return said
    raise AssertionError(f"never ready:\n{said}")


def test_the_site_answers_tells_what_to_try_and_stops(installation: Installation) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with installation.serving(port) as process:
        said = until_running(process)
        assert f"{address}/pingchuan/" in said
        assert f"{address}/pingchuan/ysqgk/status/" in said
        assert f"{address}/desk/login/" in said
        for page in ("/", "/pingchuan/", "/desk/login/"):
            with urllib.request.urlopen(f"{address}{page}", timeout=20) as answer:  # noqa: S310
                assert answer.status == 200
        again = installation.manage("serve", "--port", str(port))
        assert again.returncode == 1
        assert f"端口{port}：已被别的程序占用" in again.stderr
        thrown_away = installation.manage("demo", "--rebuild")
        assert thrown_away.returncode == 1
        assert "请先停止" in thrown_away.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert not answers("127.0.0.1", port)


def test_what_is_missing_before_serving_is_told_by_name(tmp_path: Path) -> None:
    bare = Installation(tmp_path)
    assert "manage.py migrate" in bare.manage("demo", "--if-empty").stderr
    refused = bare.manage("serve", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "manage.py migrate" in refused.stderr
    bare.manage("migrate", "--verbosity", "0")
    assert "manage.py collectstatic" in bare.manage("serve", "--port", str(free_port())).stderr


@pytest.mark.soak
def test_a_rebuilt_demo_has_new_passwords_and_a_whole_journal(installation: Installation) -> None:
    note = installation.var / "demo-logins.txt"
    before = note.read_text(encoding="utf-8")
    assert installation.manage("demo", "--if-empty").returncode == 0
    assert note.read_text(encoding="utf-8") == before
    rebuilt = installation.manage("demo", "--rebuild", "--place", "pingchuan")
    assert rebuilt.returncode == 0, rebuilt.stderr
    after = note.read_text(encoding="utf-8")
    assert after.splitlines()[0] != before.splitlines()[0]
    assert after in rebuilt.stdout
    verified = installation.manage("verify")
    assert verified.returncode == 0, verified.stdout


def test_a_busy_port_is_told_by_name() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(NotStarted, match="PORT="):
            check_port("127.0.0.1", taken.getsockname()[1])


def test_the_address_is_one_a_browser_takes() -> None:
    assert base("127.0.0.1", 8000) == base("0.0.0.0", 8000) == "http://127.0.0.1:8000"  # noqa: S104
    assert base("::1", 8000) == "http://[::1]:8000"


def test_a_child_that_will_not_stop_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "STOPS_WITHIN", 0.2)
    ready = tmp_path / "ready"
    stubborn = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    child = Child("顽固", (sys.executable, "-c", stubborn))
    child.start()
    until(ready)
    child.stop()
    assert child.ended == -signal.SIGKILL


def test_a_child_that_keeps_ending_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr(serving, "monotonic", lambda: now)
    child = Child("短命", (sys.executable, "-c", ""))
    child.start()
    waited = []
    for _ in range(8):
        child.stop()
        begun = now
        while not child.start_again():
            now += 0.5
        waited.append(now - begun)
    child.stop()
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60]
    now += 1000
    assert child.start_again()
    assert child.pause == serving.FIRST_PAUSE
    child.stop()


def test_who_serves_keeps_others_from_throwing_the_database_away() -> None:
    with locked("test.lock", shared=True) as mine, locked("test.lock", shared=True) as also_mine:
        assert mine and also_mine
        with locked("test.lock", shared=False) as alone:
            assert not alone
    with locked("test.lock", shared=False) as alone:
        assert alone


def until(path: Path) -> None:
    latest = monotonic() + 20
    while not path.exists():
        assert monotonic() < latest
        sleep(0.02)
