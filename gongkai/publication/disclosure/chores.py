"""主动公开的差事: take off what has run its time (公示期满撤下)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.notices.work import Chore
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.acts import withdraw
from gongkai.publication.disclosure.models import Content

SOME = 200


def end(authority: Authority, on: date) -> int:
    """期满撤下: every content whose last day has passed; somebody quicker than the chore leaves nothing to do."""
    done = 0
    for content in queries.ended(authority, on)[:SOME]:
        try:
            reason = f"公示期满（公开至{content.ends_on:%Y-%m-%d}）"
            withdraw(content, on=on, by=None, reason=reason, kind=Withdrawal.ENDED)
            done += 1
        except Unlawful:
            continue
    return done


def end_today(now: datetime) -> None:
    """期满撤下: for every authority that has something to take off."""
    over = Content.objects.everywhere().filter(withdrawn_on=None, ends_on__lt=now.date())
    for authority in Authority.objects.filter(pk__in=over.order_by().values("authority")):
        end(authority, now.date())


CHORES = [Chore("公示期满撤下", timedelta(minutes=10), end_today)]
