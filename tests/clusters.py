"""自己的PostgreSQL: servers of a test's own, that may be stopped, killed and followed."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import psycopg


def programs() -> Path | None:
    """The folder of the newest server on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"))
    return found[-1].parent if found else None


def impossible() -> str:
    """Why no server can be run here, or nothing."""
    if programs() is None:
        return "没有PostgreSQL的服务器程序"
    return "" if os.geteuid() == 0 else "不是root，不能换成postgres账号"


class Cluster:
    """A server of one's own, run by the account ``postgres`` under a folder it may enter."""

    def __init__(self, folder: Path, port: int) -> None:
        bin = programs()
        assert bin is not None
        self.bin, self.folder, self.port = bin, folder, port

    def as_postgres(self, *command: str) -> None:
        own = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"]
        subprocess.run([*own, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)

    def make(self) -> None:
        """An empty server with a database ``gongkai``."""
        self.as_postgres(
            str(self.bin / "initdb"), "-D", str(self.folder), "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8"
        )
        self.start()
        with psycopg.connect(self.address.replace("/gongkai", "/postgres"), autocommit=True) as server:
            server.execute("CREATE DATABASE gongkai")

    def copy_of(self, other: Cluster) -> None:
        """A standby that follows the other from now on."""
        taken = ("-h", "127.0.0.1", "-p", str(other.port), "-D", str(self.folder), "-R", "-X", "stream")
        self.as_postgres(str(self.bin / "pg_basebackup"), *taken)

    def start(self) -> None:
        own = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder.parent}
        options = " ".join(f"-c {name}={value}" for name, value in own.items())
        self._control("-w", "-l", f"{self.folder}.log", "-o", options, "start")

    def stop(self) -> None:
        self._control("-m", "immediate", "stop")

    def kill(self) -> None:
        """As a power cut does it: every process of the server at once."""
        first = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(first, signal.SIGKILL)

    def _control(self, *command: str) -> None:
        self.as_postgres(str(self.bin / "pg_ctl"), "-D", str(self.folder), *command)

    @property
    def address(self) -> str:
        return self.through(self.port)

    def through(self, port: int) -> str:
        """The same database by way of another port of this machine."""
        return f"postgresql://postgres@127.0.0.1:{port}/gongkai"
