"""值守与服务: the web server and the worker as two child processes, started, watched over and stopped together.

A child that ends by itself is started again after a pause that grows; the web server must have answered once before. The
children have process groups of their own, so that Ctrl-C reaches this process alone, which then stops them in order.
"""

from __future__ import annotations

import errno
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings
from django.core.management import get_commands
from django.db import connection

from gongkai.office.authorities.models import Authority

WORKERS = 2
THREADS = 4
"""Blocking threads of each worker: a page takes milliseconds, and SQLite lets one write at a time."""
STARTS_WITHIN = 60.0
STOPS_WITHIN = 20.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LOCK = "serving.lock"
"""使用锁: shared by whoever serves from the data folder, so that nobody throws its database away meanwhile."""

RESTORING = "restoring.json"
"""恢复标记: lies in the data folder while a backup is being brought back, and after one that was broken off."""

NOTE = "demo-logins.txt"
"""演示账号: the note a demo leaves in the data folder; its first paragraph is told to whoever starts the platform."""


class NotStarted(Exception):
    """不能启动: with the reason."""


@dataclass
class Child:
    """子进程: a command that is to run until it is stopped."""

    name: str
    command: Sequence[str]
    pause: float = FIRST_PAUSE
    begun: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """启动."""
        self.begun = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own interpreter and our own arguments)
            self.command, cwd=settings.BASE_DIR, start_new_session=True
        )

    @property
    def ended(self) -> int | None:
        """退出代码: None while it runs."""
        return self.process.poll() if self.process else None

    def start_again(self) -> bool:
        """重新启动: no sooner after its last start than its pause, which grows while it keeps ending."""
        since = monotonic() - self.begun
        if since < self.pause:
            return False
        self.pause = FIRST_PAUSE if since > 2 * LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
        self.start()
        return True

    def stop(self) -> None:
        """停止: politely, and by force if it does not come to an end."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def tables_made() -> bool:
    """已建表: whether ``migrate`` has ever run on this database."""
    return Authority._meta.db_table in connection.introspection.table_names()


def check_prepared() -> None:
    """查准备: raises NotStarted where the tables or the collected static files are missing."""
    if (Path(settings.VAR_DIR) / RESTORING).exists():
        raise NotStarted("备份的恢复没有办完，请再运行一次 manage.py restore，办完再启动 (finish the restore first)")
    if not tables_made():
        raise NotStarted("数据库还没有建表，请先运行 manage.py migrate，或者直接用 make run (run migrate first)")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise NotStarted(
            "静态文件还没有收集，请先运行 manage.py collectstatic --noinput，或者直接用 make run (run collectstatic first)"
        )


def check_port(host: str, port: int) -> None:
    """查端口: raises NotStarted where somebody else answers there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            why = "已被别的程序占用" if refusal.errno == errno.EADDRINUSE else os.strerror(refusal.errno or 0)
            raise NotStarted(
                f"不能使用{host}的端口{port}：{why}。可以换一个端口，如 make run PORT={port + 1}"
                f" (cannot listen on port {port}: choose another with PORT=)"
            ) from None


def children(host: str, port: int) -> list[Child]:
    """子进程: the worker, where there is one, and the web server."""
    server = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning"),
        "gongkai.wsgi:application",
    )
    worker = (sys.executable, "-m", "django", "work")
    found = [Child("值守", worker)] if "work" in get_commands() else []
    return [*found, Child("网站", server)]


def run(host: str, port: int, ready: Callable[[], None], say: Callable[[str], None]) -> None:
    """运行: until SIGINT, SIGTERM or SIGHUP; raises NotStarted when the web server does not come to answer."""
    check_prepared()
    check_port(host, port)
    together = children(host, port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    with locked(LOCK, shared=True):
        try:
            for child in together:
                child.start()
            _until_it_answers(together[-1], host, port)
            ready()
            _watch(together, say)
        except KeyboardInterrupt:
            say("正在停止……(stopping)")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            for child in reversed(together):
                child.stop()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _until_it_answers(server: Child, host: str, port: int) -> None:
    until = monotonic() + STARTS_WITHIN
    while not answers(host, port):
        if server.ended is not None:
            raise NotStarted(f"网站没有启动（退出代码{server.ended}），原因见上方输出")
        if monotonic() > until:
            raise NotStarted(f"网站在{STARTS_WITHIN:.0f}秒内没有应答")
        sleep(0.1)


def answers(host: str, port: int) -> bool:
    """应答: whether the site is alive; a redirect to https is an answer as well."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (where it listens, not where we bind)
    asked = http.client.HTTPConnection(reached, port, timeout=5)
    try:
        asked.request("GET", "/healthz", headers={"Host": "localhost"})
        return asked.getresponse().status < 400
    except OSError:
        return False
    finally:
        asked.close()


def _watch(together: Sequence[Child], say: Callable[[str], None]) -> None:
    while True:
        sleep(0.5)
        for child in together:
            code = child.ended
            if code is not None and child.start_again():
                say(f"{child.name}退出了（代码{code}），已重新启动")


@contextmanager
def locked(name: str, *, shared: bool) -> Iterator[bool]:
    """使用锁: held on a file of the data folder while inside; False where somebody else holds what excludes it."""
    path = Path(settings.VAR_DIR) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
