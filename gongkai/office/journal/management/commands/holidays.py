"""manage.py holidays: 录入放假安排。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.journal import holidays
from gongkai.web import clock


class Command(BaseCommand):
    """录入放假安排: enter a year's notice from a file and reckon every open file anew."""

    help = "录入一年的放假安排（TOML，写法见gongkai/law/holidays），并重新推算在办案卷的到期日"

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the authority that enters it, and whether it is the arrangement of a place."""
        parser.add_argument("file", type=Path, help="放假安排文件")
        parser.add_argument("--authority", required=True, help="录入机关的网址代码")
        parser.add_argument("--local", action="store_true", help="只适用于该机关及其下级机关")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter and reckon."""
        authority = Authority.objects.filter(code=options["authority"]).first()
        if authority is None:
            raise CommandError(f"没有代码为{options['authority']}的机关")
        announce = holidays.announce_local if options["local"] else holidays.announce
        try:
            changed = announce(authority, options["file"].read_text(encoding="utf-8"), on=clock.today(), by=None)
        except Unlawful as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"已录入，{changed}件在办案卷的到期日有变化")
