"""门户的差事: propose for the catalogue what people ask for."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.doors.portal import wishes
from gongkai.office.notices.work import Chore


def propose_wishes(now: datetime) -> None:
    """提出动态扩展建议: once a week, from the applications of the last year."""
    wishes.propose(now.date())


CHORES = [Chore("提出动态扩展建议", timedelta(days=7), propose_wishes)]
