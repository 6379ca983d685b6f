"""已公开的: the words of annual reports; their figures are counts."""

from __future__ import annotations

from datetime import date

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.models import Report
from gongkai.publication.gate.parts import Part, of_words
from gongkai.publication.gate.sweeping import rows_of


def _published(authority: Authority, on: date) -> OwnedQuerySet[Report]:
    return queries.published(authority)


def of_report(row: Report) -> list[Part]:
    """年度报告的各节: as published, sealed by its digest."""
    content = queries.as_published(row, queries.standing(row))
    return of_words(f"report {row.year}", dict(content.texts))


SUBJECTS = [rows_of("reports", "年度报告", _published, of_report)]
