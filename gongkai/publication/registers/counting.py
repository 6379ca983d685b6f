"""登记簿统计: how many of each kind and unit in a year, stock and flow apart, in time or late; every number opens its records.

One query counts all flows of a year; each list has its account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from gongkai.law.grammar.kinds import Kind, Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.decisions import PENALTY, PERMIT
from gongkai.law.registers.key_areas import KEY_AREAS, KeyArea, Leaf
from gongkai.law.registers.lists import Account
from gongkai.law.registers.standing import Standing
from gongkai.law.slots import Punctuality
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers.lists import queries as lists
from gongkai.publication.registers.models import Record

Rows = OwnedQuerySet[Record]
TWO_PUBLICITIES = (PERMIT, PENALTY)
"""双公示."""
COLUMNS: Mapping[str, str] = {
    "entered": "当年",
    "public": "已公开",
    "on_time": "按时公开",
    "late": "逾期公开",
    "overdue": "逾期未公开",
    "pending": "未到期",
    "undated": "没有时限",
}
"""流量各列: each opens its records."""
STOCK_COLUMNS: Mapping[str, str] = {
    "before": "年初存量",
    "came": "本年列入",
    "left": "本年移出",
    "after": "年末存量",
}
"""存量各列."""


def kept_rows(authority: Authority, *, beneath: bool = False) -> Rows:
    """计数的记录: an authority's own, or also those of everything beneath it; what was withdrawn counts nowhere."""
    rows = Record.objects.under(authority) if beneath else Record.objects.of(authority)
    return rows.exclude(standing=Standing.WITHDRAWN)


def of_year(rows: Rows, year: int) -> Rows:
    """当年的: of records that come about, by the day they did."""
    return rows.filter(dated_on__gte=date(year, 1, 1), dated_on__lte=date(year, 12, 31))


def condition(column: str, on: date) -> Q:
    """一列的条件: which records of a year a column counts, as of a day."""
    out = Q(published_on__isnull=False, published_on__lte=on)
    dated = Q(due_on__isnull=False)
    return {
        "entered": Q(),
        "public": out,
        "on_time": out & dated & Q(published_on__lte=F("due_on")),
        "late": out & dated & Q(published_on__gt=F("due_on")),
        "overdue": ~out & dated & Q(due_on__lt=on),
        "pending": ~out & dated & Q(due_on__gte=on),
        "undated": Q(due_on=None),
    }[column]


# -- flows -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlowLine:
    """流量一行: of a kind or of a unit, by column."""

    key: str
    label: str
    counts: Mapping[str, int]

    @property
    def punctuality(self) -> Punctuality:
        """按时情况: of what is public or overdue; what is not due yet is not judged."""
        judged = self.counts["on_time"] + self.counts["late"] + self.counts["overdue"]
        return Punctuality(self.counts["on_time"], judged)


def flows(rows: Rows, year: int, on: date) -> list[FlowLine]:
    """流量: by kind, in the order of the declarations; series are told with them, for they too come about."""
    told = _counted(of_year(rows, year), "kind", on)
    kinds = [kind for kind in KINDS.values() if kind.measure is not Measure.STOCK and kind.key in told]
    return [FlowLine(kind.key, kind.label, told[kind.key]) for kind in kinds]


def flows_by_unit(rows: Rows, kind: Kind, year: int, on: date) -> list[FlowLine]:
    """按单位: the flow of one kind, the largest first."""
    told = _counted(of_year(rows.filter(kind=kind.key), year), "unit", on)
    lines = [FlowLine(unit, unit or "（没有写明单位）", counts) for unit, counts in told.items()]
    return sorted(lines, key=lambda line: (-line.counts["entered"], line.key))


def _counted(rows: Rows, by: str, on: date) -> dict[str, dict[str, int]]:
    counts = {column: Count("pk", filter=condition(column, on)) for column in COLUMNS if column != "entered"}
    grouped = rows.order_by().values(by).annotate(entered=Count("pk"), **counts)
    return {str(each[by]): {column: each[column] for column in COLUMNS} for each in grouped}


