"""备份: a consistent, sealed and proved copy of this installation; the keys of the dossiers apart.

manage.py backup 目录 --keys 另一目录          备份，案卷密钥另放
manage.py backup --keys 另一目录               只备份案卷密钥
manage.py backup 目录 --list                   有哪些备份，哪些没有办完
manage.py backup 目录 --verify [名称 …]        读回、解密、核对摘要、打开数据库副本
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.doors.backups import checking, making, manifest, records, retention
from gongkai.doors.backups.depot import Depot
from gongkai.doors.backups.manifest import What
from gongkai.doors.backups.troubles import BackupError
from gongkai.web import clock


class Command(BaseCommand):
    """备份: killed anywhere, it leaves nothing that passes for a backup; run again, it begins anew."""

    help = "备份数据库、文件、链头和设置（不含密钥），案卷密钥另放；--list 列出，--verify 核验，--keep 按规则清理"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """选项."""
        parser.add_argument("folder", nargs="?", type=Path, metavar="目录", help="备份目录；不写则只备份案卷密钥")
        parser.add_argument("--keys", type=Path, metavar="目录", help="案卷密钥分册的目录，与备份分开存放")
        parser.add_argument("--list", action="store_true", help="列出备份，不做备份")
        parser.add_argument("--verify", nargs="*", metavar="名称", help="核验备份，不写名称则核验最新一份；不做备份")
        rule = "备份以后按规则清理，如 daily=7 weekly=5 monthly=12；不写则全部留存"
        parser.add_argument("--keep", nargs="+", metavar="规则", help=rule)
        days = retention.KEYS_KEPT.days
        parser.add_argument(
            "--keys-days", type=int, default=days, metavar="天", help=f"密钥分册留存多少天，默认{days}天"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """备份、列出或者核验."""
        whole, keys = (Depot(path) if path else None for path in (options["folder"], options["keys"]))
        if whole is None and keys is None:
            raise CommandError("请写明备份目录，或者用 --keys 写明案卷密钥分册的目录")
        depots = [(depot, what) for depot, what in ((whole, What.WHOLE), (keys, What.KEYS)) if depot]
        try:
            if options["list"]:
                self._list(depots)
            elif options["verify"] is not None:
                self._verify(depots, options["verify"])
            else:
                self._back_up(whole, keys, options)
        except BackupError as trouble:
            raise CommandError(str(trouble)) from None

    def _back_up(self, whole: Depot | None, keys: Depot | None, options: dict[str, Any]) -> None:
        rule = retention.read_rule(options["keep"]) if options["keep"] else None
        for each in making.make(whole, keys, self.stdout.write):
            facts = {"name": each.manifest.name, "seconds": round(each.seconds, 1), "bytes": each.manifest.bytes}
            records.note(each.manifest.what.value, facts | dict(each.manifest.counts))
            self.stdout.write(f"{each.manifest.name}：已备份并核验，{told(each.manifest)}，用时{each.seconds:.1f}秒")
        if keys is None:
            self.stdout.write("没有备份案卷密钥：只凭这份备份，个人信息不能解读；请另用 --keys 备份到别处")
        if whole and rule:
            backups, contents = retention.thin_out(whole, rule)
            self.stdout.write(f"按规则清理备份{backups}份、文件内容{contents}份")
        if keys:
            gone = retention.thin_out_keys(keys, clock.now(), timedelta(days=options["keys_days"]))
            self.stdout.write(f"清理满{options['keys_days']}天的密钥分册{gone}份")

    def _list(self, depots: list[tuple[Depot, What]]) -> None:
        for depot, what in depots:
            for name in depot.names(what):
                self.stdout.write(f"{name}  {listed(depot, name)}")
            for left in depot.unfinished():
                self.stdout.write(f"{left.name}  没有办完，不能用来恢复；下次备份时清理")

    def _verify(self, depots: list[tuple[Depot, What]], named: list[str]) -> None:
        found, seen = 0, []
        for depot, what in depots:
            names = [name for name in named if name in depot.names(what)] if named else [depot.newest(what).name]
            for name in names:
                seen.append(name)
                for trouble in checking.verify(depot, name):
                    found += 1
                    self.stdout.write(f"× {name}：{trouble}")
        if unknown := set(named) - set(seen):
            raise CommandError(f"没有找到{'、'.join(sorted(unknown))}")
        records.note(records.VERIFY, {"names": seen, "found": found})
        if found:
            raise CommandError(f"发现{found}处不符，不能放心用来恢复", returncode=1)
        self.stdout.write(f"{'、'.join(seen)}：核验无误")


def listed(depot: Depot, name: str) -> str:
    """列出一份: what its manifest says, or why it cannot be read."""
    try:
        return told(manifest.read(depot.folder(name)))
    except BackupError as trouble:
        return f"不能用来恢复：{trouble}"


def told(each: manifest.Manifest) -> str:
    """说明一份: in a line."""
    return "，".join(_told(each))


def _told(each: manifest.Manifest) -> Iterator[str]:
    yield f"{each.moment.astimezone(clock.BEIJING):%Y-%m-%d %H:%M:%S}"
    if each.what is What.KEYS:
        yield f"密钥{each.counts['keys']}行"
    else:
        yield f"数据库{sum(each.tables.values())}行"
        yield f"文件{each.counts['files']}个（新增{each.counts['added']}份内容）"
    yield f"{each.bytes / 1_000_000:.1f}MB"
