"""一条内容的去向: 王小样 publishes, proves and withdraws in a real browser; every page is accessible and fits a phone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.law.disclosure import ContentClass, ReleaseChannel
from gongkai.office.journal.verify import verify
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.accounts import acts as accounts
from gongkai.publication.disclosure.accounts.acts import AccountCard
from gongkai.publication.disclosure.exports import acts as exports
from gongkai.publication.disclosure.exports import queries as exported
from gongkai.publication.disclosure.models import Content, Release
from gongkai.publication.documents import acts as documents
from gongkai.web import clock
from tests.browser import complaints, on_phone, press
from tests.cast import PASSWORD, Cast, cast
from tests.publication.conftest import DAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1200)]
PICTURES = os.environ.get("PICTURES", "")
"""A folder where somebody wants to look at the pages; usually none."""
TEXT = (
    "根据《示例县临时救助办法》，现将九月临时救助对象公示如下。\n公示期七日，对公示有异议的，可以向示例县民政局反映。"
)


def opened(people: Cast) -> None:
    bureau, by = people.bureau, people.wang
    catalogue.open_column(
        bureau, ColumnPlan("公示公告", "gsgg", "社会救助科", [ContentClass.NOTICE], cycle=30), on=DAY, by=by
    )
    documents.register_review(
        bureau, title="九月临时救助对象公示", checks={}, reviewers=[["section", "li", "2025-09-18"]], on=DAY, by=by
    )
    card = AccountCard(ReleaseChannel.WECHAT, "示例民政", "办公室", certified="示例县民政局")
    accounts.open_account(bureau, card, on=DAY, today=DAY, by=by)


def looked_at(browser: Chrome, name: str) -> None:
    """Nothing for axe to complain of, and a picture where one is wanted."""
    assert complaints(browser) == [], name
    if PICTURES:
        browser.save_screenshot(str(Path(PICTURES) / f"{name}.png"))


def fill(browser: Chrome, name: str, value: str) -> None:
    field = browser.find_element(By.NAME, name)
    if field.tag_name == "select":
        Select(field).select_by_visible_text(value)
    else:
        field.clear()
        field.send_keys(value)


def test_a_content_goes_out_by_several_channels_is_proven_found_by_its_code_and_withdrawn(
    live_server: object, browser: Chrome
) -> None:
    people = cast()
    opened(people)
    site = str(getattr(live_server, "url", ""))
    browser.set_window_size(1280, 1900)
    browser.get(f"{site}/desk/disclosure/waiting/")
    fill(browser, "username", "wang")
    fill(browser, "password", PASSWORD)
    press(browser, "main button[type=submit]")
    looked_at(browser, "waiting")
    press(browser, "tbody a[href*='review=']")
    for label in browser.find_elements(By.CSS_SELECTOR, ".ways label"):
        if "示例民政" in label.text or "公开栏" in label.text:
            label.click()
    press(browser, ".ways button")
    fill(browser, "kind", "公告公示")
    fill(browser, "column", "公示公告")
    fill(browser, "text", TEXT)
    fill(browser, "cboard_carrier", "县政务大厅一楼公开栏")
    looked_at(browser, "publish")
    press(browser, "form[method=post] .form-acts button")
    looked_at(browser, "file")
    content = Content.objects.of(people.bureau).get()
    post = Release.objects.of(people.bureau).get(channel="wechat")
    browser.get(f"{site}/desk/disclosure/releases/{post.pk}/")
    fill(browser, "proof", "https://mp.example.invalid/s/1")
    looked_at(browser, "release")
    press(browser, "input[value=prove] ~ .form-acts button")
    day = clock.today()
    rows = ("标题,发布时间", f"九月临时救助对象公示,{day}", f"九月份临时救助对象公示,{day}", f"天气,{day}")
    table = "\n".join(rows).encode()
    export = exports.upload(people.bureau, ReleaseChannel.WECHAT, "示例民政", "九月导出.csv", table, on=DAY)
    exports.map_columns(export, exported.columns(export), on=DAY)
    pages: tuple[str, ...] = (
        "",
        "owed/",
        "figures/",
        "accounts/",
        "accounts/open/",
        "limits/",
        "exports/",
        f"exports/{export.pk}/",
    )
    pages += (
        f"exports/{export.pk}/columns/",
        f"{content.pk}/correct/",
        f"{content.pk}/move/",
        f"{content.pk}/withdraw/",
    )
    for page in pages:
        browser.get(f"{site}/desk/disclosure/{page}")
        looked_at(browser, "desk-" + page.strip("/").replace("/", "-"))
    browser.get(f"{site}/shili-minzheng/fbm/{post.code}/")
    assert browser.current_url == site + queries.address(content)
    looked_at(browser, "public-content")
    on_phone(browser)
    looked_at(browser, "public-content-phone")
    browser.get(f"{site}/shili-minzheng/lm/gsgg/")
    looked_at(browser, "public-column-phone")
    browser.get(f"{site}/desk/disclosure/{content.pk}/withdraw/")
    fill(browser, "kind", "内容有误")
    fill(browser, "reason", "对象姓名有误")
    press(browser, "form[method=post].form .form-acts button")
    browser.get(site + queries.address(content))
    assert "内容已经撤下" in browser.page_source and content.title not in browser.page_source
    looked_at(browser, "public-gone-phone")
    assert [str(finding) for finding in verify(whole=True)] == []
