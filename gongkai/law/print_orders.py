"""印刷品订制: copies are asked for, ordered, delivered and accepted; what is good is stock, and nothing else is.

How many are ordered is what was asked for and what the house keeps; nobody types the sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.law.carriers import PLACES
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.grammar.words import Word


class OrderState(Word):
    """订制状态."""

    COLLECTING = "collecting", "征订中"
    PLACED = "placed", "已订制"
    DELIVERED = "delivered", "已交齐"
    CALLED_OFF = "called_off", "取消"


class OrderAct(Word):
    """订制环节."""

    ASK = "ask_copies", "报订数"
    PLACE = "place_print_order", "订制"
    ACCEPT = "accept_print_delivery", "验收"
    CALL_OFF = "call_off_print_order", "取消"


OPEN_FOR: dict[OrderAct, frozenset[OrderState]] = {
    OrderAct.ASK: frozenset({OrderState.COLLECTING}),
    OrderAct.PLACE: frozenset({OrderState.COLLECTING}),
    OrderAct.ACCEPT: frozenset({OrderState.PLACED}),
    OrderAct.CALL_OFF: frozenset({OrderState.COLLECTING, OrderState.PLACED}),
}
"""各环节在哪些状态下办."""


def require_open(act: OrderAct, state: OrderState) -> None:
    """订制可否办理: raises Unlawful."""
    if state not in OPEN_FOR[act]:
        raise Unlawful(f"订制{state.label}，不能{act.label}", PLACES)


@dataclass(frozen=True, slots=True)
class Placed:
    """订制单: how many the house keeps beside what was asked for, from which printer, at what price, by when."""

    kept: int
    printer: str
    due_on: date
    price: Decimal | None = None

    def quantity(self, asked: Iterable[int], on: date) -> int:
        """订制数量: what was asked for and what the house keeps; raises Unlawful where it is no order."""
        if not self.printer.strip():
            raise Unlawful("承印单位不能为空", PLACES, field="printer")
        if self.due_on < on:
            raise Unlawful("交货日期不能早于订制日期", PLACES, field="due_on")
        if self.price is not None and self.price < 0:
            raise Unlawful("价款不能是负数", PLACES, field="price")
        if self.kept < 0:
            raise Unlawful("本机关留用数不能是负数", PLACES, field="kept")
        quantity = self.kept + sum(asked)
        if quantity < 1:
            raise Unlawful("没有订数，也没有留用，不能订制", PLACES, field="kept")
        return quantity


@dataclass(frozen=True, slots=True)
class Accepted:
    """一次验收: so many copies came, so many of them are faulty and are no stock, and what is wrong with them."""

    count: int
    faulty: int = 0
    faults: str = ""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise Unlawful("到货数量应为正整数", PLACES, field="count")
        if not 0 <= self.faulty <= self.count:
            raise Unlawful("不合格数应在0和到货数量之间", PLACES, field="faulty")
        if self.faulty and not self.faults.strip():
            raise Unlawful("有不合格的，应当写明问题", PLACES, field="wrong")

    @property
    def good(self) -> int:
        """合格数: what is stock from now on."""
        return self.count - self.faulty


def missing(quantity: int, accepted: Iterable[Accepted]) -> int:
    """欠交数: good copies still to come; what is faulty is owed again."""
    return quantity - sum(each.good for each in accepted)


def accept(quantity: int, before: Iterable[Accepted], more: Accepted) -> OrderState:
    """验收以后: whether the order is delivered; no more good copies are accepted than were ordered."""
    left = missing(quantity, before)
    if more.good > left:
        raise Unlawful(f"合格数{more.good}超过欠交数{left}（订制{quantity}）", PLACES, field="count")
    return OrderState.DELIVERED if more.good == left else OrderState.PLACED
