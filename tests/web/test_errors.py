"""出错页: in Chinese, complete, with a way on, and without our insides."""

from __future__ import annotations

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue.acts import ColumnPlan
from gongkai.web import clock
from gongkai.web.context import HOTLINE
from tests.cast import Cast
from tests.web.reading import one


@pytest.mark.parametrize("path", ["/Nothing", "/nothing/", "/shili/nothing/", "/desk/nothing/", "/nobody/zfxxgkzn/"])
def test_a_page_that_is_not_there_says_so_in_chinese(client: Client, people: Cast, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "没有找到这个页面" in page.text
    assert "Authority" not in page.text
    assert "返回首页" in page.text


@pytest.mark.parametrize("path", ["/nothing/", "/shili/nothing/", "/elder/shili/nothing/", "/nobody/x/"])
def test_who_is_lost_finds_the_name_the_entries_and_the_telephone(client: Client, people: Cast, path: str) -> None:
    page = LexborHTMLParser(client.get(path).text)
    assert one(page, ".masthead-name strong").text() in {"示例县人民政府", "样本州人民政府"}
    assert len(page.css(".portal-menu a")) >= 4
    assert one(page, '.trouble a[href^="tel:"]').text() in {"0930-0000001", HOTLINE}


def test_an_address_that_leads_nowhere_names_the_nearest_column(client: Client, people: Cast) -> None:
    catalogue.open_column(people.county, ColumnPlan("公示公告", "gsgg", "办公室"), on=clock.today(), by=people.li)
    page = LexborHTMLParser(client.get("/elder/Shili/fdzdgknr/gsgg/2019/notice.html").text)
    near = [(each.text(), each.attributes["href"]) for each in page.css(".trouble li a")]
    assert near == [
        ("公示公告", "/elder/shili/fdzdgknr/gsgg/"),
        ("法定主动公开内容", "/elder/shili/fdzdgknr/"),
        ("示例县人民政府政府信息公开", "/elder/shili/"),
    ]


def test_a_broken_page_remembers_whose_site_it_is(client: Client, people: Cast) -> None:
    client.get("/")
    client.raise_request_exception = False
    page = client.get("/view/broken/")
    assert page.status_code == 500
    assert "样本州人民政府" in page.text
    assert page.text.count('<li><a href="/yangben/') + page.text.count('<li><a href="/"') >= 4


def test_an_official_who_is_lost_stays_at_the_desk(desk: Client) -> None:
    assert "工作台导航" in desk.get("/desk/nothing/").text


def test_a_broken_page_shows_nothing_of_the_inside(client: Client, people: Cast) -> None:
    client.raise_request_exception = False
    page = client.get("/view/broken/")
    assert page.status_code == 500
    assert "系统暂时出现故障" in page.text
    assert "secret" not in page.text
    assert "RuntimeError" not in page.text


def test_a_broken_page_needs_no_database(client: Client) -> None:
    # pytest-django forbids every query here, so the page below is drawn without one.
    client.raise_request_exception = False
    page = client.get("/view/broken/")
    assert page.status_code == 500
    assert "系统暂时出现故障" in page.text


def test_a_form_without_its_token_can_be_sent_again(people: Cast) -> None:
    page = Client(enforce_csrf_checks=True).post("/desk/login/", {"username": "wang"})
    assert page.status_code == 403
    assert "页面停留过久，请重新提交" in page.text
    assert "CSRF" not in page.text


def test_a_foreign_host_is_refused_without_a_trace(client: Client, people: Cast) -> None:
    page = client.get("/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert "请求无法识别" in page.text
    assert "evil.example" not in page.text


def test_a_guard_of_the_house_may_say_why(client: Client, people: Cast) -> None:
    client.force_login(people.zhou, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post("/desk/jobs/1/cancel/")
    assert page.status_code == 403
    assert "只能查看，不能办理" in page.text
