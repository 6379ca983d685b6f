"""登记簿索引: the indexes that queries of large registers need, made from the declarations of the kinds."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.publication.registers.indexing import LEAST, put_in_place


class Command(BaseCommand):
    """登记簿索引."""

    help = "按种类声明的可筛选字段为登记簿建立索引：补建缺少的，删除不再声明的；可以反复运行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From how many records on."""
        parser.add_argument("--least", type=int, default=LEAST, help=f"公开记录达到多少条的种类才建（默认{LEAST}）")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make, drop, and say which."""
        done = put_in_place(max(options["least"], 0))
        for word, names in (("建立", done.made), ("删除", done.dropped)):
            for name in names:
                self.stdout.write(f"{word} {name}")
        if options["verbosity"] or done.made or done.dropped:
            said = f"新建{len(done.made)}个，删除{len(done.dropped)}个，原有{len(done.kept)}个"
            self.stdout.write(f"登记簿索引：{said}")
