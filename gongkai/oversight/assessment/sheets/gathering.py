"""取点: the points of a unit under a scheme for a window, from the records as they are now and from what people confirmed.

The same records give the same points in the same order; nothing that happened outside the window is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.law.supervision.assessment import Rule, Scheme
from gongkai.law.supervision.measures import Counted, Window
from gongkai.law.supervision.score_sheets import Point, in_order
from gongkai.office.authorities.models import Authority
from gongkai.oversight.assessment.measures.registry import finders
from gongkai.oversight.assessment.sheets.models import ManualPoint


def points(office: Authority, unit: Authority, name: str, scheme: Scheme, window: Window) -> tuple[Point, ...]:
    """计分点: ``name`` is that of the scheme, which what people entered goes by; each measure is asked once."""
    asked: dict[str, tuple[Counted, ...]] = {}
    found: list[Point] = []
    for rule in scheme.rules:
        if rule.measure in finders():
            if rule.measure not in asked:
                asked[rule.measure] = tuple(finders()[rule.measure](unit, window))
            found += (_point(rule, each) for each in asked[rule.measure])
    return in_order([*found, *_by_people(office, unit, name, scheme, window)])


def _point(rule: Rule, counted: Counted) -> Point:
    return Point(rule.key, counted.records, counted.on, counted.times, counted.note)


def _by_people(office: Authority, unit: Authority, name: str, scheme: Scheme, window: Window) -> Iterator[Point]:
    rows = ManualPoint.objects.of(office).filter(
        unit=unit, scheme=name, upheld=True, on__gte=window.since, on__lte=window.until
    )
    for each in rows.order_by("pk"):
        if each.rule in scheme.rule_by_key:
            yield Point(each.rule, (f"manual:{each.pk}",), each.on, each.times, f"{each.note}（{each.proof}）")
