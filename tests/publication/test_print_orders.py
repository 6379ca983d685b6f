"""印刷品订制: townships ask, the order sums them up, what is good is stock, what is faulty is owed again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from gongkai.law.carriers import PrintedKind
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.print_orders import Accepted, OrderState, Placed
from gongkai.office.authorities.models import Official
from gongkai.office.journal.models import Entry
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure.carriers import acts as carriers
from gongkai.publication.disclosure.carriers.models import PrintedMatter
from gongkai.publication.disclosure.carriers.orders import acts, queries
from gongkai.publication.disclosure.carriers.orders.acts import Wanted
from gongkai.publication.disclosure.carriers.orders.models import PrintAsk, PrintOrder
from gongkai.publication.disclosure.models import Content
from tests.cast import Cast
from tests.publication.conftest import DAY
from tests.publication.test_carriers import clerk as clerk
from tests.publication.test_carriers import content as content
from tests.publication.test_interpretation_pages import desk, said

DUE = DAY + timedelta(days=20)
WANTED = Wanted("低保政策明白卡", PrintedKind.CARD, DAY + timedelta(days=5))


@pytest.fixture
def order(content: Content, clerk: Official) -> PrintOrder:
    return acts.open_order(content, WANTED, on=DAY, today=DAY, once="1", by=clerk)


def test_units_beneath_ask_the_order_sums_up_and_what_is_good_is_stock(
    people: Cast, order: PrintOrder, clerk: Official
) -> None:
    county = people.county
    day: dict[str, Any] = {"on": DAY, "today": DAY}
    acts.ask(order, people.bureau, 300, by=people.wang, **day)
    acts.ask(order, people.bureau, 200, by=people.wang, **day)
    assert queries.own_asks(people.bureau, [order]) == {order.pk: 200}, "the last number counts"
    assert PrintAsk.objects.of(people.bureau).count() == 2, "and the first one stays"
    acts.ask(order, county, 50, by=clerk, **day)
    acts.place(order, Placed(30, "示例印刷厂", DUE, Decimal("1200.50")), by=clerk, **day)
    assert order.quantity == 280
    acts.accept_delivery(order, Accepted(200, 20, "缺页"), by=clerk, **day)
    [found] = queries.ordered([order], DUE + timedelta(days=1))
    assert (found.asked, found.owed, found.late) == (250, 100, True)
    with pytest.raises(Unlawful, match="超过欠交数100"):
        acts.accept_delivery(order, Accepted(101), by=clerk, **day)
    acts.accept_delivery(order, Accepted(100), by=clerk, **day)
    assert order.state == OrderState.DELIVERED
    [found] = queries.ordered([order], DUE + timedelta(days=1))
    assert (found.owed, found.late) == (0, False)
    stock = list(PrintedMatter.objects.of(county).order_by("pk"))
    assert [row.quantity for row in stock] == [180, 100]
    with pytest.raises(Unlawful, match="超过余量180"):
        carriers.distribute(stock[0], "示例县民政局", 181, "签收单1号", by=clerk, **day)
    carriers.distribute(stock[0], "示例县民政局", 180, "签收单1号", by=clerk, **day)
    asked = Entry.objects.of(people.bureau).filter(act="ask_copies")
    assert asked.count() == 2, "who asks enters it in the own journal"


def test_only_those_of_the_line_ask_and_only_while_it_is_collected(
    people: Cast, order: PrintOrder, clerk: Official
) -> None:
    with pytest.raises(Unlawful, match="本机关和下级单位"):
        acts.ask(order, people.prefecture, 5, on=DAY, today=DAY, by=clerk)
    late = DAY + timedelta(days=6)
    with pytest.raises(Unlawful, match="截止"):
        acts.ask(order, people.bureau, 5, on=late, today=late, by=people.wang)
    assert list(queries.askable(people.bureau, DAY)) == [order] and not queries.askable(people.bureau, late)
    assert not queries.askable(people.prefecture, DAY)
    with pytest.raises(Unlawful, match="没有订数"):
        acts.place(order, Placed(0, "示例印刷厂", DUE), on=DAY, today=DAY, by=clerk)
    acts.place(order, Placed(10, "示例印刷厂", DUE), on=DAY, today=DAY, by=clerk)
    with pytest.raises(Unlawful, match="不能报订数"):
        acts.ask(order, people.bureau, 5, on=DAY, today=DAY, by=people.wang)


def test_an_order_is_called_off_with_its_reason_and_what_was_accepted_stays(order: PrintOrder, clerk: Official) -> None:
    day: dict[str, Any] = {"on": DAY, "today": DAY, "by": clerk}
    acts.place(order, Placed(10, "示例印刷厂", DUE), **day)
    acts.accept_delivery(order, Accepted(4), **day)
    with pytest.raises(Unlawful, match="写明理由"):
        acts.call_off(order, " ", **day)
    acts.call_off(order, "承印单位停业", **day)
    with pytest.raises(Unlawful, match="不能验收"):
        acts.accept_delivery(order, Accepted(6), **day)
    assert PrintedMatter.objects.of(order.authority).get().quantity == 4
    [found] = queries.ordered([order], DUE + timedelta(days=1))
    assert (found.owed, found.late) == (0, False)


def test_what_was_withdrawn_is_not_ordered(content: Content, clerk: Official) -> None:
    disclosure.withdraw(content, on=DAY, by=clerk, reason="附件有误")
    with pytest.raises(Unlawful, match="已经撤回"):
        acts.open_order(content, WANTED, on=DAY, today=DAY, once="2", by=clerk)


def test_an_order_goes_its_way_at_the_desk_of_the_county_and_of_the_unit(people: Cast, content: Content) -> None:
    county, unit, day = desk("zheng"), desk("wang"), f"{DAY:%Y-%m-%d}"
    form = {"form_of_the_house": "1", "on": day}
    opened = {**form, "index_number": content.index_number, "title": "低保政策明白卡", "kind": "card"}
    assert county.post("/desk/printed/orders/open/", opened).status_code == 302
    order = PrintOrder.objects.of(people.county).get()
    page = f"/desk/printed/orders/{order.pk}/"
    assert "低保政策明白卡" in said(unit, "/desk/printed/orders/") and "未报" in said(unit, "/desk/printed/orders/")
    assert unit.get(page).status_code == 404, "the order itself is the county's"
    assert unit.post(f"{page}ask/", {**form, "copies": "300"}).status_code == 302
    assert desk("zhao").get(f"{page}ask/").status_code == 404, "nobody asks of a county that is not above"
    placed = {**form, "kept": "20", "printer": "示例印刷厂", "price": "1200.50", "due_on": f"{DUE:%Y-%m-%d}"}
    assert county.post(f"{page}place/", placed).status_code == 302
    assert "有不合格的" in county.post(f"{page}accept/", {**form, "count": "320", "faulty": "5"}).content.decode()
    came = {**form, "count": "320", "faulty": "5", "wrong": "墨迹不清"}
    assert county.post(f"{page}accept/", came).status_code == 302
    shown = said(county, page)
    assert "示例印刷厂" in shown and "墨迹不清" in shown and "315" in shown and "1200.50元" in shown
    off = {**form, "reason": "余数不再要"}
    assert county.post(f"{page}call-off/", off).status_code == 302
    assert "余数不再要" in said(county, page) and "取消" in said(county, "/desk/printed/orders/")
