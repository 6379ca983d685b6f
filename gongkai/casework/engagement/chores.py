"""政民互动的差事: read the mailboxes; tell the units of what is about to be late, and the desk of what is unsigned."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.engagement.tickets.inbound.acts import read_new
from gongkai.casework.engagement.tickets.models import InboundAccount
from gongkai.casework.engagement.tickets.reminding import remind
from gongkai.office.notices.work import Chore


def read_the_mailboxes(now: datetime) -> None:
    """收信: of every account in use; one that fails does not keep the others."""
    rows = InboundAccount.objects.everywhere().filter(stopped_on=None)
    for row in rows.select_related("mailbox", "authority"):
        read_new(row, now)


def remind_the_units(now: datetime) -> None:
    """留言提醒."""
    remind(now.date())


CHORES = [
    Chore("收信", timedelta(minutes=10), read_the_mailboxes),
    Chore("留言提醒", timedelta(hours=2), remind_the_units),
]
