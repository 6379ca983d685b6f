"""年报校对的路: 郑县办, new in the office, finds the check by links, reads what is wrong, takes the table along, imports two
years, and sees them side by side; a citizen does the same without logging in, on a phone and without scripts.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from gongkai.oversight.reports import queries
from gongkai.papers.xlsx import read_xlsx
from tests.browser import on_phone, opened, overflow
from tests.cast import cast, official
from tests.journeys.walking import WIDE, Walker, WallClock
from tests.oversight.sheets_of import SOUND, WRONG_TOTAL, word_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    """The wall clock."""
    return WallClock(monkeypatch)


def on_disk(folder: Path, name: str, data: bytes) -> str:
    file = folder / name
    file.write_bytes(data)
    return str(file)


def choose(browser: Chrome, label: str, *files: str) -> None:
    """Choose files for the field of this label."""
    shown = [each for each in browser.find_elements(By.TAG_NAME, "label") if each.text.startswith(label)]
    browser.find_element(By.ID, str(shown[0].get_attribute("for"))).send_keys("\n".join(files))


def taken(browser: Chrome, folder: Path, words: str) -> bytes:
    """Press the button of a download and wait for the file."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    known = set(folder.iterdir())
    [button] = [each for each in browser.find_elements(By.CSS_SELECTOR, "main button") if each.text == words]
    button.click()

    def arrived(_: object) -> list[Path]:
        return [each for each in set(folder.iterdir()) - known if each.suffix == ".xlsx"]

    [file] = WebDriverWait(browser, 20).until(arrived)
    return file.read_bytes()


def test_a_new_clerk_checks_a_report_imports_the_years_before_and_sees_them_side_by_side(
    browser: Chrome, live_server: object, wall: WallClock, tmp_path: Path
) -> None:
    wall.turn(date(2025, 1, 20))
    company = cast()
    official("zheng", "郑县办", company.county, "disclosure_office")
    browser.set_window_size(WIDE, 900)
    walker = Walker(browser, str(getattr(live_server, "url", "")))
    sent = tmp_path / "sent"
    sent.mkdir()
    broken = on_disk(sent, "2024年报草稿.docx", word_file("示例县人民政府", 2024, SOUND, WRONG_TOTAL))
    older = [
        on_disk(
            sent,
            f"{year}年报.docx",
            word_file("示例县人民政府", year, {("new", "person"): 3, ("granted", "person"): 3}),
        )
        for year in (2022, 2023)
    ]
    walker.enter("zheng")
    walker.menu("年度报告", "年度报告")
    walker.follow("年报校对")
    walker.look("年报校对", "什么都不保存", narrow=True)
    walker.follow("连同上一年度校对一份")
    choose(browser, "年度报告文件", broken)
    choose(browser, "上一年度的报告", older[1])
    walker.press("校对")
    walker.look("示例县人民政府，2024年度", "处不符", "相差1", "怎样改", narrow=True)
    browser.find_element(By.CSS_SELECTOR, "td.cell-fault a").click()
    assert browser.current_url.rpartition("#")[2].startswith("finding-")
    [book] = [read_xlsx(taken(browser, sent, "下载表格（Excel）"))]
    assert any("相差1" in cell.text for grid in book for cell in grid.cells)
    walker.follow("年报校对", within=".crumbs")
    choose(browser, "年度报告文件", *older)
    walker.press("校对")
    walker.look("校对结果（2份）", "下级单位应有1份", narrow=True)
    for box in browser.find_elements(By.CSS_SELECTOR, "main input[type=checkbox]"):
        box.click()
    walker.press("逐份确认，导入勾选的报告")
    walker.look("逐份确认导入", narrow=True)
    for field in browser.find_elements(By.CSS_SELECTOR, "input[name$=source]"):
        field.send_keys("县政府网站")
    for box in browser.find_elements(By.CSS_SELECTOR, "input[name$=confirmed]"):
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
        box.click()
    walker.press("导入已确认的")
    walker.look("已导入2份")
    walker.follow("历年数据", within="tbody")
    walker.look("新收申请", "2022—2023年", "6件", narrow=True)
    assert [each.year for each in queries.published(company.county)] == [2023, 2022]
    walker.follow("公众看到的页面")
    walker.look("历年数据", "本年新收", narrow=True)
    walker.follow("年报校对", within=".zone-side")
    walker.look("年报校对", "不保存", "兆字节", narrow=True)
    walker.follow("用一份示例试试")
    walker.look("校对结果", "都是虚构的", narrow=True)


def test_a_citizen_checks_a_report_on_a_phone_without_scripts(
    live_server: object, tmp_path: Path, wall: WallClock
) -> None:
    wall.turn(date(2025, 1, 20))
    cast()
    site = str(getattr(live_server, "url", ""))
    with opened(tmp_path, scripts=False) as browser:
        on_phone(browser)
        walker = Walker(browser, site)
        browser.get(f"{site}/shili/")
        walker.follow("政府信息公开年报")
        walker.follow("年报校对")
        walker.follow("用一份示例试试")
        assert "都是虚构的" in browser.page_source and "处不符" in browser.page_source
        walker.follow("再校对一份")
        broken = on_disk(tmp_path, "年报.docx", word_file("示例县民政局", 2024, SOUND, WRONG_TOTAL))
        choose(browser, "年度报告文件", broken)
        walker.press("校对")
        assert "示例县民政局，2024年度" in browser.find_element(By.TAG_NAME, "main").text
        assert overflow(browser) <= 0
