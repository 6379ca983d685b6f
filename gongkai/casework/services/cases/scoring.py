"""窗口考核查询: what is counted of a clerk in a month, straight from cases and clocks; each count names its cases.

A clerk answers for the clocks of the window on the cases they took in, not for those of the units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from gongkai.casework.services.cases.models import CaseRun, ScoringSetting, ServiceCase
from gongkai.casework.services.halls import queries as halls
from gongkai.law.application_figures import Period
from gongkai.law.case_kinds import BAD, WELL, WINDOW_STAGES, CardVerdict, RatingFinding
from gongkai.law.window_scores import (
    USUAL_SCHEME,
    MeasureCount,
    ScoreMeasure,
    ScoreRow,
    ScoreScheme,
    WindowScore,
    window_score,
)
from gongkai.office.authorities.models import Authority, Official, OwnedQuerySet


def scheme_for(authority: Authority, month: Period) -> ScoreScheme:
    """适用办法: what the authority had set for the month; the usual one where it had set none."""
    rows = ScoringSetting.objects.of(authority).filter(from_on__lte=month.first)
    row = rows.order_by("-from_on").first()
    return scheme_of(row) if row else USUAL_SCHEME


def scheme_of(row: ScoringSetting) -> ScoreScheme:
    """考核办法: as it was set."""
    told: list[Mapping[str, object]] = list(row.rows)
    return ScoreScheme(row.source, tuple(_row(each) for each in told))


def _row(told: Mapping[str, object]) -> ScoreRow:
    return ScoreRow(ScoreMeasure(str(told["measure"])), Decimal(str(told["points"])), int(str(told["full_at"])))


# -- counting ------------------------------------------------------------------------------------------------------------------


def _cases(authority: Authority, clerk: Official) -> OwnedQuerySet[ServiceCase]:
    return ServiceCase.objects.of(authority).filter(clerk=clerk)


def _clocks(authority: Authority, clerk: Official) -> OwnedQuerySet[CaseRun]:
    stages = [stage.value for stage in WINDOW_STAGES]
    return CaseRun.objects.of(authority).filter(case__clerk=clerk, stage__in=stages)


def _rated(authority: Authority, clerk: Official, span: tuple[date, date]) -> OwnedQuerySet[ServiceCase]:
    untrue = (RatingFinding.MISTAKEN.value, RatingFinding.UNFOUNDED.value)
    return _cases(authority, clerk).filter(rated_on__range=span).exclude(finding__in=untrue)


def hits(
    authority: Authority, clerk: Official, measure: ScoreMeasure, month: Period, today: date
) -> OwnedQuerySet[ServiceCase] | OwnedQuerySet[CaseRun]:
    """计入的记录: the cases or clocks a measure counts."""
    span = (month.first, month.last)
    clocks = _clocks(authority, clerk)
    late = Q(ended_on=None) | Q(ended_on__gt=F("last_on"))
    match measure:
        case ScoreMeasure.TAKEN:
            return _cases(authority, clerk).filter(received_on__range=span)
        case ScoreMeasure.IN_TIME:
            return clocks.filter(last_on__range=span, ended_on__lte=F("last_on"))
        case ScoreMeasure.CONTENT:
            return _rated(authority, clerk, span).filter(stars__in=[each.value for each in WELL])
        case ScoreMeasure.RED:
            red = clocks.filter(late, last_on__range=span, last_on__lt=today)
            return red.exclude(red_verdict=CardVerdict.EXCUSED.value)
        case ScoreMeasure.YELLOW:
            warned = Q(ended_on=None) | Q(ended_on__gte=F("yellow_on"))
            yellow = clocks.filter(warned, yellow_on__range=span, yellow_on__lte=today)
            return yellow.exclude(yellow_verdict=CardVerdict.EXCUSED.value)
        case ScoreMeasure.BAD:
            bad = _cases(authority, clerk).filter(rated_on__range=span, stars__in=[each.value for each in BAD])
            return bad.filter(finding=RatingFinding.TRUE.value)


def _base(authority: Authority, clerk: Official, measure: ScoreMeasure, month: Period, today: date) -> int:
    span = (month.first, month.last)
    if measure is ScoreMeasure.IN_TIME:
        over = Q(ended_on__isnull=False) | Q(last_on__lt=today)
        return _clocks(authority, clerk).filter(over, last_on__range=span).count()
    return _rated(authority, clerk, span).count() if measure is ScoreMeasure.CONTENT else 0


def counts(authority: Authority, clerk: Official, month: Period, today: date) -> dict[ScoreMeasure, MeasureCount]:
    """指标计数: of one clerk in one month."""
    return {
        measure: MeasureCount(
            hits(authority, clerk, measure, month, today).count(), _base(authority, clerk, measure, month, today)
        )
        for measure in ScoreMeasure
    }


@dataclass(frozen=True, slots=True)
class Scored:
    """考核行: a clerk with the score of a month."""

    clerk: Official
    score: WindowScore


def scores(authority: Authority, month: Period, today: date) -> list[Scored]:
    """窗口考核: everybody who was at a window in the month, the best first."""
    scheme = scheme_for(authority, month)
    found = [
        scored(authority, clerk, scheme, month, today) for clerk in halls.clerks(authority, month.first, month.last)
    ]
    return sorted(found, key=lambda row: (-row.score.total, row.clerk.name))


def scored(authority: Authority, clerk: Official, scheme: ScoreScheme, month: Period, today: date) -> Scored:
    """一人考核."""
    return Scored(clerk, window_score(scheme, counts(authority, clerk, month, today)))


# -- the records behind a point ------------------------------------------------------------------------------------------------

Asked = tuple[Authority, Official, ScoreMeasure, Period]


def asked(authority: Authority, given: Mapping[str, str]) -> Asked | None:
    """所问指标: a clerk, a measure and a month in an address; None for nonsense."""
    measure, clerk, month = given.get("measure", ""), given.get("clerk", ""), month_of(given.get("month", ""))
    if measure not in set(ScoreMeasure) or not clerk.isdecimal() or month is None:
        return None
    official = Official.objects.filter(pk=int(clerk[:18])).first()
    return (authority, official, ScoreMeasure(measure), month) if official else None


def behind(authority: Authority, clerk: Official, measure: ScoreMeasure, month: Period, today: date) -> Iterable[int]:
    """得分背后的办件."""
    rows = hits(authority, clerk, measure, month, today)
    name = "pk" if rows.model is ServiceCase else "case"
    return rows.order_by().values_list(name, flat=True)


def month_of(text: str) -> Period | None:
    """月份: 2018-05; None for nonsense."""
    year, _, month = text.partition("-")
    if not (year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12):
        return None
    return Period.month(int(year), int(month)) if int(year) >= 2000 else None
