"""月度公开事实: what first went out in a period, so that the months of a year add up to what the year counts.

A content counts in the month of its first proven release of that year; a channel counts it in the month that channel first had
it. So the twelve months together are the distinct contents of the year, in every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from gongkai.law.application_figures import Period
from gongkai.law.disclosure import (
    ContentClass,
    ContentFact,
    DisclosureFact,
    InterpretationFact,
    MadeFact,
    ReleaseFact,
    Source,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.disclosure.queries import ROW, counted, made, made_before
from gongkai.publication.documents.models import Document


def month_facts(authority: Authority, period: Period) -> list[DisclosureFact]:
    """一月的公开事实: of one authority, for whoever draws up a return; a period lies within one year."""
    rows = first_in(Release.objects.of(authority), period)
    return [*_contents(rows), *_by_channel(Release.objects.of(authority), period), MadeFact(_made(authority, period))]


def first_in(rows: OwnedQuerySet[Release], period: Period) -> OwnedQuerySet[Content]:
    """首次公开于期间的内容: distinct contents whose first proven release of the year lies in the period."""
    firsts = counted(rows, period.first.year).order_by().values("content").annotate(first=Min("released_on"))
    keys = firsts.filter(first__range=(period.first, period.last)).values("content")
    return Content.objects.everywhere().filter(pk__in=keys)


def behind_row(authority: Authority, period: Period, row: str) -> OwnedQuerySet[Content]:
    """数字背后的内容: those a row of the month was counted from, whichever row of the form it is."""
    releases = Release.objects.of(authority)
    rows = first_in(releases, period)
    match row:
        case "disclosed_total":
            found = rows
        case "disclosed_normative":
            found = rows.filter(normative=True)
        case "interpretations":
            found = rows.filter(kind=ContentClass.INTERPRETATION.value)
        case "normative_made":
            found = _brought(authority, period)
        case _:
            found = Content.objects.everywhere().filter(pk__in=_first_by_row(releases, period, row).values("content"))
    return found.select_related("column", "authority").order_by("published_on", "pk")


def made_in(authority: Authority, period: Period) -> OwnedQuerySet[Document]:
    """制发的规范性文件: signed in the period."""
    rows = made(Document.objects.of(authority), period.first.year)
    return rows.filter(made_on__range=(period.first, period.last))


def _contents(rows: OwnedQuerySet[Content]) -> Iterator[DisclosureFact]:
    for normative, number in rows.order_by().values_list("normative").annotate(n=Count("pk")):
        yield ContentFact(normative, number)
    explaining = rows.filter(kind=ContentClass.INTERPRETATION.value).order_by()
    for source, number in explaining.values_list("source").annotate(n=Count("pk")):
        yield InterpretationFact(Source(source), number)


def _by_channel(rows: OwnedQuerySet[Release], period: Period) -> Iterator[ReleaseFact]:
    for row, number in Counter(_first_by_row(rows, period).values_list("row", flat=True)).items():
        yield ReleaseFact(row, number)


def _first_by_row(rows: OwnedQuerySet[Release], period: Period, row: str = "") -> Any:
    told: Any = counted(rows, period.first.year).order_by().annotate(row=ROW)
    firsts = (told.filter(row=row) if row else told).values("content", "row").annotate(first=Min("released_on"))
    return firsts.filter(first__range=(period.first, period.last))


def _made(authority: Authority, period: Period) -> int:
    return made_in(authority, period).count() + _brought(authority, period).count()


def _brought(authority: Authority, period: Period) -> OwnedQuerySet[Content]:
    """What a ledger of past years brought, by the day it was made or, where that is not known, published."""
    days: tuple[date, date] = (period.first, period.last)
    rows = made_before(Content.objects.of(authority), period.first.year)
    return rows.filter(Q(made_on__range=days) | Q(made_on=None, published_on__range=days))
