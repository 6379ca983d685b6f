"""工作台: who comes in, who does not, and where they begin."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.doors.desk.due import with_days
from gongkai.office.authorities import acts
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of
from gongkai.office.journal.models import Access, Dossier
from gongkai.office.notices import acts as notices
from gongkai.web import clock
from gongkai.web.context import MANY, MenuItem
from tests.cast import BEGINNING, FIRST_PASSWORD, PASSWORD, Cast
from tests.web.reading import one

NEW = "Quite-new-0452"


def log_in(client: Client, password: str = PASSWORD, **more: str) -> int:
    return client.post("/desk/login/", {"username": "wang", "password": password, **more}).status_code


def test_the_desk_is_closed_to_strangers(client: Client, people: Cast) -> None:
    for path in ("/desk/", "/desk/due/", "/desk/password/"):
        assert client.get(path).headers["Location"] == f"/desk/login/?next={path}"


def test_an_official_comes_in_and_goes_where_they_wanted(client: Client, people: Cast) -> None:
    page = client.post("/desk/login/", {"username": "wang", "password": PASSWORD, "next": "/desk/due/"})
    assert page.headers["Location"] == "/desk/due/"
    assert "王小样" in client.get("/desk/due/").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_door_leads_to_no_other_site(client: Client, people: Cast, elsewhere: str) -> None:
    page = client.post("/desk/login/", {"username": "wang", "password": PASSWORD, "next": elsewhere})
    assert page.headers["Location"] == "/desk/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, people: Cast) -> None:
    wrong = client.post("/desk/login/", {"username": "wang", "password": "no"}).text
    unknown = client.post("/desk/login/", {"username": "nobody", "password": "no"}).text
    assert "用户名或密码不正确，或者账号已停用" in wrong
    assert LexborHTMLParser(wrong).css(".faults li")[0].text() == LexborHTMLParser(unknown).css(".faults li")[0].text()


def test_the_sixth_try_finds_the_door_locked_even_with_the_right_key(client: Client, people: Cast) -> None:
    tries = [log_in(client, "no") for _ in range(5)]
    assert tries[:4] == [200] * 4
    page = client.post("/desk/login/", {"username": "wang", "password": PASSWORD})
    assert page.status_code == 429
    assert "登录已暂停" in page.text
    assert "30分钟" in page.text


def test_every_log_in_and_every_refusal_is_entered(client: Client, people: Cast) -> None:
    log_in(client, "no")
    log_in(client)
    rows = Access.objects.of(people.bureau).filter(kind="log_in").order_by("seq")
    assert [(row.official, row.succeeded) for row in rows] == [(people.wang, False), (people.wang, True)]


def test_leaving_closes_the_desk(desk: Client) -> None:
    assert desk.get("/desk/logout/").status_code == 405
    desk.post("/desk/logout/")
    assert desk.get("/desk/due/").status_code == 302


def test_a_password_somebody_else_has_set_is_changed_first(client: Client, people: Cast) -> None:
    person = acts.enrol("xin", "新人员", on=BEGINNING, password=FIRST_PASSWORD)
    acts.post(person, people.bureau, "informant", on=BEGINNING, by=None)
    client.post("/desk/login/", {"username": "xin", "password": FIRST_PASSWORD})
    assert client.get("/desk/due/").headers["Location"] == "/desk/password/"
    changed = {"present": FIRST_PASSWORD, "password": NEW, "repeated": NEW}
    assert client.post("/desk/password/", changed).headers["Location"] == "/desk/"
    assert client.get("/desk/due/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"present": "wrong"}, "现密码不正确"),
        ({"repeated": "Another-0453"}, "两次输入的新密码不一致"),
        ({"password": "short", "repeated": "short"}, "密码应包含大写字母、小写字母、数字、符号中的三种"),
        ({"password": PASSWORD, "repeated": PASSWORD}, "不能使用最近5次用过的密码"),
        ({"password": ""}, "请填写新密码"),
    ],
)
def test_a_password_that_may_not_be_set_is_refused_with_the_rule(
    desk: Client, changed: dict[str, str], message: str
) -> None:
    page = desk.post("/desk/password/", {"present": PASSWORD, "password": NEW, "repeated": NEW, **changed})
    assert page.status_code == 200
    assert message in page.text
    assert NEW not in page.text


def test_the_desk_names_the_person_the_authority_and_only_pages_that_are_there(desk: Client) -> None:
    page = LexborHTMLParser(desk.get("/desk/due/").text)
    assert "示例县民政局" in one(page, ".desk-head").text()
    for link in page.css(".desk-side a"):
        assert desk.get(str(link.attributes["href"]), follow=True).status_code == 200


def test_nobody_without_a_posting_sees_anything(client: Client, people: Cast) -> None:
    person = acts.enrol("wu", "吴岗", on=BEGINNING, password=FIRST_PASSWORD)
    acts.set_password(person, PASSWORD, on=clock.today())
    client.post("/desk/login/", {"username": "wu", "password": PASSWORD})
    page = client.get("/desk/due/")
    assert page.status_code == 403
    assert "您目前没有在任岗位" in page.text


def file(authority: Authority, number: str, due_on: date) -> Dossier:
    dossier = Dossier(authority=authority, kind="application", number=number, title="征地补偿方案", opened_on=BEGINNING)
    dossier.state, dossier.received_on, dossier.due_on = "handling", BEGINNING, due_on
    dossier.save()
    return dossier


def test_what_is_due_is_listed_with_the_most_urgent_first_and_nothing_of_others(desk: Client, people: Cast) -> None:
    second, first = file(people.bureau, "二号", date(2020, 1, 3)), file(people.bureau, "一号", date(2020, 1, 2))
    file(people.bureau, "远期", date(2999, 1, 2))
    file(people.elsewhere, "他人", date(2020, 1, 2))
    page = LexborHTMLParser(desk.get("/desk/due/").text)
    assert [head.text() for head in page.css("tbody th")] == ["一号", "二号"]
    assert [link.attributes["href"] for link in page.css("tbody th a")] == [
        f"/desk/applications/{dossier.pk}/" for dossier in (first, second)
    ]
    assert "逾期" in page.css("tbody td")[3].text()
    assert one(page, ".desk-side .count").text() == "2件"


@pytest.mark.parametrize(
    ("today", "left", "tone"),
    [
        (date(2025, 9, 19), "5个工作日", "plain"),
        (date(2025, 9, 24), "2个工作日", "warn"),
        (date(2025, 9, 26), "今天到期", "bad"),
        (date(2025, 9, 27), "已逾期", "bad"),
        (date(2025, 9, 29), "逾期2个工作日", "bad"),
    ],
)
def test_what_is_left_is_said_in_working_days(people: Cast, today: date, left: str, tone: str) -> None:
    # 2025-09-27 is a Saturday off, Sunday 2025-09-28 a make-up day.
    friday = file(people.bureau, "一号", date(2025, 9, 26))
    (due,) = with_days([friday], frozenset(), calendar_of(people.bureau), today)
    assert (due.left, due.tone) == (left, tone)
    assert due.href == ""


def test_a_password_in_use_for_too_long_is_changed_before_anything_else(client: Client, people: Cast) -> None:
    people.wang.password_changed_on = BEGINNING
    people.wang.save(update_fields=["password_changed_on"])
    client.post("/desk/login/", {"username": "wang", "password": PASSWORD})
    page = client.get("/desk/due/")
    assert page.status_code == 302 and page.headers["Location"] == "/desk/password/"


def test_notices_are_read_at_the_desk_and_counted_in_the_menu_until_then(client: Client, people: Cast) -> None:
    notices.notify(people.bureau, "one", people.wang, subject="收到网上申请〔2026〕009号", body="请与申请人确认")
    notices.notify(people.bureau, "two", people.li, subject="别人的通知")
    client.post("/desk/login/", {"username": "wang", "password": PASSWORD})
    page = client.get("/desk/notices/").text
    assert "收到网上申请〔2026〕009号" in page and "请与申请人确认" in page and "别人的通知" not in page
    assert "未读" in page and '>1<span class="unseen">件</span>' in page
    page = client.post("/desk/notices/read/", follow=True).text
    assert "未读" not in page.partition("<main")[2] and '>1<span class="unseen">件</span>' not in page


def test_the_menu_says_no_longer_how_many_when_it_is_more_than_it_counts() -> None:
    said = [MenuItem("到期提醒", "/desk/due/", count=count).counted for count in (1, MANY, MANY + 1)]
    assert said == ["1", "999", "999+"]
