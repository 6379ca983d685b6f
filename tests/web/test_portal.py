"""门户: the front page, the zones with their fixed parts, the guide; nothing leads nowhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django.fixtures import DjangoAssertNumQueries, Settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.doors.portal.zones import PARTS
from gongkai.law.guide import CONTACTS
from gongkai.office.authorities.models import Authority, Profile
from tests.cast import Cast
from tests.web.reading import one, parsed

FIXED = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]


def named(page: LexborHTMLParser, name: str) -> str | None:
    tag = page.css_first(f'meta[name="{name}"]')
    return tag.attributes["content"] if tag else None


def test_the_four_parts_keep_their_fixed_names_and_order(client: Client, people: Cast) -> None:
    assert [part.label for part in PARTS] == FIXED
    shown = [each.text(strip=True) for each in parsed(client, "/shili/").css(".part strong")]
    assert shown == FIXED


@pytest.mark.parametrize("path", ["/", "/yangben/", "/shili/", "/shili-minzheng/", "/shili/zfxxgkzn/", "/desk/login/"])
def test_no_link_leads_nowhere(client: Client, people: Cast, path: str) -> None:
    page = parsed(client, path)
    for link in page.css("a"):
        href = str(link.attributes["href"]).split("?")[0]
        if href.startswith("/"):
            try:
                resolve(href)
            except Resolver404:
                pytest.fail(f"{path} → {href}")
        else:
            assert href.startswith(("#", "tel:"))
            assert not href.startswith("#") or page.css_first(href), href


def test_the_only_root_has_its_zone_on_the_front_page_and_leads_to_those_beneath(client: Client, people: Cast) -> None:
    page = parsed(client, "/")
    assert one(page, ".masthead-name strong").text() == "样本州人民政府"
    assert [link.attributes["href"] for link in page.css(".authorities a")] == ["/shili/", "/lingxian/"]


def test_several_roots_stand_side_by_side(client: Client, people: Cast) -> None:
    Authority.objects.filter(code="lingxian").update(parent=None)
    page = parsed(client, "/")
    assert [link.attributes["href"] for link in page.css("a.part")] == ["/yangben/", "/lingxian/"]
    assert one(page, ".look-switch").text() == "长者版"


def test_an_empty_platform_says_what_to_do_first(client: Client, db: None) -> None:
    assert "还没有设立机关" in client.get("/").text


def test_the_site_is_named_as_its_owner_has_it_and_the_contacts_are_the_authoritys_own(
    client: Client, people: Cast
) -> None:
    page = parsed(client, "/shili/")
    foot = one(page, "footer").text()
    for text in (
        "示例县人民政府办公室",
        "0930-0000001",
        "6200000001",
        "陇ICP备00000000号-1",
        "甘公网安备62000000000001号",
    ):
        assert text in foot
    assert named(page, "SiteName") == "样本州人民政府网"
    assert named(page, "SiteDomain") == "www.example.gov.cn"
    assert named(page, "SiteIDCode") == "6200000001"
    assert one(page, "html").attributes["data-colour"] == "green"


def test_the_entry_for_reporting_faults_is_there_when_it_is_configured(
    client: Client, people: Cast, settings: Settings
) -> None:
    assert "找错" not in client.get("/").text
    settings.FAULT_REPORT = "https://faults.example.gov.cn/?site=6200000001"
    link = one(parsed(client, "/"), "footer a[rel]")
    assert link.attributes["href"] == "https://faults.example.gov.cn/?site=6200000001"


def test_a_column_tells_the_inspectors_what_it_is(client: Client, people: Cast) -> None:
    page = parsed(client, "/shili/zfxxgkzn/")
    assert named(page, "ColumnName") == "政府信息公开指南"
    assert named(page, "ColumnType") == "信息公开指南"
    assert one(page, "title").text() == "政府信息公开指南 - 样本州人民政府网"
    assert one(page, "link[rel=canonical]").attributes["href"] == "https://www.example.gov.cn/shili/zfxxgkzn/"
    assert one(page, "html").attributes["lang"] == "zh-CN"


def test_12_the_guide_says_everything_a_guide_must_say(client: Client, people: Cast) -> None:
    text = one(parsed(client, "/shili/zfxxgkzn/"), "main").text()
    for element in ("信息的分类", "编排体系", "获取方式", *CONTACTS):
        assert element in text
    for said in ("示例县人民政府办公室", "示例县解放路1号", "0930-0000001", "20个工作日"):
        assert said in text


def test_an_unknown_authority_has_no_zone(client: Client, people: Cast) -> None:
    assert client.get("/nobody/").status_code == 404
    assert client.get("/desk/").status_code == 302


def test_the_page_one_is_on_is_marked_in_the_menu(client: Client, people: Cast) -> None:
    for path, label in (("/", "首页"), ("/shili/", "政府信息公开"), ("/shili/zfxxgkzn/", "政府信息公开")):
        current = parsed(client, path).css(".portal-menu [aria-current]")
        assert [each.text() for each in current] == [label]


def test_a_day_of_mourning_turns_the_whole_site_grey(client: Client, people: Cast) -> None:
    Profile.objects.of(people.prefecture).update(grey=True)
    assert "grey" in str(one(parsed(client, "/shili/zfxxgkzn/"), "html").attributes["class"])


def test_the_life_check_answers_and_says_nothing_else(client: Client, db: None) -> None:
    page = client.get("/healthz")
    assert (page.status_code, page.text) == (200, "ok\n")


def test_a_page_of_the_portal_costs_few_queries(
    client: Client, people: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(9):
        client.get("/shili/")


def test_a_crawler_is_told_what_to_leave_out_and_where_each_authority_lists_its_pages(
    client: Client, people: Cast
) -> None:
    told = client.get("/robots.txt")
    lines = told.content.decode().splitlines()
    assert told.headers["Content-Type"].startswith("text/plain") and "Disallow: /desk/" in lines
    maps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert [address for address in maps if address.endswith("/shili-minzheng/sitemap.xml")]
    assert all(client.get(urlsplit(address).path).status_code == 200 for address in maps)
