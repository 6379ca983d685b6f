"""合计: what the records of an answer come to. Stock, flow and series are told apart; amounts are exact.

Of a list and of what flows there are a number and, where records have an amount, its sum; of a series neither means anything,
its values are drawn over time instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from gongkai.law.grammar.kinds import Field, Kind, Measure, Sort
from gongkai.office.journal.vendor import Month
from gongkai.publication.registers.asking.answering import Rows, Stood, stood
from gongkai.publication.registers.asking.questions import Question

MEANS: Mapping[Measure, str] = {
    Measure.STOCK: "存量：某一天在清单上的事项。移出的不再计入；不同日期的存量不能相加。",
    Measure.FLOW: "流量：一段时间内形成并公开的记录。按形成日期归入各月各年，可以逐年相加，不与存量相加。",
    Measure.SERIES: "序列：同一指标在各个时点的数值。反映变化，条数和数值都不作合计。",
}
"""口径: what the figures of a register mean."""
_PER_UNIT = {"万元": Decimal(1_000_000), "元": Decimal(100)}
MONTHS = 24
"""按月列出的最多月数; a longer time is told by years."""


@dataclass(frozen=True, slots=True)
class Total:
    """合计数: of an amount, in the unit of its field."""

    field: Field
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """一段: a month or a year, its records and their amount."""

    label: str
    number: int
    amount: Decimal | None


def in_unit(field: Field, cents: int | None) -> Decimal:
    """以字段单位计: what so many 分 are, without idle zeros."""
    return plain(Decimal(cents or 0) / _PER_UNIT[field.unit])


def plain(amount: Decimal) -> Decimal:
    """去零: an amount as people write it."""
    short = amount.normalize()
    return short if short.as_tuple().exponent <= 0 else short.quantize(Decimal(1))  # type: ignore[operator]


def main_sum(kind: Kind, told: Sequence[Period], rows: Rows) -> Total | None:
    """主要金额合计: exact, from the periods where the records were parted into some, else by the database in whole 分."""
    if kind.amount is None or kind.measure is Measure.SERIES:
        return None
    if told:
        return Total(kind.amount, plain(sum((each.amount or Decimal(0) for each in told), Decimal(0))))
    return Total(kind.amount, in_unit(kind.amount, rows.order_by().aggregate(all=Sum("cents"))["all"]))


def sums(kind: Kind, rows: Iterable[Stood]) -> tuple[int, list[Total]]:
    """逐项合计: the number of records and the sum of every amount they show, added one by one and so to the last digit."""
    amounts = [] if kind.measure is Measure.SERIES else [each for each in kind.numbers if each.sort is Sort.MONEY]
    totals = {each.key: Decimal(0) for each in amounts}
    number = 0
    for each in rows:
        number += 1
        for key in totals:
            if value := each.data.get(key):
                totals[key] += Decimal(str(value))
    return number, [Total(each, plain(totals[each.key])) for each in amounts]


def sums_of(kind: Kind, rows: Rows) -> tuple[int, list[Total]]:
    """逐项合计: of an answer, row by row."""
    return sums(kind, map(stood, rows.iterator(2000)))


def periods(question: Question, rows: Rows) -> list[Period]:
    """各月或各年: by the day records came about; by months where they lie within two years."""
    if question.kind.measure is not Measure.FLOW:
        return []
    told = _told(question.kind, rows) if question.on else _grouped(question.kind, rows, Month("dated_on"))
    return told if len(told) <= MONTHS else _by_years(told)


def _grouped(kind: Kind, rows: Rows, by: Month) -> list[Period]:
    """By the database, from the columns."""
    found = rows.order_by().annotate(period=by).values_list("period").annotate(Count("pk"), Sum("cents"))
    return [
        Period(str(label), number, in_unit(kind.amount, cents) if kind.amount else None)
        for label, number, cents in sorted(found)
    ]


def _told(kind: Kind, rows: Rows) -> list[Period]:
    """As of a day: from what each record said then."""
    found: dict[str, Period] = {}
    for each in map(stood, rows.iterator(2000)):
        before = found.get(each.dated[:7], Period(each.dated[:7], 0, Decimal(0) if kind.amount else None))
        amount = Decimal(str(each.data.get(kind.amount.key) or 0)) if kind.amount else None
        found[before.label] = Period(before.label, before.number + 1, _added(before.amount, amount))
    return [found[label] for label in sorted(found)]


def _by_years(months: Iterable[Period]) -> list[Period]:
    found: dict[str, Period] = {}
    for each in months:
        year = each.label[:4]
        before = found.get(year, Period(year, 0, None if each.amount is None else Decimal(0)))
        found[year] = Period(year, before.number + each.number, _added(before.amount, each.amount))
    return list(found.values())


def _added(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else plain(first + second)
