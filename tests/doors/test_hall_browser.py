"""一处办事的路: asked on a phone, written with the words in hand, followed at the one door; axe finds nothing wrong."""

from __future__ import annotations

import re
import time

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.web.traps import SOONEST
from tests.browser import browser, on_desk, on_phone, press
from tests.casework.engagement.conftest import LAMP, logged_in
from tests.casework.engagement.test_tickets_browser import enter, send, sound
from tests.cast import Cast, cast, official
from tests.doors.search.conftest import own_index

__all__ = ["browser", "own_index"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db: None) -> Cast:
    people = cast()
    official("sun", "孙接线", people.county, "hotline")
    official("zheng", "郑复核", people.county, "disclosure_office")
    return people


def test_somebody_asks_finds_the_way_with_the_words_in_hand_and_follows_at_one_door(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address = str(live_server)
    on_phone(browser)
    browser.get(f"{address}/shili/hd/")
    sound(browser, "hall")
    browser.find_element(By.ID, "asked").send_keys("投诉路口的路灯不亮")
    press(browser, ".hall-ask button")
    assert "没有找到相近的答复" in browser.page_source and "可能适合" in browser.page_source
    sound(browser, "asked")
    press(browser, ".hall-ways .choice")
    assert browser.find_element(By.NAME, "title").get_attribute("value") == "投诉路口的路灯不亮"
    assert browser.find_element(By.NAME, "kind").get_attribute("value") == "complain"
    time.sleep(SOONEST.total_seconds())
    send(browser, text=LAMP)
    number, code = (re.search(mark, browser.page_source) for mark in (r"〔\d{4}〕\d+号", r"(?:\w{4}-){3}\w{4}"))
    assert number and code and Ticket.objects.of(company.county).count() == 1
    browser.get(f"{address}/shili/hd/cx/")
    sound(browser, "one door")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number[0], code="ABCD-EFGH-JKMN-PQRS")
    assert "编号或者查询码不正确" in browser.page_source
    sound(browser, "wrong code")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number[0], code=code[0])
    assert browser.current_url.endswith("/shili/wyly/follow/") and "受理日期" in browser.page_source
    sound(browser, "followed")
    browser.get(f"{address}/shili/wyly/sqfx/")
    sound(browser, "analyses")
    browser.get(f"{address}/shili/jyta/cx/")
    sound(browser, "a proposer")
    on_desk(browser)
    for username, page in (("sun", "engagement/analysis/"), ("zheng", "reports/months/")):
        enter(browser, address, logged_in(username))
        browser.get(f"{address}/desk/{page}")
        sound(browser, page)
