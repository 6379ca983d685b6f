"""时点的差事: keep the slots of the year generated, and tell people of those that near or are overdue."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.publication.catalogue.slots.acts import generate
from gongkai.publication.catalogue.slots.reminders import remind
from gongkai.publication.catalogue.standards.models import UnitItem


def generate_year(now: datetime) -> None:
    """生成本年时点: for every authority with a catalogue in force; in December the next year's as well."""
    in_force = UnitItem.objects.everywhere().exclude(approved_on=None).filter(ended_on=None)
    for authority in Authority.objects.filter(pk__in=in_force.values("authority")):
        for year in {now.date().year, (now.date() + timedelta(days=31)).year}:
            generate(authority, year, on=now.date(), by=None)


def remind_today(now: datetime) -> None:
    """时点提醒: the notices of today; nobody is told the same thing twice."""
    remind(now.date())


CHORES = [
    Chore("生成应公开时点", timedelta(hours=6), generate_year),
    Chore("应公开时点提醒", timedelta(hours=1), remind_today),
]
