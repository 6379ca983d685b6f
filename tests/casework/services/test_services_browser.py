"""一件事的路: on a phone a citizen answers to a list and prints it; at the desk an item changes and every carrier follows."""

from __future__ import annotations

import re
from datetime import date

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.casework.services.items.models import ServiceItem
from gongkai.casework.services.packages.models import ServicePackage
from gongkai.web import clock
from tests.browser import browser, complaints, on_desk, on_phone, overflow, press
from tests.casework.services.conftest import food, logged_in, restaurant
from tests.cast import Cast, cast

__all__ = ["browser", "food", "restaurant"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast()


def sound(browser: Chrome, name: str) -> None:
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name


def enter(browser: Chrome, address: str, username: str) -> None:
    browser.get(f"{address}/desk/login/")
    browser.delete_all_cookies()
    browser.add_cookie({"name": "sessionid", "value": logged_in(username).cookies["sessionid"].value})


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "main").text


def test_a_citizen_answers_to_a_list_and_a_clerk_s_change_reaches_every_carrier(
    people: Cast, restaurant: ServicePackage, live_server: object, browser: Chrome
) -> None:
    address = str(live_server)
    place = f"{address}/{people.bureau.code}"
    on_phone(browser)
    browser.get(f"{place}/yjs/")
    sound(browser, "packages")
    browser.find_element(By.LINK_TEXT, "我要开餐馆").click()
    sound(browser, "question")
    press(browser, "a.choice")
    sound(browser, "list")
    assert "依次办要35个工作日，合成一件办承诺9个工作日" in text(browser)
    stamp = re.findall(r"SP001 V1-[0-9A-F]{8}", text(browser))[0]
    browser.find_element(By.LINK_TEXT, "改上一题").click()
    assert "在哪里开？" in text(browser)

    on_desk(browser)
    enter(browser, address, "wang")
    row = ServiceItem.objects.of(people.bureau).get(code="SP001")
    browser.get(f"{address}/desk/services/items/{row.dossier_id}/change/")
    sound(browser, "change")
    days = browser.find_element(By.NAME, "promised_days")
    days.clear()
    days.send_keys("2")
    browser.find_element(By.NAME, "reason").send_keys("压缩时限")
    press(browser, "form.form button[type=submit]")
    assert "变更待签发" in text(browser)
    sound(browser, "item")
    enter(browser, address, "li")
    browser.get(f"{address}/desk/services/items/{row.dossier_id}/sign_change/")
    assert "8个工作日" in text(browser) and "2个工作日" in text(browser)
    press(browser, "form.form button[type=submit]")
    assert "现行" in text(browser)
    for name in ("items", "items/figures", "items/copies", "packages", f"packages/{restaurant.dossier_id}"):
        browser.get(f"{address}/desk/services/{name}/")
        sound(browser, name)

    on_phone(browser)
    browser.delete_all_cookies()
    guide = f"{place}/bszn/{row.dossier_id}/"
    browser.get(guide)
    sound(browser, "guide")
    assert "承诺2个工作日办结" in text(browser)
    now = re.findall(r"SP001 V2-[0-9A-F]{8}", text(browser))[0]
    browser.get(f"{guide}notice/?asked=1")
    sound(browser, "notice")
    assert now in text(browser)
    browser.get(f"{place}/bszn/check/?stamp={stamp}")
    sound(browser, "check")
    assert "已过期" in text(browser)
    browser.get(f"{place}/bszn/")
    sound(browser, "finder")
    browser.get(f"{place}/yjs/{restaurant.dossier_id}/?a=0")
    assert "合成一件办承诺4个工作日" in text(browser)
    assert clock.today() > date(2025, 3, 3)
