"""登记簿在浏览器里: from the start of a register to what the public reads, by hand and without a script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from gongkai.law.registers.decisions import PERMIT
from gongkai.office.authorities.models import Authority
from gongkai.office.jobs import running
from gongkai.publication.registers import queries
from gongkai.publication.registers.importing.models import RecordImport
from gongkai.publication.registers.models import Record
from gongkai.web import clock
from tests.browser import browser, complaints, grumbles, on_phone, overflow, press
from tests.cast import PASSWORD, cast
from tests.publication.registers.files import workbook
from tests.publication.registers.rows import IDENTITY, row

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
"""Where to keep what the browser shows, for somebody to look at."""
SUBMIT = "main form .form-acts .button"


def look(browser: Chrome, name: str) -> None:
    assert [*grumbles(browser), *complaints(browser)] == [], name
    assert overflow(browser) <= 0, name
    if PICTURES:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        browser.set_window_size(1280, max(900, int(height) + 150))
        browser.save_screenshot(str(Path(PICTURES) / f"{name}.png"))


def imported(browser: Chrome, home: str, path: Path, bureau: Authority) -> RecordImport:
    """Uploaded, its columns confirmed, and judged by the worker."""
    browser.get(f"{home}permit/import/")
    look(browser, "3-import")
    browser.find_element(By.NAME, "file").send_keys(str(path))
    press(browser, SUBMIT)
    look(browser, "4-columns")
    press(browser, SUBMIT)
    look(browser, "5-reading")
    running.work_off("本机")
    batch = RecordImport.objects.of(bureau).order_by("-pk")[0]
    browser.get(f"{home}imports/{batch.pk}/")
    return batch


def test_a_clerk_keeps_a_register_imports_mends_previews_and_publishes(
    browser: Chrome, live_server: LiveServer, tmp_path: Path
) -> None:
    people = cast()
    home = f"{live_server.url}/desk/registers/"
    day = f"{clock.today():%Y-%m-%d}"
    rows = [row(PERMIT, number, made_on=day) for number in range(1, 6)]
    wrong = [*rows[:3], {**rows[3], "made_on": "1900-01-01"}, {**rows[4], "credit_code": "91350100M000100Y44"}]
    (tmp_path / "许可.xlsx").write_bytes(workbook(PERMIT, wrong))
    (tmp_path / "许可改好.xlsx").write_bytes(workbook(PERMIT, rows))
    browser.get(f"{live_server.url}/desk/login/")
    browser.find_element(By.NAME, "username").send_keys("wang")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "main form .button")
    browser.get(f"{home}keep/")
    look(browser, "1-keep")
    Select(browser.find_element(By.NAME, "kind")).select_by_value("permit")
    browser.find_element(By.NAME, "unit").send_keys("审批股")
    press(browser, SUBMIT)
    look(browser, "2-kept")
    first = imported(browser, home, tmp_path / "许可.xlsx", people.bureau)
    look(browser, "6-judged")
    browser.get(f"{home}imports/{first.pk}/rows/?verdict=refused")
    look(browser, "7-rows")
    assert "1949年10月1日" in browser.page_source and "校验码不符" in browser.page_source
    browser.get(f"{home}imports/{first.pk}/")
    press(browser, SUBMIT)
    assert "有2行不收" in browser.page_source
    assert not Record.objects.of(people.bureau).exists()
    second = imported(browser, home, tmp_path / "许可改好.xlsx", people.bureau)
    press(browser, SUBMIT)
    running.work_off("本机")
    browser.get(f"{home}imports/{second.pk}/")
    look(browser, "8-done")
    browser.get(f"{home}permit/?state=waiting")
    look(browser, "9-waiting")
    browser.find_elements(By.NAME, "record")[0].click()
    browser.find_elements(By.NAME, "record")[1].click()
    press(browser, "main form[action$='publish/'] button")
    look(browser, "10-preview")
    assert "张*试" in browser.page_source
    assert "张测试" not in browser.page_source and IDENTITY not in browser.page_source
    press(browser, SUBMIT)
    public = queries.public_records(people.bureau, PERMIT, clock.today())
    assert public.count() == 2 and queries.waiting(people.bureau, PERMIT).count() == 3
    assert IDENTITY not in str([record.data for record in public])
    browser.get(f"{home}permit/{public[0].pk}/")
    look(browser, "11-record")
    browser.get(f"{home}permit/enter/")
    look(browser, "12-form")
    press(browser, SUBMIT)
    look(browser, "13-refused")
    browser.get(home)
    look(browser, "14-overview")
    browser.get(f"{home}keys/")
    look(browser, "15-keys")
    on_phone(browser)
    browser.get(f"{home}permit/publish/")
    assert overflow(browser) <= 0
