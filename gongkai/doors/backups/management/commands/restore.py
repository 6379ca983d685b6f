"""恢复: bring a backup back, here or elsewhere; nothing is written before all of it has been read and proved.

manage.py restore 目录 --keys 密钥目录                                恢复到设置所指的数据目录和数据库
manage.py restore 目录 --keys 密钥目录 --into 数据目录 [--database 地址]  恢复到别处
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.doors.backups import elsewhere, restoring
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.restoring import Restored, Wanted
from gongkai.doors.backups.troubles import BackupError

SHOWN = 20


class Command(BaseCommand):
    """恢复: broken off anywhere and run again, it comes to the same."""

    help = "从备份恢复：先通读核验，再放回数据库、文件、链头和案卷密钥，核验台账，重建检索索引和静态页"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("folder", type=Path, metavar="目录", help="备份目录")
        parser.add_argument("--keys", type=Path, metavar="目录", help="案卷密钥分册的目录；不写则个人信息不能解读")
        parser.add_argument("--name", default="", help="恢复哪一份，不写则最新一份")
        parser.add_argument("--keys-name", default="", help="用哪一份密钥分册，不写则最新一份（应当如此）")
        parser.add_argument("--into", type=Path, metavar="数据目录", help="恢复到这个数据目录，不用设置所指的")
        parser.add_argument("--database", default="", metavar="地址", help="与--into同用：恢复到这个数据库")
        parser.add_argument("--overwrite", default="", metavar="库名", help="去处不是空的，确要替换的，写明库名")
        parser.add_argument("--later", action="store_true", help="检索索引和静态页留给值守重做，现在不做")
        parser.add_argument("--report", type=Path, metavar="文件", help="另把结果写成JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """恢复，这里或者别处."""
        if options["keys"] is None:
            self.stdout.write("没有写明密钥分册（--keys）：个人信息将不能解读")
        if options["into"]:
            self._elsewhere(options)
            return
        if options["database"]:
            raise CommandError("--database与--into同用；恢复到设置所指的数据库，不用写")
        keys = Depot(options["keys"]) if options["keys"] else None
        wanted = Wanted(
            Depot(options["folder"]),
            keys,
            options["name"],
            options["keys_name"],
            options["overwrite"],
            not options["later"],
        )
        try:
            done = restoring.restore(wanted, self.stdout.write)
        except BackupError as trouble:
            raise CommandError(str(trouble)) from None
        if options["report"]:
            options["report"].write_text(json.dumps(done.told(), ensure_ascii=False), encoding="utf-8")
        self._tell(done)
        if not done.sound:
            raise CommandError(f"恢复已办完，核验发现{len(done.verified)}处不符，查明以前不要启动", returncode=1)

    def _elsewhere(self, options: dict[str, Any]) -> None:
        """Settings are read once in a process: another place is another process."""
        words = elsewhere.words_of_restore(options)
        environment = elsewhere.environment_of(options["into"], options["database"])
        code = subprocess.run([sys.executable, *words], env=environment, check=False).returncode  # noqa: S603 (ourselves)
        if code:
            raise CommandError(f"恢复到{options['into']}没有办成", returncode=code)
        self.stdout.write(f"已恢复到{os.fspath(options['into'])}；以后用GONGKAI_VAR和GONGKAI_DATABASE指到那里启动")

    def _tell(self, done: Restored) -> None:
        say = self.stdout.write
        say(
            f"{done.backup}：已恢复，数据库{done.rows}行，文件{done.files}个（{done.files_there}个原已在），用时{done.seconds}秒"
        )
        say(f"案卷密钥{done.keys_back}个" + (f"，{done.keys_missing}个案卷没有密钥" if done.keys_missing else ""))
        for where, entry in done.shredded_again:
            say(f"  {where}：个人信息已由第{entry}号条目销毁，备份早于销毁，恢复后仍不能解读")
        for name in done.heads_kept:
            say(f"  链头{name}：这里的比备份的新，没有替换")
        for what in done.verified[:SHOWN]:
            say(f"× {what}")
        if done.indexed or done.pages:
            same = f"，与备份时相同的{done.pages_same}页，不同的{len(done.pages_other)}页" if done.pages else ""
            say(f"检索索引{done.indexed}条，静态页{done.pages}页{same}")
        if done.sound:
            say("台账、文件核验无误")
