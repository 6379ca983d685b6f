"""manage.py files: 核验文件。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.publication.documents.storage import wrong


class Command(BaseCommand):
    """核验文件: every row has its file, and the file is what was stored; the exit code says whether one is not."""

    help = "核验附件和原件：每一行登记都有文件，文件的大小和摘要与登记的相符"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--quick``."""
        parser.add_argument("--quick", action="store_true", help="只核对文件是否存在和大小，不重新计算摘要")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk every row, print what is wrong."""
        found = 0
        for what in wrong(thoroughly=not options["quick"]):
            found += 1
            self.stdout.write(f"× {what}")
        if found:
            raise CommandError(f"发现{found}个文件不符", returncode=1)
        self.stdout.write("文件核验无误")
