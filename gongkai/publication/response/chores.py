"""回应关切的差事: red and yellow clocks are told at once; a gap in the roster before it comes; a warning that has overrun."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.notices.work import Chore
from gongkai.publication.response.reminding import remind


def tell_what_is_urgent(now: datetime) -> None:
    """回应提醒."""
    remind(now)


CHORES = [Chore("回应提醒", timedelta(minutes=5), tell_what_is_urgent)]
