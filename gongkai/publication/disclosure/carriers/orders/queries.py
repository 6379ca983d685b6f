"""印刷品订制查询: the orders of an authority, what may be asked of those above it, and what is owed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.law.print_orders import OrderState, missing
from gongkai.office.authorities.models import Authority, OwnedQuerySet
from gongkai.publication.disclosure.carriers.orders.models import PrintAsk, PrintDelivery, PrintOrder


@dataclass(frozen=True)
class Ordered:
    """订制情况: an order, what was asked for, what came, and how many good copies are still owed."""

    order: PrintOrder
    asks: list[PrintAsk]
    deliveries: list[PrintDelivery]
    late: bool

    @property
    def asked(self) -> int:
        """订数合计: of what still counts."""
        return sum(each.copies for each in self.asks if each.replaced_on is None)

    @property
    def owed(self) -> int:
        """欠交数: nothing before it is placed, and nothing once it is called off."""
        if self.order.state not in (OrderState.PLACED, OrderState.DELIVERED):
            return 0
        return missing(self.order.quantity, [each.accepted for each in self.deliveries])


def ordered(orders: Collection[PrintOrder], on: date) -> list[Ordered]:
    """各单的情况: asks of every authority, for they belong to who asks."""
    keys = [order.pk for order in orders]
    asks = list(PrintAsk.objects.everywhere().filter(order__in=keys).select_related("authority").order_by("pk"))
    came = list(PrintDelivery.objects.everywhere().filter(order__in=keys).select_related("printed").order_by("pk"))
    return [
        Ordered(
            order,
            [each for each in asks if each.order_id == order.pk],
            [each for each in came if each.order_id == order.pk],
            order.state == OrderState.PLACED and order.due_on is not None and order.due_on < on,
        )
        for order in orders
    ]


def orders(authority: Authority) -> OwnedQuerySet[PrintOrder]:
    """订制单: of an authority, the latest first."""
    return PrintOrder.objects.of(authority).select_related("content", "authority").order_by("-opened_on", "-pk")


def askable(authority: Authority, on: date) -> OwnedQuerySet[PrintOrder]:
    """可报订数的: of the authority itself and of those above it, while they are collected."""
    rows = PrintOrder.objects.everywhere().filter(authority__in=authority.line, state=OrderState.COLLECTING)
    open_still = rows.filter(Q(asked_until=None) | Q(asked_until__gte=on))
    return open_still.select_related("authority", "content").order_by("asked_until", "pk")


def own_asks(authority: Authority, orders: Collection[PrintOrder]) -> dict[int, int]:
    """本单位已报的订数: by order."""
    rows = PrintAsk.objects.of(authority).filter(order__in=[each.pk for each in orders], replaced_on=None)
    return dict(rows.values_list("order", "copies"))
