"""交接的差事: on every day the lists of this week are put together and those of the weeks before are closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import serving
from gongkai.office.notices.work import Chore
from gongkai.oversight.handing.ten import acts


def lists_of_the_week(now: datetime) -> None:
    """十分钟清单: of everybody who serves anywhere; whoever has this week's list gets no second."""
    on = now.date()
    for authority in Authority.objects.filter(dissolved_on=None).order_by("pk"):
        acts.close_weeks(authority, on=on)
        for official in serving(authority, on):
            acts.put_together(authority, official, on=on)


CHORES = [Chore("十分钟清单", timedelta(hours=12), lists_of_the_week)]
