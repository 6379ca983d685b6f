"""网站地图: which records a crawler is told of, so many keys to a map."""

from __future__ import annotations

from django.db.models import F

from gongkai.law.grammar.kinds import Measure
from gongkai.law.registers import KINDS
from gongkai.law.registers.standing import Standing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.registers.models import Record

ON_A_MAP = 20_000
"""一张网站地图: covers the records of so many keys."""


def mapped(authority: Authority) -> OwnedQuerySet[Record]:
    """入网站地图的记录: not the points of series, whose register is one page with a chart."""
    series = [kind.key for kind in KINDS.values() if kind.measure is Measure.SERIES]
    return Record.objects.of(authority).filter(standing=Standing.PUBLIC).exclude(kind__in=series)


def maps(authority: Authority) -> list[int]:
    """各张地图: their numbers."""
    span = F("pk") - F("pk") % ON_A_MAP
    firsts = mapped(authority).order_by().annotate(first=span).values_list("first", flat=True).distinct()
    return sorted(int(first) // ON_A_MAP for first in firsts)
