"""考核的差事: the cards of the week, drawn once for every authority that has a scheme in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.oversight.assessment.cards import acts
from gongkai.oversight.assessment.schemes.models import SchemeVersion


def draw_cards(now: datetime) -> None:
    """出记分卡."""
    offices = SchemeVersion.objects.everywhere().exclude(approved_on=None).values_list("authority", flat=True)
    for office in Authority.objects.filter(pk__in=set(offices), dissolved_on=None).order_by("path"):
        acts.draw(office, on=now.date(), by=None)


CHORES = [Chore("出记分卡", timedelta(hours=24), draw_cards)]
