"""检查轮次查询: who is looked at and how often, whether a sample can be drawn again, and the report of a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law.supervision.rounds import (
    CHECKLIST,
    CheckItem,
    Pair,
    Rate,
    RoundKind,
    RoundLine,
    drawn,
    line,
    lines,
    rate_of,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.supervision.findings import queries as findings
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.rounds.models import InspectionRound, RoundCheck
from gongkai.publication.catalogue.models import Column


def units(authority: Authority, on: date) -> list[Authority]:
    """受检单位: beneath the authority, those that keep a column on the day; in the order of the tree.

    Where nobody beneath it keeps one, all columns are its own, and it looks at itself.
    """
    keeping = Column.objects.under(authority).filter(closed_on=None).order_by().values("authority")
    rows = list(Authority.objects.under(authority).standing(on).filter(pk__in=keeping).order_by("path"))
    return [each for each in rows if each.pk != authority.pk] or rows


def rates(authority: Authority, base: float, on: date) -> dict[tuple[str, str], float]:
    """提高的比例: of units and items where the same was found again within the year; everybody else has the base."""
    found: dict[tuple[str, str], float] = {}
    for (unit, indicator), many in findings.repeats_by(authority, on).items():
        for item in CHECKLIST:
            if indicator in item.faults and (rate := rate_of(base, many)) > base:
                found[unit, item.key] = max(rate, found.get((unit, item.key), 0.0))
    return found


def rate_in(raised: Mapping[tuple[str, str], float], base: float) -> Rate:
    """抽查比例: of one unit and item."""

    def rate(unit: str, item: CheckItem) -> float:
        return raised.get((unit, item.key), base)

    return rate


def rounds(authority: Authority) -> OwnedQuerySet[InspectionRound]:
    """检查轮次: of an authority, the latest first."""
    return InspectionRound.objects.of(authority).select_related("by", "authority").order_by("-opened_on", "-pk")


def checks(row: InspectionRound) -> OwnedQuerySet[RoundCheck]:
    """轮次各项: unit by unit."""
    rows = RoundCheck.objects.of(row.authority).filter(round=row)
    return rows.select_related("unit", "by", "finding__dossier", "round", "authority").order_by("unit__path", "pk")


def drawn_again(row: InspectionRound) -> list[Pair]:
    """再抽一遍: from what the round recorded; the same as what was drawn, or somebody has meddled."""
    if row.kind == RoundKind.FULL:
        return [Pair(unit, item.key) for unit in row.units for item in CHECKLIST]
    raised = {(unit, item): float(rate) for unit, item, rate in row.rates}
    return drawn(row.seed, row.units, rate_in(raised, row.rate))


def is_as_drawn(row: InspectionRound) -> bool:
    """与种子相符: whether what stands in the round is what its seed draws."""
    there = set(checks(row).values_list("unit__code", "item"))
    return there == {(pair.unit, pair.item) for pair in drawn_again(row)}


@dataclass(frozen=True)
class RoundReport:
    """轮次报告: how much was looked at, and of what was found in its period the figures by kind and by unit."""

    planned: int
    seen: int
    faults: int
    whole: RoundLine
    by_kind: Sequence[RoundLine]
    by_unit: Sequence[RoundLine]


def report(row: InspectionRound, names: Mapping[str, str], today: date) -> RoundReport:
    """轮次报告: of everything found from its opening to its end, by people and by the machine; lifted findings aside."""
    mine = checks(row)
    until = row.closed_on or today
    rows = Finding.objects.of(row.authority).filter(found_on__gte=row.opened_on, found_on__lte=until)
    told = findings.told_of(rows, names, findings.repeats_by(row.authority, row.opened_on))
    return RoundReport(
        mine.count(),
        mine.exclude(verdict="").count(),
        mine.exclude(finding=None).count(),
        line("合计", told),
        lines(told, lambda each: each.indicator),
        lines(told, lambda each: each.unit),
    )
