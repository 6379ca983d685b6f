"""监督检查的页面: read on a telephone with two buttons for each page, and on an office screen; axe finds nothing wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.law.supervision.rounds import RoundKind
from gongkai.office.authorities.models import Official
from gongkai.oversight.supervision.dials import inspecting
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.nightly import night
from gongkai.oversight.supervision.rounds import acts
from gongkai.oversight.supervision.rounds.models import InspectionRound
from gongkai.publication.catalogue.models import Column
from tests.browser import browser, complaints, grumbles, on_desk, on_phone, overflow, press
from tests.cast import official
from tests.oversight.supervision.conftest import TODAY, Site

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


def enter(browser: Chrome, address: str, username: str) -> None:
    client = Client()
    client.force_login(Official.objects.get(username=username))
    browser.get(f"{address}/desk/login/")
    browser.delete_all_cookies()
    browser.add_cookie({"name": "sessionid", "value": client.cookies["sessionid"].value})


def sound(browser: Chrome, name: str) -> None:
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name
    assert grumbles(browser) == [], name


@pytest.fixture
def busy(transactional_db: None, site: Site) -> Site:
    """Pages to read, findings, dials near their lines, a round."""
    column = site.column(opened=TODAY)
    for number, title in enumerate(("关于供水的公告", "一份补助发放名单", "二〇二五年重点工作安排及责任分工")):
        site.publish(column, title, body=f"<p>{title}{number}</p><table><tr><th>项目</th><td>一</td></tr></table>")
    site.leaked(Column.objects.of(site.people.bureau).get(), "户主李示例，本人手机13900001234。")
    for place in range(3):
        site.column(f"栏目{place}", f"l{place}", TODAY)
    official("zhang", "张县长", site.people.county, "leadership")
    night(site.people.county, TODAY)
    inspecting.inspect(site.people.bureau, TODAY)
    acts.open_round(site.people.county, RoundKind.FULL, rate=0.1, on=TODAY, today=TODAY, by=site.inspector)
    return site


def test_pages_are_read_on_a_telephone_with_a_press_for_each(browser: Chrome, live_server: object, busy: Site) -> None:
    address = str(getattr(live_server, "url", ""))
    enter(browser, address, "qian")
    on_phone(browser)
    browser.get(f"{address}/desk/supervision/read/")
    sound(browser, "read-390")
    buttons = browser.find_elements(By.CSS_SELECTOR, ".thumbs button")
    assert len(buttons) >= 6
    assert all(each.size["height"] >= 44 for each in buttons), "a thumb needs room"
    press(browser, ".thumbs form:first-child button")
    browser.find_element(By.CSS_SELECTOR, ".thumbs select option[value=words]").click()
    press(browser, ".thumbs form:last-child button")
    assert "今天已读2页" in browser.find_element(By.TAG_NAME, "main").text
    assert Finding.objects.of(busy.people.county).filter(indicator="words", by_machine=False).count() == 1
    sound(browser, "read-done-390")


def test_findings_rounds_dials_and_indicators_are_sound_on_both_screens(
    browser: Chrome, live_server: object, busy: Site
) -> None:
    address = str(getattr(live_server, "url", ""))
    finding = Finding.objects.of(busy.people.county).order_by("pk")[0].pk
    made = InspectionRound.objects.of(busy.people.county).get().pk
    pages = {
        "findings": ("qian", "findings/"),
        "finding": ("qian", f"findings/{finding}/"),
        "rounds": ("qian", "rounds/"),
        "open-round": ("qian", "rounds/open/"),
        "round": ("qian", f"rounds/{made}/"),
        "dials": ("wang", ""),
        "indicators": ("zhang", "indicators/"),
        "indicator": ("zhang", "indicators/V4.3/"),
        "read": ("qian", "read/"),
    }
    for name, (username, page) in pages.items():
        enter(browser, address, username)
        for on, width in ((on_desk, 1200), (on_phone, 390)):
            on(browser)
            browser.get(f"{address}/desk/supervision/{page}")
            sound(browser, f"{name}-{width}")
