"""走路的人: somebody at a browser who knows no addresses, only what the pages show; and a wall clock that can be moved on.

Every page passed is looked at: axe and the browser have nothing to complain of, nothing is wider than the screen, and where
``PICTURES`` names a folder a picture is kept there.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from gongkai.web import clock
from tests.browser import complaints, grumbles, overflow
from tests.cast import PASSWORD

PICTURES = os.environ.get("PICTURES", "")
"""A folder where somebody wants to look at the pages; usually none."""
WIDE, NARROW = 1200, 400
_SHOWN = """
return Array.from(document.querySelectorAll(arguments[0])).map(
  each => [each, each.checkVisibility() ? each.innerText.trim() : ""])
"""
"""What elements say to somebody who looks, asked in one breath: a list has hundreds, and a page may change between two."""


class WallClock:
    """挂钟: goes on as clocks do, from whatever day the test has turned it to."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now, self._ahead = clock.now, timedelta()
        patch.setattr(clock, "now", lambda: self._now() + self._ahead)

    def turn(self, day: date) -> None:
        """It is nine in the morning of this day."""
        self._ahead += datetime(day.year, day.month, day.day, 9, tzinfo=clock.BEIJING) - clock.now()


@dataclass
class Walker:
    """走路的人: logs in, follows links by their words, fills in forms by their labels."""

    browser: Chrome
    site: str
    password: str = PASSWORD
    seen: list[str] = field(default_factory=list)
    examined: set[tuple[str, ...]] = field(default_factory=set)

    # -- where one is ------------------------------------------------------------------------------------------------------

    def look(self, *words: str, narrow: bool = False) -> str:
        """The page as it stands: it says these words, and nothing is wrong with it."""
        name = f"{len(self.seen) + 1:02d}-{self.heading()}".replace("/", "～")
        told = self.browser.find_element(By.TAG_NAME, "body").text
        for word in words:
            assert word in told, f"{name}: 没有“{word}”：\n{told}"
        self.seen.append(name)
        wrong = [*grumbles(self.browser), *self._complaints()]
        self._picture(name, WIDE)
        wrong += [f"宽出{overflow(self.browser)}"] if overflow(self.browser) > 0 else []
        if narrow:
            self.browser.set_window_size(NARROW, 900)
            self._picture(f"{name}-phone", NARROW)
            wrong += [f"窄屏宽出{overflow(self.browser)}"] if overflow(self.browser) > 0 else []
            self.browser.set_window_size(WIDE, 900)
        assert not wrong, f"{name}: " + "\n".join(wrong)
        return told

    def _complaints(self) -> list[str]:
        """Of axe, which takes seconds: once for each page with these headings, however many files have one."""
        headings = self.browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3, legend")
        path = re.sub(r"\d+", "0", urlsplit(self.browser.current_url).path)
        made = (path, *(re.sub(r"\d+", "0", each.text) for each in headings[1:]))
        if made in self.examined:
            return []
        self.examined.add(made)
        return complaints(self.browser)

    def heading(self) -> str:
        """The first heading."""
        return self.browser.find_element(By.TAG_NAME, "h1").text[:30]

    def _picture(self, name: str, width: int) -> None:
        if PICTURES:
            tall = int(self.browser.execute_script("return document.documentElement.scrollHeight"))
            self.browser.set_window_size(width, min(max(900, tall + 150), 4000))
            self.browser.save_screenshot(str(Path(PICTURES) / f"{name}.png"))
            self.browser.set_window_size(width, 900)

    # -- going on ----------------------------------------------------------------------------------------------------------

    def enter(self, username: str) -> None:
        """Log in as somebody."""
        self.browser.get(f"{self.site}/desk/login/")
        self.fill(用户名=username, 密码=self.password)
        self.press("登录")

    def leave(self) -> None:
        """Log out."""
        self.press("退出登录", within="header")

    def menu(self, group: str, label: str) -> None:
        """Open a group of the desk's menu and follow a row."""
        for summary in self.browser.find_elements(By.CSS_SELECTOR, ".desk-side summary"):
            if summary.text == group and summary.find_element(By.XPATH, "..").get_attribute("open") is None:
                summary.click()
        self._go(next(row for row, text in self._shown(".desk-side a") if text.split()[:1] == [label]))

    def follow(self, words: str, within: str = "main") -> None:
        """Follow the first link whose words these are, or contain these."""
        links = self._shown(f"{within} a")
        exact = [link for link, text in links if text == words]
        close = [link for link, text in links if words in text]
        assert exact or close, f"没有链接“{words}”：{[text for _, text in links]}"
        self._go((exact or close)[0])

    def press(self, words: str, within: str = "body") -> None:
        """Press the button of these words."""
        buttons = self._shown(f"{within} button")
        found = [button for button, text in buttons if text == words]
        assert found, f"没有按钮“{words}”：{[text for _, text in buttons]}"
        self._go(found[0])

    def _go(self, element: WebElement) -> None:
        page = self.browser.find_element(By.TAG_NAME, "html")
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        patient = WebDriverWait(self.browser, 20, poll_frequency=0.05, ignored_exceptions=[WebDriverException])
        patient.until(staleness_of(page))
        patient.until(lambda browser: browser.execute_script("return document.readyState") == "complete")

    def _shown(self, selector: str) -> list[tuple[WebElement, str]]:
        """Elements with the words they show; none where they are not to be seen."""
        return [(element, str(text)) for element, text in self.browser.execute_script(_SHOWN, selector)]

    # -- writing -----------------------------------------------------------------------------------------------------------

    def fill(self, **values: str) -> None:
        """Fill in fields by their labels; ``__`` stands for a colon in a label."""
        for label, value in values.items():
            self._write(label.replace("__", "："), value)

    def _write(self, label: str, value: str) -> None:
        labels = self._shown("label")
        shown = [each for each, text in labels if _plain(text) == label]
        assert shown, f"没有“{label}”一项：{[_plain(text) for _, text in labels]}"
        box = self.browser.find_element(By.ID, str(shown[0].get_attribute("for")))
        if box.tag_name == "select":
            Select(box).select_by_visible_text(value)
        else:
            box.clear()
            box.send_keys(value)

    def tick(self, *labels: str) -> None:
        """Tick boxes or radios whose labels contain these words; all of a group where the words are its legend."""
        for words in labels:
            legends = [each for each, text in self._shown("fieldset > legend") if _plain(text) == words]
            whole = legends[0].find_elements(By.XPATH, "..//input") if legends else []
            shown = [each for each, text in self._shown("label") if words in text]
            assert whole or shown, f"没有“{words}”可勾选"
            for box in whole or [self.browser.find_element(By.ID, str(shown[0].get_attribute("for")))]:
                if not box.is_selected():
                    self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
                    box.click()


def _plain(text: str) -> str:
    return text.replace("（必填）", "").strip()
