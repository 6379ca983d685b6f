"""静态页: bring the pressed pages up to date, make them from nothing, or compare them with what they should be.

manage.py press                     跟上台账（值守进程每秒也在做）
manage.py press --rebuild           全部重做，显示进度；做好一页换一页，网站照常
manage.py press --check             核对文件与登记的摘要，再与现做的页面核对；不一致时返回1
manage.py press --repair            核对并修复
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from gongkai.doors.followers import press

SHOWN = 50


class Command(BaseCommand):
    """静态页: killed anywhere and run again, it comes to the same."""

    help = "静态页：跟上台账；--rebuild 重建，--check 核对，--repair 核对并修复"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("--rebuild", action="store_true", help="全部重做")
        parser.add_argument("--check", action="store_true", help="与登记的摘要核对，并与现做的页面核对")
        parser.add_argument("--repair", action="store_true", help="核对后修复")

    def handle(self, *args: Any, **options: Any) -> None:
        """办理."""
        if options["rebuild"]:
            with _shown("重做静态页") as progress:
                press.rebuild(progress)
            self.stdout.write("静态页已全部重做")
        if options["check"] or options["repair"]:
            self._check(repair=options["repair"])
        elif not options["rebuild"]:
            self.stdout.write(f"已跟上，读入台账{press.follow()}条")

    def _check(self, *, repair: bool) -> None:
        with _shown("核对静态页") as progress:
            found = list(press.check(afresh=True, progress=progress))
        for each in found[:SHOWN]:
            self.stdout.write(f"  {each}")
        if not found:
            self.stdout.write("静态页与登记和现做的页面一致")
        elif repair:
            self.stdout.write(f"{press.repair(found)}处不符，已修复")
        else:
            raise CommandError(f"{len(found)}处不符；加 --repair 修复")


@contextmanager
def _shown(name: str) -> Iterator[press.Progress]:
    columns = (TextColumn("{task.description}"), TextColumn("{task.completed}页"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done: bar.update(task, completed=done)
