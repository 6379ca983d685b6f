"""栏目责任办理: somebody answers for a column from a day on; who did before stays in the history.

The two people who keep a column are the column's own and are changed there; who answers above them is kept here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db import transaction

from gongkai.law.catalogue import NOTHING
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import JSON, Unlawful
from gongkai.law.matters import Matter
from gongkai.law.people.responsibility import ANSWERED_FOR, Duty, objection_to_appoint
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Official
from gongkai.office.authorities.queries import postings_of
from gongkai.office.journal import acts as journal
from gongkai.oversight.people.responsibility import queries
from gongkai.oversight.people.responsibility.models import ColumnDuty
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import Care
from gongkai.publication.catalogue.models import Column

APPOINT, RELIEVE = "appoint_to_column", "relieve_of_column"


@transaction.atomic
def appoint(column: Column, duty: Duty, official: Official, *, on: date, by: Official | None) -> None:
    """确定责任人: from this day on; whoever held the duty holds it no more."""
    held = Column.objects.of(column.authority).select_for_update().select_related("authority").get(pk=column.pk)
    if not held.is_open:
        raise Unlawful(f"栏目“{held.name}”已经关闭", ANSWERED_FOR, field="column")
    if not postings_of(official, on).filter(authority=held.authority_id).exists():
        raise Unlawful(f"{official.name}在{on:%Y-%m-%d}没有本机关的岗位", ANSWERED_FOR, field="official")
    if refusal := objection_to_appoint(queries.holdings(held), duty, official.username, since=on):
        raise refusal.raised("official")
    if duty is Duty.INFORMANT:
        catalogue.edit_column(held, replace(care_of(held), owner=official), on=on, by=by)
    elif duty is Duty.DEPUTY:
        catalogue.edit_column(held, replace(care_of(held), deputy=official), on=on, by=by)
    else:
        _end(held, duty, on, by)
        entry = journal.enter(held.authority, APPOINT, on=on, by=by, data=_told(held, duty, official))
        row = ColumnDuty(authority=held.authority, column=held, duty=duty, official=official, since=on, entry=entry)
        with in_chinese():
            row.save(force_insert=True)


@transaction.atomic
def relieve(column: Column, duty: Duty, *, on: date, by: Official | None) -> None:
    """免除责任: nobody holds the duty from this day on; the column is listed until somebody does."""
    held = Column.objects.of(column.authority).select_for_update().select_related("authority").get(pk=column.pk)
    if duty is Duty.INFORMANT and held.owner is not None:
        catalogue.edit_column(held, replace(care_of(held), owner=None), on=on, by=by)
    elif duty is Duty.DEPUTY and held.deputy is not None:
        catalogue.edit_column(held, replace(care_of(held), deputy=None), on=on, by=by)
    elif not _end(held, duty, on, by):
        raise Unlawful(f"栏目“{held.name}”没有{duty.label}", ANSWERED_FOR)


def care_of(column: Column) -> Care:
    """现有保障: what is said of a column now, to be said again with one thing changed."""
    gathers = NOTHING in column.accepts
    return Care(
        section=column.section,
        owner=column.owner,
        deputy=column.deputy,
        accepts=() if gathers else tuple(map(ContentClass, column.accepts)),
        gathers=gathers,
        category=column.category,
        matter=Matter(column.matter) if column.matter else None,
        cycle=column.cycle,
        empty_reason=column.empty_reason,
        place=column.place,
    )


def _end(column: Column, duty: Duty, on: date, by: Official | None) -> bool:
    row = ColumnDuty.objects.of(column.authority).filter(column=column, duty=duty, until=None).first()
    if row is None:
        return False
    row.until = on
    row.ended = journal.enter(column.authority, RELIEVE, on=on, by=by, data=_told(column, duty, row.official))
    with in_chinese():
        row.save(update_fields=["until", "ended"])
    return True


def _told(column: Column, duty: Duty, official: Official) -> dict[str, JSON]:
    return {"column": column.pk, "name": column.name, "duty": duty.value, "official": official.username}
