"""主动公开的差事: take off what has run its time (公示期满撤下); tell of accounts that stand still and of what is unsigned."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gongkai.law.disclosure import Withdrawal
from gongkai.law.grammar.flow import Role, Unlawful
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.office.notices.acts import notify
from gongkai.office.notices.work import Chore
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.accounts import queries as accounts
from gongkai.publication.disclosure.acts import withdraw
from gongkai.publication.disclosure.carriers import reminding
from gongkai.publication.disclosure.models import Content, NewMediaAccount

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


def alarm(authority: Authority, on: date) -> int:
    """停更告警: a notice for the owner of each account that stands still, or for the publishers; once for each standstill."""
    written = 0
    for kept in accounts.idle(accounts.open_on(authority, on), on):
        account = kept.account
        subject = f"新媒体账号{account}已{kept.activity.still}日没有更新，下限{account.floor}日"
        for official in [account.owner] if account.owner else holders(authority, Role.PUBLISHER, on):
            key = f"idle account {account.pk} {kept.last_on or account.opened_on} {official.pk}"
            written += notify(authority, key, official, subject=subject)
    return written


def alarm_today(now: datetime) -> None:
    """停更告警: for every authority that keeps accounts."""
    there = NewMediaAccount.objects.everywhere().filter(closed_on=None)
    for authority in Authority.objects.filter(pk__in=there.order_by().values("authority")):
        alarm(authority, now.date())


CHORES = [
    Chore("公示期满撤下", timedelta(minutes=10), end_today),
    Chore("账号停更告警", timedelta(hours=6), alarm_today),
    Chore("签收提醒", timedelta(hours=6), reminding.remind_today),
]
