"""机构、人员、经费数: what reports ask of the organisation: bodies, people, money, of one authority or all beneath it.

offices(county, day, beneath=True)          专门机构数
staffing_of(county, day, beneath=True)      专职、兼职人员数, tenure, turnover
funds_of(county, year, beneath=True)        专项经费（万元）
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q

from gongkai.law.catalogue import NOTHING
from gongkai.law.people.funds import FundUse, special_funds
from gongkai.law.people.tenure import Spell, Staffing, staffing
from gongkai.office.authorities.models import Authority, Owned, OwnedManager, OwnedQuerySet, Posting
from gongkai.oversight.people.funds.models import FundLine
from gongkai.publication.catalogue import queries as catalogue
from gongkai.publication.catalogue.models import Column

BODIES = frozenset({"disclosure_office"})
"""专门机构的岗位: a unit somebody holds one at has a body for the work."""
WORKERS = BODIES | {"informant", "township_clerk", "label_reviewer", "column_owner"}
"""公开工作岗位: whose holders are 从事政府信息公开工作人员; who leads, signs or inspects is not."""
R = TypeVar("R", bound=Owned)


def _of(rows: OwnedManager[R], authority: Authority, *, beneath: bool) -> OwnedQuerySet[R]:
    return rows.under(authority) if beneath else rows.of(authority)


def offices(authority: Authority, on: date, *, beneath: bool) -> int:
    """专门机构数: units where somebody serves in a body for the work on a day."""
    rows = _of(Posting.objects, authority, beneath=beneath).filter(office__in=BODIES).filter(_serving(on))
    return rows.order_by().values("authority").distinct().count()


def staffing_of(authority: Authority, on: date, *, beneath: bool) -> Staffing:
    """人员情况: of those who do the work, wherever within reach."""
    return staffing(_spells(authority, beneath=beneath), on)


def _spells(authority: Authority, *, beneath: bool) -> Iterator[Spell]:
    rows = _of(Posting.objects, authority, beneath=beneath).filter(office__in=WORKERS).order_by("since", "pk")
    for name, since, until, full_time in rows.values_list("official__username", "since", "until", "full_time"):
        yield Spell(name, since, until, full_time)


def _serving(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def workers(authority: Authority, on: date, *, beneath: bool) -> OwnedQuerySet[Posting]:
    """公开工作任职: the postings in the work on a day; a person with two of them stands twice."""
    rows = _of(Posting.objects, authority, beneath=beneath).filter(office__in=WORKERS).filter(_serving(on))
    return rows.select_related("official", "authority").order_by("authority__path", "pk")


def counted_lines(authority: Authority, year: int, *, beneath: bool) -> OwnedQuerySet[FundLine]:
    """计入的经费行: of a year, neither struck out nor of an excluded use."""
    left_out = [use.value for use in FundUse if use.excluded]
    return lines(authority, beneath=beneath).filter(year=year, struck_on=None).exclude(use__in=left_out)


def lines(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[FundLine]:
    """经费台账: the latest year first, what was struck out too."""
    return _of(FundLine.objects, authority, beneath=beneath).select_related("authority")


def funds_of(authority: Authority, year: int, *, beneath: bool) -> Decimal | None:
    """专项经费: of a year in 万元; None where no line of the year was entered, which is not 0."""
    rows = lines(authority, beneath=beneath).filter(year=year, struck_on=None)
    told = [row.line() for row in rows]
    return special_funds(told, year) if told else None


def thin_columns(authority: Authority, on: date) -> list[tuple[Column, int]]:
    """只有一人或者无人的栏目: those kept by fewer than two people on a day, with how many."""
    rows = [row for row in catalogue.columns_as_of(authority, on) if NOTHING not in row.accepts and row.opened_on <= on]
    kept = [(row, len({row.owner_id, row.deputy_id} - {None})) for row in rows]
    return [(row, many) for row, many in kept if many < 2]
