"""应公开时点查询: how each slot stands on a day, which will be late, and the figures of a year with the rows behind them.

The database hands over rows; what a row means is said once, in ``law.slots``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Prefetch, Q

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.limits import LimitKind
from gongkai.law.slots import (
    Prospect,
    Punctuality,
    SlotState,
    is_stale,
    prospect,
    punctuality,
    state_on,
)
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.office.authorities.queries import calendar_of
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.catalogue.standards.models import UnitItem

REMEMBERED = 12
"""往例: how many of the latest releases of an item its prospect is reckoned from."""


@dataclass(frozen=True)
class SlotOn:
    """某日的时点: a slot, how it stood on a day, and by which release."""

    slot: Slot
    on: date
    state: SlotState
    fulfilment: Fulfilment | None
    left: int = 0
    prospect: Prospect | None = None

    @property
    def is_open(self) -> bool:
        """未关闭: whether a release is still expected."""
        return self.state in {SlotState.PENDING, SlotState.MISSED}


def with_releases(rows: OwnedQuerySet[Slot]) -> OwnedQuerySet[Slot]:
    """连同发布: slots with their items and the releases that closed them."""
    releases = Fulfilment.objects.everywhere().order_by("published_on", "pk")
    return rows.select_related(
        "item__column__owner", "item__column__deputy", "authority", "waived_by"
    ).prefetch_related(Prefetch("fulfilments", queryset=releases))


def slots(authority: Authority) -> OwnedQuerySet[Slot]:
    """时点: every slot of an authority, the earliest due first."""
    return with_releases(Slot.objects.of(authority)).order_by("due", "pk")


def generated(authority: Authority, year: int) -> OwnedQuerySet[Slot]:
    """某年生成的时点: of the periods that begin in a year; a day's period may begin on the days of rest before it."""
    in_year = slots(authority).filter(ends__year=year)
    return in_year.exclude(key__startswith="E")


def open_slots(item: UnitItem) -> OwnedQuerySet[Slot]:
    """未关闭的时点: of one item, neither waived nor closed by a release that stands."""
    closed = Fulfilment.objects.of(item.authority).filter(withdrawn_on=None).exclude(slot=None)
    return Slot.objects.of(item.authority).filter(item=item, waived_on=None).exclude(pk__in=closed.values("slot"))


def next_slots(authority: Authority, on: date) -> dict[int, date]:
    """各栏下次应公开: by the key of the column, the first day from this one on at which a release is still expected."""
    rows = _still_open(authority).order_by().prefetch_related(None).filter(due__gte=on)
    return dict(rows.values_list("item__column").annotate(first=Min("due")))


def due_in(authority: Authority, first: date, last: date) -> OwnedQuerySet[Slot]:
    """期间到期的时点: those that fall due in a span."""
    return slots(authority).filter(due__gte=first, due__lte=last)


def on_day(rows: Iterable[Slot], on: date) -> list[SlotOn]:
    """某日状态: each slot as it stood on a day."""
    return [_on_day(slot, on) for slot in rows]


def _on_day(slot: Slot, on: date) -> SlotOn:
    standing = (
        each
        for each in slot.fulfilments.all()
        if each.published_on <= on and (each.withdrawn_on is None or each.withdrawn_on > on)
    )
    found = next(standing, None)
    state = state_on(
        on,
        slot.due,
        published_on=found.published_on if found else None,
        backfilled=found.backfilled if found else False,
        waived_on=slot.waived_on,
    )
    return SlotOn(slot, on, state, found)


def forecast(authority: Authority, on: date, *, within: Sequence[SlotOn] | None = None) -> list[SlotOn]:
    """预测: the open slots with the working days left and what past lateness lets us expect, the most urgent first."""
    calendar = calendar_of(authority)
    if within is None:
        within = on_day(_still_open(authority), on)
    past = lateness(authority, on)
    told = [_foreseen(each, calendar, past.get(each.slot.item_id, [])) for each in within if each.is_open]
    return sorted(told, key=lambda each: (each.left, each.slot.due, each.slot.pk))


