"""村级统计查询: villages in figures: as they stand on a day, and month by month; a stock is never added to what came and went.

Visits come from the one counter of the house. Every figure is grouped by the database, for seven hundred villages as for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from gongkai.casework.villages.boards import queries as boards
from gongkai.casework.villages.boards.models import VillageNotice
from gongkai.casework.villages.boards.queries import Board
from gongkai.casework.villages.groups import queries as groups
from gongkai.casework.villages.groups.models import PostStanding, VillageGroup, VillagePost
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers import queries as villagers
from gongkai.casework.villages.villagers.models import Villager
from gongkai.casework.villages.whose import villages
from gongkai.law.application_figures import Period
from gongkai.law.villages import VillageTally, summed
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, OwnedQuerySet
from gongkai.office.visits.models import DailyVisits


@dataclass(frozen=True, slots=True)
class VillageLine:
    """村一行: the village, its board, its certified villagers and its groups; without a group it counts as not built."""

    village: Authority
    board: Board
    villagers: int
    groups: int

    @property
    def built(self) -> bool:
        """是否建成: it has a board and a group."""
        return self.board.opened_on is not None and self.groups > 0


def named(authority: Authority, wanted: str, on: date) -> AuthorityQuerySet:
    """按名称找村."""
    rows = villages(authority, on)
    return rows.filter(Q(name__icontains=wanted) | Q(parent__name__icontains=wanted)) if wanted else rows


def lines(some: Sequence[Authority], on: date) -> list[VillageLine]:
    """各村: with as many questions for many as for one."""
    keys = [village.pk for village in some]
    about = boards.boards(some, on)
    people = _by_village(villagers.certified(Villager.objects.everywhere(), on), keys)
    built = _by_village(groups.standing_on(VillageGroup.objects.everywhere(), on), keys)
    return [VillageLine(each, about[each.pk], people.get(each.pk, 0), built.get(each.pk, 0)) for each in some]


def of_one(village: Authority, on: date) -> VillageLine:
    """本村."""
    [line] = lines([village], on)
    return line


@dataclass(frozen=True, slots=True)
class Whole:
    """各村合计: how many villages there are and how many are built, certified villagers, groups, notices that hang."""

    villages: int
    villagers: int
    groups: int
    notices: int
    without_group: int


def whole(authority: Authority, on: date) -> Whole:
    """合计: of everything beneath an authority."""
    beneath = villages(authority, on)
    keys = beneath.order_by().values("pk")
    grouped = groups.standing_on(VillageGroup.objects.under(authority), on)
    return Whole(
        villages=beneath.count(),
        villagers=villagers.certified(Villager.objects.under(authority), on).count(),
        groups=grouped.count(),
        notices=VillageNotice.objects.under(authority).filter(since__lte=on).count(),
        without_group=Authority.objects.filter(pk__in=keys).exclude(pk__in=grouped.values("authority")).count(),
    )


def _by_village(rows: OwnedQuerySet[Villager] | OwnedQuerySet[VillageGroup], keys: Sequence[int]) -> dict[int, int]:
    counted = rows.filter(authority__in=keys).order_by().values_list("authority").annotate(Count("pk"))
    return dict(counted)


# -- a month -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Monthly:
    """村级月报: the sum and what each township, or each village of a township, comes to."""

    period: Period
    whole: VillageTally
    rows: tuple[tuple[Authority, VillageTally], ...]


def monthly(authority: Authority, period: Period, today: date) -> Monthly:
    """村级月报: by the authorities right beneath this one that have villages; of a village its own line alone."""
    last = min(period.last, today)
    found = _tallies(authority, period, last)
    places = list(villages(authority, last).only("pk", "path", "name", "short_name", "parent_id", "kind", "code"))
    heads = _heads(authority, places)
    rows = [
        (head, summed(found.get(village.pk, VillageTally()) for village in places if village.is_under(head)))
        for head in heads
    ]
    return Monthly(period, summed(found.get(village.pk, VillageTally()) for village in places), tuple(rows))


def _heads(authority: Authority, places: Sequence[Authority]) -> list[Authority]:
    """Whoever stands right beneath and has a village at or beneath it; the village itself where it was asked for."""
    depth = authority.depth + 1
    keys = dict.fromkeys(village.line[min(depth, len(village.line) - 1)] for village in places)
    known = Authority.objects.in_bulk(list(keys))
    return [known[key] for key in keys]


def _tallies(authority: Authority, period: Period, last: date) -> dict[int, VillageTally]:
    within = (period.first, last)
    people, asked = Villager.objects.under(authority), VillageQuestion.objects.under(authority)
    posts, notices = VillagePost.objects.under(authority), VillageNotice.objects.under(authority)
    shown = posts.filter(shown_on__range=within).exclude(standing=PostStanding.WAITING)
    counted: dict[str, dict[int, int]] = {
        "villagers": _counts(villagers.certified(people, last)),
        "certified": _counts(people.filter(certified_on__range=within)),
        "cancelled": _counts(people.filter(cancelled_on__range=within)),
        "groups": _counts(groups.standing_on(VillageGroup.objects.under(authority), last)),
        "posts": _counts(shown),
        "notices": _counts(notices.filter(since__range=within)),
        "unproved": _counts(boards.unproved(notices.filter(since__range=within), last)),
        "asked": _counts(asked.filter(dossier__received_on__range=within)),
        "answered": _counts(asked.filter(answered_on__range=within)),
        "late": _counts(asked.filter(answered_on__range=within, late=True)),
    }
    visits = DailyVisits.objects.under(authority).filter(day__range=within).order_by().values_list("authority")
    for key, views, came in visits.annotate(Sum("views"), Sum("visits")):
        counted.setdefault("views", {})[key] = views
        counted.setdefault("visits", {})[key] = came
    keys = {key for each in counted.values() for key in each}
    return {key: VillageTally(**{name: each.get(key, 0) for name, each in counted.items()}) for key in keys}


def _counts(rows: OwnedQuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("authority").annotate(Count("pk")))
