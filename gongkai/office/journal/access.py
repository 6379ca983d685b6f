"""查阅日志: log-ins, looks at personal data, downloads and refusals; append-only, chained by month, let go a month at a time.

The law asks for six months (网络安全法：网络日志留存不少于六个月); we keep three years. When a month is over its digest
becomes an entry of the journal; when it is let go, another entry says so, and only then do the triggers let its rows be deleted.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.calendar import months_after
from gongkai.law.grammar.flow import JSON
from gongkai.law.grammar.words import Word
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts
from gongkai.office.journal.models import Access, AccessMonth, Dossier
from gongkai.office.journal.seals import GENESIS, Purpose, moment, seal
from gongkai.web import clock

KEEP_MONTHS = 36
CLOSE = "access_closed"
DROP = "access_dropped"


class AccessKind(Word):
    """查阅种类: what is logged."""

    LOG_IN = "log_in", "登录"
    LOOK = "look", "查看个人信息"
    DOWNLOAD = "download", "下载"
    REFUSED = "refused", "被拒"


def look(official: Official, dossier: Dossier, what: str) -> None:
    """查看个人信息: somebody is about to be shown personal data of a dossier."""
    _log(dossier.authority, AccessKind.LOOK, official, dossier, what)


def look_at(official: Official, authority: Authority, what: str) -> None:
    """查看个人信息: of a row that belongs to no dossier, as a record of a register."""
    _log(authority, AccessKind.LOOK, official, None, what)


def download(official: Official, authority: Authority, what: str, dossier: Dossier | None = None) -> None:
    """下载: somebody takes a file or an export away."""
    _log(authority, AccessKind.DOWNLOAD, official, dossier, what)


def by_code(dossier: Dossier, what: str) -> None:
    """凭码下载: somebody who is no official takes a paper of a dossier away, by a code that only they were given."""
    _log(dossier.authority, AccessKind.DOWNLOAD, None, dossier, what)


def log_in(official: Official, authority: Authority, *, succeeded: bool = True, what: str = "") -> None:
    """登录: somebody came in by the desk's door, or was turned away; ``what`` names the step where that was not the password."""
    _log(authority, AccessKind.LOG_IN, official, None, what, succeeded=succeeded)


def refuse(official: Official, authority: Authority, what: str) -> None:
    """被拒: the desk refused somebody who is logged in; ``what`` names the page and the reason, nothing that was typed."""
    _log(authority, AccessKind.REFUSED, official, None, what, succeeded=False)


@transaction.atomic
def _log(
    authority: Authority,
    kind: AccessKind,
    official: Official | None,
    dossier: Dossier | None,
    what: str,
    *,
    succeeded: bool = True,
) -> None:
    at = clock.now()
    head = _locked_month(authority, f"{at:%Y-%m}")
    row = Access(
        authority=authority,
        month=head.month,
        seq=head.seq + 1,
        kind=kind,
        official=official,
        dossier=dossier,
        what=what[:200],
        succeeded=succeeded,
        at=at,
        prev=head.seal,
    )
    row.seal = reckoned_seal(row)
    row.save(force_insert=True)
    head.seq, head.seal = row.seq, row.seal
    head.save(update_fields=["seq", "seal"])


def _locked_month(authority: Authority, month: str) -> AccessMonth:
    locked = AccessMonth.objects.of(authority).filter(month=month).select_for_update()
    head = locked.first()
    if head is None:
        first = AccessMonth(authority=authority, month=month, seal=GENESIS)
        AccessMonth.objects.of(authority).bulk_create([first], ignore_conflicts=True)
        head = locked.get()
    return head


def reckoned_seal(row: Access, by: str = "") -> str:
    """应有之印: the seal that follows from the columns, by the digest that is chosen or by the one that is named."""
    return seal(
        Purpose.ACCESS,
        row.authority_id,
        row.month,
        row.seq,
        row.kind,
        row.official_id,
        row.dossier_id,
        row.what,
        row.succeeded,
        moment(row.at),
        row.prev,
        by=by,
    )


def close_months(on: date) -> int:
    """封存: enter the digest of every month that is over; returns how many."""
    over = AccessMonth.objects.everywhere().filter(closed_by=None, month__lt=f"{on:%Y-%m}")
    months = list(over.select_related("authority"))
    for head in months:
        with transaction.atomic():
            head.closed_by = acts.enter(head.authority, CLOSE, on=on, by=None, data=_digest(head))
            head.save(update_fields=["closed_by"])
    return len(months)


def drop_months(on: date) -> int:
    """清除: let go the months that have been kept long enough; returns how many."""
    last = f"{months_after(on, -KEEP_MONTHS):%Y-%m}"
    old = AccessMonth.objects.everywhere().filter(closed_by__isnull=False, dropped_by=None, month__lt=last)
    months = list(old.select_related("authority"))
    for head in months:
        with transaction.atomic():
            head.dropped_by = acts.enter(head.authority, DROP, on=on, by=None, data=_digest(head))
            head.save(update_fields=["dropped_by"])
            Access.objects.of(head.authority).filter(month=head.month).delete()
    return len(months)


def _digest(head: AccessMonth) -> dict[str, JSON]:
    return {"month": head.month, "seq": head.seq, "seal": head.seal}
