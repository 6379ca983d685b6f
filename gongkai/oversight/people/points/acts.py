"""岗点责任办理: somebody keeps a register or stands in for a mailbox or register; a column's people are appointed there."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.people.responsibility import ANSWERED_FOR, Duty
from gongkai.law.people.single_points import Point, PointKind
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.points.models import PointDuty

NAME, FREE = "name_for_point", "free_of_point"
NAMED = {PointKind.MAILBOX: (Duty.DEPUTY,), PointKind.REGISTER: (Duty.INFORMANT, Duty.DEPUTY)}
"""在此确定的责任: a mailbox has its keepers of its own, a column both of its people."""


@transaction.atomic
def name(
    authority: Authority, point: Point, duty: Duty, official: Official | None, *, on: date, by: Official | None
) -> None:
    """确定岗点责任人: from this day on; None for nobody. Who held it before stays readable."""
    if duty not in NAMED.get(point.kind, ()):
        raise Unlawful(f"{point.kind.label}的{duty.label}不在这里确定", ANSWERED_FOR, field="duty")
    if official is not None and not postings_of(official, on).filter(authority=authority).exists():
        raise Unlawful(f"{official.name}在{on:%Y-%m-%d}没有本机关的岗位", ANSWERED_FOR, field="official")
    if official is not None and official.username in point.people:
        raise Unlawful(f"{official.name}已经负责“{point.name}”，备岗应是另一个人", ANSWERED_FOR, field="official")
    ended = _end(authority, point, duty, on, by)
    if official is None:
        if not ended:
            raise Unlawful(f"“{point.name}”没有{duty.label}", ANSWERED_FOR, field="official")
        return
    entry = journal.enter(authority, NAME, on=on, by=by, data=_told(point, duty, official))
    row = PointDuty(
        authority=authority,
        kind=point.kind,
        key=point.key,
        duty=duty,
        official=official,
        since=on,
        entry=entry,
    )
    with in_chinese():
        row.save(force_insert=True)


def _end(authority: Authority, point: Point, duty: Duty, on: date, by: Official | None) -> bool:
    rows = PointDuty.objects.of(authority).select_for_update()
    row = rows.filter(kind=point.kind, key=point.key, duty=duty, until=None).select_related(None).first()
    if row is None:
        return False
    row.until = on
    with in_chinese():
        row.save(update_fields=["until"])
    journal.enter(authority, FREE, on=on, by=by, data=_told(point, duty, row.official))
    return True


def _told(point: Point, duty: Duty, official: Official) -> dict[str, JSON]:
    return {
        "kind": point.kind.value,
        "key": point.key,
        "point": point.name,
        "duty": duty.value,
        "official": official.username,
    }
