"""manage.py demo: 装入示例数据。"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from gongkai.demo import logins
from gongkai.demo.building import Built, build, size
from gongkai.demo.clearing import clear
from gongkai.demo.place import Place
from gongkai.demo.places import PLACES
from gongkai.doors.serving import tables_made
from gongkai.office.authorities.models import Authority
from gongkai.web import clock


class Command(BaseCommand):
    """示例数据: the five places, through the acts of the house; all of it or none."""

    help = "装入五个地方的示例数据（机关、人员、台账、已公布的年报），打印演示账号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        codes = [place.code for place in PLACES]
        parser.add_argument("--if-empty", action="store_true", help="数据库中已有机关的，什么也不做")
        parser.add_argument("--rebuild", action="store_true", help="丢弃本机的示例数据库，从头装入")
        parser.add_argument("--place", choices=codes, metavar="CODE", help=f"只装入一个地方：{'、'.join(codes)}")

    def handle(self, *args: Any, **options: Any) -> None:
        """装入."""
        places = [place for place in PLACES if options["place"] in (None, place.code)]
        if options["rebuild"]:
            self._cleared()
        elif self._filled():
            if not options["if_empty"]:
                raise CommandError("数据库中已有机关，示例数据只装入空的数据库；丢弃原有示例数据重新装入，用 --rebuild")
            self.stdout.write("数据库中已有机关，未装入示例数据。")
            return
        begun = monotonic()
        password = logins.new_password()
        note = logins.keep(self._build(places, password), password)
        self.stdout.write(f"示例数据已装入，用时{monotonic() - begun:.0f}秒。账号和密码记在 {_near(logins.path())}")
        if not options["if_empty"]:
            self.stdout.write(f"\n{note}")

    def _cleared(self) -> None:
        """An empty database with today's tables."""
        try:
            clear()
        except RuntimeError as refusal:
            raise CommandError(str(refusal)) from None
        call_command("migrate", verbosity=0)

    def _filled(self) -> bool:
        if not tables_made():
            raise CommandError("数据库还没有建表，请先运行 manage.py migrate")
        return Authority.objects.exists()

    def _build(self, places: Sequence[Place], password: str) -> Built:
        console = Console(stderr=True)
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:.0f}%"),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            tasks = {place.code: progress.add_task(place.name, total=size(place)) for place in places}
            return build(places, password, clock.today(), lambda place, _: progress.advance(tasks[place.code]))


def _near(path: Path) -> Path:
    """The path as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
