"""网上办事的路: applied for on a phone, asked for the rest once, completed online, decided and delivered without a visit."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.casework.services.cases import queries
from gongkai.casework.services.cases.models import ServiceCase
from gongkai.law.case_flow import State
from gongkai.law.service_items import ONLINE_HERE
from gongkai.law.service_words import OnlineState
from gongkai.office.journal.verify import verify
from gongkai.web.traps import SOONEST
from tests.browser import browser, on_phone
from tests.casework.papers import PDF
from tests.casework.services.conftest import changed
from tests.casework.services.halling import Hall, hall
from tests.casework.services.test_cases_browser import enter, handled, send, sound
from tests.casework.services.test_online import MATERIALS, SINCE
from tests.cast import Cast, cast
from tests.law.services import item

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)
STEPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("wu", "accept", {}),
    ("hao", "dispatch", {}),
    ("wang", "examine", {"point_0": "1", "point_1": "1", "opinion": "granted"}),
    ("li", "approve", {"result": "granted"}),
    ("wu", "issue", {}),
    ("wu", "hand_over", {"way": "online", "to": "陈样例"}),
)


@pytest.fixture
def made(transactional_db: None) -> Hall:
    people: Cast = cast()
    found = hall(people)
    content = item(
        materials=MATERIALS[:2], online=OnlineState.FULL, online_since=SINCE, online_address=ONLINE_HERE, visits=0
    )
    changed(people, found.food, content, SINCE, "全程网办")
    return found


def chosen(browser: Chrome, folder: Path, **files: str) -> None:
    for name, called in files.items():
        path = folder / called
        path.write_bytes(PDF)
        browser.find_element(By.NAME, name).send_keys(str(path))


def applied(browser: Chrome, address: str, made: Hall, folder: Path) -> tuple[str, str]:
    on_phone(browser)
    browser.get(f"{address}/shili/bszn/{made.food.dossier_id}/")
    browser.find_element(By.LINK_TEXT, "网上申请").click()
    sound(browser, "application")
    time.sleep(SOONEST.total_seconds())
    send(browser)
    sound(browser, "errors")
    chosen(browser, folder, material0="申请书.pdf")
    browser.find_element(By.NAME, "true").click()
    time.sleep(SOONEST.total_seconds())
    send(browser, name="陈样例", identity_number="110101190001010014", phone="13900000000")
    sound(browser, "receipt")
    found = re.search(r"〔\d{4}〕\d+号", browser.page_source), re.search(r"(?:\w{4}-){3}\w{4}", browser.page_source)
    assert found[0] and found[1] and "还缺的材料" in browser.page_source
    return found[0][0], found[1][0]


def supplemented(browser: Chrome, address: str, folder: Path, number: str, code: str) -> None:
    on_phone(browser)
    browser.get(f"{address}/shili/bjjd/")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number, code=code)
    browser.find_element(By.LINK_TEXT, "在网上补交").click()
    sound(browser, "number and code")
    time.sleep(SOONEST.total_seconds())
    send(browser, number=number, code=code)
    sound(browser, "what is asked for")
    chosen(browser, folder, material0="身份证.pdf")
    time.sleep(SOONEST.total_seconds())
    send(browser)
    assert "已经收齐" in browser.page_source
    sound(browser, "supplemented")


def test_a_matter_is_applied_for_completed_and_delivered_without_a_visit(
    made: Hall, live_server: object, browser: Chrome, tmp_path: Path
) -> None:
    address = str(live_server)
    number, code = applied(browser, address, made, tmp_path)
    handled(browser, address, (("wu", "notify", {}),))
    supplemented(browser, address, tmp_path, number, code)
    handled(browser, address, STEPS)
    case = ServiceCase.objects.everywhere().get()
    standing = queries.standing(case)
    assert standing.state is State.DELIVERED and standing.visits == 0
    enter(browser, address, "wu")
    browser.get(f"{address}/desk/services/cases/{case.dossier_id}/")
    files = browser.find_elements(By.PARTIAL_LINK_TEXT, ".pdf")
    assert [each.text for each in files] == ["申请书.pdf", "身份证.pdf"]
    sound(browser, "files at the desk")
    enter(browser, address, "hao")
    for path in ("?place=all", "import/"):
        browser.get(f"{address}/desk/services/cases/{path}")
        sound(browser, path)
    assert list(verify(whole=True)) == []
