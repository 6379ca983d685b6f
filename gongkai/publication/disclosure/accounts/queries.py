"""账号查询: the matrix of accounts with what went out by each and how long it has stood still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from gongkai.law.accounts import Activity, Pace, activity
from gongkai.law.disclosure import Source
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.models import NewMediaAccount, Release


@dataclass(frozen=True)
class Kept:
    """账号情况: an account with its last release, the releases of the year, own and reprinted, and its pace."""

    account: NewMediaAccount
    last_on: date | None
    own: int
    reprinted: int
    activity: Activity

    @property
    def tone(self) -> str:
        """轻重."""
        return {Pace.IDLE: "bad", Pace.SOON: "warn", Pace.FRESH: "good"}.get(self.activity.pace, "plain")


def accounts(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[NewMediaAccount]:
    """账号: of an authority, and of those beneath it."""
    rows = NewMediaAccount.objects.under(authority) if beneath else NewMediaAccount.objects.of(authority)
    return rows.select_related("authority", "owner").order_by("authority__path", "platform", "name")


def open_on(authority: Authority, on: date) -> OwnedQuerySet[NewMediaAccount]:
    """开着的账号: on a day."""
    return accounts(authority).filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


def matrix(rows: OwnedQuerySet[NewMediaAccount], on: date) -> list[Kept]:
    """账号矩阵: every account with its figures of the year, in one query for all of them."""
    listed = list(rows)
    told = _told(listed, on)
    return [_kept(account, told.get(_key(account), {}), on) for account in listed]


def idle(rows: OwnedQuerySet[NewMediaAccount], on: date) -> list[Kept]:
    """停更账号: those that have stood still beyond their floor."""
    return [each for each in matrix(rows, on) if each.activity.pace is Pace.IDLE]


def _kept(account: NewMediaAccount, told: dict[str, tuple[date | None, int]], on: date) -> Kept:
    last_on = max((day for day, _ in told.values() if day), default=None)
    own, reprinted = (told.get(source.value, (None, 0))[1] for source in (Source.OWN, Source.REPRINT))
    moving = activity(account.opened_on, account.closed_on, last_on, account.floor, on)
    return Kept(account, last_on, own, reprinted, moving)


def _key(account: NewMediaAccount) -> tuple[int, str, str]:
    return account.authority_id, account.platform, account.name


def _told(
    accounts: Iterable[NewMediaAccount], on: date
) -> dict[tuple[int, str, str], dict[str, tuple[date | None, int]]]:
    owners = {account.authority_id for account in accounts}
    proven = Release.objects.everywhere().filter(authority__in=owners, released_on__lte=on).exclude(proof="")
    this_year = Q(released_on__gte=date(on.year, 1, 1))
    found: dict[tuple[int, str, str], dict[str, tuple[date | None, int]]] = {}
    grouped = proven.exclude(carrier="").order_by().values_list("authority", "channel", "carrier", "content__source")
    for owner, channel, carrier, source, last, many in grouped.annotate(
        last=Max("released_on"), many=Count("content", distinct=True, filter=this_year)
    ):
        found.setdefault((owner, channel, carrier), {})[source] = (last, many)
    return found
