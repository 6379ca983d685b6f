"""备岗演练查询: who was asked and who owes one, where each stands, and how often it went well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law.people.drills import DrillStanding, Quarter, owed, success_rate
from gongkai.law.people.single_points import Point, PointKind
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.journal import queries as journal
from gongkai.oversight.people.drills.models import DeputyDrill
from gongkai.oversight.people.points.queries import points


def as_standing(found: object) -> DrillStanding:
    """演练情况: what the journal hands over, in its type."""
    if not isinstance(found, DrillStanding):
        raise TypeError("not the file of a drill")
    return found


def standing(drill: DeputyDrill) -> DrillStanding:
    """演练情况: replayed from the journal."""
    return as_standing(journal.standing(drill.dossier))


def drills(authority: Authority) -> OwnedQuerySet[DeputyDrill]:
    """演练: the open ones first, then the latest."""
    rows = DeputyDrill.objects.of(authority).select_related("dossier__authority", "deputy", "authority")
    return rows.order_by("-year", "-quarter", "dossier__closed_on", "pk")


def asked(authority: Authority, quarter: Quarter) -> set[tuple[PointKind, int, str]]:
    """本季度已布置的."""
    rows = DeputyDrill.objects.of(authority).filter(year=quarter.year, quarter=quarter.number)
    return {(PointKind(kind), key, name) for kind, key, name in rows.values_list("kind", "key", "deputy__username")}


def waiting(authority: Authority, on: date) -> list[tuple[Point, str]]:
    """应演练名单: single points whose deputy has not been asked this quarter."""
    return owed(points(authority, on), asked(authority, Quarter.of(on)))


def rate(drilled: OwnedQuerySet[DeputyDrill]) -> int | None:
    """演练成功率: of those judged."""
    outcomes: Sequence[str] = list(drilled.order_by().values_list("dossier__outcome", flat=True))
    return success_rate(outcomes)
