"""应答静态页: one address, one page, whoever hands it out; what is not pressed, asked with a query or taken away is dynamic."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from gongkai.doors.followers import press
from gongkai.engines.press import pressing
from gongkai.engines.press.places import place
from gongkai.publication.disclosure import acts as disclosure
from gongkai.publication.disclosure import queries
from gongkai.publication.disclosure.models import Content
from tests.doors.press.nginxed import Answer, nginx, program
from tests.publication.conftest import DAY, House
from tests.publication.shelf import opened, published

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/shili-minzheng/lm/tzgg/"
MARK = "从磁盘上来的"
SAME = (
    *("Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options"),
    *("Cross-Origin-Resource-Policy", "X-Content-Type-Options", "Referrer-Policy", "Content-Type", "Cache-Control"),
)
FILES = ("list.json", "list.csv", "rss.xml", "atom.xml")
PATHS = (
    *("/../pressed/standard/index.html", "/shili-minzheng/../../secret.json", "/%2e%2e/%2e%2e/secret.json"),
    *("/shili-minzheng/lm/..%2f..%2f..%2f..%2fsecret.json", "/shili-minzheng/lm/tzgg/index.html"),
    *("/shili-minzheng/lm/tzgg/index.html.gz", "/standard/shili-minzheng/lm/tzgg/", "/.work/"),
    *("/elder/../secret.json", "/shili-minzheng\\..\\secret.json", "/secret.json"),
)
SPLITTING = ("/shili-minzheng/lm/%0d%0aSet-Cookie:%20a=b/", "/elder/%0d%0aX-A:%20b/desk")
Ask = Callable[..., Answer]


@dataclass(frozen=True)
class Site:
    """A site with one content, and the way to ask it."""

    ask: Ask
    content: Content
    house: House


def by_django(path: str, method: str = "GET", **headers: str) -> Answer:
    response: Any = Client().generic(method, path, headers=headers)
    body = b"".join(response) if response.streaming else response.content
    return Answer(response.status_code, {name.lower(): value for name, value in response.items()}, body)


@pytest.fixture(params=["platform", "nginx"])
def site(request: pytest.FixtureRequest, house: House, tmp_path: Path) -> Iterator[Site]:
    """The same pages handed out by the platform alone, and by nginx before it."""
    content = published(house, opened(house.people, "通知公告", "tzgg"), "关于雨季的通知")
    press.press([LIST, *(f"{LIST}{file}" for file in FILES), queries.address(content), "/"])
    if request.param == "platform":
        yield Site(by_django, content, house)
        return
    if program() is None:
        pytest.skip("nginx没有安装，没有测试它的配置")
    server: LiveServer = request.getfixturevalue("live_server")
    with nginx(tmp_path, tmp_path / "nginx", f"127.0.0.1:{server.thread.port}") as running:
        yield Site(running.ask, content, house)


def marked(address: str) -> None:
    """Write on the pressed page, so that one sees where an answer comes from."""
    tree, at = pressing.the_tree(), place(address)
    tree.put(at, (tree.read(at) or b"") + MARK.encode())


def test_a_pressed_page_comes_from_the_disk_with_the_headers_of_any_other(site: Site) -> None:
    dynamic = site.ask(f"{LIST}?q=")
    marked(LIST)
    answer = site.ask(LIST)
    assert answer.status == 200 and answer.body.endswith(MARK.encode())
    assert {name: answer.headers.get(name.lower()) for name in SAME} == {
        name: dynamic.headers.get(name.lower()) for name in SAME
    }
    assert answer.headers["content-length"] == str(len(answer.body))
    assert "set-cookie" not in answer.headers and answer.headers["vary"] == "Accept-Encoding"


def test_it_is_asked_for_again_only_when_it_has_changed(site: Site) -> None:
    first = site.ask(LIST)
    same = site.ask(LIST, If_None_Match=first.headers["etag"])
    assert same.status == 304 and same.body == b"" and same.headers["etag"] == first.headers["etag"]
    assert site.ask(LIST, If_Modified_Since=first.headers["last-modified"]).status == 304
    marked(LIST)
    assert site.ask(LIST, If_None_Match=first.headers["etag"]).status == 200
    assert site.ask(LIST, If_Modified_Since=first.headers["last-modified"]).status == 200


def test_it_comes_compressed_to_who_can_read_that(site: Site) -> None:
    plain, zipped = site.ask(LIST), site.ask(LIST, Accept_Encoding="br, gzip")
    assert zipped.headers["content-encoding"] == "gzip" and gzip.decompress(zipped.body) == plain.body
    assert "content-encoding" not in plain.headers and zipped.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" not in site.ask(LIST, Accept_Encoding="gzip;q=0").headers


def test_head_tells_the_length_and_sends_nothing(site: Site) -> None:
    whole, head = site.ask(LIST), site.ask(LIST, "HEAD")
    assert head.status == 200 and head.body == b"" and head.headers["content-length"] == str(len(whole.body))


def test_data_come_with_their_own_types(site: Site) -> None:
    for file in FILES:
        with override_settings(PRESSED=False):
            dynamic = by_django(f"{LIST}{file}")
        answer = site.ask(f"{LIST}{file}")
        assert answer.status == 200 and answer.body == dynamic.body
        for name in ("content-type", "content-disposition"):
            assert answer.headers.get(name) == dynamic.headers.get(name)


def test_a_query_a_form_and_a_page_not_pressed_are_answered_by_the_platform(site: Site) -> None:
    marked(LIST)
    assert MARK.encode() not in site.ask(f"{LIST}?q=x").body
    assert site.ask(LIST, "POST").status in (403, 405)
    at = place(LIST)
    pressing.the_tree().remove(at)
    again = site.ask(LIST)
    assert again.status == 200 and "关于雨季的通知".encode() in again.body


def test_who_remembers_a_look_is_led_to_it_from_the_front_page(site: Site) -> None:
    assert site.ask("/").status == 200
    led = site.ask("/", Cookie="other=1; look=elder")
    assert led.status == 302 and led.headers["location"].endswith("/elder/")


def test_a_look_remembered_over_https_leads_from_the_front_page_too(site: Site, settings: Settings) -> None:
    settings.COOKIE_PREFIX = "__Host-"
    led = site.ask("/", Cookie="other=1; __Host-look=elder")
    assert led.status == 302 and led.headers["location"].endswith("/elder/")
    assert site.ask("/", Cookie="look=elder").status == 200, "what a page without HTTPS planted leads nobody"
    assert site.ask("/", Cookie="other__Host-look=elder").status == 200


def test_what_was_withdrawn_is_gone_the_moment_the_act_returns(site: Site) -> None:
    address = queries.address(site.content)
    assert site.ask(address).status == 200
    disclosure.withdraw(site.content, on=DAY, by=site.house.people.wang, reason="有误")
    gone = site.ask(address)
    assert gone.status == 410 and "雨季".encode() not in gone.body
    assert "雨季".encode() not in site.ask(LIST).body


def test_no_address_leads_to_anything_but_a_page_or_writes_a_header(site: Site, tree: Path) -> None:
    (tree.parent / "secret.json").write_text("秘密", encoding="utf-8")
    (tree / "secret.json").write_text("秘密", encoding="utf-8")
    for path in PATHS:
        answer = site.ask(path)
        assert answer.status in (301, 302, 400, 404) and "秘密".encode() not in answer.body, path
    for path in SPLITTING:
        answer = site.ask(path)
        assert "x-a" not in answer.headers and "a=b" not in answer.headers.get("set-cookie", "")
        assert answer.status in (301, 302, 400, 404), path
