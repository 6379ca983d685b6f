"""出错页: in Chinese, complete, with a way on, and without our insides."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize("path", ["/Nothing", "/nothing/", "/shili/nothing/", "/desk/nothing/", "/nobody/zfxxgkzn/"])
def test_a_page_that_is_not_there_says_so_in_chinese(client: Client, people: Cast, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "没有找到这个页面" in page.text
    assert "Authority" not in page.text
    assert "返回首页" in page.text


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
    page = client.post("/desk/due/")
    assert page.status_code == 403
    assert "只能查看，不能办理" in page.text
