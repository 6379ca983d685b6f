"""留言导入在浏览器里: upload, watch, accept, watch again, on an office screen and on a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.casework.engagement.tickets.importing import acts
from gongkai.casework.engagement.tickets.models import Ticket, TicketImport
from gongkai.office.jobs import running
from tests.browser import browser, complaints, grumbles, on_desk, on_phone, overflow, press
from tests.casework.engagement.test_ticket_import import BAD, GOOD, UNDATED, table
from tests.cast import PASSWORD, Cast
from tests.office.killing import a_step

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
"""Where to keep what the browser shows, for somebody to look at."""


def look(browser: Chrome, address: str, name: str) -> None:
    """The page at both widths: nothing that grumbles, nothing wider than the screen."""
    for width in (1200, 400):
        browser.set_window_size(width, 900)
        if width == 400:
            on_phone(browser)
        browser.get(address)
        assert [*grumbles(browser), *complaints(browser)] == [], name
        assert overflow(browser) <= 0, name
        if PICTURES:
            height = browser.execute_script("return document.documentElement.scrollHeight")
            browser.set_window_size(width, max(900, int(height) + 150))
            browser.save_screenshot(str(Path(PICTURES) / f"{name}-{width}.png"))
        if width == 400:
            on_desk(browser)


def test_a_dispatcher_imports_a_year_of_a_hotline_by_hand(
    people: Cast, browser: Chrome, live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts.going, "__kwdefaults__", {"chunk": 2})
    path = tmp_path / "热线.csv"
    path.write_bytes(table(*GOOD, UNDATED, BAD))
    browser.get(f"{live_server.url}/desk/login/")
    browser.find_element(By.NAME, "username").send_keys("sun")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "main form .button")
    browser.get(f"{live_server.url}/desk/engagement/imports/")
    browser.find_element(By.NAME, "title").send_keys("热线2025年工单")
    browser.find_element(By.NAME, "file").send_keys(str(path))
    press(browser, "main form .form-acts .button")
    home = f"{live_server.url}/desk/engagement/imports/{TicketImport.objects.of(people.county).get().pk}/"
    look(browser, home, "1-reading")
    running.work_off("甲机")
    look(browser, home, "2-report")
    browser.find_element(By.NAME, "skip").click()
    press(browser, "form[action$='accept/'] .button")
    a_step()
    look(browser, home, "3-writing")
    running.work_off("甲机")
    look(browser, home, "4-done")
    look(browser, f"{live_server.url}/desk/engagement/imports/", "5-all")
    look(browser, f"{live_server.url}/desk/jobs/", "6-jobs")
    assert Ticket.objects.of(people.county).count() == 4
