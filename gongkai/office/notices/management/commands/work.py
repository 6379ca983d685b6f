"""manage.py work: 值守。"""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.office.notices.leases import AnotherWorks, alone_on_this_host, turn
from gongkai.office.notices.work import chores, work


class Command(BaseCommand):
    """值守: the one supervised process; stops after the chore in hand when it is asked to (SIGTERM, SIGINT)."""

    help = "持续办理后台差事：投递、外存链头、查阅日志、清理"

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until stopped."""
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        doing = chores()
        try:
            with alone_on_this_host() as host, turn(host) as ours:
                ready = "值守开始" if ours.ours() else "值守待命（另一台主机正在值守）"
                self.stdout.write(f"{ready}：{'、'.join(chore.name for chore in doing)}")
                work(doing, stop, ours.ours)
        except AnotherWorks as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("值守结束")
