"""自动催办: every night the units that owe a return are reminded before it is due and chased after it."""

from __future__ import annotations

from datetime import date

from gongkai.law.circular_figures import reminded_ahead, to_chase
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.notices.circulars import acts, queries
from gongkai.office.notices.circulars.models import Circular


def chase_all(on: date) -> int:
    """催办到期的: how many notices had somebody chased; doing it twice a day chases nobody twice."""
    chased = 0
    rows = Circular.objects.everywhere().filter(dossier__closed_on=None, dossier__due_on__isnull=False)
    for row in rows.select_related("dossier__authority", "authority"):
        calendar, standing = calendar_of(row.authority), queries.standing(row)
        if (warning := reminded_ahead(standing, on, calendar)) is not None:
            acts.remind_ahead(row, warning, on)
        if units := to_chase(standing, on, calendar):
            acts.chase(row, units, on=on, today=on, by=None, note="逾期未回复，系统催办")
            chased += 1
    return chased
