"""大厅办理: open places, put people at windows, end what ended. Each is an entry; a row is closed by a day, never taken away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import UniqueConstraint

from gongkai.casework.services.halls.models import (
    HallFacility,
    HallUnit,
    HallWindow,
    HallZone,
    Lasting,
    MergedWindow,
    ServiceHall,
    WindowItem,
    WindowPost,
    on_day,
)
from gongkai.casework.services.halls.saying import texts_of
from gongkai.casework.services.items.models import ServiceItem
from gongkai.law.case_flow import ONE_WINDOW
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.halls import WindowDuty, WindowShift, no_clash
from gongkai.office.authorities.models import Authority, Official, Owned
from gongkai.office.journal import acts as journal
from gongkai.publication.gate import acts as gate

HALL_SET = "hall_set"
HALL_CLOSED = "hall_closed"
MATTERS_SET = "window_matters_set"
Row = TypeVar("Row", bound=Owned)


@transaction.atomic
def add(row: Row, *, on: date, by: Official | None) -> Row:
    """登记: a place, a facility, a unit or a merged window; of one that lasts, its period lies within that of where it is."""
    if isinstance(row, Lasting):
        _within(row)
    _not_twice(row)
    _pass_the_gate(row, on, by)
    row.save()
    _enter(row, HALL_SET, on, by)
    return row


def _pass_the_gate(row: Owned, on: date, by: Official | None) -> None:
    """公开前筛查: the words of the row as the public reads them."""
    said = {str(row)[:60]: texts_of(row)}
    gate.pass_words(row.authority, f"hall {row._meta.model_name}", said, on=on, by=by)


def _not_twice(row: Owned) -> None:
    """The rule of the table, said before the database says it."""
    for rule in row._meta.constraints:
        if isinstance(rule, UniqueConstraint):
            same = type(row).objects.of(row.authority).filter(**{name: getattr(row, name) for name in rule.fields})
            found = same.filter(rule.condition) if rule.condition is not None else same
            if found.exists():
                raise Unlawful(str(rule.violation_error_message), field=rule.fields[-1])


def _within(row: Lasting) -> None:
    period = row.period
    for outer in _around(row):
        if not period.within(outer.period) and period.first < outer.opened_on:
            raise Unlawful(f"起日不能早于“{outer}”启用之日（{outer.opened_on}）", field="opened_on")
        if outer.closed_on is not None:
            raise Unlawful(f"“{outer}”已经停用", field="opened_on")


def _around(row: Lasting) -> Iterable[Lasting]:
    if isinstance(row, HallZone | HallFacility | HallUnit):
        yield row.hall
    elif isinstance(row, HallWindow):
        yield row.zone
    elif isinstance(row, WindowPost):
        yield row.window


@transaction.atomic
def post(
    window: HallWindow,
    official: Official,
    unit: Authority,
    duty: WindowDuty,
    shift: WindowShift,
    *,
    on: date,
    by: Official | None,
) -> WindowPost:
    """安排窗口人员: nobody sits at two windows on one day; whoever sits there comes from a unit of the hall."""
    hall = window.zone.hall
    if not HallUnit.objects.of(hall.authority).filter(on_day(shift.period.first), hall=hall, unit=unit).exists():
        raise Unlawful(f"{unit.name}没有进驻{hall.name}，先登记进驻部门", ONE_WINDOW, field="unit")
    Official.objects.select_for_update().get(pk=official.pk)
    held = WindowPost.objects.everywhere().filter(official=official)
    no_clash(shift, [each.shift for each in held])
    row = WindowPost(
        authority=hall.authority,
        window=window,
        official=official,
        unit=unit,
        duty=duty.value,
        weekdays="".join(str(day) for day in sorted(shift.weekdays)),
        opened_on=shift.period.first,
        closed_on=shift.period.last,
    )
    return add(row, on=on, by=by)


@transaction.atomic
def assign(window: HallWindow, items: Iterable[ServiceItem], *, on: date, by: Official | None) -> None:
    """安排窗口事项: from this day the window takes exactly these; what it took before ends the day before. One entry."""
    wanted = {item.pk: item for item in items}
    rows = WindowItem.objects.of(window.authority).filter(window=window, closed_on=None)
    ending = rows.exclude(item__in=wanted)
    if begun := ending.filter(opened_on__gte=on).select_related("item").first():
        raise Unlawful(f"“{begun.item.name}”从{begun.opened_on}起才在该窗口办理，当日不能取消", field="codes")
    kept = set(rows.filter(item__in=wanted).values_list("item", flat=True))
    ending.update(closed_on=date.fromordinal(on.toordinal() - 1))
    own = window.authority
    WindowItem.objects.of(own).bulk_create(
        WindowItem(authority=own, window=window, item=item, opened_on=on)
        for key, item in wanted.items()
        if key not in kept
    )
    codes: list[JSON] = [*sorted(item.code for item in wanted.values())]
    journal.enter(own, MATTERS_SET, on=on, by=by, data={"window": window.pk, "items": codes})


@transaction.atomic
def close(row: Lasting, *, last: date, on: date, by: Official | None) -> None:
    """停用: its last day; what stands within it must have ended before."""
    not_in_the_future(last, on, field="last", what="停用日期")
    if row.closed_on is not None:
        raise Unlawful("已经停用")
    if last < row.opened_on:
        raise Unlawful(f"停用日期不能早于启用之日（{row.opened_on}）", field="last")
    for inner in _inside(row):
        if inner.closed_on is None or inner.closed_on > last:
            raise Unlawful(f"“{inner}”还在用，先停用它", field="last")
    row.closed_on = last
    row.save(update_fields=["closed_on"])
    _enter(row, HALL_CLOSED, on, by)


def _inside(row: Lasting) -> Iterable[Lasting]:
    if isinstance(row, ServiceHall):
        yield from row.zones.of(row.authority)
        yield from row.units.of(row.authority).select_related("unit")
    elif isinstance(row, HallZone):
        yield from row.windows.of(row.authority)
    elif isinstance(row, HallWindow):
        yield from row.posts.of(row.authority).select_related("window", "official")


def _enter(row: Owned, kind: str, on: date, by: Official | None) -> None:
    """As the table keeps it: 4000 square metres are 4000.00 there."""
    kept = type(row).objects.of(row.authority).get(pk=row.pk)
    journal.enter(row.authority, kind, on=on, by=by, data=recorded(kept))


def recorded(row: Owned) -> dict[str, JSON]:
    """登记内容: as the entry holds it; people by the name of their account."""
    told: dict[str, JSON] = {"table": row._meta.model_name, "row": row.pk}
    for field in row._meta.concrete_fields:
        if field.name in ("id", "authority"):
            continue
        value = field.value_from_object(row)
        told[field.name] = value if isinstance(value, str | int | bool) or value is None else str(value)
    return told


TABLES: tuple[type[Owned], ...] = (
    *(ServiceHall, HallZone, HallWindow, HallFacility, HallUnit, WindowPost, MergedWindow),
)
"""大厅的各表: every row of them has its entry; the matters of a window have one together."""
