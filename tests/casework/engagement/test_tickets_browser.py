"""一封来信的路: written on a phone, handed on, answered by two people, followed, rated, published; axe finds nothing wrong."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.casework.engagement.tickets.models import Mailbox, Ticket
from gongkai.law.ticket_kinds import TicketSource
from gongkai.office.journal.verify import verify
from gongkai.web.traps import SOONEST
from tests.browser import browser, complaints, on_desk, on_phone, overflow, press
from tests.casework.engagement.conftest import LAMP, logged_in
from tests.cast import Cast, cast, official

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db: None) -> Cast:
    people = cast()
    official("sun", "孙接线", people.county, "hotline")
    official("zheng", "郑复核", people.county, "disclosure_office")
    Mailbox.objects.of(people.county).create(
        authority=people.county, name="县长信箱", source=TicketSource.LEADER.value, owner="县长", rules="一事一信"
    )
    return people


def sound(browser: Chrome, name: str) -> None:
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name


def enter(browser: Chrome, address: str, client: Client) -> None:
    browser.get(f"{address}/desk/login/")
    browser.delete_all_cookies()
    browser.add_cookie({"name": "sessionid", "value": client.cookies["sessionid"].value})


def send(browser: Chrome, **values: str) -> None:
    """Fill in what is named and send the form of the page."""
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        elif field.get_attribute("type") == "radio":
            browser.find_element(By.CSS_SELECTOR, f'[name="{name}"][value="{value}"]').click()
        elif field.get_attribute("type") == "checkbox":
            field.click()
        else:
            field.clear()
            field.send_keys(value)
    press(browser, ".form-acts button")


def written(browser: Chrome, address: str) -> tuple[str, str]:
    """Somebody looks whether it is answered already, writes, and keeps number and code."""
    browser.get(f"{address}/shili/wyly/")
    sound(browser, "talk")
    browser.find_element(By.ID, "asked").send_keys("路灯坏了")
    press(browser, "form.filters button")
    assert "没有找到相近的答复" in browser.page_source
    sound(browser, "looked for")
    press(browser, ".choice")
    assert "县长信箱" in browser.title and "一事一信" in browser.page_source
    sound(browser, "write")
    send(browser)
    sound(browser, "errors")
    time.sleep(SOONEST.total_seconds())
    send(browser, kind="complain", title="路灯坏了", text=LAMP, consents="on")
    sound(browser, "receipt")
    found = re.search(r"〔\d{4}〕\d+号", browser.page_source), re.search(r"(?:\w{4}-){3}\w{4}", browser.page_source)
    assert found[0] and found[1]
    return found[0][0], found[1][0]


def handled(browser: Chrome, address: str) -> None:
    """Handed on, signed for, drafted, passed, replied."""
    ticket = Ticket.objects.everywhere().get()
    base = f"{address}/desk/engagement/{ticket.dossier_id}/"
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("sun", "dispatch", {"unit": "shili-minzheng", "mode": "network"}),
        ("wang", "sign", {}),
        ("wang", "draft", {"result": "solved", "answer": "已更换灯具，当晚恢复照明。"}),
        ("li", "approve", {}),
        ("wang", "reply", {"way": "online"}),
    )
    for username, act, said in steps:
        enter(browser, address, logged_in(username))
        browser.get(base)
        sound(browser, f"ticket before {act}")
        press(browser, f'.acts a[href$="/act/{act}/"]')
        sound(browser, act)
        send(browser, **said)


def test_a_letter_goes_its_way_from_a_phone_to_the_published_reply(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address = str(live_server)
    on_phone(browser)
    number, code = written(browser, address)
    on_desk(browser)
    handled(browser, address)
    for page in ("", "?place=all", "figures/", "terms/", "mailboxes/", "imports/", "register/"):
        enter(browser, address, logged_in("sun"))
        browser.get(f"{address}/desk/engagement/{page}")
        sound(browser, page)
    enter(browser, address, logged_in("zheng"))
    browser.get(f"{address}/desk/engagement/{Ticket.objects.everywhere().get().dossier_id}/publish/")
    sound(browser, "publish")
    send(browser)
    browser.delete_all_cookies()
    on_phone(browser)
    browser.get(f"{address}/shili/wyly/follow/")
    sound(browser, "follow")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number, code=code)
    assert "恢复照明" in browser.page_source
    sound(browser, "followed")
    time.sleep(SOONEST.total_seconds())
    send(browser, satisfaction="satisfied")
    assert "您的评价" in browser.page_source and "满意" in browser.page_source
    browser.get(f"{address}/shili/wyly/?q=路灯坏了没人修")
    press(browser, 'a[href*="/wyly/replies/"]')
    assert "答复单位" in browser.page_source
    sound(browser, "reply")
    assert list(verify(whole=True)) == []
