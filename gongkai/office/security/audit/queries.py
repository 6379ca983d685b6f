"""审计查询: what the access log holds, narrowed as the audit administrator asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.office.journal.models import Access
from gongkai.web.clock import BEIJING


@dataclass(frozen=True, slots=True)
class Wanted:
    """要看的: of which days, of which kind, of whom (a user name or a part of a name), only what was refused."""

    since: date
    until: date
    kind: str = ""
    who: str = ""
    refused: bool = False


def accesses(rows: OwnedQuerySet[Access], wanted: Wanted) -> OwnedQuerySet[Access]:
    """查阅记录: the latest first."""
    begins = datetime.combine(wanted.since, time(), BEIJING)
    ends = datetime.combine(wanted.until, time(), BEIJING) + timedelta(days=1)
    found = rows.filter(at__gte=begins, at__lt=ends).select_related("official", "authority", "dossier")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.who:
        found = found.filter(official__username=wanted.who) | found.filter(official__name__contains=wanted.who)
    if wanted.refused:
        found = found.filter(succeeded=False)
    return found.order_by("-at", "-id")
