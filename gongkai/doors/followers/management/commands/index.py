"""检索索引: bring it up to date, make it from nothing, or compare it with what a rebuild would hold.

manage.py index                     跟上台账（值守进程每秒也在做）
manage.py index --rebuild           从头重建，显示进度；建好之前检索照常用旧的
manage.py index --check             逐条核对摘要；不一致时返回1
manage.py index --check --repair    核对并修复
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongkai.doors.followers import index

Done = TypeVar("Done")


class Command(BaseCommand):
    """检索索引: killed anywhere and run again, it comes to the same."""

    help = "检索索引：跟上台账；--rebuild 重建，--check 核对，--check --repair 核对并修复"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("--rebuild", action="store_true", help="从头重建到新文件夹，建好后替换")
        parser.add_argument("--check", action="store_true", help="与重建的结果逐条核对")
        parser.add_argument("--repair", action="store_true", help="核对后修复")

    def handle(self, *args: Any, **options: Any) -> None:
        """办理."""
        if options["rebuild"]:
            done = self._shown("重建索引", index.rebuild)
            self.stdout.write(f"索引已重建，共{done}条")
        if options["check"] or options["repair"]:
            self._check(repair=options["repair"])
        elif not options["rebuild"]:
            if index.is_due():
                raise CommandError("索引不完整，或者不是按现行检索词典建的，请运行 manage.py index --rebuild")
            self.stdout.write(f"已跟上，读入台账{index.follow()}条")

    def _check(self, *, repair: bool) -> None:
        found = self._shown("核对索引", lambda progress: index.check(repair=repair, progress=progress))
        told = f"缺{len(found.missing)}条，不一致{len(found.different)}条，多{len(found.extra)}条"
        if not found:
            self.stdout.write(f"索引与内容一致，共核对{found.checked}条")
        elif repair:
            self.stdout.write(f"核对{found.checked}条：{told}，已修复")
        else:
            raise CommandError(f"核对{found.checked}条：{told}；加 --repair 修复")

    def _shown(self, name: str, work: Callable[[index.Progress], Done]) -> Done:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task(name, total=None)
            return work(lambda done, of: bar.update(task, completed=done, total=of))
