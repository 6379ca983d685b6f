"""印刷品订制办理: open an order, ask for copies, place it, accept what the printer brings, call it off.

Each is one transaction and one entry. Good copies become stock by the act that registers what was printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.law.carriers import PLACES, PrintedKind
from gongkai.law.grammar.flow import JSON, Unlawful, not_in_the_future
from gongkai.law.print_orders import Accepted, OrderAct, OrderState, Placed, accept, require_open
from gongkai.office.authorities.models import Authority, Official
from gongkai.office.journal import acts as journal
from gongkai.publication.disclosure.carriers.acts import print_matter
from gongkai.publication.disclosure.carriers.orders.models import PrintAsk, PrintDelivery, PrintOrder
from gongkai.publication.disclosure.models import Content


@dataclass(frozen=True)
class Wanted:
    """征订: what is to be printed, and until when copies may be asked for."""

    title: str
    kind: PrintedKind
    asked_until: date | None = None


@transaction.atomic
def open_order(content: Content, wanted: Wanted, *, on: date, today: date, once: str, by: Official) -> PrintOrder:
    """征订: from now on this authority and those beneath it may ask for copies; sent twice it is one."""
    not_in_the_future(on, today)
    mark = sha256(f"print order {content.authority_id} {once}".encode()).hexdigest()
    if made := PrintOrder.objects.of(content.authority).filter(once=mark).first():
        return made
    if not content.is_public:
        raise Unlawful("内容已经撤回，不能订制", PLACES, field="index_number")
    if not wanted.title.strip():
        raise Unlawful("名称不能为空", PLACES, field="title")
    if wanted.asked_until is not None and wanted.asked_until < on:
        raise Unlawful("订数截止不能早于征订日期", PLACES, field="asked_until")
    row = PrintOrder(
        authority=content.authority,
        content=content,
        title=wanted.title.strip(),
        kind=wanted.kind.value,
        state=OrderState.COLLECTING.value,
        opened_on=on,
        asked_until=wanted.asked_until,
        once=mark,
    )
    row.save(force_insert=True)
    _enter(row.authority, "open_print_order", row, on, by, title=row.title, content=content.pk)
    return row


@transaction.atomic
def ask(order: PrintOrder, of: Authority, copies: int, *, on: date, today: date, by: Official) -> PrintAsk:
    """报订数: of the authority that keeps the order, or of one beneath it; asked again, only the last number counts."""
    not_in_the_future(on, today)
    _begin(order, OrderAct.ASK)
    if order.authority_id not in of.line:
        raise Unlawful("只有本机关和下级单位可以报订数", PLACES)
    if order.asked_until is not None and on > order.asked_until:
        raise Unlawful(f"订数已于{order.asked_until:%Y-%m-%d}截止", PLACES, field="on")
    if copies < 0:
        raise Unlawful("订数不能是负数；不要了填0", PLACES, field="copies")
    PrintAsk.objects.of(of).filter(order=order, replaced_on=None).update(replaced_on=on)
    row = PrintAsk.objects.of(of).create(authority=of, order=order, copies=copies, asked_on=on)
    _enter(of, OrderAct.ASK.value, order, on, by, copies=copies)
    return row


@transaction.atomic
def place(order: PrintOrder, placed: Placed, *, on: date, today: date, by: Official) -> PrintOrder:
    """订制: the quantity is what was asked for and what is kept; from now on nobody asks any more."""
    not_in_the_future(on, today)
    _begin(order, OrderAct.PLACE)
    if on < order.opened_on:
        raise Unlawful("订制日期不能早于征订日期", PLACES, field="on")
    asks = PrintAsk.objects.everywhere().filter(order=order, replaced_on=None).values_list("copies", flat=True)
    order.quantity = placed.quantity(asks, on)
    order.state, order.kept, order.printer = OrderState.PLACED.value, placed.kept, placed.printer.strip()
    order.price, order.placed_on, order.due_on = placed.price, on, placed.due_on
    order.save()
    told: dict[str, JSON] = {"quantity": order.quantity, "kept": order.kept, "printer": order.printer}
    told |= {"price": str(order.price) if order.price is not None else None, "due": order.due_on.isoformat()}
    _enter(order.authority, OrderAct.PLACE.value, order, on, by, **told)
    return order


@transaction.atomic
def accept_delivery(order: PrintOrder, accepted: Accepted, *, on: date, today: date, by: Official) -> PrintDelivery:
    """验收: what is good becomes stock; what is faulty is owed again, until the order is whole."""
    not_in_the_future(on, today)
    _begin(order, OrderAct.ACCEPT)
    if order.placed_on is not None and on < order.placed_on:
        raise Unlawful("验收日期不能早于订制日期", PLACES, field="on")
    before = [each.accepted for each in order.deliveries.of(order.authority)]
    order.state = accept(order.quantity, before, accepted).value
    printed = None
    if accepted.good:
        stock = (order.title, PrintedKind(order.kind), accepted.good)
        printed = print_matter(order.content, *stock, on=on, today=today, by=by)
    row = PrintDelivery.objects.of(order.authority).create(
        authority=order.authority,
        order=order,
        printed=printed,
        count=accepted.count,
        faulty=accepted.faulty,
        faults=accepted.faults.strip(),
        accepted_on=on,
    )
    order.save(update_fields=["state"])
    told: dict[str, JSON] = {"count": row.count, "faulty": row.faulty, "faults": row.faults}
    _enter(order.authority, OrderAct.ACCEPT.value, order, on, by, **told)
    return row


@transaction.atomic
def call_off(order: PrintOrder, reason: str, *, on: date, today: date, by: Official) -> PrintOrder:
    """取消: of what has not been delivered whole; what was accepted stays in stock."""
    not_in_the_future(on, today)
    _begin(order, OrderAct.CALL_OFF)
    if not reason.strip():
        raise Unlawful("取消应当写明理由", PLACES, field="reason")
    order.state, order.reason = OrderState.CALLED_OFF.value, reason.strip()
    order.save(update_fields=["state", "reason"])
    _enter(order.authority, OrderAct.CALL_OFF.value, order, on, by, reason=order.reason)
    return order


def _begin(order: PrintOrder, act: OrderAct) -> None:
    order.refresh_from_db(from_queryset=PrintOrder.objects.of(order.authority).select_for_update())
    require_open(act, OrderState(order.state))


def _enter(authority: Authority, act: str, order: PrintOrder, on: date, by: Official, **data: JSON) -> None:
    journal.enter(authority, act, on=on, by=by, data={"print_order": order.pk, **data})
