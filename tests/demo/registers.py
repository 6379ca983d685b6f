"""登记簿的计数: how the tests of the five places count what stands in their registers."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Count, Q, Sum

from gongkai.law.grammar.kinds import Kind
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers import queries
from gongkai.publication.registers.models import Record


def by_kind(authority: Authority) -> dict[str, int]:
    """How many records of each kind, an item that left its list among them."""
    rows = Record.objects.of(authority).order_by().values_list("kind").annotate(Count("pk"))
    return dict(rows)


def stood(authority: Authority, kind: Kind, on: date, **said: str) -> int:
    """存量: how many items stood on a list at the end of that day."""
    return _said(queries.records(authority, kind), said).filter(_there(on)).count()


def _there(on: date) -> Q:
    return Q(dated_on__lte=on) & (Q(left_on=None) | Q(left_on__gt=on))


def left(authority: Authority, kind: Kind, year: int, **said: str) -> int:
    """How many items left a list in a year."""
    return _said(queries.records(authority, kind), said).filter(left_on__year=year).count()


def came(authority: Authority, kind: Kind, year: int, **said: str) -> int:
    """流量: how many records are dated in a year."""
    return _said(queries.records(authority, kind), said).filter(dated_on__year=year).count()


def worth(authority: Authority, kind: Kind, year: int) -> int:
    """The sum of the amounts of a year in 分."""
    rows = queries.records(authority, kind).filter(dated_on__year=year)
    return int(rows.aggregate(sum=Sum("cents"))["sum"])


def spread(authority: Authority, kind: Kind, key: str) -> Counter[str]:
    """How many records say what in a field; "" for those that say nothing."""
    return Counter(str(data.get(key, "")) for data in queries.records(authority, kind).values_list("data", flat=True))


def joints(authority: Authority, kind: Kind, key: str) -> set[str]:
    """What the records of a kind say in the field that joins them."""
    return {str(data[key]) for data in queries.records(authority, kind).values_list("data", flat=True)}


def _said(rows: OwnedQuerySet[Record], said: dict[str, str]) -> OwnedQuerySet[Record]:
    return rows.filter(**{f"data__{key}": value for key, value in said.items()})
