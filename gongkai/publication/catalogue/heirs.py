"""目录的承接: columns with their owners and deputies, and what is expected of them in the time to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from gongkai.law.catalogue import NOTHING
from gongkai.law.columns import KEEPING
from gongkai.law.disclosure import ContentClass
from gongkai.law.grammar.flow import Role
from gongkai.law.handing_items import Chapter, Item
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal.succession import Heir, Span, of_row
from gongkai.publication.catalogue import acts
from gongkai.publication.catalogue.acts import Care
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots.models import Slot
from gongkai.publication.catalogue.slots.queries import awaited


def _columns(authority: Authority, span: Span) -> Iterable[Item]:
    for row in Column.objects.of(authority).filter(closed_on=None).order_by("path", "pk"):
        href = reverse("catalogue:column_file", args=[row.pk])
        yield of_row("column", row, row.name, title=_cycle(row), named=row.owner_id, href=href)


def _deputies(authority: Authority, span: Span) -> Iterable[Item]:
    for row in Column.objects.of(authority).filter(closed_on=None).exclude(deputy=None).order_by("path", "pk"):
        href = reverse("catalogue:column_file", args=[row.pk])
        yield of_row("deputy", row, f"{row.name}（替补）", named=row.deputy_id, href=href)


def _cycle(row: Column) -> str:
    return f"每{row.cycle}日更新" if row.cycle else ""


def _slots(authority: Authority, span: Span) -> Iterable[Item]:
    for row in awaited(authority, span.until):
        owner = row.item.column.owner_id if row.item.column else None
        href = reverse("catalogue:slot", args=[row.pk])
        yield of_row("slot", row, f"{row.item} {row.key}", named=owner, due=row.due, href=href)


def _hand_column(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    column = Column.objects.of(authority).select_related("owner", "deputy", "authority").get(pk=key)
    if column.owner_id != to.pk:
        deputy = None if column.deputy_id == to.pk else column.deputy
        acts.edit_column(column, _care(column, to, deputy), on=on, by=by)


def _hand_deputy(authority: Authority, key: str, leaver: Official, to: Official, on: date, by: Official) -> None:
    """Who keeps the column already is not its deputy too: the place stays free until somebody is named."""
    column = Column.objects.of(authority).select_related("owner", "deputy", "authority").get(pk=key)
    deputy = None if column.owner_id == to.pk else to
    if column.deputy != deputy:
        acts.edit_column(column, _care(column, column.owner, deputy), on=on, by=by)


def _care(column: Column, owner: Official | None, deputy: Official | None) -> Care:
    gathers = column.accepts == [NOTHING]
    return Care(
        section=column.section,
        owner=owner,
        deputy=deputy,
        accepts=() if gathers else [ContentClass(each) for each in column.accepts],
        gathers=gathers,
        category=column.category,
        matter=Matter(column.matter) if column.matter else None,
        cycle=column.cycle,
        empty_reason=column.empty_reason,
        place=column.place,
    )


HEIRS = (
    Heir(
        "column",
        "栏目",
        Chapter.COLUMNS,
        Role.PUBLISHER,
        _columns,
        models=(Column,),
        basis=KEEPING.short,
        pass_on=_hand_column,
    ),
    Heir(
        "deputy",
        "替补栏目",
        Chapter.COLUMNS,
        Role.PUBLISHER,
        _deputies,
        basis=KEEPING.short,
        pass_on=_hand_deputy,
    ),
    Heir("slot", "应公开时点", Chapter.SLOTS, Role.PUBLISHER, _slots, models=(Slot,)),
)
