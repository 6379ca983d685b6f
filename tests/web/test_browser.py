"""浏览器里: everybody can use the pages, on any screen, with any hands and eyes."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser import browser, complaints, grumbles, on_phone, overflow, press
from tests.cast import PASSWORD, Cast

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PORTAL = ("/", "/shili/", "/shili/zfxxgkzn/", "/view/show/", "/desk/login/", "/shili/ysqgk/", "/shili/ysqgk/person/")
DESK = (
    "/desk/show/",
    "/desk/due/",
    "/desk/profile/",
    "/desk/password/",
    "/desk/notices/",
    "/desk/applications/",
    "/desk/applications/register/",
    "/desk/authorities/",
    "/desk/calendar/",
    "/desk/handovers/",
    "/desk/reports/",
    "/desk/reports/read/",
)


def log_in(browser: Chrome, server: LiveServer) -> None:
    browser.get(f"{server.url}/desk/login/")
    browser.find_element(By.NAME, "username").send_keys("wang")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "main form .button")


def look_at(browser: Chrome, server: LiveServer, paths: tuple[str, ...]) -> str:
    """What is wrong with each page: for readers with a handicap, for the browser's own policy, for the width of the screen."""
    wrong = []
    for path in paths:
        browser.get(server.url + path)
        status = browser.execute_script("return performance.getEntriesByType('navigation')[0].responseStatus")
        found = [*grumbles(browser), *complaints(browser)]
        if (status, browser.current_url) != (200, server.url + path):
            found.append(f"answers {status} at {browser.current_url}")
        if wider := overflow(browser):
            found.append(f"wider than the screen by {wider}")
        wrong += [f"{path} {each}" for each in found]
    return "\n".join(wrong)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_page_can_be_used_by_everybody(
    browser: Chrome, live_server: LiveServer, people: Cast, phone: bool
) -> None:
    if phone:
        on_phone(browser)
    assert look_at(browser, live_server, PORTAL) == ""
    log_in(browser, live_server)
    assert look_at(browser, live_server, DESK) == ""


def test_elder_view_is_large_in_one_column_and_stays_usable(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    browser.get(f"{live_server.url}/shili/")
    press(browser, ".elder-switch")
    size = browser.execute_script("return parseFloat(getComputedStyle(document.body).fontSize)")
    assert size >= 18
    parts = browser.find_elements(By.CSS_SELECTOR, ".part")
    assert len({part.rect["x"] for part in parts}) == 1
    assert look_at(browser, live_server, PORTAL) == ""


def test_the_size_of_type_is_remembered_from_page_to_page(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    browser.get(f"{live_server.url}/shili/")
    browser.find_element(By.CSS_SELECTOR, '[data-size="larger"]').click()
    browser.get(f"{live_server.url}/shili/zfxxgkzn/")
    pressed = browser.find_element(By.CSS_SELECTOR, '.type-size [aria-pressed="true"]')
    assert pressed.text == "特大"
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("data-size") == "larger"
    assert overflow(browser) == 0


def test_twice_the_size_still_fits_the_screen(browser: Chrome, live_server: LiveServer, people: Cast) -> None:
    browser.set_window_size(640, 900)
    for path in PORTAL:
        browser.get(live_server.url + path)
        assert overflow(browser) == 0, path


def test_the_keyboard_alone_skips_to_the_content(browser: Chrome, live_server: LiveServer, people: Cast) -> None:
    browser.get(f"{live_server.url}/shili/")
    ActionChains(browser).send_keys(Keys.TAB).perform()
    assert browser.switch_to.active_element.text == "跳到主要内容"
    ActionChains(browser).send_keys(Keys.ENTER).send_keys(Keys.TAB).perform()
    assert browser.execute_script("return document.activeElement.closest('main') !== null")


def test_a_refused_form_puts_the_reader_at_the_summary(browser: Chrome, live_server: LiveServer, people: Cast) -> None:
    browser.get(f"{live_server.url}/view/show/")
    press(browser, "main form .button")
    assert browser.switch_to.active_element.get_attribute("class") == "faults"
    browser.find_element(By.LINK_TEXT, "请填写姓名").click()
    assert browser.switch_to.active_element.get_attribute("id") == "id_name"
    assert complaints(browser) == []


def test_an_unlawful_act_leads_back_to_the_filled_in_form(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    log_in(browser, live_server)
    browser.get(f"{live_server.url}/desk/show/extend/")
    browser.find_element(By.NAME, "reason").send_keys("需要与其他部门协商")
    browser.find_element(By.NAME, "days").send_keys("10")
    press(browser, "main form .button")
    assert "答复期限只能延长一次" in browser.find_element(By.TAG_NAME, "main").text
    assert complaints(browser) == []
    press(browser, "main form .button")
    assert browser.find_element(By.NAME, "reason").get_attribute("value") == "需要与其他部门协商"
    assert browser.find_element(By.NAME, "days").get_attribute("value") == "10"
