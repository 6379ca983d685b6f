"""manage.py serve: 运行平台。"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.shortcuts import resolve_url

from gongkai.doors.serving import NOTE, NotStarted, run
from gongkai.office.authorities.queries import roots
from gongkai.web import clock
from gongkai.web.jinja import url_or_none

PAGES = (
    ("依申请公开 (apply)", "applications:apply"),
    ("查询办理进度 (status)", "applications:status"),
    ("历年年报 (annual reports)", "reports:index"),
)


class Command(BaseCommand):
    """运行平台: the site and its worker together, until Ctrl-C or SIGTERM."""

    help = "在本机运行平台（网站和值守进程），应答后列出可以打开的页面；Ctrl-C停止"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("--port", type=int, default=8000, help="端口，默认8000")
        parser.add_argument("--host", default="127.0.0.1", help="监听的地址，默认只限本机")

    def handle(self, *args: Any, **options: Any) -> None:
        """运行."""
        host, port = options["host"], options["port"]
        if not 0 < port < 65536:
            raise CommandError(f"端口应在1至65535之间，收到{port}")
        try:
            run(host, port, lambda: self._welcome(base(host, port)), self.stdout.write)
        except NotStarted as refusal:
            raise CommandError(str(refusal)) from None

    def _welcome(self, address: str) -> None:
        self.stdout.write("\n".join(welcome(address)))
        self.stdout.flush()


def base(host: str, port: int) -> str:
    """网址: as one types it into a browser on this machine."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", "127.0.0.1"} else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{shown}:{port}"


def welcome(address: str) -> Iterator[str]:
    """欢迎: what runs, where to look first, and the accounts of the demo."""
    tops = roots(clock.today())
    yield ""
    yield f"平台已在 {address}/ 运行，按Ctrl-C停止 (running; open it in a browser; stop with Ctrl-C)"
    yield from (f"  {root.name}  {address}{resolve_url('portal:zone', root.code)}" for root in tops)
    for root in tops[:1]:
        yield from (f"  {label}  {address}{page}" for label, page in _pages(root.code))
    yield f"  工作台 (desk)  {address}{resolve_url('desk:home')}"
    yield from _accounts(address)


def _pages(code: str) -> Iterator[tuple[str, str]]:
    for label, name in PAGES:
        if page := url_or_none(name, code):
            yield label, page


def _accounts(address: str) -> Iterator[str]:
    path = Path(settings.VAR_DIR) / NOTE
    if path.is_file():
        first, _, _ = path.read_text(encoding="utf-8").partition("\n\n")
        yield ""
        yield re.sub(r"(?<=\s)/(?=\S)", f"{address}/", first)
        yield f"（全部账号见 {path}）"
