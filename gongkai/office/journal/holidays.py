"""放假安排入册: a year's holidays are announced, and every open file is reckoned anew.

The notice is one transaction. The files follow one by one, each under its own lock; killed half-way, it is run again, and
until then ``verify`` names the files whose due day is not what their entries say.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official
from gongkai.office.journal.acts import enter, reflect
from gongkai.office.journal.models import Dossier


def announce(authority: Authority, text: str, *, on: date, by: Official | None) -> int:
    """录入全国放假安排: by whom and where it was entered; returns how many files changed their due day."""
    with transaction.atomic():
        notice = acts.enter_notice(text, on=on, by=by)
        data: dict[str, JSON] = {"year": notice.year, "revision": notice.revision, "digest": _digest(text)}
        enter(authority, "announce_holidays", on=on, by=by, data=data)
    return reckon_anew(Authority.objects.all(), on=on, by=by)


def announce_local(authority: Authority, text: str, *, on: date, by: Official | None) -> int:
    """录入地方放假安排: for an authority and everything beneath it; returns how many files changed their due day."""
    with transaction.atomic():
        days = acts.enter_local_notice(authority, text)
        data: dict[str, JSON] = {"days": [day.date.isoformat() for day in days], "digest": _digest(text)}
        enter(authority, "announce_local_holidays", on=on, by=by, data=data)
    return reckon_anew(Authority.objects.under(authority), on=on, by=by)


def reckon_anew(authorities: AuthorityQuerySet, *, on: date, by: Official | None) -> int:
    """重新推算: bring the due day of every open file up to date; an entry for each authority with files that changed."""
    changed: Counter[int] = Counter()
    open_files = Dossier.objects.everywhere().filter(authority__in=authorities, closed_on=None)
    for key in list(open_files.values_list("pk", flat=True)):
        dossier = Dossier.objects.everywhere().select_related("authority").get(pk=key)
        changed[dossier.authority_id] += reflect(dossier)
    for authority in authorities.filter(pk__in=+changed):
        enter(authority, "reckon_anew", on=on, by=by, data={"files": changed[authority.pk]})
    return changed.total()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
