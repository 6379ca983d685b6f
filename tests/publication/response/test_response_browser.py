"""一件舆情的路: registered on a phone, assessed, handed out, drafted, signed, published, read; axe finds nothing wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.law.grammar.dates import to_the_minute
from gongkai.office.journal.verify import verify
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.web import clock
from tests.browser import browser, complaints, on_desk, on_phone, overflow, press
from tests.cast import Cast, cast
from tests.publication.response.conftest import logged_in, staffed

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db: None) -> Cast:
    return staffed(cast())


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
        else:
            field.clear()
            field.send_keys(value)
    press(browser, ".form-acts button")


def test_an_event_goes_its_way_to_the_published_answer(browser: Chrome, live_server: object, company: Cast) -> None:
    address = str(live_server)
    began = to_the_minute(clock.now() - timedelta(hours=2)).replace("T", " ")
    on_phone(browser)
    enter(browser, address, logged_in("sun"))
    browser.get(f"{address}/desk/response/register/")
    sound(browser, "register")
    send(browser)
    sound(browser, "errors")
    said = {"title": "示例桥垮塌", "concern": "有没有人受伤", "kind": "accident", "severity": "grave", "source": "duty"}
    send(browser, **said, started_at=began)
    assert "剩" in browser.page_source or "还剩" in browser.page_source
    sound(browser, "event")
    event = OpinionEvent.objects.everywhere().get()
    base = f"{address}/desk/response/{event.dossier_id}/"
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("sun", "assess", {"judgement": "关注度高"}),
        ("sun", "assign", {"unit": "shili-minzheng", "person": "王小样"}),
        ("wang", "verify", {"facts": "无人员伤亡"}),
        ("wang", "draft", {"kind": "first", "title": "情况通报", "text": "无人员伤亡，请绕行二桥。"}),
        ("qian", "approve", {}),
        ("zheng", "release", {"channel": "website"}),
        ("zheng", "release", {"channel": "wechat"}),
        ("sun", "brief", {"judgement": "趋于平稳"}),
    )
    on_desk(browser)
    for username, act, values in steps:
        enter(browser, address, logged_in(username))
        browser.get(base)
        sound(browser, f"event before {act}")
        press(browser, f'.acts a[href$="/act/{act}/"]')
        sound(browser, act)
        send(browser, **values)
    browser.get(f"{address}/desk/response/figures/")
    press(browser, 'a[href*="column=within_five"]')
    assert event.dossier.number in browser.page_source
    browser.delete_all_cookies()
    on_phone(browser)
    browser.get(f"{address}/shili/hygq/")
    sound(browser, "list")
    press(browser, f'a[href$="/hygq/{event.pk}/"]')
    assert "请绕行二桥" in browser.page_source and "政务微信" in browser.page_source
    sound(browser, "public event")
    assert list(verify(whole=True)) == []
