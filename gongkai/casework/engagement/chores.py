"""政民互动的差事: read the mailboxes; tell the units of what is about to be late, and the desk of what is unsigned."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.engagement.tally.acts import fold
from gongkai.casework.engagement.tickets.importing import acts as importing
from gongkai.casework.engagement.tickets.importing import queries as imports
from gongkai.casework.engagement.tickets.inbound.acts import read_new
from gongkai.casework.engagement.tickets.models import InboundAccount, Ticket
from gongkai.casework.engagement.tickets.reminding import remind
from gongkai.casework.engagement.topics.acts import gather
from gongkai.office.authorities.models import Authority
from gongkai.office.jobs.imports import unattended
from gongkai.office.notices.work import Chore


def adopt_imports(now: datetime) -> None:
    """收领导入: one that waits and is nobody's job (of an older version, of a restored backup) becomes one."""
    for batch in unattended(importing.JOB, imports.waiting()):
        importing.to_work(batch, batch.accepted_by or batch.uploaded_by, cancellable=batch.accepted_by is None)


def read_the_mailboxes(now: datetime) -> None:
    """收信: of every account in use; one that fails does not keep the others."""
    rows = InboundAccount.objects.everywhere().filter(stopped_on=None)
    for row in rows.select_related("mailbox", "authority"):
        read_new(row, now)


def remind_the_units(now: datetime) -> None:
    """留言提醒."""
    remind(now.date())


def gather_the_topics(now: datetime) -> None:
    """归集话题: of every authority that has tickets without one; some thousand at a time, so that nobody waits long."""
    waiting = Ticket.objects.everywhere().filter(topic=None).order_by().values("authority").distinct()
    for authority in Authority.objects.filter(pk__in=waiting).order_by("pk"):
        gather(authority, most=5_000)


def fold_the_tallies(now: datetime) -> None:
    """合并月计: so that figures read few lines."""
    fold()


CHORES = [
    Chore("收领留言导入", timedelta(minutes=1), adopt_imports),
    Chore("归集话题", timedelta(minutes=10), gather_the_topics),
    Chore("合并月计", timedelta(minutes=10), fold_the_tallies),
    Chore("收信", timedelta(minutes=10), read_the_mailboxes),
    Chore("留言提醒", timedelta(hours=2), remind_the_units),
]
