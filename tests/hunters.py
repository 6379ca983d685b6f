"""查毒: a real ``clamd`` of a test's own, with signatures we write ourselves: no network, nobody's database."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

from tests.ports import free_port
from tests.uploading import EICAR

OWN = "公开平台的测试毒样"
"""A virus of our own, which is found wherever it stands in a file."""


def impossible() -> str:
    """Why no daemon can be run here, or nothing."""
    return "" if program() else "没有clamd（apt-get install clamav-daemon）"


def program() -> str | None:
    """Where the program is: Debian keeps it out of an ordinary PATH."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@dataclass
class Daemon:
    """查毒服务: by its socket and by its port."""

    folder: Path
    limits: str = "StreamMaxLength 60M\nMaxFileSize 60M\nMaxScanSize 240M\nAlertExceedsMax yes"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> str:
        return str(self.folder / "clamd.ctl")

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def knows(self, **names: str) -> None:
        """Write the signatures: the sample at the beginning of a file, others anywhere."""
        (self.folder / "database").mkdir(exist_ok=True)
        lines = [f"Eicar-Test-Signature:0:0:{EICAR.encode().hex()}"]
        lines += [f"{name}:0:*:{text.encode().hex()}" for name, text in names.items()]
        (self.folder / "database" / "own.ndb").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self) -> None:
        written = self.folder / "clamd.conf"
        told = (
            f"LocalSocket {self.socket}\nTCPSocket {self.port}\nTCPAddr 127.0.0.1\nForeground yes\n"
            f"DatabaseDirectory {self.folder}/database\nTemporaryDirectory {self.folder}\n{self.limits}\n"
        )
        written.write_text(told, encoding="utf-8")
        command = [str(program()), f"--config-file={written}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = monotonic() + 30
        while self.said("PING") != "PONG":
            assert self.process.poll() is None, "clamd没有起来"
            assert monotonic() < until, "clamd没有应答"
            sleep(0.1)

    def said(self, command: str) -> str:
        """What it answers to a command; nothing where it is not there."""
        with suppress(OSError), socket.socket(socket.AF_UNIX) as daemon:
            daemon.connect(self.socket)
            daemon.sendall(b"z" + command.encode() + b"\0")
            return daemon.recv(4096).rstrip(b"\0").decode()
        return ""

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def a_hunter(limits: str = "") -> Iterator[Daemon]:
    """A daemon that knows the sample and our own virus, gone afterwards. Its folder is short: so are paths of sockets."""
    daemon = Daemon(Path(mkdtemp(prefix="gongkai-clamd-")))
    daemon.limits = limits or daemon.limits
    daemon.knows(Own=OWN)
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.kill()
        shutil.rmtree(daemon.folder, ignore_errors=True)
