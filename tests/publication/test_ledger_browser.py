"""台账导入在浏览器里: the whole way by hand, without a script, on an office screen and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.office.jobs import running
from gongkai.publication.disclosure.ledger.models import Ledger
from gongkai.publication.disclosure.models import Content
from tests.browser import browser, complaints, grumbles, on_phone, overflow, press
from tests.cast import PASSWORD
from tests.publication.conftest import House
from tests.publication.ledger_files import row, workbook

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
"""Where to keep what the browser shows, for somebody to look at."""


def look(browser: Chrome, name: str) -> None:
    assert [*grumbles(browser), *complaints(browser)] == [], name
    assert overflow(browser) <= 0, name
    if PICTURES:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        browser.set_window_size(1280, max(900, int(height) + 150))
        browser.save_screenshot(str(Path(PICTURES) / f"{name}.png"))


def test_a_clerk_imports_a_ledger_by_hand(
    house: House, browser: Chrome, live_server: LiveServer, tmp_path: Path
) -> None:
    rows = [row(number) for number in range(1, 30)]
    rows[3][6], rows[5][7], rows[7][9], rows[9][2] = "三月", "乡村振兴", "", "名单：110101199003070038"
    path = workbook(tmp_path / "2018年台账.xlsx", rows)
    browser.get(f"{live_server.url}/desk/login/")
    browser.find_element(By.NAME, "username").send_keys("wang")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "main form .button")
    browser.get(f"{live_server.url}/desk/ledgers/open/")
    look(browser, "1-open")
    browser.find_element(By.NAME, "file").send_keys(str(path))
    browser.find_element(By.NAME, "year").send_keys("2018")
    browser.find_element(By.NAME, "total").send_keys("29")
    browser.find_element(By.NAME, "by_website").send_keys("29")
    press(browser, "main form .form-acts .button")
    look(browser, "2-columns")
    press(browser, "main form .form-acts .button")
    look(browser, "3-reading")
    running.work_off("甲机")
    ledger = Ledger.objects.of(house.people.bureau).get()
    home = f"{live_server.url}/desk/ledgers/{ledger.pk}/"
    browser.get(home)
    look(browser, "4-report")
    browser.get(f"{home}rows/")
    look(browser, "5-rows")
    browser.get(home)
    press(browser, "form[action$='accept/'] .button")
    running.work_off("甲机")
    browser.get(home)
    look(browser, "6-done")
    browser.get(f"{live_server.url}/desk/ledgers/")
    look(browser, "7-all")
    assert Content.objects.of(house.people.bureau).count() == 27
    on_phone(browser)
    for page in ("", "rows/"):
        browser.get(f"{home}{page}")
        look(browser, f"8-phone-{page.strip('/') or 'home'}")
