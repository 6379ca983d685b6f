"""访问测速: ask for the pages of every authority with columns, as a timer does it through the day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from gongkai.office.authorities.models import Authority
from gongkai.oversight.supervision.probing.acts import asking, probe
from gongkai.publication.catalogue.models import Column
from gongkai.web import clock


class Command(BaseCommand):
    """访问测速."""

    help = "逐个访问各机关的首页和栏目，记下打开的秒数；由定时器每天运行20次以上。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the site answers."""
        parser.add_argument("--base", required=True, help="网站的地址，如http://127.0.0.1:8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask and keep."""
        if urlsplit(options["base"]).scheme not in {"http", "https"}:
            raise CommandError("--base应以http://或https://开头")
        ask, now = asking(options["base"]), clock.now()
        keeping = Column.objects.everywhere().filter(closed_on=None).order_by().values("authority")
        made = [
            row
            for authority in Authority.objects.filter(pk__in=keeping, dissolved_on=None).order_by("path")
            for row in probe(authority, ask, now=now)
        ]
        failed = sum(row.seconds is None for row in made)
        self.stdout.write(f"访问{len(made)}次，打不开{failed}次")
