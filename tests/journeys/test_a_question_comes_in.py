"""一份申请的全程: 陈样例 applies on a phone with scripts off, 王小样 handles, 李示例 signs, and everybody sees where it stands.

Through real pages in a real browser, from the portal's form to the letter and back to the portal.
"""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.casework.applications import acts, queries
from gongkai.casework.applications.evidence.acts import register_search
from gongkai.casework.applications.models import Application, Reply
from gongkai.casework.remedies import acts as remedies
from gongkai.casework.remedies.acts import Notice
from gongkai.law.annual_report import count, edition
from gongkai.law.application_form import Filled
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.evidence import Search, SearchPlace
from gongkai.law.receipt import Channel
from gongkai.law.remedies import RemedyKind
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from tests import browser as browsers
from tests.casework.conftest import PERSON, take
from tests.cast import PASSWORD, cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]

WAITS = 2.1
"""A form that comes back within two seconds was not filled in by a person."""


def fill(browser: Chrome, **values: str) -> None:
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        else:
            field.clear()
            field.send_keys(value)


def submit(browser: Chrome) -> None:
    browsers.press(browser, "form.form .form-acts button[type=submit]")


def text(browser: Chrome) -> str:
    return browser.find_element(By.TAG_NAME, "body").text


def without_scripts(profile: Path) -> Chrome:
    options = ChromeOptions()
    options.binary_location = str(browsers.CHROMIUM)
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    for argument in (*browsers.QUIET, f"--user-data-dir={profile}", "--window-size=390,844"):
        options.add_argument(argument)
    return Chrome(options=options, service=Service(str(browsers.DRIVER)))


def log_in(browser: Chrome, address: str, username: str) -> None:
    browser.get(f"{address}/desk/login/")
    fill(browser, username=username, password=PASSWORD)
    submit(browser)


def log_out(browser: Chrome) -> None:
    browser.find_element(By.CSS_SELECTOR, "form[action$='logout/'] button").click()


def test_from_the_form_on_a_phone_to_the_letter_and_the_figure(
    browser: Chrome, live_server: object, tmp_path: Path
) -> None:
    address = str(live_server)
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.phone = "0900-0000000"
    people.bureau.profile.save()

    phone = without_scripts(tmp_path / "phone")
    try:
        phone.get(f"{address}/shili-minzheng/ysqgk/")
        phone.find_element(By.PARTIAL_LINK_TEXT, "公民申请").click()
        fill(phone, **PERSON)
        time.sleep(WAITS)
        submit(phone)
        receipt = text(phone)
        code = re.search(r"[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}", receipt)
        number = re.search(r"〔\d{4}〕\d{3}号", receipt)
        assert code and number, receipt

        log_in(browser, address, "wang")
        assert number[0] in text(browser), "the inbox is the start page, and the new file is in it"
        browser.find_element(By.LINK_TEXT, number[0]).click()
        browser.find_element(By.LINK_TEXT, "与申请人确认").click()
        submit(browser)
        assert "办理中" in text(browser) and "还有" in text(browser)
        browser.find_element(By.LINK_TEXT, "拟办答复").click()
        browser.find_element(By.LINK_TEXT, "部分公开（区分处理）").click()
        submit(browser)
        assert "请填写不予公开部分及其理由" in text(browser), "a letter without its elements is no reply"
        fill(browser, disclosed_part="资金分配表", withheld_part="受助人姓名属于个人隐私")
        submit(browser)
        assert "拟办答复" in text(browser)
        log_out(browser)

        log_in(browser, address, "li")
        browser.get(f"{address}/desk/applications/")
        browser.find_element(By.LINK_TEXT, number[0]).click()
        browser.find_element(By.LINK_TEXT, "签发答复").click()
        assert "先向示例县人民政府申请行政复议" in text(browser), "the signer reads the letter before it leaves"
        submit(browser)
        assert "已签发待送达" in text(browser)
        log_out(browser)

        log_in(browser, address, "wang")
        browser.find_element(By.LINK_TEXT, number[0]).click()
        browser.find_element(By.LINK_TEXT, "送达答复").click()
        fill(browser, method="electronic", proof="网上平台回执")
        submit(browser)
        assert "已办结" in text(browser) and "按期" in text(browser)

        phone.get(f"{address}/shili-minzheng/ysqgk/status/")
        fill(phone, number=number[0], code=code[0])
        submit(phone)
        seen = text(phone)
        assert "已办结" in seen and "部分公开（区分处理）" in seen and "陈*例" in seen
        assert PERSON["phone"] not in seen and PERSON["name"] not in seen
    finally:
        phone.quit()

    application = Application.objects.of(people.bureau).get()
    assert Reply.objects.of(people.bureau).get().application == application
    year = application.dossier.closed_on.year if application.dossier.closed_on else date.max.year
    sheet = count(edition(year), year, queries.facts(Application.objects.of(people.bureau), year), [])
    assert sheet.sheets["applications"]["partial", "person"] == 1
    assert sheet.sheets["applications"]["new", "total"] == 1
    assert list(verify(whole=True)) == []


