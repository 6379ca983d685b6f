"""一件舆情的路: registered on a phone, assessed, handed out, drafted, signed, published, read; axe finds nothing wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from gongkai.law.grammar.dates import to_the_minute
from gongkai.law.grammar.flow import Step
from gongkai.law.press_conferences import Announced, ConferencePart, Held
from gongkai.law.response_flow import Act
from gongkai.law.response_kinds import EventKind, Severity
from gongkai.law.response_warnings import State, WarningKind, WarningLevel
from gongkai.office.journal.verify import verify
from gongkai.publication.response.conferences import acts as conferences
from gongkai.publication.response.duty import acts as duty
from gongkai.publication.response.duty.models import ContactKind
from gongkai.publication.response.events.models import OpinionEvent
from gongkai.publication.response.warnings import acts as warning
from gongkai.publication.response.warnings import queries
from gongkai.publication.response.warnings.acts import WarningGiven
from gongkai.publication.response.warnings.models import PublicWarning
from gongkai.web import clock
from tests.browser import browser, complaints, on_desk, on_phone, overflow, press
from tests.cast import Cast, cast
from tests.publication.response.conftest import answered, handed, happened, logged_in, staffed, take, who

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db: None) -> Cast:
    return staffed(cast())


def sound(browser: Chrome, name: str) -> None:
    assert complaints(browser) == [], name
    assert overflow(browser) <= 0, name


def enter(browser: Chrome, address: str, client: Client) -> None:
    browser.get(f"{address}/desk/login/")
    browser.delete_all_cookies()
    browser.add_cookie({"name": "sessionid", "value": client.cookies["sessionid"].value})


def send(browser: Chrome, **values: str) -> None:
    """Fill in what is named and send the form of the page."""
    for name, value in values.items():
        field = browser.find_element(By.NAME, name)
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        else:
            field.clear()
            field.send_keys(value)
    press(browser, ".form-acts button")


def test_an_event_goes_its_way_to_the_published_answer(browser: Chrome, live_server: object, company: Cast) -> None:
    address = str(live_server)
    began = to_the_minute(clock.now() - timedelta(hours=2)).replace("T", " ")
    on_phone(browser)
    enter(browser, address, logged_in("sun"))
    browser.get(f"{address}/desk/response/register/")
    sound(browser, "register")
    send(browser)
    sound(browser, "errors")
    said = {"title": "示例桥垮塌", "concern": "有没有人受伤", "kind": "accident", "severity": "grave", "source": "duty"}
    send(browser, **said, started_at=began)
    assert "剩" in browser.page_source or "还剩" in browser.page_source
    sound(browser, "event")
    event = OpinionEvent.objects.everywhere().get()
    base = f"{address}/desk/response/{event.dossier_id}/"
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("sun", "assess", {"judgement": "关注度高"}),
        ("sun", "assign", {"unit": "shili-minzheng", "person": "王小样"}),
        ("wang", "verify", {"facts": "无人员伤亡"}),
        ("wang", "draft", {"kind": "first", "title": "情况通报", "text": "无人员伤亡，请绕行二桥。"}),
        ("qian", "approve", {}),
        ("zheng", "release", {"channel": "website"}),
        ("zheng", "release", {"channel": "wechat"}),
        ("sun", "brief", {"judgement": "趋于平稳"}),
    )
    on_desk(browser)
    for username, act, values in steps:
        enter(browser, address, logged_in(username))
        browser.get(base)
        sound(browser, f"event before {act}")
        press(browser, f'.acts a[href$="/act/{act}/"]')
        sound(browser, act)
        send(browser, **values)
    browser.get(f"{address}/desk/response/figures/")
    press(browser, 'a[href*="column=within_five"]')
    assert event.dossier.number in browser.page_source
    browser.delete_all_cookies()
    on_phone(browser)
    browser.get(f"{address}/shili/hygq/")
    sound(browser, "list")
    press(browser, f'a[href$="/hygq/{event.pk}/"]')
    assert "请绕行二桥" in browser.page_source and "政务微信" in browser.page_source
    sound(browser, "public event")
    assert list(verify(whole=True)) == []


WARNED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("qian", "sign", {}),
    ("zheng", "issue", {"channel": "website", "proof": "网站首页"}),
    ("zheng", "issue", {"channel": "broadcast", "proof": "8:30播出"}),
    ("qian", "lift", {"reason": "降雨已经停止"}),
    ("zheng", "lift_on", {"channel": "website", "proof": "网站首页"}),
    ("zheng", "lift_on", {"channel": "broadcast", "proof": "18:00播出"}),
    ("zheng", "finish", {}),
)


def test_a_warning_goes_out_by_two_ways_and_is_lifted_by_both(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address, now = str(live_server), clock.now()
    begins, ends = (to_the_minute(now + timedelta(hours=h)).replace("T", " ") for h in (-1, 6))
    on_phone(browser)
    enter(browser, address, logged_in("zheng"))
    browser.get(f"{address}/desk/response/warnings/prepare/")
    sound(browser, "prepare")
    said = {"kind": "weather", "level": "yellow", "area": "示例镇", "title": "暴雨黄色预警", "text": "请避开河道。"}
    send(browser, **said, begins_at=begins, ends_at=ends)
    row = PublicWarning.objects.everywhere().get()
    for username, act, values in WARNED:
        enter(browser, address, logged_in(username))
        browser.get(f"{address}/desk/response/warnings/{row.dossier_id}/")
        sound(browser, f"warning before {act}")
        press(browser, f'.acts a[href$="/act/{act}/"]')
        sound(browser, act)
        send(browser, **values)
        browser.get(f"{address}/shili/hygq/yjxx/")
        assert ("暴雨黄色预警" in browser.page_source) is (act != "sign"), act
    sound(browser, "warnings of the public")
    row.refresh_from_db()
    assert queries.standing(row).state is State.LIFTED
    assert list(verify(whole=True)) == []


DESK = (
    *("", "?place=all", "register/", "figures/", "roster/", "contacts/", "playbooks/", "hours/", "conferences/"),
    *("conferences/announce/", "warnings/", "warnings/prepare/", "figures/responses/?year={year}&channel=website"),
    *("{event}/", "{event}/beginning/", "{event}/act/record/", "{event}/act/report/", "conferences/{conference}/hold/"),
    *("warnings/{warning}/", "warnings/{warning}/act/issue/", "playbooks/{playbook}/", "contacts/{contact}/"),
)
PUBLIC = ("", "py/", "{row}/", "xwfb/", "xwfb/{conference}/", "yjxx/", "yjxx/{warned}/")


def test_every_page_of_the_room_can_be_used_by_everybody(browser: Chrome, live_server: object, company: Cast) -> None:
    """As the desk of the county with something on every page, on a screen and on a phone."""
    address, keys = str(live_server), furnished(company)
    for screen in (on_desk, on_phone):
        screen(browser)
        enter(browser, address, logged_in("zheng"))
        for path in DESK:
            browser.get(f"{address}/desk/response/{path.format(**keys)}")
            sound(browser, path)
        browser.delete_all_cookies()
        for path in PUBLIC:
            browser.get(f"{address}/shili/hygq/{path.format(**keys)}")
            assert "没有找到" not in browser.title, path
            sound(browser, path)


def furnished(people: Cast) -> dict[str, object]:
    """One of each, by the acts of the house."""
    now = clock.now()
    began, on, by, county = now - timedelta(hours=2), now.date(), who("zheng"), people.county
    event = happened(county, EventKind.RUMOUR, Severity.ORDINARY, began=began, now=began)
    handed(event, began)
    take(event, Act.VERIFY, "wang", began, facts="不实")
    words: dict[str, Any] = {"kind": "clarify", "rumour": "传言", "truth": "事实", "evidence": "报告"}
    answered(event, "website", "weibo", now=now, **words)
    take(event, Act.OBSERVE, "sun", now, at=to_the_minute(now), volume=12)
    take(event, Act.BRIEF, "sun", now, judgement="平稳")
    given = WarningGiven(
        WarningKind.FLOOD, WarningLevel.RED, "示例镇", "山洪预警", "转移", began, now + timedelta(days=1)
    )
    warned = warning.prepare(county, given, now=began, once="w", by=by)
    warning.act(warned, Step("sign", began.date()), now=began, by=who("qian"))
    issued = {"channel": "website", "at": to_the_minute(began), "proof": "网址"}
    warning.act(warned, Step("issue", began.date(), issued), now=now, by=by)
    told = Announced("新闻发布会", now + timedelta(days=2), "一楼", "发布人")
    coming = conferences.announce(county, told, ConferencePart.HOSTED, on=on, once="1", by=by)
    past = conferences.announce(county, told, ConferencePart.HOSTED, event=event, on=on, once="2", by=by)
    conferences.hold(past, Held(now, True, "发布人", "实录"), now=now, on=on, by=by)
    duty.roster(county, [by], "0900-0001", first=began, hours=24, days=2, on=on, by=by)
    contact = duty.add_contact(county, ContactKind.MEDIA, "示例报社", "何样例", "09000001", on=on, by=by)
    book = duty.draft_playbook(county, EventKind.RUMOUR, "辟谣", "核实\n发布", ("标题", "口径"), on=on, by=by)
    return {
        "year": began.year,
        "event": event.dossier_id,
        "row": event.pk,
        "conference": coming.pk,
        "warning": warned.dossier_id,
        "warned": warned.pk,
        "contact": contact.pk,
        "playbook": book.pk,
    }
