"""连接池软件: a PgBouncer of a test's own before a PostgreSQL, on loopback; or one to look at by hand:

``python -m tests.bouncers MODE PORT [WHERE_PORT]`` runs it in the foreground (``session`` or ``transaction``).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

import psycopg

from tests.ports import free_port

SESSION, TRANSACTION, STATEMENT = "session", "transaction", "statement"
WRITTEN = """[databases]
* = host=127.0.0.1 port={before} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
user = postgres
pool_mode = {mode}
max_client_conn = 200
default_pool_size = {size}
logfile = {folder}/pgbouncer.log
pidfile = {folder}/pgbouncer.pid
"""


def impossible() -> str:
    """Why no PgBouncer can be run here, or nothing."""
    if program() is None:
        return "没有PgBouncer（apt-get install pgbouncer）"
    return "" if os.geteuid() == 0 else "不是root，不能换成postgres账号"


def program() -> str | None:
    """Where the program is: Debian keeps it out of an ordinary PATH."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def bouncing(mode: str, before: int, *, port: int = 0, size: int = 4) -> Iterator[int]:
    """一个PgBouncer: before the server on this port; where it listens itself."""
    folder, port = Path(mkdtemp(prefix="gongkai-bouncer-")), port or free_port()
    shutil.chown(folder, "postgres")
    written = folder / "pgbouncer.ini"
    written.write_text(WRITTEN.format(before=before, port=port, mode=mode, size=size, folder=folder), encoding="utf-8")
    own = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"]
    process = subprocess.Popen([*own, str(program()), "-q", str(written)], cwd="/", stderr=subprocess.DEVNULL)
    try:
        _until_it_answers(port)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _until_it_answers(port: int) -> None:
    until = monotonic() + 20
    while True:
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", autocommit=True).close()
            return
        except psycopg.Error:
            if monotonic() > until:
                raise
            sleep(0.1)


def main() -> None:
    """In the foreground, until it is interrupted."""
    mode, port, *rest = sys.argv[1:]
    with bouncing(mode, int(rest[0]) if rest else 5432, port=int(port), size=20):
        sys.stdout.write(f"PgBouncer（{mode}）在{port}\n")
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
