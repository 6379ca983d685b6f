"""互动的三条路: a survey answered on a phone, an interview read along while it is said, a draft commented on."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from gongkai.casework.engagement.interviews.models import Interview
from gongkai.casework.engagement.surveys import queries as surveys
from gongkai.casework.engagement.surveys.models import Survey
from gongkai.law.decision_drafts import Act as DraftAct
from gongkai.law.decision_drafts import DecisionKind
from gongkai.law.documents import CHECKS
from gongkai.law.grammar.flow import JSON, Step
from gongkai.law.interviews import Act as Talk
from gongkai.law.surveys import Act
from gongkai.office.journal.verify import verify
from gongkai.publication.documents.decisions import acts as decisions
from gongkai.publication.documents.decisions import queries as drafts
from gongkai.publication.documents.decisions.acts import Draft
from gongkai.publication.documents.models import DecisionDraft
from gongkai.web import clock
from gongkai.web.traps import SOONEST
from tests.browser import browser, on_desk, on_phone, press
from tests.casework.engagement import test_interviews as talks
from tests.casework.engagement import test_surveys as asked
from tests.casework.engagement.conftest import logged_in, who
from tests.casework.engagement.test_tickets_browser import enter, send, sound
from tests.cast import Cast, cast, official

__all__ = ["browser"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company(transactional_db: None) -> Cast:
    people = cast()
    official("qian", "钱保密", people.bureau, "label_reviewer")
    return people


def test_a_survey_is_answered_on_a_phone_and_its_result_has_charts(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address, today = str(live_server), clock.today()
    survey = asked.opened(company, on=today - timedelta(days=9), days=9)
    for _ in range(8):
        asked.answer(survey, 1, on=today - timedelta(days=1))
    on_phone(browser)
    browser.get(f"{address}/shili-minzheng/wjdc/")
    sound(browser, "list")
    press(browser, "th a")
    sound(browser, "survey")
    send(browser)
    sound(browser, "errors")
    assert "请选择1．您对窗口服务是否满意" in browser.page_source
    time.sleep(SOONEST.total_seconds())
    send(browser, q1="2", q2="希望中午也开放")
    assert "答卷已经提交" in browser.page_source
    sound(browser, "answered")
    browser.get(f"{address}/shili-minzheng/wjdc/{survey.pk}/")
    assert "已经在这个浏览器上填写过" in browser.page_source
    assert surveys.answers(survey).count() == 9
    announce(browser, address, company)
    on_phone(browser)
    browser.delete_all_cookies()
    browser.get(f"{address}/shili-minzheng/wjdc/{over(company).pk}/")
    shown = [each for each in browser.find_elements(By.CSS_SELECTOR, "svg[role=img]") if each.is_displayed()]
    assert len(shown) == 1, "drawn for a telephone, and not twice"
    assert shown[0].size["width"] <= 390
    sound(browser, "result")


def over(company: Cast) -> Survey:
    return Survey.objects.of(company.bureau).order_by("pk")[1]


def announce(browser: Chrome, address: str, company: Cast) -> None:
    """Another survey, whose days are over: ended, its words shown, its result announced at the desk."""
    on_desk(browser)
    begun = clock.today() - timedelta(days=20)
    survey = asked.opened(company, on=begun)
    for option in [1] * 6 + [2] * 4:
        asked.answer(survey, option, "窗口很好", on=begun)
    enter(browser, address, logged_in("wang"))
    base = f"{address}/desk/engagement/surveys/{survey.pk}/"
    for page in (
        f"{address}/desk/engagement/surveys/",
        f"{address}/desk/engagement/surveys/new/",
        base,
        f"{base}enter/",
    ):
        browser.get(page)
        sound(browser, page)
    browser.get(f"{base}act/{Act.END.value}/")
    send(browser)
    browser.get(f"{base}words/")
    sound(browser, "words")
    press(browser, 'td a[href*="/words/"]')
    sound(browser, "show")
    send(browser)
    browser.get(f"{base}act/{Act.ANNOUNCE.value}/")
    sound(browser, "announce")
    send(browser, statement="满意的占多数。")
    sound(browser, "announced")
    assert list(verify(whole=True)) == []


def test_an_interview_is_held_on_a_phone_while_others_read_along(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address, today = str(live_server), clock.today()
    interview = talks.noticed(company, today)
    public, base = (
        f"{address}/shili-minzheng/zxft/{interview.pk}/",
        f"{address}/desk/engagement/interviews/{interview.pk}/",
    )
    on_phone(browser)
    browser.get(f"{address}/shili-minzheng/zxft/")
    sound(browser, "list")
    browser.get(public)
    sound(browser, "notice")
    time.sleep(SOONEST.total_seconds())
    send(browser, text="低保户能不能申请临时救助", name="陈样例")
    assert "问题已经提交" in browser.page_source
    sound(browser, "asked")
    enter(browser, address, logged_in("wang"))
    browser.get(f"{base}questions/")
    sound(browser, "questions")
    press(browser, 'a[href$="/adopt/"]')
    sound(browser, "adopt")
    send(browser)
    browser.get(f"{base}act/{Talk.BEGIN.value}/")
    sound(browser, "begin")
    send(browser)
    assert "录入发言" in browser.title, "the editor comes straight to where lines are entered"
    sound(browser, "live desk")
    asked_for = browser.find_element(By.CSS_SELECTOR, 'select[name="question"] option:nth-child(2)').get_attribute(
        "value"
    )
    send(browser, question=str(asked_for))
    send(browser, speaker="1", text="可以，符合条件的当日受理。")
    sound(browser, "lines")
    browser.get(public)
    assert "低保户能不能申请临时救助" in browser.page_source and "当日受理" in browser.page_source
    sound(browser, "live")
    press(browser, 'a[href$="?auto=1"]')
    assert "自动更新" in browser.page_source and "停止自动更新" in browser.page_source
    sound(browser, "by itself")
    browser.get(f"{base}act/{Talk.END.value}/")
    sound(browser, "end")
    send(browser)
    browser.get(f"{base}act/{Talk.PUBLISH.value}/")
    send(browser)
    sound(browser, "published")
    assert Interview.objects.of(company.bureau).get().led, "both guests were ticked"
    for page in ("interviews/", "interviews/new/", "activity/"):
        browser.get(f"{address}/desk/engagement/{page}")
        sound(browser, page)
    browser.get(public)
    assert "文字实录" in browser.page_source
    sound(browser, "transcript")
    assert list(verify(whole=True)) == []


def test_a_citizen_comments_on_a_phone_a_clerk_answers_and_the_result_stands(
    browser: Chrome, live_server: object, company: Cast
) -> None:
    address, today = str(live_server), clock.today()
    draft = opened(company)
    public, base = f"{address}/shili-minzheng/zqyj/{draft.pk}/", f"{address}/desk/decisions/{draft.pk}/"
    on_phone(browser)
    browser.get(public)
    assert "网上、书面、听证会" in browser.page_source
    sound(browser, "draft")
    time.sleep(SOONEST.total_seconds())
    send(browser, text="建议放宽收入限制。", name="陈样例")
    sound(browser, "received")
    on_desk(browser)
    enter(browser, address, logged_in("wang"))
    browser.get(f"{base}act/hold/")
    sound(browser, "hold")
    send(browser, form="hearing", held_on=f"{today}", place="示例会议室", people="12", summary="代表赞成。")
    browser.get(f"{base}opinions/")
    sound(browser, "opinions")
    press(browser, 'td a[href*="/opinions/"]')
    sound(browser, "answer")
    send(browser, answer="adopted", gist="放宽收入限制")
    late = drafts.standing(draft).until
    assert late is not None
    browser.get(public)
    assert "代表赞成" in browser.page_source
    browser.get(base)
    sound(browser, "desk")
    assert "期限届满之前不能结束" in browser.page_source


def opened(company: Cast) -> DecisionDraft:
    today = clock.today()
    given = Draft(DecisionKind.OTHER, "示例救助办法（征求意见稿）", "第一条 样例。", "说明")
    draft = decisions.plan(company.bureau, given, planned_on=today, on=today, today=today, by=who("wang"))
    check = Step(DraftAct.CHECK.value, today, {"checks": dict.fromkeys(CHECKS, True)})
    decisions.act(draft, check, today=today, by=who("qian"))
    until = (today + timedelta(days=30)).isoformat()
    said: dict[str, JSON] = {"until": until, "ways": "来信", "forms": ["online", "written", "hearing"]}
    decisions.act(draft, Step(DraftAct.OPEN.value, today, said), today=today, by=who("wang"))
    return draft
