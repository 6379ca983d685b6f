"""manage.py deliver: 投递。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.office.notices.acts import deliver, resend_all
from gongkai.office.notices.models import State
from gongkai.web import clock


class Command(BaseCommand):
    """投递: send what is due in the outbox, once; safe to run twice and at the same time."""

    help = "发送发件箱中到时的消息"

    def add_arguments(self, parser: CommandParser) -> None:
        """选项."""
        parser.add_argument("--again", action="store_true", help="先把没有发出的、是否发出不明的重新排上")

    def handle(self, *args: Any, **options: Any) -> None:
        """Deliver and say what came of it."""
        if options["again"]:
            self.stdout.write(f"重新排上{resend_all()}件")
        ended = deliver(clock.now())
        self.stdout.write(
            "、".join(f"{State(state).label}{count}件" for state, count in ended.items()) or "没有到时的消息"
        )
