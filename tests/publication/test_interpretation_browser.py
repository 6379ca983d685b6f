"""解读的页面看上去: in a browser, wide and on a phone: nothing for axe to complain of, nothing the page's own policy blocks."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.law.documents import DocumentKind
from gongkai.law.policy_links import LinkKind
from gongkai.publication.interpretation import lines, linking
from gongkai.publication.interpretation.models import Interpretation
from tests.browser import browser, complaints, grumbles, on_phone, overflow, press
from tests.cast import PASSWORD
from tests.publication.conftest import DAY, House
from tests.publication.interpreting import drafted, published, reprinted

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def told(house: House) -> Interpretation:
    """A policy with everything a page can show of it."""
    policy, made = published(house)
    reprinted(house, policy)
    drafted(house, DocumentKind.POLICY)
    by = house.people.wang
    linking.answer(policy, "多久发钱", "十个工作日内。", "12345热线", on=DAY, today=DAY, by=by)
    address = "https://example.invalid/apply"
    linking.belongs(policy, LinkKind.UPPER, on=DAY, today=DAY, by=by, title="省临时救助办法", address=address)
    return made


def wrong(browser: Chrome, server: LiveServer, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        browser.get(server.url + path)
        found += [f"{path}: {each}" for each in (*grumbles(browser), *complaints(browser))]
        if wider := overflow(browser):
            found.append(f"{path}: {wider}")
    return found


@pytest.mark.parametrize("phone", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["wide", "phone"])
def test_the_pages_of_interpretation_are_open_to_everybody(
    browser: Chrome, live_server: LiveServer, house: House, phone: bool
) -> None:
    if phone:
        on_phone(browser)
    made = told(house)
    policy = made.policy
    public = ["/shili-minzheng/", "/shili-minzheng/zcjd/", lines.page_of(made.content), lines.line_page(policy)]
    assert wrong(browser, live_server, public) == []
    browser.get(f"{live_server.url}/desk/login/")
    browser.find_element(By.NAME, "username").send_keys("li")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "main form .button")
    assert policy.document
    desk = [
        *(
            "?year=2025",
            f"documents/{policy.document.dossier_id}/",
            "policies/",
            f"policies/{policy.pk}/",
            "all/?year=2025",
        ),
        *("figures/?year=2025", "findings/", "experts/", "settings/", f"{made.pk}/versions/"),
    ]
    assert wrong(browser, live_server, [f"/desk/interpretations/{path}" for path in desk]) == []
