"""查询: the contents of an authority's published reports, as corrected, each year once."""

from __future__ import annotations

from gongkai.office.authorities.models import Authority
from gongkai.oversight.reports import queries
from gongkai.oversight.reports.series.figures import Series, series


def of_authority(authority: Authority) -> Series:
    """历年数据: of everything published, imported and compiled here."""
    reports = queries.published(authority)
    return series([(queries.as_published(each, queries.standing(each)), each.imported) for each in reports])
