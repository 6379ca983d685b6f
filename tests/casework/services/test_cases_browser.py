"""一件办件的路: window, notice, acceptance, unit, approver, issue, courier, progress on a phone, a bad rating, the call back."""

from __future__ import annotations

import re
import time

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.casework.services.cases.models import ServiceCase
from gongkai.office.journal.verify import verify
from gongkai.web.traps import SOONEST
from tests.browser import browser, complaints, on_desk, on_phone, overflow, press
from tests.casework.services.halling import Hall, hall, logged_in
from tests.cast import cast

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(transactional_db: None) -> Hall:
    return hall(cast())


def sound(browser: Chrome, name: str) -> None:
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name


def enter(browser: Chrome, address: str, username: str) -> None:
    browser.get(f"{address}/desk/login/")
    browser.delete_all_cookies()
    browser.add_cookie({"name": "sessionid", "value": logged_in(username).cookies["sessionid"].value})


def send(browser: Chrome, **values: str) -> None:
    """Fill in what is named and send the form of the page; of boxes, those of the values named."""
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        kind = field.get_attribute("type")
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        elif kind in ("radio", "checkbox"):
            browser.find_element(By.CSS_SELECTOR, f'[name="{name}"][value="{value}"]').click()
        else:
            field.clear()
            field.send_keys(value)
    press(browser, ".form-acts button")


def taken_in(browser: Chrome, address: str) -> tuple[str, str]:
    """The clerk finds the matter, ticks one of two materials, and prints the receipt."""
    enter(browser, address, "wu")
    browser.get(f"{address}/desk/services/counter/")
    sound(browser, "counter")
    browser.find_element(By.ID, "wanted").send_keys("食品经营")
    press(browser, "form.filters button")
    sound(browser, "found")
    press(browser, 'form[action$="/take-in/"] button')
    sound(browser, "take in")
    send(browser)
    sound(browser, "errors")
    who = {"name": "陈样例", "identity_number": "110101190001010014", "phone": "13900000000", "address": "样本路1号"}
    send(browser, handed="身份证", **who)
    sound(browser, "receipt")
    found = re.search(r"〔\d{4}〕\d+号", browser.page_source), re.search(r"(?:\w{4}-){3}\w{4}", browser.page_source)
    assert found[0] and found[1]
    return found[0][0], found[1][0]


STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("wu", "notify", {}),
    ("wu", "supplement", {"channel": "window"}),
    ("wu", "accept", {}),
    ("hao", "dispatch", {}),
    ("wang", "examine", {"point_0": "1", "point_1": "1", "opinion": "granted"}),
    ("li", "approve", {"result": "granted"}),
    ("wu", "issue", {}),
    ("wu", "send", {"company": "样例快递", "courier": "EX0001"}),
    ("wu", "signed", {"to": "陈样例"}),
)


def handled(browser: Chrome, address: str, steps: tuple[tuple[str, str, dict[str, str]], ...]) -> None:
    case = ServiceCase.objects.everywhere().get()
    for username, act, said in steps:
        (on_phone if username == "li" else on_desk)(browser)
        enter(browser, address, username)
        browser.get(f"{address}/desk/services/cases/{case.dossier_id}/")
        sound(browser, f"case before {act}")
        press(browser, f'a[href*="/act/{act}/"]')
        sound(browser, act)
        send(browser, **said)


def rated(browser: Chrome, address: str, number: str, code: str) -> None:
    """On a phone: progress, and one star."""
    on_phone(browser)
    browser.get(f"{address}/shili/bjjd/")
    sound(browser, "ask for progress")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number, code=code)
    sound(browser, "progress")
    assert "陈样例" not in browser.page_source and "EX0001" in browser.page_source
    time.sleep(SOONEST.total_seconds())
    send(browser, stars="1")
    sound(browser, "rated")
    assert "非常不满意" in browser.page_source


def test_a_case_goes_its_way_from_the_window_to_a_bad_rating_and_its_call_back(
    browser: Chrome, live_server: object, made: Hall
) -> None:
    address = str(live_server)
    on_desk(browser)
    number, code = taken_in(browser, address)
    handled(browser, address, STEPS)
    rated(browser, address, number, code)
    called = {"finding": "true", "facts": "等候太久", "days": "5"}
    handled(browser, address, (("hao", "call_back", called), ("hao", "rectify", {"measure": "增开窗口"})))
    enter(browser, address, "hao")
    for page in ("cases/", "cases/figures/", "cases/cards/", "scores/", "halls/", f"halls/{made.hall.pk}/"):
        browser.get(f"{address}/desk/services/{page}")
        sound(browser, page)
    on_phone(browser)
    for page in ("zwdt/", f"zwdt/{made.hall.pk}/?q=食品经营"):
        browser.get(f"{address}/shili/{page}")
        sound(browser, page)
    assert list(verify(whole=True)) == []