def awaited(authority: Authority, until: date) -> OwnedQuerySet[Slot]:
    """待发布: the slots no release has closed, whose day is past or comes by another."""
    return _still_open(authority).filter(due__lte=until)


def _still_open(authority: Authority) -> OwnedQuerySet[Slot]:
    closed = Fulfilment.objects.of(authority).filter(withdrawn_on=None).exclude(slot=None)
    return slots(authority).filter(waived_on=None).exclude(pk__in=closed.values("slot"))


def _foreseen(each: SlotOn, calendar: Calendar, past: Sequence[bool]) -> SlotOn:
    due = each.slot.due
    left = -max(1, calendar.count(due, each.on)) if due < each.on else calendar.count(each.on, due)
    return SlotOn(each.slot, each.on, each.state, each.fulfilment, left, prospect(left, past))


def lateness(authority: Authority, on: date) -> dict[int, list[bool]]:
    """往例: for each item, whether each of its latest releases was late; back-filled ones say nothing of habits."""
    released = (
        Fulfilment.objects.of(authority)
        .filter(withdrawn_on=None, backfilled=False, published_on__lte=on)
        .exclude(slot=None)
        .order_by("-published_on", "-pk")
        .values_list("item_id", "published_on", "slot__due")
    )
    past: dict[int, list[bool]] = defaultdict(list)
    for item, published_on, due in released:
        if len(past[item]) < REMEMBERED:
            past[item].append(published_on > due)
    return past


# -- 统计 --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KindLine:
    """时限类别一行: how the slots of one kind of limit stand, and how many of those judged were on time."""

    kind: LimitKind
    counts: dict[SlotState, int]
    punctuality: Punctuality

    @property
    def total(self) -> int:
        """合计: all slots of the kind."""
        return sum(self.counts.values())


def by_kind(standing: Iterable[SlotOn]) -> list[KindLine]:
    """按时限类别: one line for every kind that has slots."""
    states: dict[LimitKind, list[SlotState]] = defaultdict(list)
    for each in standing:
        states[LimitKind(each.slot.kind)].append(each.state)
    return [
        KindLine(kind, {state: states[kind].count(state) for state in SlotState}, punctuality(states[kind]))
        for kind in LimitKind
        if kind in states
    ]


@dataclass(frozen=True)
class ItemOn:
    """某日的目录项: with its last release, and whether it is empty or stale."""

    item: UnitItem
    releases: int
    last: date | None
    stale: bool

    @property
    def empty(self) -> bool:
        """空项: nothing was ever released under it."""
        return self.releases == 0


def items_on(authority: Authority, on: date) -> list[ItemOn]:
    """目录项的更新情况: every item in force on a day."""
    stood = Q(withdrawn_on=None) | Q(withdrawn_on__gt=on)
    released = Fulfilment.objects.of(authority).filter(stood, published_on__lte=on)
    days: dict[int, list[date]] = defaultdict(list)
    for item, day in released.values_list("item_id", "published_on"):
        days[item].append(day)
    return [_item_on(item, days.get(item.pk, []), on) for item in standards.items(authority, on)]


def _item_on(item: UnitItem, days: Sequence[date], on: date) -> ItemOn:
    last = max(days, default=None)
    return ItemOn(item, len(days), last, last is not None and is_stale(item.read.kind, last, on))


@dataclass(frozen=True)
class Coverage:
    """覆盖: items in force, those with at least one release, the empty, the stale, and those whose limit nobody could read."""

    items: int
    covered: int
    empty: int
    stale: int
    unread: int

    @property
    def rate(self) -> float | None:
        """覆盖率: in per cent; None without items."""
        return round(100 * self.covered / self.items, 1) if self.items else None


def coverage(told: Sequence[ItemOn]) -> Coverage:
    """覆盖: counted from the items."""
    empty = sum(each.empty for each in told)
    return Coverage(
        len(told),
        len(told) - empty,
        empty,
        sum(each.stale for each in told),
        sum(each.item.read.kind is None for each in told),
    )
