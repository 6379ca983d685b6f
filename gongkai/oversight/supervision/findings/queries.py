"""问题整改查询: what this authority found, what was found about it, and what came again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Q

from gongkai.law.grammar.flow import Step
from gongkai.law.supervision.faults import BY_NIGHT
from gongkai.law.supervision.rectifications import FLOW, REMEMBERED, Act, PastFinding, Standing, State, repeats
from gongkai.law.supervision.rounds import RoundLine, Told, lines
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.supervision.findings.models import BY_WALK, Finding

CLOSED = tuple(state.value for state in State if FLOW.closed(state))


def as_standing(found: object) -> Standing:
    """整改情况: what the journal hands over, in its type."""
    if not isinstance(found, Standing):
        raise TypeError("not the file of a finding")
    return found


def standing(finding: Finding) -> Standing:
    """整改情况: replayed from the journal."""
    return as_standing(journal.standing(finding.dossier))


def told(finding: Finding) -> Step:
    """登记的发现: the first step of its file."""
    return journal.timeline(finding.dossier)[0].step or Step("", finding.found_on)


def concerning(authority: Authority, *, beneath: bool = False) -> OwnedQuerySet[Finding]:
    """涉及本机关: what it found, and what was found about it; with ``beneath`` also about those beneath it."""
    about = Q(unit__path__startswith=authority.path) if beneath else Q(unit=authority)
    rows = Finding.objects.everywhere().filter(about | Q(authority=authority))
    return rows.select_related("dossier__authority", "unit", "authority")


def open_first(rows: OwnedQuerySet[Finding]) -> OwnedQuerySet[Finding]:
    """未办结的在前: those due soonest first."""
    return rows.order_by("dossier__closed_on", "dossier__due_on", "-pk")


def is_open(authority: Authority, key: str) -> bool:
    """已有未办结的: whether the nightly inspection has found this before and it is not closed."""
    return Finding.objects.of(authority).filter(key=key, dossier__closed_on=None).exists()


class OpenFinding(NamedTuple):
    """未办结的自动发现: how often it was carried upwards, and when last."""

    finding: Finding
    carried: int
    carried_on: date | None


def open_by_machine(government: Authority) -> dict[str, OpenFinding]:
    """未办结的自动发现: of the nightly inspection over a government and all beneath it, by key; red lines are apart.

    What a walk over another site saw is not among them: only the next walk can see it right.
    """
    rows = Finding.objects.under(government).filter(indicator__in=[fault.value for fault in BY_NIGHT])
    return {each.finding.key: each for each in _open(rows.exclude(key="").exclude(key__startswith=BY_WALK))}


def open_by_walk(government: Authority) -> list[OpenFinding]:
    """未办结的巡检发现: of the walks over other sites."""
    return _open(Finding.objects.under(government).filter(key__startswith=BY_WALK))


def _open(rows: OwnedQuerySet[Finding]) -> list[OpenFinding]:
    rows = rows.filter(by_machine=True, dossier__closed_on=None)
    upwards = Q(dossier__entries__act=Act.ESCALATE.value)
    listed = (
        rows.select_related("dossier__authority", "authority", "unit")
        .order_by("pk")
        .annotate(
            carried=Count("dossier__entries", filter=upwards), carried_on=Max("dossier__entries__on", filter=upwards)
        )
    )
    return [OpenFinding(row, row.carried, row.carried_on) for row in listed]


def repeats_by(authority: Authority, on: date) -> Counter[tuple[str, str]]:
    """重复次数: of every unit and indicator in the year before a day, by the unit's code; what was lifted does not count."""
    since = on - timedelta(days=REMEMBERED)
    rows = Finding.objects.of(authority).filter(found_on__gt=since, found_on__lt=on)
    grouped = rows.exclude(dossier__outcome="lifted").order_by().values_list("unit__code", "indicator")
    return Counter({(unit, indicator): many for unit, indicator, many in grouped.annotate(many=Count("pk"))})


def repeated(finding: Finding) -> int:
    """重复次数: how often the same was found at this unit in the year before; what was lifted does not count."""
    rows = Finding.objects.of(finding.authority).filter(unit=finding.unit, indicator=finding.indicator)
    past = rows.exclude(dossier__outcome="lifted").exclude(pk=finding.pk).values_list("found_on", flat=True)
    history = [PastFinding(finding.indicator, finding.unit.code, on) for on in past]
    return repeats(history, finding.indicator, finding.unit.code, finding.found_on)


@dataclass(frozen=True, slots=True)
class UnitCount:
    """单位的发现数: found, mended, lifted, still open, late."""

    unit: str
    found: int
    mended: int
    lifted: int
    open: int
    late: int


def by_kind(authority: Authority, year: int, names: Mapping[str, str]) -> list[RoundLine]:
    """按种类统计: of a year: found, mended, the mean of days to mend, how many were repetitions."""
    rows = Finding.objects.of(authority).filter(found_on__gte=date(year, 1, 1), found_on__lte=date(year, 12, 31))
    return lines(told_of(rows, names, repeats_by(authority, date(year, 1, 1))), lambda each: each.indicator)


def told_of(rows: OwnedQuerySet[Finding], names: Mapping[str, str], before: Counter[tuple[str, str]]) -> list[Told]:
    """各项发现的经过: in their order; a repetition is what had been found at the unit before, or earlier among these."""
    again = set()
    told = []
    listed = rows.exclude(dossier__outcome="lifted").order_by("found_on", "pk")
    for indicator, code, unit, found_on, closed_on in listed.values_list(
        "indicator", "unit__code", "unit__name", "found_on", "dossier__closed_on"
    ):
        repeated = bool(before[code, indicator]) or (code, indicator) in again
        told.append(Told(names.get(indicator, indicator), unit, found_on, closed_on, repeated))
        again.add((code, indicator))
    return told


def by_unit(authority: Authority, year: int, today: date) -> Sequence[UnitCount]:
    """按单位统计: the findings of a year about this authority and those beneath it, the most first."""
    rows = Finding.objects.of(authority).filter(found_on__gte=date(year, 1, 1), found_on__lte=date(year, 12, 31))
    open_now = Q(dossier__closed_on=None)
    grouped = (
        rows.order_by()
        .values_list("unit__name")
        .annotate(
            found=Count("pk"),
            mended=Count("pk", filter=Q(dossier__outcome="mended")),
            lifted=Count("pk", filter=Q(dossier__outcome="lifted")),
            open=Count("pk", filter=open_now),
            late=Count("pk", filter=open_now & Q(dossier__due_on__lt=today)),
        )
    )
    return sorted((UnitCount(*row) for row in grouped), key=lambda each: (-each.found, each.unit))
