"""统计: how the tests of the past years count what stands in the tables."""

from __future__ import annotations

from collections import Counter

from gongkai.demo.publications.replaying import Source
from gongkai.law.annual_report import edition
from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries as reports
from gongkai.publication.disclosure.models import Release


def counted(government: Authority, year: int) -> dict[str, object]:
    ledger = reports.Ledger(government, reports.usual_scope(government))
    sheet = ledger.counted(edition(year), year).sheets["statistics"]
    return {row: number for (row, _), number in sheet.items()}


def held(source: Source) -> dict[tuple[str, str], int]:
    """How many contents of the year stand in which column, by their channel."""
    found = Release.objects.of(source.authority).filter(released_on__year=source.published.year)
    return dict(Counter(found.values_list("content__column__slug", "channel")))


def planned(source: Source) -> dict[tuple[str, str], int]:
    return {(leaf.slug, way.value): n for leaf in source.published.leaves for way, n in leaf.channels.items()}
