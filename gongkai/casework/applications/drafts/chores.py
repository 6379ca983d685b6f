"""草稿的差事: drafts whose day has passed are swept."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.casework.applications.drafts.acts import sweep
from gongkai.office.notices.work import Chore


def sweep_drafts(now: datetime) -> None:
    """清除过期草稿: once a day would do; it may be done any number of times."""
    sweep(now.date())


CHORES = [Chore("清除过期草稿", timedelta(hours=6), sweep_drafts)]
