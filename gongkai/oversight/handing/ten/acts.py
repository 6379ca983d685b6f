"""十分钟清单办理: the list of a week is put together once; a button does what was proposed and the choice is entered."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.handing_choices import Taken, chosen
from gongkai.law.handing_items import week_of
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.handing.ten import queries
from gongkai.oversight.handing.ten.models import TenLine
from gongkai.oversight.handing.ten.sources import SOURCES

TAKEN = "take_choice"
"""照建议办这一条: how its entry is called."""


@transaction.atomic
def put_together(authority: Authority, official: Official, *, on: date) -> int:
    """生成本周清单: once for each person and week; how many lines it has."""
    there = queries.lines(authority, official, on).count()
    if there:
        return there
    week = week_of(on).first
    rows = [
        TenLine(authority=authority, official=official, week=week, place=place, sort=each.sort, key=each.key)
        for place, each in enumerate(chosen(queries.choices(authority, official, on)), 1)
    ]
    TenLine.objects.of(authority).bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def take(authority: Authority, official: Official, sort: str, key: str, *, on: date) -> str:
    """照建议办: what was proposed is done, by the deed of the room it belongs to; hands over where to go on, if anywhere.

    Raises Unlawful where it is not open any more or is decided on its own page.
    """
    put_together(authority, official, on=on)
    source = SOURCES.get(sort)
    if source is None or source.accept is None:
        raise Unlawful("这一项要到它自己的页面办理", field="sort")
    open_now = {each.line for each in queries.choices(authority, official, on)}
    if f"{sort}/{key}" not in open_now:
        raise Unlawful("这一项已经办理，请刷新清单", field="key")
    row = queries.lines(authority, official, on).filter(sort=sort, key=key).first()
    if row is None:
        raise Unlawful("这一项不在您本周的清单上", field="key")
    onward = source.accept(authority, key, official, on)
    row.taken, row.taken_on = Taken.AS_PROPOSED.value, on
    row.save(update_fields=["taken", "taken_on"])
    data: dict[str, JSON] = {"sort": sort, "key": key, "week": row.week.isoformat()}
    journal.enter(authority, TAKEN, on=on, by=official, data=data)
    return onward


@transaction.atomic
def close_weeks(authority: Authority, *, on: date) -> int:
    """收上周的清单: what is not open any more was dealt with otherwise, what still is was left; how many lines were closed."""
    past = TenLine.objects.of(authority).filter(week__lt=week_of(on).first, taken=Taken.OPEN)
    rows = list(past.select_related("official"))
    for official in {row.official for row in rows}:
        open_now = {each.line for each in queries.choices(authority, official, on)}
        for row in rows:
            if row.official_id == official.pk:
                left = f"{row.sort}/{row.key}" in open_now
                row.taken = Taken.LEFT.value if left else Taken.OTHERWISE.value
                row.taken_on = None if left else min(on, row.week + timedelta(days=6))
    TenLine.objects.of(authority).bulk_update(rows, ["taken", "taken_on"])
    return len(rows)
