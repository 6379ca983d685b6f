"""恢复演练: back up, bring back elsewhere, prove, throw away; the record stays.

manage.py drill                               现做一份备份，恢复到数据目录旁边的临时处
manage.py drill --from 目录 --keys 密钥目录   用已有备份的最新一份
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gongkai.doors.backups import drilling
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.troubles import BackupError

SHOWN = 20


class Command(BaseCommand):
    """恢复演练: the installation itself is only read."""

    help = "恢复演练：备份、恢复到临时的数据目录和数据库、核验、比较网页，然后删去；结果记入backups.jsonl"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument(
            "--from", dest="folder", type=Path, metavar="目录", help="用这里的最新一份备份，不写则现做一份"
        )
        parser.add_argument("--keys", type=Path, metavar="目录", help="与--from同用：密钥分册的目录")
        parser.add_argument("--place", type=Path, metavar="目录", help="演练的临时处，默认在数据目录旁边")

    def handle(self, *args: Any, **options: Any) -> None:
        """演练."""
        if bool(options["folder"]) != bool(options["keys"]):
            raise CommandError("--from和--keys应同时写明")
        depots = (Depot(options["folder"]), Depot(options["keys"])) if options["folder"] else None
        place = options["place"] or Path(settings.VAR_DIR).parent
        try:
            done = drilling.drill(place, depots, self.stdout.write)
        except BackupError as trouble:
            raise CommandError(str(trouble)) from None
        told = done.told
        self.stdout.write(
            f"备份{done.backup_seconds}秒，恢复{done.restore_seconds}秒：数据库{told['rows']}行，文件{told['files']}个，"
            f"案卷密钥{told['keys_back']}个，检索索引{told['indexed']}条，静态页{told['pages']}页"
            f"（与备份时相同的{told['pages_same']}页，不同的{len(told['pages_other'])}页）"
        )
        for what in told["verified"][:SHOWN]:
            self.stdout.write(f"× {what}")
        if not done.sound:
            raise CommandError("演练发现备份恢复以后核验不符", returncode=1)
        self.stdout.write("演练办成，恢复出来的台账、文件核验无误")
