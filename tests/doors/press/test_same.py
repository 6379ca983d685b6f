"""同一页面: what is pressed is to the byte what the site answers when it is asked, for every kind of page."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from gongkai.doors.followers import batches, press, rendering
from gongkai.engines.press import pressing
from gongkai.engines.press.models import PressedPage
from gongkai.engines.press.places import place
from gongkai.law.disclosure import ContentClass
from gongkai.publication.disclosure import acts as disclosure
from tests.doors.press.pressing import lying
from tests.publication import interpreting
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)
MARKUP = "<script>alert('1')</script>&amp;\"关于\x0b雨季\""


def furnished(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    below = opened(house.people, "办事通知", "bstz", parent=column)
    for number in range(3):
        published(house, column, f"第{number}号通知", text="自即日起办理。", ends_on=DAY.replace(year=2999))
    published(house, below, MARKUP, text=MARKUP)
    corrected = published(house, below, "错的标题")
    disclosure.correct(
        corrected, {"title": "对的标题"}, on=DAY, today=DAY, by=house.people.wang, reason="笔误", note="改正标题"
    )
    disclosure.withdraw(published(house, below, "不该有的"), on=DAY, by=house.people.wang, reason="有误")
    interpreting.published(house)


def test_every_pressed_page_is_what_the_site_answers(house: House) -> None:
    furnished(house)
    press.follow()
    with override_settings(PRESSED=False):
        client = Client()
        pages = list(PressedPage.objects.order_by("address"))
        for row in pages:
            response = client.get(row.address)
            body = b"".join(response) if response.streaming else response.content
            assert response.status_code == 200
            assert pressing.the_tree().read(place(row.address)) == body, row.address
    assert len(pages) > 60 and any("/zcjd/" in row.address and "/line/" in row.address for row in pages)


def test_a_page_drawn_with_others_is_the_page_drawn_alone(house: House) -> None:
    furnished(house)
    press.follow()
    addresses = list(PressedPage.objects.values_list("address", flat=True))
    drawn = batches.drawn(addresses, "")
    assert len(drawn) > 10
    for address, page in drawn.items():
        assert page == rendering.page("", address).page, address


def test_a_title_full_of_markup_is_text_everywhere(house: House) -> None:
    furnished(house)
    press.follow()
    pages = lying()
    assert not [at for at, page in pages.items() if b"<script>alert" in page and not at.endswith((".json", ".csv"))]
    assert [at for at, page in pages.items() if at.endswith(".xml") and b"\x0b" in page] == []
    assert any(b"&lt;script&gt;alert" in page for at, page in pages.items() if at.endswith("rss.xml"))


def test_a_withdrawn_title_is_in_no_feed_and_its_address_is_told_with_the_reason(house: House) -> None:
    furnished(house)
    press.follow()
    pages = lying()
    assert not [at for at, page in pages.items() if "不该有的".encode() in page]
    changes = pages["standard/shili-minzheng/changes.xml"].decode()
    assert "at:deleted-entry" in changes and "其他" in changes


def test_fixed_pages_of_a_list_stay_when_something_new_comes(house: House) -> None:
    column = opened(house.people, "通知公告", "tzgg")
    for number in range(60):
        published(house, column, f"第{number}号通知")
    press.follow()
    before = lying()
    fixed = {at for at in before if "/lm/tzgg/p/" in at}
    assert fixed == {f"standard/shili-minzheng/lm/tzgg/p/{number}/index.html" for number in (1, 2)}
    published(house, column, "最新的通知", kind=ContentClass.NOTICE)
    press.follow()
    after = lying()
    assert [at for at in fixed if before[at] != after[at]] == []
    assert "最新的通知".encode() in after["standard/shili-minzheng/lm/tzgg/index.html"]
