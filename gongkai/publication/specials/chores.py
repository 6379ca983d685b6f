"""专题的差事: remind who answers for a topic that has nothing new, or whose planned end has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.law.grammar.flow import Role
from gongkai.law.specials import SpecialState
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore
from gongkai.publication.specials import queries
from gongkai.publication.specials.models import SpecialColumn


def remind_keepers(now: datetime) -> None:
    """提醒专题责任人: of every authority that has a topic open."""
    there = SpecialColumn.objects.everywhere().filter(state=SpecialState.OPEN).order_by().values("authority")
    for authority in Authority.objects.filter(pk__in=there, dissolved_on=None).order_by("pk"):
        remind(authority, now.date())


def remind(authority: Authority, on: date) -> int:
    """专题超期提醒: once for each day a topic was due; the owner, or the publishers where it has none. How many are new."""
    written = 0
    for each in queries.overdue(queries.specials(authority), on):
        row = each.special
        subject = f"专题“{row.title}”{each.why.label}（{each.due:%Y-%m-%d}）"
        for person in [row.owner] if row.owner else holders(authority, Role.PUBLISHER, on):
            key = f"special {row.pk} {each.why.value} {each.due} {person.pk}"
            written += notify(authority, key, person, subject=subject)
    return written


CHORES = [Chore("专题提醒", timedelta(hours=6), remind_keepers)]
