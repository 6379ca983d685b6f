"""吹风会、宣讲查询: what the public reads of an interpretation, and what a year counts by section."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gongkai.law.briefings import BriefingFact, BriefingKind
from gongkai.law.gatherings import GatheringState
from gongkai.office.authorities.models import OwnedQuerySet
from gongkai.publication.interpretation.briefings.models import PolicyBriefing


def with_policy(rows: OwnedQuerySet[PolicyBriefing]) -> OwnedQuerySet[PolicyBriefing]:
    """连同政策: the latest first."""
    return rows.select_related(
        "authority", "interpretation__content__authority", "interpretation__policy__authority"
    ).order_by("-day", "-pk")


def held(rows: OwnedQuerySet[PolicyBriefing], year: int) -> list[PolicyBriefing]:
    """某年举行的."""
    return list(with_policy(rows.filter(state=GatheringState.HELD, day__year=year)))


def shown(interpretations: Collection[int]) -> list[PolicyBriefing]:
    """公众所见: what was held on these interpretations, while they are public."""
    rows = PolicyBriefing.objects.everywhere().filter(
        interpretation__in=interpretations,
        interpretation__content__withdrawn_on=None,
        state=GatheringState.HELD,
    )
    return list(with_policy(rows).order_by("day", "pk"))


def section_of(row: PolicyBriefing) -> str:
    """科室: of the interpretation, or the authority's own name."""
    return row.interpretation.section or row.authority.name


def facts(rows: Iterable[PolicyBriefing]) -> list[BriefingFact]:
    """场次分组."""
    return [BriefingFact(section_of(row), BriefingKind(row.kind), row.attended, row.questions) for row in rows]
