"""浏览器: a headless Chromium for the tests that must see what people see.

A machine without Chromium or its driver is told so and its browser tests are skipped; with ``GONGKAI_REQUIRE_ALL`` they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--lang=zh-CN",
)
DESK, PHONE = (1280, 900), (390, 844)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chrome]:
    """A fresh browser with an empty profile, as wide as an office screen."""
    with opened(tmp_path) as driver:
        yield driver


@contextmanager
def opened(folder: Path, *, scripts: bool = True) -> Iterator[Chrome]:
    """打开: a browser with its profile in this folder; without scripts as a careful reader has set it."""
    if not CHROMIUM or not DRIVER:
        missing = "没有找到Chromium或chromedriver，浏览器测试未运行 (no Chromium or chromedriver)"
        (pytest.fail if os.environ.get("GONGKAI_REQUIRE_ALL") else pytest.skip)(missing)
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    for argument in (*QUIET, f"--user-data-dir={folder / 'profile'}", f"--window-size={DESK[0]},{DESK[1]}"):
        options.add_argument(argument)
    driver = Chrome(options=options, service=Service(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def on_phone(browser: Chrome, screen: tuple[int, int] = PHONE) -> None:
    """See the page as on a phone."""
    width, height = screen
    metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def on_desk(browser: Chrome) -> None:
    """See the page as on an office screen again."""
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def press(browser: Chrome, selector: str) -> None:
    """Click and wait for the next page.

    Asked about a page that is just being taken down, the driver may answer with an error of its own: it is asked again.
    """
    page = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.CSS_SELECTOR, selector).click()
    WebDriverWait(browser, 20, ignored_exceptions=[WebDriverException]).until(staleness_of(page))


def complaints(browser: Chrome) -> list[str]:
    """无障碍: what axe finds wrong with the page against WCAG 2 A and AA, and against its own best practices."""
    found = Axe().run(browser, options={"resultTypes": ["violations"]})["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def grumbles(browser: Chrome) -> list[str]:
    """控制台: what the browser itself wrote down since it was last asked: refused scripts, styles, missing files."""
    return [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def overflow(browser: Chrome) -> int:
    """横向溢出: by how many pixels the page is wider than the screen."""
    return int(browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth"))
