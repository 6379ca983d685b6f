"""manage.py screen: 筛查已公开的内容。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.office.authorities.models import Authority
from gongkai.publication.gate import queries
from gongkai.publication.gate.models import ScreeningRun
from gongkai.publication.gate.sweeping import subjects, sweep
from gongkai.web import clock


class Command(BaseCommand):
    """筛查已公开的内容: taken up where it stood; what is found waits at the desk."""

    help = "用公开前筛查的同一套规则检查已经公开的内容和附件，可以中断，下次从断处继续；发现列在工作台“公开前筛查”"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which authorities, and whether from the beginning."""
        parser.add_argument("code", nargs="*", help="机关的网址代码，不填为全部机关")
        parser.add_argument("--again", action="store_true", help="从头再查")
        parser.add_argument("--seconds", type=float, default=None, help="每个机关每种对象最多查几秒")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, and print one line for each authority in which anything was looked through."""
        rows = Authority.objects.order_by("pk")
        if options["code"]:
            rows = rows.filter(code__in=options["code"])
            if missing := set(options["code"]) - set(rows.values_list("code", flat=True)):
                raise CommandError(f"没有网址代码为“{'、'.join(sorted(missing))}”的机关")
        if options["again"]:
            ScreeningRun.objects.everywhere().filter(authority__in=rows).delete()
        for authority in rows:
            for subject in subjects():
                run = sweep(authority, subject, on=clock.today(), seconds=options["seconds"])
                if run.looked:
                    state = "查完" if run.finished_on else "未完，下次继续"
                    waits = queries.waiting(authority).filter(published=True).count()
                    self.stdout.write(
                        f"{authority.name}：{subject.label}查了{run.looked}件，有发现{run.found}件，待决定{waits}件，{state}"
                    )
