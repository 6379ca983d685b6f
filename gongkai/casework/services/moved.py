"""随日历变动: what lists and cards of cases show follows their files when a changed calendar has moved these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.casework.services.cases.reflecting import reflect
from gongkai.law.cases import KIND
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.acts import Moved


def tell(moved: Sequence[Moved], on: date) -> None:
    """随卷: in the transaction that moved the files."""
    dossiers = [each.dossier for each in moved if each.dossier.kind == KIND]
    rows = ServiceCase.objects.everywhere().filter(dossier__in=dossiers)
    for case in rows.select_related("dossier__authority", "authority", "commissioner"):
        reflect(case, queries.standing(case), calendar_of(case.authority))
