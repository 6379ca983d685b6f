"""大厅查询: what stands on a day, who sits where, and where a matter is taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Length

from gongkai.casework.services.government import government_of
from gongkai.casework.services.halls.models import (
    HallFacility,
    HallUnit,
    HallWindow,
    HallZone,
    MergedWindow,
    ServiceHall,
    WindowItem,
    WindowPost,
    on_day,
)
from gongkai.casework.services.items import queries as items
from gongkai.casework.services.items.models import ServiceItemVersion
from gongkai.engines import similar
from gongkai.law.halls import WindowKind, WindowPlace, where_to_go
from gongkai.office.authorities.models import Authority, AuthorityQuerySet, Official, OwnedQuerySet

MOST_FOUND = 20
ALIKE = 0.5
"""相近: so much of what is asked stands in a name."""


def halls(authority: Authority) -> OwnedQuerySet[ServiceHall]:
    """大厅: of this authority, the present ones before those that closed."""
    return ServiceHall.objects.of(authority).order_by("closed_on", "kind", "pk")


def open_windows(authority: Authority, on: date) -> OwnedQuerySet[HallWindow]:
    """开放的窗口: of every hall of an authority."""
    rows = HallWindow.objects.of(authority).filter(on_day(on)).select_related("zone__hall")
    return rows.order_by("zone__hall", "zone__order", "number", "pk")


def units_that_may_come(authority: Authority) -> AuthorityQuerySet:
    """可进驻部门: the authorities beneath the government."""
    return Authority.objects.under(government_of(authority)).filter(dissolved_on=None).order_by("path")


def window_of(official: Official, authority: Authority, on: date) -> HallWindow | None:
    """当班窗口: where somebody sits on a day."""
    rows = WindowPost.objects.of(authority).filter(on_day(on), official=official).select_related("window__zone__hall")
    return next((row.window for row in rows if row.shift.serves(on)), None)


def clerks(authority: Authority, first: date, last: date) -> list[Official]:
    """窗口人员: who was posted to a window of this authority on some day of a period."""
    rows = WindowPost.objects.of(authority).filter(opened_on__lte=last).exclude(closed_on__lt=first)
    found = {row.official_id: row.official for row in rows.select_related("official").order_by("official__name")}
    return list(found.values())


# -- a hall as its page shows it -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WindowShown:
    """窗口所示: a window with what it takes and who sits there."""

    window: HallWindow
    matters: list[str]
    posts: list[WindowPost]


@dataclass(frozen=True, slots=True)
class ZoneShown:
    """分区所示."""

    zone: HallZone
    windows: list[WindowShown]
    merged: list[MergedWindow]


@dataclass(frozen=True, slots=True)
class HallShown:
    """大厅所示: everything that stands on a day."""

    hall: ServiceHall
    zones: list[ZoneShown]
    facilities: list[HallFacility]
    units: list[HallUnit]

    def many(self, kind: WindowKind) -> int:
        """窗口数: of a kind."""
        return sum(shown.window.kind == kind.value for zone in self.zones for shown in zone.windows)

    @property
    def general(self) -> int:
        """综合窗口数."""
        return self.many(WindowKind.GENERAL)

    @property
    def professional(self) -> int:
        """专业窗口数."""
        return self.many(WindowKind.PROFESSIONAL)


def shown(hall: ServiceHall, on: date) -> HallShown:
    """大厅所示: read in a handful of queries however many windows there are."""
    own = hall.authority
    windows: dict[int, list[HallWindow]] = defaultdict(list)
    for window in HallWindow.objects.of(own).filter(on_day(on), zone__hall=hall).order_by("number", "pk"):
        windows[window.zone_id].append(window)
    matters: dict[int, list[str]] = defaultdict(list)
    rows = WindowItem.objects.of(own).filter(on_day(on), window__zone__hall=hall).order_by("item__code")
    for key, name in rows.values_list("window", "item__name"):
        matters[key].append(name)
    posts: dict[int, list[WindowPost]] = defaultdict(list)
    staffed = WindowPost.objects.of(own).filter(on_day(on), window__zone__hall=hall)
    for post in staffed.select_related("official", "unit", "window").order_by("opened_on", "pk"):
        posts[post.window_id].append(post)
    merged: dict[int, list[MergedWindow]] = defaultdict(list)
    for row in MergedWindow.objects.of(own).filter(zone__hall=hall, merged_on__lte=on):
        merged[row.zone_id].append(row)
    zones = HallZone.objects.of(own).filter(on_day(on), hall=hall)
    return HallShown(
        hall,
        [
            ZoneShown(
                zone,
                [WindowShown(each, matters[each.pk], posts[each.pk]) for each in windows[zone.pk]],
                merged[zone.pk],
            )
            for zone in zones
        ],
        list(HallFacility.objects.of(own).filter(on_day(on), hall=hall).select_related("zone")),
        list(HallUnit.objects.of(own).filter(on_day(on), hall=hall).select_related("unit")),
    )


# -- the finder ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """到哪里办: a matter, and the windows that take it, general ones first."""

    version: ServiceItemVersion
    places: list[WindowPlace]


def find_matters(authority: Authority, wanted: str, on: date) -> list[ServiceItemVersion]:
    """查事项: in force on a day, whose name or code holds what is wanted; where none does, the names most alike."""
    words = wanted.strip()
    if not words:
        return []
    counting = items.versions_on(government_of(authority), on).defer("content")
    exact = counting.filter(Q(name__contains=words) | Q(item__code=words))
    return list(exact.order_by(Length("name"), "item__code", "pk")[:MOST_FOUND]) or _alike(counting, words)


def _alike(counting: OwnedQuerySet[ServiceItemVersion], words: str) -> list[ServiceItemVersion]:
    asked = similar.shingles(similar.core(words), 2)
    if not asked:
        return []
    names = counting.order_by().values_list("pk", "name")
    rated = [(len(asked & similar.shingles(similar.core(name), 2)) / len(asked), key) for key, name in names]
    best = sorted((each for each in rated if each[0] >= ALIKE), key=lambda each: (-each[0], each[1]))[:MOST_FOUND]
    found = counting.in_bulk([key for _, key in best])
    return [found[key] for _, key in best]


def finder(authority: Authority, wanted: str, on: date, hall: ServiceHall | None = None) -> list[Found]:
    """到哪里办: matter → zone → window."""
    versions = find_matters(authority, wanted, on)
    rows = WindowItem.objects.of(authority).filter(on_day(on), item__in=[row.item_id for row in versions])
    rows = rows.filter(window__zone__hall=hall) if hall else rows
    taken: dict[int, list[WindowPlace]] = defaultdict(list)
    for row in rows.select_related("window__zone__hall"):
        window = row.window
        place = WindowPlace(window.pk, window.zone.name, window.number, WindowKind(window.kind), window.period)
        taken[row.item_id].append(place)
    return [Found(row, where_to_go(taken[row.item_id], on)) for row in versions]


@dataclass(frozen=True, slots=True)
class OneWindowItems:
    """一窗受理事项: so many matters taken at general windows, of so many that the units in the halls have at all."""

    general: int
    every: int


def one_window_items(authority: Authority, on: date) -> OneWindowItems:
    """一窗受理事项: by the register of windows and of items on a day."""
    rows = WindowItem.objects.of(authority).filter(on_day(on)).order_by()
    general = rows.filter(window__kind=WindowKind.GENERAL.value).values("item")
    units = HallUnit.objects.of(authority).filter(on_day(on)).values("unit")
    owned = items.versions_on(government_of(authority), on).order_by()
    every = owned.filter(Q(authority__in=units) | Q(item__in=rows.values("item"))).values("item")
    return OneWindowItems(general.distinct().count(), every.distinct().count())


def open_halls_beneath(authority: Authority, on: date) -> list[ServiceHall]:
    """开放的大厅: of an authority and of the governments beneath it."""
    rows = ServiceHall.objects.under(authority).filter(on_day(on)).select_related("authority")
    return list(rows.order_by("authority__path", "kind", "pk"))
