"""检查链接: walk the pages of a site, list what is broken and open tickets for it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from gongkai.engines.links import Manners, walk
from gongkai.office.authorities.models import Authority
from gongkai.office.sites.checking.acts import record
from gongkai.web import clock


class Command(BaseCommand):
    """检查链接."""

    help = "走一遍网站的网页，检查站内链接和外部链接，断链列入清单并开运维工单。外部链接会访问其他主机。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The authority, where its site answers, and how much is asked."""
        parser.add_argument("code", help="机关的网址代码")
        parser.add_argument("--base", required=True, help="网站的地址，如http://127.0.0.1:8000")
        parser.add_argument(
            "--start", action="append", default=[], help="从哪一页走起，可以多次；不填为首页和本机关专栏"
        )
        parser.add_argument("--pages", type=int, default=5000, help="最多走多少网页")
        parser.add_argument("--links", type=int, default=20000, help="最多检查多少链接")
        parser.add_argument("--seconds", type=float, default=10.0, help="每个链接最多等几秒")
        parser.add_argument("--rest", type=float, default=0.5, help="对同一外部主机两次访问之间歇几秒")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk and record."""
        authority = Authority.objects.filter(code=options["code"]).first()
        if authority is None:
            raise CommandError(f"没有网址代码为“{options['code']}”的机关")
        if urlsplit(options["base"]).scheme not in {"http", "https"}:
            raise CommandError("--base应以http://或https://开头")
        starts = tuple(options["start"]) or ("/", f"/{authority.code}/")
        manners = Manners(options["pages"], options["links"], options["seconds"], options["rest"])
        check = record(authority, options["base"], walk(options["base"], starts, manners), on=clock.today(), by=None)
        self.stdout.write(
            f"走了{check.pages}页，{check.links}个链接（其中外链{check.external}个），断链{check.broken}处，"
            f"未检查{check.unchecked}个"
        )