# -- stocks ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StockLine:
    """存量一行: the account of one list for the year."""

    key: str
    label: str
    account: Account

    @property
    def counts(self) -> Mapping[str, int]:
        """各列."""
        told = self.account
        return {"before": told.before, "came": told.entered, "left": told.left, "after": told.after}


def stocks(rows: Rows, year: int) -> list[StockLine]:
    """存量: of every list with anything on it up to the end of the year."""
    there = set(rows.filter(dated_on__lte=date(year, 12, 31)).order_by().values_list("kind", flat=True).distinct())
    return [
        StockLine(kind.key, kind.label, lists.account(rows.filter(kind=kind.key), year))
        for kind in lists.STOCKS
        if kind.key in there
    ]


@dataclass(frozen=True, slots=True)
class StandingLine:
    """在列一行: how many items of a list stood on it at a day, by unit or by a choice."""

    label: str
    count: int


def stood_by(rows: Rows, field: str, on: date) -> list[StandingLine]:
    """当日存量分组: by a column (unit) or by a field of what is said (data__power_kind), the largest first."""
    grouped = rows.filter(lists.on_the_list(on)).order_by().values(field).annotate(count=Count("pk"))
    lines = [StandingLine(str(each[field] or "（没有写明）"), each["count"]) for each in grouped]
    return sorted(lines, key=lambda line: (-line.count, line.label))


def stock_rows(rows: Rows, column: str, year: int) -> Rows:
    """存量各列背后的记录."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    within = rows.filter(dated_on__gte=first, dated_on__lte=last)
    stood_before = Q(dated_on__lt=first) & (Q(left_on=None) | Q(left_on__gte=first))
    match column:
        case "before":
            brought = lists.without_a_batch(within).values("pk")
            return rows.filter(stood_before | Q(pk__in=brought))
        case "came":
            return within.exclude(pk__in=lists.without_a_batch(within).values("pk"))
        case "left":
            return rows.filter(left_on__gte=first, left_on__lte=last)
        case _:
            return rows.filter(lists.on_the_list(last))


def rows_behind(rows: Rows, kind: Kind, column: str, year: int, on: date, unit: str | None = None) -> Rows:
    """数字背后的记录: of a kind, a column and perhaps a unit."""
    found = rows.filter(kind=kind.key)
    if unit is not None:
        found = found.filter(unit=unit)
    if kind.measure is Measure.STOCK:
        return stock_rows(found, column, year).order_by("dated_on", "pk")
    return of_year(found, year).filter(condition(column, on)).order_by("dated_on", "pk")


# -- key areas -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeafCount:
    """末级领域的数."""

    leaf: Leaf
    count: int


@dataclass(frozen=True, slots=True)
class AreaCount:
    """重点领域的数: the sum of its leaves."""

    area: KeyArea
    leaves: tuple[LeafCount, ...]

    @property
    def count(self) -> int:
        """合计."""
        return sum(each.count for each in self.leaves)


def leaf_rows(rows: Rows, leaf: Leaf) -> Rows:
    """末级领域的记录."""
    asked = Q(pk__in=[])
    for each in leaf.counts:
        said = Q(**{f"data__{each.field}__in": list(each.says)}) if each.field else Q()
        asked |= Q(kind=each.kind) & (~said if each.but and each.field else said)
    return rows.filter(asked)


def key_areas(rows: Rows, year: int) -> list[AreaCount]:
    """重点领域分层计数: of what came about in the year and is public."""
    public = of_year(rows, year).filter(published_on__isnull=False)
    return [
        AreaCount(area, tuple(LeafCount(leaf, leaf_rows(public, leaf).count()) for leaf in area.leaves))
        for area in KEY_AREAS
    ]


def total(lines: Iterable[AreaCount]) -> int:
    """重点领域合计."""
    return sum(each.count for each in lines)
