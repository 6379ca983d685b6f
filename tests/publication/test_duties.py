"""所属目录事项: what is published under an item of the catalogue closes its slot; what is withdrawn opens it again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.law.disclosure import ContentClass, Withdrawal
from gongkai.law.grammar.flow import Unlawful
from gongkai.law.slots import SlotState
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue.models import Column
from gongkai.publication.catalogue.slots import acts as slots
from gongkai.publication.catalogue.slots import queries as slot_queries
from gongkai.publication.catalogue.slots.models import Fulfilment, Slot
from gongkai.publication.catalogue.standards import unit_acts
from gongkai.publication.catalogue.standards.models import UnitItem
from gongkai.publication.catalogue.standards.unit_acts import ItemPlan, Proposal
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.acts import Item
from gongkai.publication.disclosure.duties import Duty
from gongkai.publication.disclosure.models import Content
from gongkai.web import clock
from tests.publication.conftest import DAY, House
from tests.publication.papers import desk
from tests.publication.test_contents import in_a_batch, put_right, review, signed
from tests.publication.test_disclosure_pages import hidden, page

SAID = {"救助人数": "三十二人", "支出金额": "六万元"}
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def item(house: House) -> UnitItem:
    """An item of every month in the column of documents, with two elements, one of them with a wish besides."""
    return expected(house, house.files)


def expected(house: House, column: Column, name: str = "资金支出") -> UnitItem:
    people = house.people
    plan = ItemPlan(
        "社会救助", "临时救助", name, "救助人数、支出金额\n备注（如有）", "社会救助股", "按月公开", column=column
    )
    items = unit_acts.propose(people.bureau, [Proposal(plan)], on=DAY, by=people.wang)
    unit_acts.approve(people.bureau, items, on=DAY, by=people.li)
    slots.generate(people.bureau, DAY.year, on=DAY, by=people.wang)
    return items[0]


def published(house: House, duty: Duty | None, column: Column | None = None, ends_on: date | None = None) -> Content:
    given = Item(ContentClass.DOCUMENT, "九月临时救助资金支出", text="见要素。", ends_on=ends_on)
    by, row = house.people.wang, review(house)
    return acts.publish(column or house.files, given, on=DAY, today=DAY, by=by, review=row, duty=duty)


def september(item: UnitItem, on: date = DAY) -> SlotState:
    [found] = slot_queries.on_day(slot_queries.slots(item.authority).filter(item=item, key="2025-09"), on)
    return found.state


def test_a_content_under_an_item_closes_its_slot_and_its_withdrawal_opens_it_again(
    house: House, item: UnitItem
) -> None:
    content = published(house, Duty(item, {**SAID, "备注": " "}))
    assert september(item) is SlotState.PUBLISHED
    assert content.extra == {"catalogue_item": item.pk, "elements": SAID}
    assert Fulfilment.objects.of(item.authority).get().index_number == content.index_number
    acts.withdraw(content, on=NEXT, by=house.people.wang, reason="金额有误")
    assert september(item, DAY) is SlotState.PUBLISHED and september(item, NEXT) is SlotState.PENDING
    by, row = house.people.wang, review(house, on=NEXT)
    acts.publish_again(content, on=NEXT, today=NEXT, by=by, review=row, duty=Duty(item, SAID))
    assert september(item, NEXT) is SlotState.PUBLISHED
    assert [str(finding) for finding in verify(whole=True)] == []


def test_a_document_closes_the_slot_and_after_it_was_put_right_closes_it_again(house: House, item: UnitItem) -> None:
    document, wang = signed(house), house.people.wang
    content = acts.publish_document(document, house.files, on=DAY, today=DAY, by=wang, duty=Duty(item, SAID))
    assert september(item) is SlotState.PUBLISHED
    acts.withdraw(content, on=DAY, by=wang, reason="有误")
    assert september(item) is SlotState.PENDING
    put_right(house, document, "第一条 改。", DAY)
    back = acts.publish_document(document, house.files, on=DAY, today=DAY, by=wang, duty=Duty(item, SAID))
    assert back == content and september(item) is SlotState.PUBLISHED


def test_what_lacks_an_element_or_is_of_another_column_is_refused_and_nothing_is_out(
    house: House, item: UnitItem
) -> None:
    with pytest.raises(Unlawful, match="还缺：支出金额"):
        published(house, Duty(item, {"救助人数": "三十二人"}))
    with pytest.raises(Unlawful, match="不是栏目“政策解读”现行的目录事项"):
        given = Item(ContentClass.INTERPRETATION, "解读", text="解读。")
        row, by = review(house), house.people.wang
        acts.publish(house.explained, given, on=DAY, today=DAY, by=by, review=row, duty=Duty(item, SAID))
    unit_acts.end(item, on=DAY, by=house.people.li, reason="职能划出")
    with pytest.raises(Unlawful, match="现行的目录事项"):
        published(house, Duty(item, SAID))
    assert not Content.objects.everywhere().exists() and not Fulfilment.objects.everywhere().exists()


def test_what_names_no_item_and_what_a_ledger_brought_close_nothing(house: House, item: UnitItem) -> None:
    published(house, None)
    in_a_batch(house, many=2)
    assert not Fulfilment.objects.everywhere().exists() and september(item) is SlotState.PENDING


def test_what_has_run_its_time_has_met_its_duty_and_is_not_counted_twice_when_it_comes_back(
    house: House, item: UnitItem
) -> None:
    content = published(house, Duty(item, SAID), ends_on=DAY)
    acts.withdraw(content, on=NEXT, by=None, reason="公示期满", kind=Withdrawal.ENDED)
    assert september(item, NEXT) is SlotState.PUBLISHED
    row, by = review(house, on=NEXT), house.people.wang
    acts.publish_again(
        content, on=NEXT, today=NEXT, by=by, review=row, changed={"ends_on": None}, duty=Duty(item, SAID)
    )
    assert Fulfilment.objects.of(item.authority).count() == 1


# -- the pages -------------------------------------------------------------------------------------------------------------


def test_choosing_an_item_asks_for_its_elements_and_publishing_from_the_page_closes_its_slot(
    house: House, item: UnitItem
) -> None:
    document, wang = signed(house), desk("wang")
    plain = page(wang, f"/desk/disclosure/publish/{document.dossier_id}/")
    assert "目录事项" in plain and "支出金额" not in plain
    address = f"/desk/disclosure/publish/{document.dossier_id}/?item={item.pk}"
    text = page(wang, address)
    assert "目录事项“临时救助／资金支出”的要素" in text and "支出金额" in text
    today = clock.today()
    form = {**hidden(text), "column": str(house.files.pk), "on": f"{today}", "element_1": "三十二人"}
    refused = wang.post(address, form)
    assert refused.status_code == 200 and not Content.objects.everywhere().exists()
    assert "三十二人" in refused.content.decode(), "what was typed is carried along"
    assert wang.post(address, {**form, "element_2": "六万元<b>"}).status_code == 302
    content = Content.objects.of(house.people.bureau).get()
    assert Fulfilment.objects.of(house.people.bureau).get().index_number == content.index_number
    shown = page(Client(), queries.address(content))
    assert "公开要素" in shown and "六万元&lt;b&gt;" in shown


def test_other_content_is_published_and_comes_back_under_its_item(house: House, item: UnitItem) -> None:
    row, wang = review(house), desk("wang")
    address = f"/desk/disclosure/publish/?review={row.pk}&item={item.pk}"
    form = {
        **hidden(page(wang, address)),
        "review": str(row.pk),
        "kind": "document",
        "title": "九月支出",
        "text": "见要素。",
        "column": str(house.files.pk),
        "on": f"{clock.today()}",
        "source": "own",
        "element_1": "三十二人",
        "element_2": "六万元",
    }
    assert wang.post(address, form).status_code == 302
    content = Content.objects.of(house.people.bureau).get()
    acts.withdraw(content, on=clock.today(), by=house.people.wang, reason="有误")
    again = page(wang, f"/desk/disclosure/{content.pk}/again/")
    assert "三十二人" in again and f'value="{item.pk}" selected' in again


def test_an_item_of_another_authority_or_without_a_column_is_not_offered(house: House, item: UnitItem) -> None:
    people = house.people
    plan = ItemPlan("社会救助", "临时救助", "办事指南", "条件", "社会救助股", "按月公开")
    bare = unit_acts.propose(people.bureau, [Proposal(plan)], on=DAY, by=people.wang)
    unit_acts.approve(people.bureau, bare, on=DAY, by=people.li)
    document, wang = signed(house), desk("wang")
    text = page(wang, f"/desk/disclosure/publish/{document.dossier_id}/?item={bare[0].pk}")
    assert "临时救助／资金支出" in text and "办事指南" not in text and "element_1" not in text
    assert Slot.objects.of(people.bureau).filter(item=item).exists()


def test_what_is_said_of_an_item_is_put_right_on_the_page_and_never_left_out(house: House, item: UnitItem) -> None:
    content, wang = published(house, Duty(item, SAID)), desk("wang")
    address = f"/desk/disclosure/{content.pk}/correct/"
    sent = {**hidden(page(wang, address)), "title": content.title, "text": content.text, "on": f"{DAY:%Y-%m-%d}"}
    sent |= {"note": "支出金额更正为七万元", "element_1": "三十二人"}
    assert "支出金额" in wang.post(address, sent).content.decode()
    assert Content.objects.of(item.authority).get().edition == 1, "an element was left out"
    assert wang.post(address, {**sent, "element_2": "七万元"}).status_code == 302
    now = Content.objects.of(item.authority).get()
    assert now.extra == {"catalogue_item": item.pk, "elements": {**SAID, "支出金额": "七万元"}}
    assert "七万元" in page(Client(), queries.address(now))
    with pytest.raises(Unlawful, match="还缺：支出金额"):
        changed = {"extra": {**now.extra, "elements": {"救助人数": "三十二人"}}}
        acts.correct(now, changed, on=DAY, today=DAY, by=house.people.wang, reason="", note="漏了")
    assert [str(finding) for finding in verify(whole=True)] == []