@pytest.mark.parametrize("narrow", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["desktop", "phone"])
def test_the_pages_of_applications_have_nothing_for_axe_to_find(
    browser: Chrome, live_server: object, narrow: bool
) -> None:
    address = str(live_server)
    people = cast()
    people.bureau.profile.letter_code = "示民公复"
    people.bureau.profile.save()
    if narrow:
        browsers.on_phone(browser)
    today = clock.today()
    filled = Filled(ApplicantKind.PERSON, Channel.IN_PERSON, PERSON)
    file = acts.receive(people.bureau, filled, on=today, today=today, once="a" * 32, by=people.wang)
    base = f"/desk/applications/{file.application.dossier_id}/"
    answered = acts.receive(people.bureau, filled, on=today, today=today, once="b" * 32, by=people.wang).application
    looked = Search(SearchPlace.ARCHIVE, "收文登记簿", "养护资金", "未见", today, people.wang.name)
    register_search(answered, looked, today=today, by=people.wang)
    take(answered, Act.DRAFT, today, people.wang, outcome="not_held", elements={})
    take(answered, Act.REPLY, today, people.li)
    letter = f"/desk/applications/{answered.dossier_id}/replies/{Reply.objects.of(people.bureau).get().pk}/"
    notice = Notice(RemedyKind.REVIEW, "示政复〔2025〕3号", "示例县人民政府")
    review = remedies.receive(answered, notice, on=today, today=today, by=people.wang)
    zone = "/shili-minzheng/ysqgk/"
    log_in(browser, address, "wang")
    for path in (
        zone, f"{zone}person/", f"{zone}organization/", f"{zone}status/",
        "/desk/applications/", "/desk/applications/all/", "/desk/applications/register/", base, f"{base}draft/",
        f"{base}draft/not_held/", f"{base}act/consult/", letter,
        "/desk/remedies/", f"/desk/remedies/{review.dossier_id}/", f"/desk/remedies/{review.dossier_id}/answer/",
        f"/desk/remedies/of/{answered.dossier_id}/", f"/desk/remedies/of/{answered.dossier_id}/register/",
        f"{base}evidence/", f"{base}evidence/search/", f"{base}evidence/join/", f"{base}case-file/",
        f"/desk/remedies/{review.dossier_id}/hear/", "/desk/remedies/ledger/", "/desk/complaints/",
        "/desk/corrections/", "/desk/corrections/register/", "/shili-minzheng/jbts/", f"{zone}gengzheng/",
    ):  # fmt: skip
        browser.get(address + path)
        assert browsers.complaints(browser) == [], path
        assert browsers.overflow(browser) <= 0, path
        assert browsers.grumbles(browser) == [], path
