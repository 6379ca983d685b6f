"""人员与责任的差事: at the beginning of a quarter, and whenever a new deputy is named, the drills are asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.oversight.people.drills.acts import ask_all


def ask_for_drills(now: datetime) -> None:
    """布置各机关的备岗演练."""
    for authority in Authority.objects.filter(dissolved_on=None).order_by("path"):
        ask_all(authority, on=now.date(), by=None)


CHORES = [Chore("布置备岗演练", timedelta(hours=24), ask_for_drills)]
