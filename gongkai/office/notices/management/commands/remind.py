"""manage.py remind: 到期提醒。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.office.notices.morning import send_lists
from gongkai.office.notices.reminders import remind
from gongkai.web import clock


class Command(BaseCommand):
    """到期提醒: leave today's notices and lists at the desks; safe to run twice."""

    help = "提醒经办人即将到期和已经逾期的案卷"

    def handle(self, *args: Any, **options: Any) -> None:
        """Remind and say how many notices are new."""
        self.stdout.write(f"新增提醒{remind(clock.today())}条")
        send_lists(clock.today())
