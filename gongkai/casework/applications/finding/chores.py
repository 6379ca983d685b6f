"""先找后办的差事: mark what has no marks yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.applications.finding import acts
from gongkai.office.notices.work import Chore


def mark_applications(now: datetime) -> None:
    """补作申请文本标记: a few at a time, until all applications are found beside alike ones."""
    acts.mark_missing()


CHORES = [Chore("补作申请文本标记", timedelta(hours=1), mark_applications)]
