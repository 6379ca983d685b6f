"""栏目抽查查询: what may be drawn, a draw made again, and the rate of wrong columns by column and by section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.law.column_audit import JUDGED, ColumnVerdict
from gongkai.law.samples import ErrorRate, error_rates, population_digest, sample
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import queries as disclosure
from gongkai.publication.disclosure.models import Content
from gongkai.publication.disclosure.placing.models import ColumnAudit, ColumnFinding

VERDICTS = frozenset(each.value for each in ColumnVerdict)
GROUPS = {"column": "栏目", "section": "责任科室"}
"""比率分组."""


def population(
    authority: Authority, since: date, through: date, column: Column | None, section: str
) -> OwnedQuerySet[Content]:
    """抽样总体: the public contents of a period: of all columns, of one with those beneath it, or of those a section keeps."""
    rows = disclosure.public_contents(authority).filter(published_on__gte=since, published_on__lte=through)
    if column is not None:
        rows = rows.filter(column__authority=authority, column__path__startswith=column.path)
    if section:
        rows = rows.filter(column__section=section)
    return rows.select_related("column").defer("body", "text", "extra")


def findings(audit: ColumnAudit) -> OwnedQuerySet[ColumnFinding]:
    """抽查事项: in the order they were drawn."""
    rows = ColumnFinding.objects.of(audit.authority).filter(audit=audit)
    return rows.select_related("content__authority", "content__column", "column", "belongs", "audit").order_by(
        "position"
    )


def redrawn(audit: ColumnAudit) -> tuple[bool, tuple[str, ...]]:
    """重新抽样: whether the numbers it was drawn from are still the same, and what the seed draws from them now."""
    rows = population(audit.authority, audit.since, audit.through, audit.column, audit.section)
    numbers = list(rows.order_by().values_list("index_number", flat=True))
    return population_digest(numbers) == audit.digest, sample(audit.seed, numbers or [""], audit.size)


def open_findings(audit: ColumnAudit) -> int:
    """未了事项: contents nobody has judged, and wrong ones neither moved nor explained."""
    rows = findings(audit)
    return rows.filter(verdict="").count() + rows.filter(verdict=ColumnVerdict.WRONG, settlement="").count()


def of_year(authority: Authority, year: int) -> OwnedQuerySet[ColumnFinding]:
    """年度抽查事项: of the audits drawn in a year."""
    rows = ColumnFinding.objects.of(authority).filter(audit__drawn_on__year=year)
    return rows.select_related("content__authority", "content__column", "column", "belongs", "audit").order_by("-pk")


def rates(rows: OwnedQuerySet[ColumnFinding], by: str) -> Mapping[str, ErrorRate]:
    """放错栏目的比率: by column (its key) or by section; what nobody could tell counts neither way."""
    name = "column_id" if by == "column" else "section"
    judged = rows.filter(verdict__in=JUDGED).order_by().values_list(name, "verdict")
    return error_rates((str(group), verdict == ColumnVerdict.WRONG) for group, verdict in judged)


def whole_rate(rows: OwnedQuerySet[ColumnFinding]) -> ErrorRate:
    """合计比率."""
    judged = rows.filter(verdict__in=JUDGED)
    return ErrorRate(judged.filter(verdict=ColumnVerdict.WRONG).count(), judged.count())


def behind(rows: OwnedQuerySet[ColumnFinding], by: str, key: str, verdict: str) -> OwnedQuerySet[ColumnFinding]:
    """数字背后的: those of a column or section that were judged, all of them or with one verdict."""
    if by == "column":
        rows = rows.filter(column=int(key) if key.isdecimal() else 0)
    elif by == "section":
        rows = rows.filter(section=key)
    return rows.filter(verdict=verdict) if verdict in VERDICTS else rows.filter(verdict__in=JUDGED)


def names(authority: Authority, keys: Mapping[str, ErrorRate]) -> dict[str, str]:
    """栏目名称: of the columns a rate is told of."""
    rows = Column.objects.of(authority).filter(pk__in=[int(key) for key in keys])
    return {str(key): name for key, name in rows.values_list("pk", "name")}
