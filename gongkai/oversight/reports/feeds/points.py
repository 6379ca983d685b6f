"""查阅点: those that stand at the end of a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.reports.feeds.feed import Behind, Feed
from gongkai.publication.disclosure.carriers.models import ReadingPoint


def _open_points(authority: Authority, beneath: bool, year: int) -> OwnedQuerySet[ReadingPoint]:
    last = date(year, 12, 31)
    there = _points(authority, beneath).filter(opened_on__lte=last)
    return (there.filter(closed_on=None) | there.filter(closed_on__gt=last)).order_by("authority__path", "name")


def _points(authority: Authority, beneath: bool) -> OwnedQuerySet[ReadingPoint]:
    return ReadingPoint.objects.under(authority) if beneath else ReadingPoint.objects.of(authority)


def _reading_points(authority: Authority, beneath: bool, year: int) -> Number | None:
    """None where no point was kept here by the end of the year."""
    if not _points(authority, beneath).filter(opened_on__year__lte=year).exists():
        return None
    return _open_points(authority, beneath, year).count()


def _each_point(authority: Authority, beneath: bool, year: int) -> Iterable[Behind]:
    for point in _open_points(authority, beneath, year).select_related("authority"):
        href = reverse("disclosure:point", args=[point.pk]) if point.authority_id == authority.pk else ""
        yield Behind(point.name, point.opened_on, point.authority.name, href)


READING_POINTS = Feed("查阅点", "年末存续的查阅点，已经撤销的不计", "一处计一个", _reading_points, _each_point)
"""查阅点数."""
