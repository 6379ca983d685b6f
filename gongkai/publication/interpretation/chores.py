"""解读的差事: the nightly check of the links."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.publication.interpretation.checking import check_tonight


def check_links(now: datetime) -> None:
    """夜间核对关联: once a day for each authority, soon after midnight or when the process next runs."""
    check_tonight(now.date())


CHORES = [Chore("核对政策关联", timedelta(minutes=30), check_links)]
