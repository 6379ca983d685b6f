"""追随: which public pages of annual reports an entry touches."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongkai.law.disclosure import CONTENT_ACTS
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.queries import Told
from gongkai.oversight.reports.models import Report


def pages(told: Told) -> Iterator[str]:
    """所及页面: the report whose file it is, and the pages of them all."""
    if told.dossier_id is None:
        return
    rows = Report.objects.everywhere().filter(dossier=told.dossier_id)
    for code, year in rows.values_list("authority__code", "year"):
        yield from _of_all(code)
        yield from _of_year(code, year)


UNMOVED = CONTENT_ACTS
"""不动: acts after which the standing pages are what they were."""


def standing(authority: Authority) -> Iterator[str]:
    """常设页面: the list of the years, and their figures side by side."""
    yield from _of_all(authority.code)


def pages_of(authority: Authority) -> Iterator[str]:
    """全部页面."""
    yield from standing(authority)
    for year in Report.objects.of(authority).order_by("year").values_list("year", flat=True):
        yield from _of_year(authority.code, year)


def _of_all(code: str) -> Iterator[str]:
    yield reverse("reports:index", args=[code])
    yield reverse("reports:series", args=[code])


def _of_year(code: str, year: int) -> Iterator[str]:
    yield reverse("reports:report", args=[code, year])
    yield reverse("reports:data", args=[code, year])
