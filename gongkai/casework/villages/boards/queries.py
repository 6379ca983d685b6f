"""村务公告查询: what hangs on a day, for whom; what has no proof; what the village owes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q

from gongkai.casework.villages.boards.models import NoticePhoto, VillageNotice
from gongkai.law.village_affairs import Untold, VillageAffair, untold
from gongkai.law.villages import Readership, Visitor, may_read
from gongkai.office.authorities.models import Authority, OwnedQuerySet


def up(village: Authority, on: date, visitor: Visitor = Visitor()) -> OwnedQuerySet[VillageNotice]:  # noqa: B008
    """公示中的公告: those that hang on a day, as far as the visitor may read them; what is over has left by itself."""
    rows = _hanging(VillageNotice.objects.of(village), on)
    if not may_read(Readership.VILLAGERS, village.code, visitor):
        rows = rows.filter(readership=Readership.EVERYBODY)
    return rows


def _hanging(rows: OwnedQuerySet[VillageNotice], on: date) -> OwnedQuerySet[VillageNotice]:
    hanging = rows.filter(since__lte=on, until__gte=on)
    return hanging.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))


def closed_to(village: Authority, on: date) -> int:
    """只给村民看的: how many hang that only certified villagers read; the board says so without saying what."""
    return _hanging(VillageNotice.objects.of(village), on).filter(readership=Readership.VILLAGERS).count()


def notice(village: Authority, pk: int, on: date, visitor: Visitor = Visitor()) -> VillageNotice | None:  # noqa: B008
    """一份公告: while it hangs and for whom it hangs."""
    return up(village, on, visitor).filter(pk=pk).first()


def photos(notice: VillageNotice) -> OwnedQuerySet[NoticePhoto]:
    """张贴照片: without the pictures themselves."""
    return NoticePhoto.objects.of(notice.authority).filter(notice=notice).defer("content").select_related("by")


def proven(rows: OwnedQuerySet[VillageNotice]) -> OwnedQuerySet[VillageNotice]:
    """附有无凭证: each notice with whether a photograph proves it."""
    return rows.annotate(proven=_proof())


def unproved(rows: OwnedQuerySet[VillageNotice], on: date) -> OwnedQuerySet[VillageNotice]:
    """没有凭证的公告: those that have begun to hang by a day, were not taken down before, and show no photograph."""
    begun = rows.filter(since__lte=on).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gte=on))
    return begun.filter(~_proof())


def _proof() -> Exists:
    return Exists(NoticePhoto.objects.everywhere().filter(notice=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Board:
    """公告栏情况: since when there is one, how many hang, how many are unproved, what is owed and what was missed."""

    opened_on: date | None
    hanging: int
    unproved: int
    owed: tuple[Untold, ...]

    def missed(self, on: date) -> tuple[Untold, ...]:
        """漏公布的."""
        return tuple(each for each in self.owed if each.missed(on))


def boards(villages: Iterable[Authority], on: date) -> dict[int, Board]:
    """各村公告栏: by the key of the village, with as many questions for seven hundred as for one."""
    keys = [village.pk for village in villages]
    rows = VillageNotice.objects.everywhere().filter(authority__in=keys)
    opened = dict(rows.order_by().values_list("authority").annotate(Min("posted_on")))
    told: dict[int, dict[VillageAffair, set[date]]] = defaultdict(lambda: defaultdict(set))
    for village, affair, day in rows.order_by().values_list("authority", "affair", "since").distinct():
        told[village][VillageAffair(affair)].add(day)
    hanging, bare = _counted(_hanging(rows, on)), _counted(unproved(rows, on))
    return {
        key: Board(
            opened.get(key),
            hanging.get(key, 0),
            bare.get(key, 0),
            tuple(untold(told[key], opened[key], on)) if key in opened else (),
        )
        for key in keys
    }


def _counted(rows: OwnedQuerySet[VillageNotice]) -> dict[int, int]:
    counted: dict[int, int] = defaultdict(int)
    for village in rows.order_by().values_list("authority", flat=True):
        counted[village] += 1
    return counted


def board_of(village: Authority, on: date) -> Board:
    """本村公告栏."""
    return boards([village], on)[village.pk]
