"""闲置账号（GB/T 22239 清理过期账户）: accounts nobody uses are listed, and suspended where a setting says when.

Counted from the last log-in, or the day the password was set, or that of the latest office, whichever came last: an account made
ahead of an appointment is not idle before it. The three administrators are listed and never suspended, for nobody could let them
in again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from gongkai.law.authorities import ADMINISTRATORS
from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, Official, Posting
from gongkai.office.journal.acts import enter
from gongkai.web import clock

LISTED_AFTER = 90
"""Days without a log-in after which an account is shown to the administrators: 等保 asks to clear them and names no figure."""


@dataclass(frozen=True, slots=True)
class Idle:
    """闲置账号: whose it is, where they last served, and since when nobody has used it."""

    official: Official
    authority: Authority
    since: date
    days: int


def idle(authorities: Iterable[Authority], on: date, days: int = LISTED_AFTER) -> list[Idle]:
    """闲置的账号: of who serves or served at one of these authorities, the longest idle first."""
    rows = Posting.objects.everywhere().filter(authority__in=list(authorities), official__is_active=True)
    latest: dict[int, Posting] = {}
    for posting in rows.select_related("official", "authority").order_by("since", "id"):
        latest[posting.official_id] = posting
    found = [Idle(row.official, row.authority, _used(row), (on - _used(row)).days) for row in latest.values()]
    return sorted((each for each in found if each.days >= days), key=lambda each: (-each.days, each.official.pk))


def _used(posting: Posting) -> date:
    official = posting.official
    seen = official.last_login.astimezone(clock.BEIJING).date() if official.last_login else official.enrolled_on
    return max(seen, official.password_changed_on or official.enrolled_on, posting.since)


def suspend_idle(on: date) -> int:
    """停用闲置账号: each is entered where its holder last served; nothing where no setting says after how many days."""
    days: int = settings.ACCOUNT_IDLE_DAYS
    if not days:
        return 0
    keepers = Posting.objects.everywhere().filter(office__in=ADMINISTRATORS, until=None)
    kept = set(keepers.values_list("official", flat=True))
    found = [each for each in idle(Authority.objects.all(), on, days) if each.official.pk not in kept]
    for each in found:
        with transaction.atomic():
            acts.suspend(each.official)
            data: dict[str, JSON] = {"official": each.official.username, "idle_days": each.days}
            enter(each.authority, "suspend_account", on=on, by=None, data=data)
    return len(found)


@dataclass(frozen=True, slots=True)
class Suspended:
    """停用的账号: suspended and not closed."""

    official: Official
    authority: Authority


def suspended(authorities: Iterable[Authority]) -> list[Suspended]:
    """已停用的账号: that a system administrator may resume."""
    rows = Posting.objects.everywhere().filter(
        authority__in=list(authorities), official__is_active=False, official__closed_on=None
    )
    latest = {row.official_id: row for row in rows.select_related("official", "authority").order_by("since", "id")}
    return [Suspended(row.official, row.authority) for row in latest.values()]
