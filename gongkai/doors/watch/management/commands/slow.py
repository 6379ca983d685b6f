"""manage.py slow: 慢查询。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.doors.watch import acts, queries
from gongkai.web.clock import BEIJING


class Command(BaseCommand):
    """慢查询: the shapes of what was slow, the most costly first."""

    help = "列出慢查询的形状、次数、合计和最慢的毫秒数、所在页面；不含任何参数"

    def add_arguments(self, parser: CommandParser) -> None:
        """选项."""
        parser.add_argument("--clear", action="store_true", help="清空，从头记起")
        parser.add_argument("--most", type=int, default=20, help="最多列几种，默认20")

    def handle(self, *args: Any, **options: Any) -> None:
        """List them, or begin anew."""
        if options["clear"]:
            self.stdout.write(f"已清空{acts.forget_slow()}种慢查询")
            return
        rows = queries.slowest(options["most"])
        for row in rows:
            told = f"{row.count}次  合计{row.total:.0f}毫秒  平均{row.mean:.0f}  最慢{row.worst:.0f}"
            self.stdout.write(f"{told}  {row.place or '-'}  末次{row.last_at.astimezone(BEIJING):%Y-%m-%d %H:%M}")
            self.stdout.write(f"    {row.shape}")
        if not rows:
            self.stdout.write("没有慢查询")
