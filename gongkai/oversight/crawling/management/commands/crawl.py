"""manage.py crawl: 巡检一个网站。"""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.law.supervision.patrols import PatrolState
from gongkai.office.authorities.models import Authority
from gongkai.oversight.crawling import acts, queries
from gongkai.oversight.crawling.minding import mind
from gongkai.oversight.crawling.models import Patrol
from gongkai.web import clock


class Command(BaseCommand):
    """巡检一个网站: begun, or gone on with where one is open, and waited for."""

    help = "巡检本机关列入的一个网站，可以中断，下次从断处继续；发现的问题登记为检查发现，改好的自动销号"

    def add_arguments(self, parser: CommandParser) -> None:
        """The authority, and the site by the address it begins with."""
        parser.add_argument("code", help="机关的网址代码")
        parser.add_argument("start", nargs="?", default="", help="起始网址；不填的列出已列入的网站")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin or go on, look after it until it ends, and say what was found."""
        authority = Authority.objects.filter(code=options["code"]).first()
        if authority is None:
            raise CommandError(f"没有网址代码为“{options['code']}”的机关")
        rows = queries.watched(authority)
        if not options["start"]:
            for each in rows:
                self.stdout.write(f"{each.start} {each.name}（{each.unit.name}）")
            return
        site = rows.filter(start=options["start"]).first()
        if site is None:
            raise CommandError(f"“{options['start']}”没有列入{authority.name}的巡检")
        patrol = queries.last(site)
        if patrol is None or not patrol.is_open:
            patrol = acts.begin(site, on=clock.today(), by=None)
        elif patrol.state == PatrolState.STOPPED:
            acts.resume(patrol, on=clock.today(), by=None)
        self._tell(self._ended(patrol))

    def _ended(self, patrol: Patrol) -> Patrol:
        while True:
            patrol.refresh_from_db()
            if not patrol.is_open or patrol.state == PatrolState.STOPPED:
                return patrol
            mind(patrol, clock.now())
            time.sleep(0.5)

    def _tell(self, patrol: Patrol) -> None:
        if patrol.state != PatrolState.DONE:
            raise CommandError(f"巡检{PatrolState(patrol.state).label}，再执行一次从断处继续")
        rest = "" if patrol.whole else "，没有走完"
        self.stdout.write(
            f"看了{patrol.pages}个网页、{patrol.attachments}个附件、{patrol.outside}个站外链接{rest}；"
            f"问题{patrol.faults}处，其中新发现{patrol.new}处，改正{patrol.mended}处"
        )
