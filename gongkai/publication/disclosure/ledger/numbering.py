"""台账的索引号: those of the ledger are adopted as they stand; rows without get theirs by the rule of their day.

An adopted number that the authority's own rule would give once more pushes the counter past it, so that nobody gets it twice;
every serial passed over is named by the entry that passed it, as ``verify`` demands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from gongkai.law.catalogue import IndexRule, SegmentKind, SerialScope
from gongkai.law.ledgers import serial_in
from gongkai.office.authorities.models import Authority
from gongkai.office.journal.models import Counter
from gongkai.office.journal.numbers import Number, serials
from gongkai.publication.catalogue import queries
from gongkai.publication.catalogue.acts import draw_index_numbers, index_series
from gongkai.publication.catalogue.models import Column, IndexNumber

RESERVED = "预留"
"""预留: how a serial is written that was passed over when a later one was adopted."""
T = TypeVar("T")


def adopt(authority: Authority, numbers: Sequence[tuple[str, date]], on: date) -> list[Number]:
    """采用索引号: keep them for ever, and hand over what the counters passed."""
    rows = [IndexNumber(authority=authority, text=text, given_on=day) for text, day in numbers]
    IndexNumber.objects.of(authority).bulk_create(rows)
    farthest: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    rules: dict[date, tuple[IndexRule, str]] = {}
    for text, day in numbers:
        for when in {day, on}:
            rule, code = rules.setdefault(when, rules.get(when) or queries.index_rule(authority, when))
            if told := serial_in(rule, code, text):
                category = told[0] if rule.scope is SerialScope.CATEGORY else ""
                farthest[index_series(code, category), told[1]][told[2]] = text
    return [number for key in sorted(farthest) for number in _passed(authority, *key, farthest[key])]


def _passed(authority: Authority, series: str, year: int, texts: dict[int, str]) -> list[Number]:
    counter = Counter.objects.of(authority).filter(series=series, year=year).select_for_update().first()
    beyond = max(texts) - (counter.last if counter else 0)
    if beyond <= 0:
        return []
    return [
        Number(series, year, serial, texts.get(serial, RESERVED)) for serial in serials(authority, series, year, beyond)
    ]


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
    return column.category if SegmentKind.CATEGORY in _kinds(rule) else ""


def _kinds(rule: IndexRule) -> Iterable[SegmentKind]:
    return {segment.kind for segment in rule.segments}
