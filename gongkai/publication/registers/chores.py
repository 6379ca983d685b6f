"""登记簿的差事: end what has been shown long enough, remind of what is due, see that no import waits for nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.publication.registers import acts, index_chores, late_reminders, reminders
from gongkai.publication.registers.importing import acts as importing
from gongkai.publication.registers.importing import queries as imports
from gongkai.publication.registers.models import Record


def adopt_imports(now: datetime) -> None:
    """收领导入: one that waits and is nobody's job (of an older version, of a restored backup) becomes one."""
    for batch in imports.unattended():
        importing.to_work(batch, batch.accepted_by or batch.by, cancellable=batch.accepted_on is None)


def discard_old_rows(now: datetime) -> None:
    """清除暂存: rows that were kept out and that nobody has mended in a month."""
    for batch in imports.outlived(now.date()):
        importing.discard(batch)


def end_shown(now: datetime) -> None:
    """期满撤下: every record whose last day has passed, a thousand to a transaction."""
    over = Record.objects.everywhere().filter(standing=Standing.PUBLIC, ends_on__lt=now.date()).order_by()
    for authority in Authority.objects.filter(pk__in=over.values("authority")):
        while acts.end(authority, on=now.date()):
            pass


def remind_owners(now: datetime) -> None:
    """公开提醒."""
    reminders.remind(now.date())


def remind_of_gaps(now: datetime) -> None:
    """缺环提醒."""
    late_reminders.remind(now.date())


CHORES = [
    Chore("收领登记簿导入", timedelta(minutes=1), adopt_imports),
    Chore("登记簿期满撤下", timedelta(hours=1), end_shown),
    Chore("登记簿公开提醒", timedelta(hours=1), remind_owners),
    Chore("登记簿缺环提醒", timedelta(hours=6), remind_of_gaps),
    Chore("清除登记簿暂存", timedelta(hours=24), discard_old_rows),
    *index_chores.CHORES,
]
