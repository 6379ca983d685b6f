"""manage.py verify: 核验台账。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.office.journal.verify import remember, verify


class Command(BaseCommand):
    """核验台账: print every finding in Chinese; the exit code says whether there was one."""

    help = "核验台账：条目、链头、外存链头、触发器、案卷状态、编号、查阅日志"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--all``."""
        parser.add_argument("--all", action="store_true", help="从每条链的第一号条目起核验，并核对全部案卷和编号")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk everything, print what is wrong."""
        found = 0
        for finding in verify(whole=options["all"], progress=lambda text: self.stderr.write(text)):
            found += 1
            self.stdout.write(f"× {finding}")
        remember(whole=options["all"], found=found)
        if found:
            raise CommandError(f"发现{found}处不符", returncode=1)
        self.stdout.write("核验无误")
