"""台账的索引号: those of the ledger are adopted as they stand; rows without get theirs by the rule of their day.

An adopted number that the authority's own rule would give once more is passed over when its turn comes (``catalogue.numbers``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from gongkai.law.catalogue import IndexRule, SegmentKind
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.numbers import Number
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.numbers import draw_index_numbers

T = TypeVar("T")


def draw(
    authority: Authority, rows: Sequence[T], column: Callable[[T], Column], day: Callable[[T], date]
) -> tuple[dict[int, str], list[Number]]:
    """取索引号: by the place of each row the number it gets, and everything that was drawn. Rows alike are drawn for at once."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    rules: dict[date, tuple[IndexRule, str]] = {}
    for place, row in enumerate(rows):
        rule, _ = rules.setdefault(day(row), rules.get(day(row)) or queries.index_rule(authority, day(row)))
        alike[_part_of_day(rule, day(row)), _category(rule, column(row))].append(place)
    given: dict[int, str] = {}
    drawn: list[Number] = []
    for places in alike.values():
        first = rows[places[0]]
        some = draw_index_numbers(authority, column(first), day(first), len(places))
        given |= {place: number.text for place, number in zip(places, some, strict=True)}
        drawn += some
    return given, drawn


def _part_of_day(rule: IndexRule, day: date) -> str:
    kinds = _kinds(rule)
    if SegmentKind.DAY in kinds:
        return f"{day:%Y%m%d}"
    return f"{day:%Y%m}" if SegmentKind.YEAR_MONTH in kinds else f"{day:%Y}"


def _category(rule: IndexRule, column: Column) -> str:
    return queries.category_of(column) if rule.has_category else ""


def _kinds(rule: IndexRule) -> Iterable[SegmentKind]:
    return {segment.kind for segment in rule.segments}
