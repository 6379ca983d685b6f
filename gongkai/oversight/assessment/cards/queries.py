"""记分卡查询."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.oversight.assessment.cards.models import ScoreCard


def monday(on: date) -> date:
    """当周周一."""
    return on - timedelta(days=on.weekday())


def latest(unit: Authority) -> ScoreCard | None:
    """最近的记分卡: of a unit."""
    return ScoreCard.objects.of(unit).select_related("office", "version").first()


def of_unit(unit: Authority) -> OwnedQuerySet[ScoreCard]:
    """一单位的记分卡: the latest week first."""
    return ScoreCard.objects.of(unit).select_related("office", "version").order_by("-week")


def of_week(office: Authority, week: date) -> OwnedQuerySet[ScoreCard]:
    """一周的记分卡: of all units, the best first."""
    rows = ScoreCard.objects.everywhere().filter(office=office, week=week)
    return rows.select_related("authority", "version").order_by("rank", "authority__path")


def weeks(office: Authority) -> list[date]:
    """出过卡的周: the latest first."""
    rows = ScoreCard.objects.everywhere().filter(office=office).order_by("-week")
    return list(rows.values_list("week", flat=True).distinct()[:60])
