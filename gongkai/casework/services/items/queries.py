"""服务事项查询: the items one may read, what counted on a day, what the public finds, and where prints hang."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.casework.services.government import government_of
from gongkai.casework.services.halls.models import WindowItem, on_day
from gongkai.casework.services.items.models import GuideCopy, ServiceItem, ServiceItemVersion
from gongkai.casework.services.versions import in_force
from gongkai.law.halls import WindowKind
from gongkai.law.service_figures import ItemFact, ItemFigure, counts
from gongkai.law.service_items import Difference, ItemContent, differences, removed_materials
from gongkai.law.service_materials import Material
from gongkai.law.service_stamps import Stamp, StampVerdict, judge_stamp
from gongkai.law.service_words import ItemKind, OnlineState
from gongkai.office.authorities.models import Authority, OwnedQuerySet


def versions_on(authority: Authority, day: date) -> OwnedQuerySet[ServiceItemVersion]:
    """当日事项: the versions that counted on a day, of an authority and all beneath it."""
    rows = ServiceItemVersion.objects.under(authority).filter(in_force(day))
    return rows.select_related("item", "authority").order_by("authority__name", "item__code", "pk")


def version_on(item: ServiceItem, day: date) -> ServiceItemVersion | None:
    """当日版本: of one item; None before it counts and after it ended."""
    return versions_of(item).filter(in_force(day)).first()


def versions_of(item: ServiceItem) -> OwnedQuerySet[ServiceItemVersion]:
    """全部版本: the latest first."""
    rows = ServiceItemVersion.objects.of(item.authority).filter(item=item)
    return rows.select_related("item", "authority").order_by("-number")


def contents_on(authority: Authority, day: date) -> dict[str, ItemContent]:
    """当日内容: by code, of an authority and all beneath it."""
    return {row.item.code: row.value for row in versions_on(authority, day)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """查找: what narrows the list; what is empty narrows nothing."""

    words: str = ""
    kind: str = ""
    audience: str = ""
    subject: str = ""
    unit: str = ""
    figure: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Wanted:
        """从网址读: what an address says."""
        return cls(**{name: given.get(name, "").replace("\x00", "").strip()[:60] for name in cls.__slots__})


def found(authority: Authority, day: date, wanted: Wanted) -> OwnedQuerySet[ServiceItemVersion]:
    """查到的事项: every word in its name or code."""
    rows = versions_on(authority, day)
    for word in wanted.words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(item__code__icontains=word))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    for code in filter(None, (wanted.audience, wanted.subject)):
        rows = rows.filter(subjects__contains=code)
    if wanted.unit:
        rows = rows.filter(authority__code=wanted.unit)
    figure = next((each for each in ItemFigure if each.value == wanted.figure), None)
    if figure is not None:
        taken = at_general_windows(authority, day)
        found = rows.defer("content")
        rows = rows.filter(
            pk__in=[row.pk for row in found if counts(figure, row.fact(one_window=row.item_id in taken))]
        )
    return rows


def facts(authority: Authority, day: date) -> list[ItemFact]:
    """事项事实: of every item that counts on a day, of an authority and all beneath it."""
    taken = at_general_windows(authority, day)
    rows = versions_on(authority, day).defer("content")
    return [row.fact(one_window=row.item_id in taken) for row in rows]


def at_general_windows(authority: Authority, day: date) -> frozenset[int]:
    """综合窗口受理的事项: by the register of windows of its government and of those beneath; nothing else says so."""
    rows = WindowItem.objects.under(government_of(authority)).filter(on_day(day))
    general = rows.filter(window__kind=WindowKind.GENERAL.value).order_by()
    return frozenset(general.values_list("item", flat=True))


def units(authority: Authority, day: date) -> list[tuple[str, str]]:
    """有事项的单位: code and name."""
    rows = ServiceItemVersion.objects.under(authority).filter(in_force(day)).order_by("authority__name")
    return list(rows.values_list("authority__code", "authority__name").distinct())


def kinds() -> list[tuple[str, str]]:
    """事项类型."""
    return ItemKind.choices()


@dataclass(frozen=True, slots=True)
class Removed:
    """减证: from which day on which materials of an item are no longer asked for, and why."""

    item: ServiceItem
    on: date
    materials: tuple[Material, ...]
    reason: str


def removed(authority: Authority, day: date) -> list[Removed]:
    """减证记录: of every item, the latest first."""
    rows = ServiceItemVersion.objects.under(authority).filter(from_on__lte=day).select_related("item")
    told: list[Removed] = []
    before: ServiceItemVersion | None = None
    changed = rows.filter(item__in=rows.filter(number__gt=1).values("item")).order_by("item", "number")
    for row in changed:
        if before is not None and before.item_id == row.item_id:
            gone = removed_materials(before.value, row.value)
            told += [Removed(row.item, row.from_on, gone, row.reason)] if gone else []
        before = row
    return sorted(told, key=lambda each: (each.on, each.item.code), reverse=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """版本码核对结果: what a stamp is worth, what counts instead, and what differs."""

    stamp: Stamp
    verdict: StampVerdict
    now: ServiceItemVersion | None
    differences: tuple[Difference, ...]


def checked(authority: Authority, stamp: Stamp, day: date) -> Checked:
    """核对版本码: of a guide of an authority or of one beneath it."""
    items = ServiceItem.objects.under(authority).filter(code=stamp.code).select_related("authority")
    told = [_checked(item, stamp, day) for item in items]
    known = [each for each in told if each.verdict not in (StampVerdict.UNKNOWN, StampVerdict.FALSE)]
    return next(iter([*known, *told]), Checked(stamp, StampVerdict.UNKNOWN, None, ()))


def _checked(item: ServiceItem, stamp: Stamp, day: date) -> Checked:
    rows = list(versions_of(item))
    verdict = judge_stamp(stamp, [row.issued for row in rows], day)
    now = next((row for row in rows if row.from_on <= day and (row.until_on is None or row.until_on > day)), None)
    own = next((row for row in rows if row.number == stamp.number), None)
    old = own if verdict is StampVerdict.OUTDATED else None
    return Checked(stamp, verdict, now, differences(old.value, now.value) if old and now else ())


def copies(authority: Authority) -> OwnedQuerySet[GuideCopy]:
    """张贴的指南: those that hang now."""
    rows = GuideCopy.objects.of(authority).filter(taken_down_on=None)
    return rows.select_related("item", "item__authority", "authority")


def copies_checked(authority: Authority, day: date) -> list[tuple[GuideCopy, Checked]]:
    """张贴的指南核对: those that are not the latest come first."""
    told = [(copy, checked(copy.item.authority, copy.stamp, day)) for copy in copies(authority)]
    return sorted(told, key=lambda each: (each[1].verdict is StampVerdict.LATEST, each[0].place))


def online_words() -> list[tuple[str, str]]:
    """网办程度."""
    return OnlineState.choices()
