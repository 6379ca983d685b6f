"""长跑的安装: PostgreSQL, two web processes, one worker and a mail server, each of which may be killed and started again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import requests

from tests import bouncers
from tests.bouncers import bouncing
from tests.clusters import Cluster
from tests.ports import free_port
from tests.soaking.letters import ASKED

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Part:
    """A process of the installation with everything it started."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            self.process.wait()

    def memory(self) -> float:
        """Megabytes that its processes hold, shared pages counted once for each that has them."""
        if self.process is None or self.process.poll() is not None:
            return 0.0
        return sum(_resident(pid) for pid in _family(self.process.pid))


def _family(first: int) -> list[int]:
    found, waiting = [], [first]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with suppress(FileNotFoundError, ProcessLookupError):
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return found


def _resident(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0.0


@dataclass
class Installation:
    """What is soaked."""

    folder: Path
    database: Cluster
    port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    parts: dict[str, Part] = field(default_factory=dict)
    pooled: Mapping[str, int] = field(default_factory=dict)
    """By the name of a setting, where the pooler listens through which it leads."""

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
        keys = {
            f"GONGKAI_{name}": f"for tests only: {name} of nobody at all"
            for name in ("SECRET_KEY", "SEAL_KEY", "VAULT_KEY")
        }
        return {
            **outside,
            **keys,
            "DJANGO_SETTINGS_MODULE": "gongkai.settings",
            "PYTHONPATH": str(ROOT),
            "GONGKAI_VAR": str(self.folder / "var"),
            "GONGKAI_DATABASE": self.database.address,
            **{name: self.database.through(port) for name, port in self.pooled.items()},
            "GONGKAI_PROXY_HOPS": "1",
            "GONGKAI_SMTP_HOST": "127.0.0.1",
            "GONGKAI_SMTP_PORT": str(self.mail_port),
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(
                f"{' '.join(command)}: {done.returncode}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
            )
        return done.stdout

    def prepare(self, waiting: int) -> None:
        self.run("manage.py", "migrate", "-v0")
        self.run("manage.py", "collectstatic", "--noinput", "-v0")
        self.run("-m", "tests.soaking.prepare", str(waiting))
        python, own = sys.executable, self.environment
        web = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2"]
        commands = {
            "mail": [python, "-m", "tests.soaking.mail", str(self.mail_port)],
            "web": [
                python,
                "-m",
                "granian",
                *web,
                "--blocking-threads",
                "4",
                "--log-level",
                "warning",
                "gongkai.wsgi:application",
            ],
            "work": [python, "manage.py", "work"],
        }
        for name, command in commands.items():
            self.parts[name] = Part(name, command, own, self.folder / f"{name}.log")
            self.parts[name].start()
        self.until_it_answers()

    def until_it_answers(self, seconds: float = 60) -> None:
        until = monotonic() + seconds
        while monotonic() < until:
            with suppress(requests.RequestException):
                if requests.get(f"{self.site}/healthz", timeout=3).ok:
                    return
            sleep(0.3)
        raise AssertionError("网站没有应答")

    # -- what may break ----------------------------------------------------------------------------------------------------

    def break_and_mend(self, what: str) -> None:
        """One part dies and comes back some seconds later."""
        if what == "database":
            self.database.kill()
            sleep(4)
            self.database.start()
        elif what == "index":
            shutil.rmtree(self.folder / "var" / "search", ignore_errors=True)
        else:
            self.parts[what].kill()
            sleep(12 if what == "mail" else 4)  # letters leave every five seconds: some must find nobody there
            self.parts[what].start()
        self.until_it_answers()

    def settle(self) -> None:
        """The worker gets done with what is left, the letters that found nobody among it; then all of it stops."""
        sleep(20)
        until = monotonic() + 420  # the second time a letter waits for five minutes
        while monotonic() < until and json.loads(self.run("-c", ASKED).splitlines()[-1])["waiting"]:
            sleep(10)
        for name in ("web", "work", "mail"):
            self.parts[name].kill(signal.SIGTERM)


POOLED = {bouncers.SESSION: ("GONGKAI_DATABASE", 20), bouncers.TRANSACTION: ("GONGKAI_DATABASE_WEB", 3)}
"""What leads through a pooler, over how many sessions: everything, with as many as there are connections; or the web processes
alone, whose eight threads share three."""


@contextmanager
def installed(folder: Path, waiting: int, pooler: str = "") -> Iterator[Installation]:
    folder.mkdir(parents=True)
    base = folder / "base"
    base.mkdir()
    folder.chmod(0o755)
    shutil.chown(base, "postgres")
    database = Cluster(base / "data", free_port())
    database.make()
    with ExitStack() as around:
        around.callback(_stopped, database)
        pooled = {}
        if pooler:
            setting, sessions = POOLED[pooler]
            pooled = {setting: around.enter_context(bouncing(pooler, database.port, size=sessions))}
        one = Installation(folder, database, pooled=pooled)
        around.callback(_killed, one)
        one.prepare(waiting)
        yield one


def _killed(place: Installation) -> None:
    for part in place.parts.values():
        part.kill()


def _stopped(database: Cluster) -> None:
    with suppress(subprocess.CalledProcessError):
        database.stop()
