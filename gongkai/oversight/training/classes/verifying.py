"""培训核验: attendances and numbers beside a class are those that follow from its steps."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.office.journal.verify import Finding
from gongkai.oversight.training.classes import queries
from gongkai.oversight.training.classes.models import TrainingClass


def findings(whole: bool) -> Iterator[Finding]:
    """核验发现: with ``whole`` every class against its file."""
    rows = TrainingClass.objects.everywhere().select_related("dossier__authority", "authority") if whole else ()
    for row in rows:
        told = queries.standing(row)
        there = dict(queries.attendees(row).values_list("official__username", "unit__code"))
        if (there, row.outsiders, row.held_on) != (dict(told.attended), told.outsiders, told.held_on):
            yield Finding(f"{row.authority.name}培训“{row}”", "签到、人数或者举办日期与条目不符")
