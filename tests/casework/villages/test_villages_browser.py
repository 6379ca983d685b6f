"""村民的一条路: on a phone from the board to the slip, into the group, from a question to a ticket."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from gongkai.casework.engagement.tickets.models import Ticket
from gongkai.casework.villages.boards import acts as boards
from gongkai.casework.villages.boards import screen
from gongkai.casework.villages.groups.models import VillagePost
from gongkai.casework.villages.questions.models import VillageQuestion
from gongkai.casework.villages.villagers.models import Villager
from gongkai.law.villages import Readership
from gongkai.office.journal.verify import verify
from gongkai.web import clock
from gongkai.web.traps import SOONEST
from tests.browser import browser, grumbles, on_desk, on_phone, opened, press
from tests.casework.engagement.test_tickets_browser import enter, send, sound
from tests.casework.villages.conftest import (
    NAME,
    PHONE,
    WELL,
    Country,
    grouped,
    logged_in,
    picture,
    posted,
    settled,
)
from tests.cast import cast

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def country(transactional_db: None) -> Country:
    return settled(cast())


def slowly(browser: Chrome, **values: str) -> None:
    """As a person fills a public form in."""
    time.sleep(SOONEST.total_seconds())
    send(browser, **values)


def test_a_villager_comes_in_by_the_slip_speaks_and_asks_until_it_is_a_ticket(
    browser: Chrome, live_server: object, country: Country
) -> None:
    address, board = str(live_server), f"{live_server}{country.board}"
    group = grouped(country)
    posted(country)
    posted(country, "二组分红", readership=Readership.VILLAGERS)
    on_phone(browser)
    browser.get(board)
    sound(browser, "board")
    for page in ("ping/", "ping/?n=0", "?q="):
        browser.get(f"{board}{page}")
        sound(browser, page)
    assert "二组分红" not in browser.page_source
    browser.get(f"{board}renzheng/")
    sound(browser, "apply")
    slowly(browser, name=NAME, phone=PHONE, household="二组")
    assert "已收到认证申请" in browser.page_source
    sound(browser, "applied")
    number, code = certified_at_the_desk(browser, address)

    browser.delete_all_cookies()
    browser.get(f"{board}denglu/")
    sound(browser, "log in")
    slowly(browser, number=number, code="2222-2222-2222-2222")
    assert "认证编号或者登录码不正确" in browser.page_source
    slowly(browser, number=number, code=code)
    assert "您是示例镇示例村村民委员会的认证村民" in browser.page_source
    sound(browser, "home")
    browser.get(board)
    assert "二组分红" in browser.page_source
    browser.get(f"{board}qun/{group.pk}/")
    slowly(browser, text=WELL)
    assert "待审核" in browser.page_source
    sound(browser, "group")
    browser.get(f"{board}wen/")
    slowly(browser, title="水泵什么时候修", text=WELL)
    assert "待答复" in browser.page_source
    sound(browser, "question")
    mine = browser.current_url
    at_the_clerks_desk(browser, address)
    stay = browser.get_cookie("sessionid")
    browser.delete_all_cookies()
    on_phone(browser)
    browser.get(f"{board}denglu/")
    slowly(browser, number=number, code=code)
    browser.get(f"{board}qun/{group.pk}/")
    assert "二组水井的水泵坏了" in browser.find_element(By.CSS_SELECTOR, ".talks").text
    browser.get(mine)
    assert "已转工单" in browser.page_source and "示例县示例镇人民政府" in browser.page_source
    assert stay is not None
    assert Ticket.objects.of(country.township).exists()
    assert [str(finding) for finding in verify(whole=True)] == []
    assert grumbles(browser) == []


def certified_at_the_desk(browser: Chrome, address: str) -> tuple[str, str]:
    """The clerk makes sure, certifies, and reads number and code from the slip."""
    on_desk(browser)
    enter(browser, address, logged_in("cun"))
    browser.get(f"{address}/desk/villages/villagers/")
    sound(browser, "villagers")
    press(browser, "th a")
    press(browser, ".acts a")
    send(browser, verified="in_person")
    press(browser, ".acts a")
    send(browser)
    sound(browser, "villager")
    press(browser, ".act-form button.button:not(.button-plain)")
    sound(browser, "slip")
    facts = [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".receipt dd")]
    assert NAME not in facts[0]
    return facts[1], facts[2]


def at_the_clerks_desk(browser: Chrome, address: str) -> None:
    """The post is shown, the question handed on to the township."""
    on_desk(browser)
    browser.delete_all_cookies()
    enter(browser, address, logged_in("cun"))
    browser.get(f"{address}/desk/villages/posts/")
    sound(browser, "posts")
    post, question = VillagePost.objects.everywhere().get(), VillageQuestion.objects.everywhere().get()
    browser.get(f"{address}/desk/villages/posts/{post.pk}/show/")
    send(browser)
    browser.get(f"{address}/desk/villages/questions/{question.dossier_id}/act/hand_on/")
    sound(browser, "hand on")
    send(browser, to="shili-zhen", kind="help")
    sound(browser, "handed on")
    for page in ("", "notices/", "groups/", "questions/", "figures/"):
        browser.get(f"{address}/desk/villages/{page}")
        sound(browser, page)
    assert Villager.objects.everywhere().count() == 1


def test_the_screen_goes_on_untouched_without_scripts_and_the_bundle_opens_without_a_network(
    tmp_path: Path, live_server: object, country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "SHOWN", 1)
    notice = posted(country)
    boards.prove_notice(
        notice, picture(), "村口", taken_on=clock.today(), on=clock.today(), today=clock.today(), by=country.clerk
    )
    with opened(tmp_path, scripts=False) as browser:
        browser.get(f"{live_server}{country.board}ping/")
        waiting = WebDriverWait(browser, 10)
        waiting.until(lambda seen: "n=0" in seen.current_url)
        waiting.until(lambda seen: seen.current_url.endswith("/ping/"))
        press(browser, ".wall-list a")
        press(browser, ".wall-bar a[href*=hold]")
        time.sleep(2)
        assert "hold=1" in browser.current_url and "已停住" in browser.page_source
        heights = [each.size["height"] for each in browser.find_elements(By.CSS_SELECTOR, ".wall-bar a")]
        assert min(heights) >= 60, "a finger finds every button"
        code = browser.find_element(By.CSS_SELECTOR, ".wall-foot img")
        assert code.size["width"] >= 150
        assert grumbles(browser) == []

        content = Client().get(f"{country.board}lixian.zip").content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(tmp_path / "stick")  # our own archive, its names are tested beside
        browser.execute_cdp_cmd("Network.enable", {})
        browser.execute_cdp_cmd(
            "Network.emulateNetworkConditions",
            {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
        )
        browser.get((tmp_path / "stick" / "index.html").as_uri())
        press(browser, "li a")
        assert "收入一万元。" in browser.page_source
        widths = [each.size["width"] for each in browser.find_elements(By.TAG_NAME, "img")]
        assert len(widths) == 2 and min(widths) >= 60
        assert browser.find_element(By.CSS_SELECTOR, "h1").value_of_css_property("text-align") == "center"
        assert grumbles(browser) == []
