"""指标查询: what is in force for an authority: its own settings, else those of the nearest authority above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.supervision.indicators import INDICATORS, Indicator, IndicatorValue, in_force, vetoes_in_force
from gongkai.law.supervision.vetoes import Veto
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.supervision.indicators.models import IndicatorSetting


def values(authority: Authority, on: date) -> list[IndicatorValue]:
    """设定的值: the farthest first, so that the nearest and latest prevails."""
    return values_of([authority], on)[authority.pk]


def values_of(authorities: Sequence[Authority], on: date) -> dict[int, list[IndicatorValue]]:
    """设定的值: of several authorities, by their keys, in one query."""
    line = {key for authority in authorities for key in authority.line}
    rows = IndicatorSetting.objects.everywhere().filter(authority__in=line, since__lte=on).select_related("authority")
    listed = sorted(rows, key=lambda row: (row.authority.depth, row.since, row.pk))
    told = [
        (row.authority_id, IndicatorValue(row.key, row.source, row.limit, row.warn_from, row.points)) for row in listed
    ]
    return {each.pk: [value for key, value in told if key in each.line] for each in authorities}


def indicators(authority: Authority, on: date) -> list[Indicator]:
    """执行的指标: for an authority on a day."""
    return list(in_force(INDICATORS, values(authority, on)))


def vetoes(authority: Authority, on: date) -> list[Veto]:
    """执行的红线."""
    return vetoes_in_force(values(authority, on))


def history(authority: Authority, key: str) -> OwnedQuerySet[IndicatorSetting]:
    """设定沿革: of one indicator at one authority, the latest first."""
    rows = IndicatorSetting.objects.of(authority).filter(key=key)
    return rows.select_related("by").order_by("-since", "-pk")
