"""应公开时点办理: generate a year, open one for an event, close it by a matching release or a reasoned waiver.

``fulfil`` is called by who publishes. Nothing else closes a slot, and what was back-filled is never on time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.grammar.calendar import Calendar
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.slots import IN_TIME, Expected, expected, matching, opened
from gongkai.office.authorities.constraints import in_chinese
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal import acts as journal
from gongkai.publication.catalogue.models import IndexNumber
from gongkai.publication.catalogue.slots import queries
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.standards import queries as standards
from gongkai.publication.catalogue.standards.models import Standard, UnitItem

EXPECTS = ("begins", "ends", "opens", "due", "provisional")


@dataclass(frozen=True)
class Generated:
    """生成结果: how many slots are new, how many moved or went because the item or the calendar changed, and what was unread."""

    made: int
    moved: int
    dropped: int
    unread: tuple[UnitItem, ...]


@transaction.atomic
def generate(authority: Authority, year: int, *, on: date, by: Official | None) -> Generated:
    """生成全年时点: every period of the year for every item in force. Run again it does only what has changed meanwhile.

    What was closed, waived or has begun stays as it was; an entry is made only when something changed.
    """
    Authority.objects.select_for_update().get(pk=authority.pk)
    calendar = calendar_of(authority)
    items = list(standards.items(authority, on))
    standing = {(slot.item_id, slot.key): slot for slot in queries.generated(authority, year)}
    wanted = {
        (item.pk, each.key): _slot(item, each)
        for item in items
        for each in _expected(item, year, calendar)
        if each.due >= (item.approved_on or item.proposed_on)
    }
    new = [slot for place, slot in wanted.items() if place not in standing]
    moved = [slot for place, slot in standing.items() if place in wanted and _moves(slot, wanted[place], on)]
    gone = [slot for place, slot in standing.items() if place not in wanted and _may_go(slot, on)]
    slots = Slot.objects.of(authority)
    with in_chinese():
        slots.bulk_create(new, batch_size=500)
    slots.bulk_update(moved, EXPECTS, batch_size=200)
    slots.filter(pk__in=[slot.pk for slot in gone]).delete()
    if new or moved or gone:
        data: dict[str, JSON] = {"year": year, "made": len(new), "moved": len(moved), "dropped": len(gone)}
        journal.enter(authority, "generate_slots", on=on, by=by, data=data)
    return Generated(len(new), len(moved), len(gone), tuple(item for item in items if item.read.kind is None))


def _expected(item: UnitItem, year: int, calendar: Calendar) -> Iterable[Expected]:
    return expected(item.read, date(year, 1, 1), date(year, 12, 31), calendar)


def _slot(item: UnitItem, each: Expected, event: str = "") -> Slot:
    limit = item.read
    if limit.kind is None:
        raise Unlawful(f"时限没有读懂：{limit.unread}", IN_TIME, field="limit")
    days = {name: getattr(each, name) for name in EXPECTS}
    return Slot(authority=item.authority, item=item, key=each.key, kind=limit.kind, event=event, **days)


def _moves(slot: Slot, wanted: Slot, on: date) -> bool:
    """Whether an open slot that is not due yet now falls on other days; if so they are written into it."""
    if _closed(slot) or slot.due < on or all(getattr(slot, name) == getattr(wanted, name) for name in EXPECTS):
        return False
    for name in EXPECTS:
        setattr(slot, name, getattr(wanted, name))
    return True


def _may_go(slot: Slot, on: date) -> bool:
    """Whether nothing ever answered a slot that is not due yet, or fell due when its item had ended."""
    return not _closed(slot) and slot.due >= (slot.item.ended_on or on) and not slot.fulfilments.all()


def _closed(slot: Slot) -> bool:
    return slot.waived_on is not None or any(each.withdrawn_on is None for each in slot.fulfilments.all())


@transaction.atomic
def open_event(item: UnitItem, event: str, event_on: date, *, on: date, today: date, by: Official) -> Slot:
    """登记事件: something happened that must be made public; from its day the limit runs."""
    not_in_the_future(event_on, today)
    if not event.strip():
        raise Unlawful("事件不能为空，请写明是什么事", IN_TIME, field="event")
    if item.approved_on is None or item.ended_on is not None:
        raise Unlawful(f"“{item}”不在现行单位目录中", IN_TIME, field="item")
    Authority.objects.select_for_update().get(pk=item.authority_id)
    calendar = calendar_of(item.authority)
    same_day = Slot.objects.of(item.authority).filter(item=item, key__startswith=f"E{event_on:%Y-%m-%d}/").count()
    slot = _slot(item, opened(item.read, event_on, calendar, same_day + 1), event.strip())
    with in_chinese():
        slot.save(force_insert=True)
    data: dict[str, JSON] = {"slot": slot.pk, "item": item.pk, "event": slot.event, "event_on": event_on.isoformat(),
                             "due": slot.due.isoformat()}  # fmt: skip
    journal.enter(item.authority, "open_slot", on=on, by=by, data=data)
    return slot


@transaction.atomic
def fulfil(
    authority: Authority,
    of: Standard | UnitItem,
    *,
    index_number: str,
    published_on: date,
    backfilled: bool = False,
    original_on: date | None = None,
    slot: Slot | None = None,
    by: Official | None,
) -> Slot | None:
    """完成时点: a release under a standard or an item closes the slot it matches; None where none was open for it.

    ``original_on`` is the day what is back-filled was first made public: by it the slot is found. A ``slot`` that is named
    must be of this item and open. The release is remembered in either case; it covers the item.
    """
    item = _item_of(authority, of, published_on)
    if item is None:
        return None
    if not IndexNumber.objects.of(authority).filter(text=index_number).exists():
        raise Unlawful(
            f"本机关没有发出过索引号“{index_number}”，时点只能由实际的发布关闭", IN_TIME, field="index_number"
        )
    open_ones = queries.open_slots(item).select_for_update(of=("self",))
    if slot is None:
        slot = matching(open_ones, original_on or published_on)
    else:
        _lock(slot)
        _must_match(slot, item, published_on)
    made = Fulfilment(
        authority=authority,
        item=item,
        slot=slot,
        index_number=index_number,
        published_on=published_on,
        backfilled=backfilled,
    )
    with in_chinese():
        made.save(force_insert=True)
    data: dict[str, JSON] = {"item": item.pk, "slot": slot.pk if slot else None, "index_number": index_number,
                             "published_on": published_on.isoformat(), "backfilled": backfilled}  # fmt: skip
    journal.enter(authority, "fulfil_slot", on=published_on, by=by, data=data)
    return slot


def _item_of(authority: Authority, of: Standard | UnitItem, on: date) -> UnitItem | None:
    if isinstance(of, Standard):
        return standards.item_for(authority, of, on)
    if of.authority_id != authority.pk:
        raise Unlawful(f"“{of}”不是本机关的目录项", IN_TIME, field="item")
    return of


def _must_match(slot: Slot, item: UnitItem, published_on: date) -> None:
    if slot.item_id != item.pk:
        raise Unlawful(f"该时点属于“{slot.item}”，不能由“{item}”的发布关闭", IN_TIME, field="slot")
    if slot.waived_on is not None:
        raise Unlawful(f"该时点已于{slot.waived_on:%Y-%m-%d}认定不适用，请先撤销认定", IN_TIME, field="slot")
    if published_on < slot.begins:
        raise Unlawful(f"发布日期早于该时点的期间（{slot.begins:%Y-%m-%d}起）", IN_TIME, field="slot")


@transaction.atomic
def assign(fulfilment: Fulfilment, slot: Slot, *, on: date, by: Official, reason: str) -> None:
    """改记时点: a release was for another period of the same item than the one it was taken for."""
    _lock(slot)
    if not reason.strip():
        raise Unlawful("改记时点应当写明理由", IN_TIME, field="reason")
    if fulfilment.withdrawn_on is not None:
        raise Unlawful("该发布已经撤回", IN_TIME)
    _must_match(slot, fulfilment.item, fulfilment.published_on)
    was, fulfilment.slot = fulfilment.slot_id, slot
    with in_chinese():
        fulfilment.save(update_fields=["slot"])
    data: dict[str, JSON] = {"fulfilment": fulfilment.pk, "was": was, "is": slot.pk, "reason": reason.strip()}
    journal.enter(fulfilment.authority, "assign_slot", on=on, by=by, data=data)


@transaction.atomic
def reopen(authority: Authority, index_number: str, *, on: date, by: Official | None, reason: str) -> list[Slot]:
    """重开时点: a content was withdrawn; what it had closed is open again from that day. Called by who withdraws."""
    held = Fulfilment.objects.of(authority).filter(index_number=index_number, withdrawn_on=None)
    released = list(held.select_related("slot__item"))
    if not released:
        return []
    held.update(withdrawn_on=on)
    slots = [each.slot for each in released if each.slot is not None]
    keys: list[JSON] = [slot.pk for slot in slots]
    data: dict[str, JSON] = {"index_number": index_number, "slots": keys, "reason": reason.strip()}
    journal.enter(authority, "reopen_slot", on=on, by=by, data=data)
    return slots


@transaction.atomic
def waive(slot: Slot, *, on: date, by: Official, reason: str) -> None:
    """认定不适用: this once nothing had to be published; who says so and why stays with the slot."""
    _lock(slot)
    if not reason.strip():
        raise Unlawful("认定不适用应当写明理由", IN_TIME, field="reason")
    if slot.waived_on is not None:
        raise Unlawful(f"该时点已于{slot.waived_on:%Y-%m-%d}认定不适用", IN_TIME)
    if slot.fulfilments.of(slot.authority).filter(withdrawn_on=None).exists():
        raise Unlawful("该时点已经由发布关闭，不能再认定不适用", IN_TIME)
    slot.waived_on, slot.waived_reason, slot.waived_by = on, reason.strip(), by
    slot.save(update_fields=["waived_on", "waived_reason", "waived_by"])
    data: dict[str, JSON] = {"slot": slot.pk, "item": slot.item_id, "key": slot.key, "reason": reason.strip()}
    journal.enter(slot.authority, "waive_slot", on=on, by=by, data=data)


@transaction.atomic
def withdraw_waiver(slot: Slot, *, on: date, by: Official, reason: str) -> None:
    """撤销不适用: the waiver was a mistake; the release is expected again."""
    _lock(slot)
    if slot.waived_on is None:
        raise Unlawful("该时点没有认定不适用", IN_TIME)
    if not reason.strip():
        raise Unlawful("撤销认定应当写明理由", IN_TIME, field="reason")
    slot.waived_on, slot.waived_reason, slot.waived_by = None, "", None
    slot.save(update_fields=["waived_on", "waived_reason", "waived_by"])
    data: dict[str, JSON] = {"slot": slot.pk, "item": slot.item_id, "key": slot.key, "reason": reason.strip()}
    journal.enter(slot.authority, "withdraw_waiver", on=on, by=by, data=data)


def _lock(slot: Slot) -> None:
    slot.refresh_from_db(from_queryset=Slot.objects.everywhere().select_for_update(of=("self",)))
