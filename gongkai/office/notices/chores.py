"""底层的差事: deliver, remind, keep the heads outside once a day, close and let go months of the access log, sweep."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from gongkai.office.journal import access, heads
from gongkai.office.notices.acts import deliver
from gongkai.office.notices.circulars.chasing import chase_all
from gongkai.office.notices.morning import send_lists
from gongkai.office.notices.reminders import remind
from gongkai.office.notices.work import Chore
from gongkai.web.clock import BEIJING
from gongkai.web.limits import sweep

MORNING = 7
"""The hour from which the lists of a day are written."""


def keep_heads(now: datetime) -> None:
    """外存链头: a line for today if there is none yet, or none that could be mailed."""
    if heads.last_day() != now.date() or _not_mailed(now):
        heads.append()


def _not_mailed(now: datetime) -> bool:
    mailed = heads.mailed_at()
    return bool(settings.HEADS_MAIL) and (mailed is None or mailed.astimezone(BEIJING).date() != now.date())


def remind_today(now: datetime) -> None:
    """到期提醒: the notices of today; nobody is told the same thing twice."""
    remind(now.date())


def list_the_morning(now: datetime) -> None:
    """每日清单: from seven in the morning; whoever has today's list gets no second."""
    if now.hour >= MORNING:
        send_lists(now.date())


def chase_today(now: datetime) -> None:
    """催办: from seven in the morning, whoever owes a return to a notice."""
    if now.hour >= MORNING:
        chase_all(now.date())


def keep_months(now: datetime) -> None:
    """查阅日志: close the months that are over and let go those kept long enough."""
    access.close_months(now.date())
    access.drop_months(now.date())


CHORES = [
    Chore("投递", timedelta(seconds=5), deliver),
    Chore("到期提醒", timedelta(hours=1), remind_today),
    Chore("每日清单", timedelta(minutes=30), list_the_morning),
    Chore("催办通知", timedelta(hours=1), chase_today),
    Chore("外存链头", timedelta(minutes=10), keep_heads),
    Chore("查阅日志", timedelta(hours=6), keep_months),
    Chore("清理限速记录", timedelta(hours=1), sweep),
]
