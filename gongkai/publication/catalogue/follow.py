"""追随: which public pages of the catalogue an entry touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.publication.catalogue.models import Column


def pages(told: Told) -> Iterator[str]:
    """所及页面: of every column of the authority where a column was opened, changed or closed."""
    note = told.data.get("note")
    said: dict[str, Any] = note if isinstance(note, dict) else {}
    if told.act == "hatch_columns" or told.act.endswith("_column"):
        for authority in Authority.objects.filter(pk=told.authority_id):
            yield from pages_of(authority)
        changed = said.get("changed")
        for slug in changed.get("slug") or [] if isinstance(changed, dict) else []:
            yield from (reverse("catalogue:column", args=[code, slug]) for code in _code(told))


def _code(told: Told) -> list[str]:
    return list(Authority.objects.filter(pk=told.authority_id).values_list("code", flat=True))


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the tree, the catalogue and the rules."""
    names = ("contents", "systems", "unit_catalogue_page", "unit_catalogue_json")
    yield from (reverse(f"catalogue:{name}", args=[authority.code]) for name in names)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: also of each column."""
    yield from standing(authority)
    yield from (column_page(column) for column in Column.objects.of(authority).select_related("authority"))


def column_page(column: Column) -> str:
    """栏目页: who keeps it and the newest in it."""
    return reverse("catalogue:column", args=[column.authority.code, column.slug])
