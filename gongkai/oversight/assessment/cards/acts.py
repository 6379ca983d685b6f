"""出记分卡: for every unit of a scheme at once, since a rank needs them all; done again in the same week it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from gongkai.law.grammar.flow import JSON
from gongkai.law.supervision.assessment import Effect, Scheme, ranked
from gongkai.law.supervision.measures import LAST_DAY, MEASURES, Window
from gongkai.law.supervision.score_sheets import Point
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.oversight.assessment.cards import queries
from gongkai.oversight.assessment.cards.models import ScoreCard
from gongkai.oversight.assessment.packing import digest, packed
from gongkai.oversight.assessment.schemes import queries as schemes
from gongkai.oversight.assessment.sheets import gathering

DRAW_CARDS = "draw_cards"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class _Drawn:
    unit: Authority
    total: Decimal
    week: tuple[Point, ...]
    deducted: Decimal


def draw(office: Authority, *, on: date, by: Official | None) -> list[ScoreCard]:
    """出记分卡: of the week that ended last Sunday, by the scheme in force; none where no scheme is in force."""
    version, week = schemes.in_force(office, on), queries.monday(on) - WEEK
    if version is None or queries.of_week(office, week).exists():
        return list(queries.of_week(office, week))
    text = schemes.text(version)
    scheme = text.scheme()
    until = week + WEEK - timedelta(days=1)
    window = Window(date(until.year, 1, 1), until)
    drawn = [_drawn(office, unit, version.name, scheme, window, week) for unit in schemes.units(office, text)]
    places = {code: rank for rank, code, _ in ranked({each.unit.code: each.total for each in drawn})}
    with transaction.atomic():
        told: list[JSON] = [
            [each.unit.code, f"{each.total:f}", f"{each.deducted:f}", places[each.unit.code]] for each in drawn
        ]
        note: dict[str, JSON] = {
            "week": week.isoformat(),
            "scheme": schemes.digest_of(version),
            "digest": digest(packed(told)),
        }
        entry = journal.enter(office, DRAW_CARDS, on=on, by=by, data=note)
        for each in drawn:
            card = ScoreCard(authority=each.unit, office=office, version=version, week=week, drawn_on=on, entry=entry)
            card.points = [_said(scheme, point) for point in each.week]
            card.deducted, card.total = each.deducted, each.total
            card.rank, card.units = places[each.unit.code], len(drawn)
            card.save(force_insert=True)
    return list(queries.of_week(office, week))


def _drawn(office: Authority, unit: Authority, name: str, scheme: Scheme, window: Window, week: date) -> _Drawn:
    """What is looked at on the last day of a period (空白、不更新) is of the year, not of the week."""
    found = gathering.points(office, unit, name, scheme, window)
    dated = tuple(each for each in found if each.on >= week and not _of_the_period(scheme, each))
    losing = [each for each in dated if scheme.rule_by_key[each.rule].effect in (Effect.DEDUCT, Effect.MAJOR)]
    deducted = sum((scheme.rule_by_key[each.rule].points * each.times for each in losing), Decimal(0))
    total = scheme.score(each.occurrence() for each in found).total
    return _Drawn(unit, total, dated, deducted)


def _of_the_period(scheme: Scheme, point: Point) -> bool:
    measure = MEASURES.get(scheme.rule_by_key[point.rule].measure)
    return measure is not None and measure.counted == LAST_DAY


def _said(scheme: Scheme, point: Point) -> dict[str, str]:
    rule = scheme.rule_by_key[point.rule]
    return {
        "rule": rule.label,
        "note": point.note,
        "on": point.on.isoformat(),
        "amount": f"{rule.points * point.times:f}",
        "record": point.records[0] if point.records else "",
    }
