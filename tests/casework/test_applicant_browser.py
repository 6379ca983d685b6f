"""申请人和第三方的页面在浏览器里: by keyboard, on a phone, in the elder look and without scripts; axe finds nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.codes import new_code
from gongkai.casework.applications.opinions import acts as opinions
from gongkai.casework.applications.opinions import queries as asking
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.web import clock
from tests.browser import browser, complaints, on_phone, opened, overflow, press
from tests.casework.conftest import PERSON, take
from tests.cast import PASSWORD, Cast, cast

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def company(transactional_db: None) -> Cast:
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.phone = "0900-0000000"
    people.bureau.profile.save()
    return people


def online(company: Cast) -> tuple[acts.Receipted, str]:
    """An application with a question put to a third party, and its opinion code."""
    today = clock.today()
    filled = Filled(ApplicantKind.PERSON, Channel.ONLINE, {**PERSON, "assistance": "large_print"})
    receipted = acts.receive(company.bureau, filled, on=today, today=today, once=new_code())
    application = receipted.application
    take(application, Act.CONFIRM, today, company.wang)
    take(application, Act.CONSULT, today, company.wang, of="third_party", subject="贵公司领取养护资金的金额")
    key = queries.standing(application).consultations[-1].key
    return receipted, opinions.issue_code(application, key, on=today, by=company.wang)


def sound(browser: Chrome, name: str) -> None:
    """Nothing wrong with the page, and a picture of it where somebody wants to look."""
    if SHOTS:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        metrics = {"width": browser.execute_script("return window.innerWidth"), "height": height}
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {**metrics, "deviceScaleFactor": 1, "mobile": False}
        )
        browser.save_screenshot(str(Path(SHOTS) / f"{name}.png"))
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name


def type_in(browser: Chrome, **values: str) -> None:
    for name, value in values.items():
        browser.find_element(By.NAME, name).send_keys(value)


def walk(browser: Chrome, address: str, company: Cast, mark: str) -> Iterator[str]:
    """Every page of the applicant and the third party, one after another."""
    receipted, code = online(company)
    base = f"{address}/shili-minzheng/ysqgk"
    browser.get(f"{base}/person/")
    yield "form"
    press(browser, ".form-acts button")
    focused = browser.switch_to.active_element
    assert "faults" in (focused.get_attribute("class") or ""), "the summary has the focus"
    yield "form-errors"
    browser.find_element(By.CSS_SELECTOR, '.faults a[href="#id_name"]').send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "id_name", "a link of the summary leads to its field"
    type_in(browser, name="陈样例", description="养护资金")
    press(browser, ".form-acts button[formaction]")
    yield "draft-saved"
    press(browser, ".form-acts button")
    assert browser.find_element(By.NAME, "name").get_attribute("value") == "陈样例"
    browser.get(f"{base}/drafts/")
    yield "draft-code"
    browser.get(f"{base}/status/")
    type_in(browser, number=receipted.application.dossier.number, code=receipted.code)
    press(browser, ".form-acts button")
    yield "status"
    press(browser, '.acts form[action$="/withdraw/"] button')
    yield "withdraw"
    press(browser, ".form-acts button")
    yield "withdraw-errors"
    browser.get(f"{base}/opinion/")
    yield "opinion-code"
    type_in(browser, code=code)
    press(browser, ".form-acts button")
    yield "opinion"
    browser.find_element(By.CSS_SELECTOR, 'input[name="opinion"][value="object"]').send_keys(Keys.SPACE)
    press(browser, ".form-acts button")
    yield "opinion-errors"


@pytest.mark.parametrize("narrow", [False, True], ids=["desk", "phone"])
def test_the_pages_of_applicant_and_third_party_can_be_used_by_everybody(
    browser: Chrome, live_server: object, company: Cast, narrow: bool
) -> None:
    mark = "phone" if narrow else "desk"
    if narrow:
        on_phone(browser)
    for name in walk(browser, str(live_server), company, mark):
        sound(browser, f"{mark}-{name}")
        if narrow:
            on_phone(browser)


def test_they_stand_in_the_elder_look_too(browser: Chrome, live_server: object, company: Cast) -> None:
    browser.get(f"{live_server}/view/elder")
    for name in walk(browser, str(live_server), company, "elder"):
        sound(browser, f"elder-{name}")


def test_a_draft_and_an_opinion_need_no_script(live_server: object, company: Cast, tmp_path: Path) -> None:
    with opened(tmp_path, scripts=False) as plain:
        names = []
        for name in walk(plain, str(live_server), company, "plain"):
            names.append(name)
            assert plain.find_elements(By.TAG_NAME, "h1"), name
        assert names[-1] == "opinion-errors"


def test_the_desk_pages_of_files_and_opinions_can_be_used_by_everybody(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    receipted, _ = online(company)
    asked = {"of": "authority", "subject": "联合发文", "asked": company.elsewhere.code}
    take(receipted.application, Act.CONSULT, clock.today(), company.wang, **asked)
    pk = receipted.application.dossier_id
    row = asking.put_to(company.elsewhere).get()
    pages = {
        "wang": [f"{pk}/", f"{pk}/files/", f"{pk}/help/", f"{pk}/opinions/1/"],
        "zhao": ["opinions/", f"opinions/{row.pk}/"],
    }
    for username, paths in pages.items():
        browser.delete_all_cookies()
        browser.get(f"{live_server}/desk/login/")
        type_in(browser, username=username, password=PASSWORD)
        press(browser, "main button, form button[type=submit]")
        for path in paths:
            browser.get(f"{live_server}/desk/applications/{path}")
            sound(browser, f"desk-{username}-{path.replace('/', '-')}")
    assert Client().get("/desk/applications/opinions/").status_code == 302
