"""manage.py doctor: 运行状况。"""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.doors.watch.telling import in_order, lines, overall, sheet
from gongkai.web import clock
from gongkai.web.examining import checkups, examine


class Command(BaseCommand):
    """运行状况: everything the rooms can say of themselves, with the remedy; exit code 0 fine, 1 to be seen to, 2 in danger."""

    help = "检查设置、数据库、密钥、磁盘、值守、信件、索引、静态页，说明问题和办法；退出代码0正常、1有提醒、2有危险"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """选项."""
        parser.add_argument("--json", action="store_true", help="输出JSON")
        parser.add_argument(
            "--quick", action="store_true", help="不做费时的几项（邮件服务器、附件、文书、数据库文件、集群）"
        )
        parser.add_argument("--only", action="append", default=[], metavar="体检项", help="只查这一项，可以写几次")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, tell, and end with what is worst."""
        now = clock.now()
        asked = [each for each in checkups() if not (options["quick"] and each.heavy)]
        if wanted := options["only"]:
            asked = [each for each in asked if each.key in wanted]
        found = in_order(examine(asked, now))
        told = (
            json.dumps(sheet(found, now), ensure_ascii=False, indent=2)
            if options["json"]
            else "\n".join(lines(found, now))
        )
        self.stdout.write(told)
        self.stdout.flush()
        if overall(found).weight:
            sys.exit(overall(found).weight)
