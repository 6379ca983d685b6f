"""办事指南追随: which public pages an entry of an item touches: its guide, at its unit and all above it, and their lists.

What a guide says hangs on the day, too; what was drawn for an earlier day the press draws anew by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.casework.services.items.models import ServiceItem
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told


def pages(told: Told) -> Iterator[str]:
    """所及页面: of the item whose file it is."""
    if told.dossier_id is None:
        return
    row = ServiceItem.objects.everywhere().filter(dossier=told.dossier_id).select_related("authority").first()
    if row is None:
        return
    for code in Authority.objects.filter(pk__in=row.authority.line).order_by("path").values_list("code", flat=True):
        yield from _lists(code)
        yield from _guide(code, told.dossier_id)


def guides(told: Told) -> Iterator[int]:
    """所及指南: the item whose file it is, for whoever finds guides by their words."""
    if told.dossier_id is not None:
        rows = ServiceItem.objects.everywhere().filter(dossier=told.dossier_id)
        yield from rows.order_by("pk").values_list("pk", flat=True)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面: the lists of whoever has a guide, itself or beneath it, and each guide that was ever signed."""
    rows = ServiceItem.objects.under(authority).filter(versions__isnull=False).distinct().order_by("pk")
    keys = list(rows.values_list("dossier", flat=True))
    if keys:
        yield from _lists(authority.code)
    for key in keys:
        yield from _guide(authority.code, key)


def _lists(code: str) -> Iterator[str]:
    yield reverse("services:guides", args=[code])
    yield reverse("services:fewer", args=[code])


def _guide(code: str, dossier: int) -> Iterator[str]:
    yield reverse("services:guide", args=[code, dossier])
    yield reverse("services:notice", args=[code, dossier])
