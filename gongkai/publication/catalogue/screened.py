"""已公开的: guides, columns, reasons why a matter has none, items of the units' catalogues."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.guides import versions
from gongkai.publication.catalogue.models import Column, GuideVersion, MatterWaiver
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.unit_acts import told_of
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _guides(authority: Authority, on: date) -> OwnedQuerySet[GuideVersion]:
    return versions(authority).filter(issued_on__lte=on)


def _columns(authority: Authority, on: date) -> OwnedQuerySet[Column]:
    return Column.objects.of(authority).filter(Q(closed_on=None) | Q(closed_on__gt=on))


def _waivers(authority: Authority, on: date) -> OwnedQuerySet[MatterWaiver]:
    return MatterWaiver.objects.of(authority).filter(Q(until=None) | Q(until__gt=on))


def _items(authority: Authority, on: date) -> OwnedQuerySet[UnitItem]:
    rows = UnitItem.objects.of(authority).filter(approved_on__lte=on)
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))


def of_guide(row: GuideVersion) -> list[Part]:
    """公开指南."""
    return of_words("guide", {"公开指南": row.text})


def of_column(row: Column) -> list[Part]:
    """栏目."""
    return of_words(f"column {row.slug}", {"栏目名称": row.name, "没有内容的理由": row.empty_reason})


def of_waiver(row: MatterWaiver) -> list[Part]:
    """没有栏目的理由."""
    return of_words(f"waiver {row.matter}", {"没有栏目的理由": row.reason})


def of_item(row: UnitItem) -> list[Part]:
    """单位目录项."""
    return of_words(f"unit item {row.pk}", {str(row)[:60]: told_of(row)})


SUBJECTS = [
    rows_of("guides", "公开指南", _guides, of_guide),
    rows_of("columns", "栏目", _columns, of_column),
    rows_of("waivers", "没有栏目的理由", _waivers, of_waiver),
    rows_of("unit_items", "单位目录", _items, of_item),
]
