"""统计访问量: read the logs from where they were left; or print the format nginx is to write them in."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.office.visits import counting
from gongkai.office.visits.lines import nginx


class Command(BaseCommand):
    """统计访问量."""

    help = "读访问日志，累计成每日合计。可以随时重复运行，同一行只计一次。值守进程每分钟做一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files beside the usual ones, or the format."""
        parser.add_argument("files", nargs="*", help="另外要读的日志（可以是.gz）；不写则读设定的日志")
        parser.add_argument("--nginx", action="store_true", help="打印nginx的日志格式，包含在http块中")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count."""
        if options["nginx"]:
            self.stdout.write(nginx())
            return
        files = [Path(name) for name in options["files"]]
        if missing := [str(each) for each in files if not each.is_file()]:
            raise CommandError(f"没有这个文件：{'、'.join(missing)}")
        counted = sum(counting.count(each) for each in files) if files else counting.count_all()
        self.stdout.write(f"新计入{counted}页次")
