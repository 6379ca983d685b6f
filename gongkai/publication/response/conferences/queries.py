"""发布会查询: what the public reads, and what a year counts."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.law.application_figures import Period
from gongkai.law.gatherings import GatheringState
from gongkai.law.response_facts import AnswerFact, ConferenceFact
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.response.conferences.models import PressConference


def conferences(authority: Authority) -> OwnedQuerySet[PressConference]:
    """发布会: of an authority, the latest first."""
    return PressConference.objects.of(authority).select_related("event__dossier", "authority")


def held(rows: OwnedQuerySet[PressConference], period: Period) -> OwnedQuerySet[PressConference]:
    """期间举行的: by the moment they were held."""
    first, after = period.moments
    return rows.filter(state=GatheringState.HELD.value, at__gte=first, at__lt=after)


def facts(rows: OwnedQuerySet[PressConference], year: int) -> list[AnswerFact] | None:
    """年度发布会: with the principal and without; None where none was ever registered up to the end of the year."""
    period = Period.year(year)
    if not rows.filter(at__lt=period.moments[1]).exists():
        return None
    of_year = held(rows, period)
    return [ConferenceFact(led, of_year.filter(principal=led).count()) for led in (True, False)]


def behind(rows: OwnedQuerySet[PressConference], year: int, given: Iterable[AnswerFact]) -> list[PressConference]:
    """数字背后的发布会."""
    wanted = [fact.led for fact in given if isinstance(fact, ConferenceFact)]
    found = held(rows, Period.year(year)).filter(principal__in=wanted).select_related("authority")
    return list(found.order_by("at", "pk"))
