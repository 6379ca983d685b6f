"""浏览器里: everybody can use the pages, on any screen, with any hands and eyes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import browser, complaints, grumbles, on_phone, opened, overflow, press
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


@pytest.mark.parametrize("phone", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["desk", "phone"])
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
    press(browser, ".look-switch")
    assert browser.current_url == f"{live_server.url}/elder/shili/"
    size, lines = browser.execute_script(
        "const style = getComputedStyle(document.body); return [parseFloat(style.fontSize), parseFloat(style.lineHeight)]"
    )
    assert size >= 18
    assert lines / size >= 1.3
    parts = browser.find_elements(By.CSS_SELECTOR, ".part")
    assert len({part.rect["x"] for part in parts}) == 1
    elder = tuple(f"/elder{path}" for path in PORTAL if not path.startswith(("/view/", "/desk/")))
    assert look_at(browser, live_server, elder) == ""


def open_settings(browser: Chrome) -> None:
    """By the keyboard alone, as everything below."""
    browser.execute_script("document.querySelector('[data-reading] summary').focus()")
    ActionChains(browser).send_keys(Keys.ENTER).perform()


def worn(browser: Chrome) -> dict[str, str]:
    return dict(browser.execute_script("return {...document.documentElement.dataset}"))


def test_each_reading_setting_is_chosen_by_the_keyboard_and_remembered_from_page_to_page(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    browser.get(f"{live_server.url}/shili/")
    plain = worn(browser)
    open_settings(browser)
    for _ in range(4):
        ActionChains(browser).send_keys(Keys.TAB).send_keys(Keys.ARROW_RIGHT).perform()
    chosen = {"size": "large", "spacing": "wide", "scheme": "strong", "cursor": "large"}
    assert worn(browser) == plain | chosen
    browser.get(f"{live_server.url}/shili/zfxxgkzn/")
    assert worn(browser) == plain | chosen
    assert overflow(browser) == 0
    assert complaints(browser) == []
    open_settings(browser)
    for _ in range(5):
        ActionChains(browser).send_keys(Keys.TAB).perform()
    ActionChains(browser).send_keys(Keys.ENTER).send_keys(Keys.ESCAPE).perform()
    assert worn(browser) == plain
    assert browser.switch_to.active_element.tag_name == "summary"
    assert grumbles(browser) == []


@pytest.mark.parametrize(
    "scheme", ["strong", *(pytest.param(each, marks=pytest.mark.soak) for each in ("night", "deep"))]
)
def test_every_scheme_of_colours_can_be_read(
    browser: Chrome, live_server: LiveServer, people: Cast, scheme: str
) -> None:
    for path in PORTAL:
        browser.get(live_server.url + path)
        browser.execute_script("localStorage.setItem('reading', arguments[0])", f'{{"scheme": "{scheme}"}}')
        browser.refresh()
        assert worn(browser)["scheme"] == scheme
        assert complaints(browser) == [], path


def test_the_kiosk_goes_back_to_where_it_began_when_nobody_touches_it(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": BELL})
    start, there = f"{live_server.url}/kiosk/shili/", f"{live_server.url}/kiosk/shili/zfxxgkzn/"
    browser.get(start)
    browser.get(there)
    assert browser.find_element(By.CSS_SELECTOR, "[data-kiosk-start]").get_attribute("href") == start
    pass_time(browser, 95)
    assert "触摸屏幕可以继续" in browser.find_element(By.CSS_SELECTOR, "[data-kiosk-notice]").text
    browser.find_element(By.CSS_SELECTOR, "[data-kiosk-notice]").click()
    assert not browser.find_element(By.CSS_SELECTOR, "[data-kiosk-notice]").is_displayed()
    pass_time(browser, 95)
    assert browser.current_url == there
    pass_time(browser, 20)
    WebDriverWait(browser, 20).until(lambda driver: driver.current_url == start)


BELL = "window.setInterval = (ring) => { window.rung = ring; return 0; };"


def pass_time(browser: Chrome, seconds: int) -> None:
    """The page's own clock goes on by so many seconds at once: its timer is rung, not waited for."""
    browser.execute_script("for (let second = 0; second < arguments[0]; second += 1) window.rung();", seconds)


def test_the_main_walks_need_no_script(live_server: LiveServer, people: Cast, tmp_path: Path) -> None:
    with opened(tmp_path, scripts=False) as browser:
        browser.get(f"{live_server.url}/shili/")
        assert not browser.find_element(By.CSS_SELECTOR, "[data-reading]").is_displayed()
        browser.find_element(By.LINK_TEXT, "政府信息公开指南").click()
        assert "政府信息公开指南" in browser.find_element(By.TAG_NAME, "h1").text
        browser.find_element(By.LINK_TEXT, "长者版").click()
        assert browser.current_url == f"{live_server.url}/elder/shili/zfxxgkzn/"
        browser.find_element(By.LINK_TEXT, "返回标准版").click()
        browser.find_element(By.LINK_TEXT, "繁體版").click()
        assert "公開指南" in browser.find_element(By.TAG_NAME, "h1").text
        browser.get(f"{live_server.url}/shili/ysqgk/person/")
        browser.find_element(By.CSS_SELECTOR, "main form .form-acts .button").click()
        assert browser.find_element(By.CLASS_NAME, "faults").is_displayed()


def test_the_keyboard_walks_the_page_and_is_always_seen(browser: Chrome, live_server: LiveServer, people: Cast) -> None:
    browser.get(f"{live_server.url}/shili/")
    met = []
    for _ in range(18):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        text, seen = browser.execute_script(
            "const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();"
            "return [here.textContent.trim(), parseFloat(style.outlineWidth) >= 2 && box.bottom > 0 && box.right > 0]"
        )
        assert seen, text
        met.append(text)
    order = ["跳到主要内容", "长者版", "繁體版", "阅读设置", "首页", "政府信息公开", "依申请公开"]
    assert [text for text in met if text in order][: len(order)] == order


def test_on_paper_only_the_content_is_left_and_where_it_stands(
    browser: Chrome, live_server: LiveServer, people: Cast
) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.get(f"{live_server.url}/shili/zfxxgkzn/")
    gone = browser.find_elements(By.CSS_SELECTOR, ".strip, .portal-menu, .portal-foot, .crumbs, .masthead-search")
    assert gone
    assert not [each for each in gone if each.is_displayed()]
    where = browser.find_element(By.CLASS_NAME, "print-source")
    assert where.is_displayed()
    assert "https://www.example.gov.cn/shili/zfxxgkzn/" in where.text
    assert browser.find_element(By.TAG_NAME, "h1").is_displayed()


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
