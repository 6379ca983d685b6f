"""专栏和各页: the same in every zone, counted rightly, told to machines, and the same for every reader."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from selectolax.lexbor import LexborHTMLParser

from gongkai.law.columns import CONTENTS
from gongkai.law.disclosure import ContentClass
from gongkai.law.matters import Matter
from gongkai.office.authorities.models import Profile
from gongkai.publication.catalogue import acts as catalogue
from gongkai.publication.catalogue import lists
from gongkai.publication.catalogue.acts import Care
from gongkai.publication.catalogue.lists import Node
from gongkai.publication.catalogue.models import Column
from gongkai.publication.disclosure import acts, queries
from gongkai.publication.disclosure.acts import WEBSITE, Item
from gongkai.publication.disclosure.models import Content
from gongkai.publication.interpretation.models import PollAnswer
from gongkai.web import clock, traps
from tests.cast import Cast, cast
from tests.publication import interpreting
from tests.publication.conftest import DAY, House, furnish
from tests.publication.instruments import registered
from tests.publication.test_contents import published, review
from tests.publication.test_disclosure_pages import hidden, page
from tests.web.reading import one, parsed

ZONE = "/shili-minzheng/"
STANDING = (
    *("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", "zcwjk/", "zxgk/", "ghxx/", "zfgb/", "gfxwj/"),
    *("gfxwj/abolished/", "zcjd/", "ldzc/", "jgzn/", "hygk/", "zqyj/", "bmdf/", "sybz/", "lxwm/", "ysbh/", "wzdt/"),
)
"""The pages every zone has, whatever is in it."""


@pytest.fixture(autouse=True)
def sited(people: Cast) -> None:
    """The site has its name, address and identity."""
    site = {"site_name": "样本州人民政府网", "site_address": "www.example.gov.cn", "site_identity": "6200000001"}
    Profile.objects.of(people.prefecture).update(**site)


def hatched(house: House) -> dict[str, Column]:
    rows = catalogue.hatch_columns(
        house.people.bureau, "办公室", on=DAY, by=None, matters={Matter.A20_02, Matter.A20_03}
    )
    return {row.slug: row for row in rows}


def put(house: House, column: Column, title: str, kind: ContentClass, on: date = DAY) -> Content:
    item = Item(kind, title, text=f"{title}。")
    return acts.publish(column, item, [WEBSITE], on=on, today=on, by=house.people.wang, review=review(house, title))


# -- the tree ----------------------------------------------------------------------------------------------------------


def slowly(node: Node, rows: list[Content]) -> tuple[int, date | None]:
    """The same counts by looking at every content."""
    inside = [each for each in rows if each.column.path.startswith(node.column.path) and each.is_public]
    return len(inside), max((each.published_on for each in inside), default=None)


class TreeCounts(TestCase):
    """树上的数: what the tree says of a column is what is in it and beneath it."""

    @settings(max_examples=8)
    @given(st.lists(st.tuples(st.sampled_from(["jgzn", "ghxx", "deep"]), st.booleans()), max_size=6))
    def test_the_tree_counts_what_a_slow_count_counts(self, told: list[tuple[str, bool]]) -> None:
        house = furnish(cast())
        columns = hatched(house)
        plan = catalogue.ColumnPlan("专项规划", "deep", "办公室", [])
        columns["deep"] = catalogue.open_column(house.people.bureau, plan, on=DAY, by=None, parent=columns["ghxx"])
        for place, (slug, withdrawn) in enumerate(told):
            row = put(house, columns[slug], f"第{place}号", ContentClass.DOCUMENT)
            if withdrawn:
                acts.withdraw(row, on=DAY, by=house.people.wang, reason="有误")
        nodes = lists.tree(house.people.bureau, DAY)
        rows = list(Content.objects.of(house.people.bureau).select_related("column"))
        assert any(node.column.slug == CONTENTS for node in nodes)
        for node in nodes:
            assert (node.total.contents, node.total.last) == slowly(node, rows), node.column.name


def test_a_reason_is_shown_with_the_day_it_was_looked_at_and_only_while_nothing_is_there(house: House) -> None:
    columns = hatched(house)
    later = DAY + timedelta(days=30)
    reason = Care("办公室", matter=Matter.A20_02, empty_reason="本年度无此类信息")
    catalogue.edit_column(columns["jgzn"], reason, on=DAY, by=None)
    columns["jgzn"].refresh_from_db()
    catalogue.edit_column(
        columns["jgzn"], Care("人事科", matter=Matter.A20_02, empty_reason="本年度无此类信息"), on=later, by=None
    )

    def told(on: date) -> str:
        return next(node.dry_reason for node in lists.tree(house.people.bureau, on) if node.column.slug == "jgzn")

    assert told(later) == f"本年度无此类信息（{DAY}核）", "a change of something else is no new look"
    put(house, Column.objects.of(house.people.bureau).get(slug="jgzn"), "机构职能", ContentClass.DOCUMENT, later)
    assert told(later) == ""


# -- the same everywhere -----------------------------------------------------------------------------------------------


def test_every_zone_of_the_tree_has_the_same_pages_and_none_is_an_empty_shell(house: House) -> None:
    for authority in (house.people.prefecture, house.people.county, house.people.bureau, house.people.elsewhere):
        for path in STANDING:
            shown = parsed(Client(), f"/{authority.code}/{path}")
            assert len(one(shown, "main").text(strip=True)) > 10, (authority.code, path)
            side = [link.text(strip=True) for link in shown.css(".zone-side a")]
            assert not side or side[:4] == [
                "政府信息公开指南",
                "政府信息公开制度",
                "法定主动公开内容",
                "政府信息公开年报",
            ]


def test_a_page_is_the_same_for_every_reader(house: House) -> None:
    content = published(house)
    paths = [f"{ZONE}{path}" for path in STANDING] + [queries.address(content), "/shili-minzheng/lm/xzgfxwj/"]
    for path in paths:
        plain = Client().get(path)
        other = Client(
            headers={"cookie": "sessionid=x; csrftoken=y; messages=z", "user-agent": "x", "accept-language": "en"}
        )
        assert plain.content == other.get(path).content, path
        assert not plain.cookies, path
        assert "csrfmiddlewaretoken" not in plain.text, path


def test_what_other_sites_call_our_pages_leads_to_them(house: House) -> None:
    for slug, target in (("zwgk", ""), ("xzgfxwj", "gfxwj/"), ("xxgknb", "zfxxgknb/"), ("wjk", "zcwjk/")):
        found = Client().get(f"{ZONE}{slug}/")
        assert (found.status_code, found.headers["Location"]) == (301, f"{ZONE}{target}")


def test_the_front_page_shows_what_is_newest_of_everybody_beneath(house: House) -> None:
    policy, link = interpreting.published(house)
    shown = parsed(Client(), "/")
    found = {node.text(strip=True): node.attributes["href"] for node in shown.css(".home-news a")}
    assert found[policy.title] == queries.address(policy) and link.content.title in found
    assert "目前没有公告公示" in one(shown, "main").text()
    assert [link.attributes["href"] for link in shown.css(".authorities a")] == ["/shili/", "/lingxian/"]


# -- what a page says to machines --------------------------------------------------------------------------------------


def metas(shown: LexborHTMLParser) -> dict[str, str]:
    tags = [tag.attributes for tag in shown.css("meta[name], meta[property]")]
    return {str(tag.get("name") or tag.get("property")): str(tag["content"]) for tag in tags}


def blocks(shown: LexborHTMLParser) -> dict[str, dict[str, object]]:
    found = [json.loads(node.text()) for node in shown.css('script[type="application/ld+json"]')]
    return {each["@type"]: each for each in found}


@pytest.mark.parametrize("path", STANDING)
def test_every_page_says_what_site_and_column_it_is(house: House, path: str) -> None:
    shown = parsed(Client(), f"{ZONE}{path}")
    told, machine = metas(shown), blocks(shown)
    assert told["SiteName"] == "样本州人民政府网" and told["SiteDomain"] == "www.example.gov.cn"
    assert told["SiteIDCode"] == "6200000001"
    assert told["ColumnName"] and told["ColumnDescription"] and told["ColumnKeywords"] and told["ColumnType"]
    assert one(shown, "link[rel=canonical]").attributes["href"] == f"https://www.example.gov.cn{ZONE}{path}"
    assert told["og:title"] and told["og:url"].startswith("https://www.example.gov.cn/")
    assert {"GovernmentOrganization", "BreadcrumbList"} <= machine.keys() or path == ""
    assert one(shown, "html").attributes["lang"] == "zh-CN"
    assert "maximum-scale" not in told["viewport"]


def test_titles_differ_from_page_to_page_and_name_what_is_on_them(house: House) -> None:
    titles = [one(parsed(Client(), f"{ZONE}{path}"), "title").text() for path in STANDING]
    assert len(set(titles)) == len(titles)


def test_a_document_fills_every_tag_of_an_article_and_is_told_as_legislation(house: House) -> None:
    policy, _ = interpreting.published(house)
    shown = parsed(Client(), queries.address(policy))
    told, machine = metas(shown), blocks(shown)
    assert told["ArticleTitle"] == policy.title and told["PubDate"] == f"{policy.published_on} 00:00"
    for name in ("ContentSource", "Description", "Author", "Url"):
        assert told[name], name
    law = machine["Legislation"]
    assert law["legislationIdentifier"] == policy.number and law["name"] == policy.title
    assert [label.text() for label in shown.css(".disclosed-box dt")] == [
        *("索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "有效性"),
    ]


def test_a_title_of_markup_stays_text_in_every_place_it_stands(house: House) -> None:
    evil = '</title></script><script>alert(1)</script>"><b>'
    content = put(house, house.files, evil, ContentClass.DOCUMENT)
    for path in (queries.address(content), "/shili-minzheng/lm/xzgfxwj/", "/shili-minzheng/zcwjk/", "/"):
        shown = parsed(Client(), path)
        assert not [node for node in shown.css("script") if "alert" in node.text() and not node.attributes.get("type")]
        assert not shown.css("b"), path
    assert blocks(parsed(Client(), queries.address(content)))["Legislation"]["name"] == evil


# -- the libraries -----------------------------------------------------------------------------------------------------


def test_the_policy_library_finds_by_words_number_and_kind(house: House) -> None:
    policy, _ = interpreting.published(house)
    put(house, house.files, "一件通知", ContentClass.DOCUMENT)

    def titles(query: str) -> set[str]:
        shown = parsed(Client(), f"/shili-minzheng/zcwjk/?{query}")
        return {link.text(strip=True) for link in shown.css(".disclosed-list a")}

    assert titles("") == {policy.title, "一件通知"}
    assert titles("words=临时救助") == {policy.title} == titles("code=示民发&year=2025&serial=1")
    assert titles("words=一件通知。&within=title") == set() and titles("words=一件通知。&within=text") == {"一件通知"}
    assert titles("kind=normative") == {policy.title} and titles("kind=other") == {"一件通知"}
    assert titles("since=2030-01-01") == set() and titles("issuer=民政") == {policy.title, "一件通知"}
    assert "请放宽条件" in page(Client(), "/shili-minzheng/zcwjk/?words=没有的词")
    assert titles("serial=abc&theme=zz") == {policy.title, "一件通知"}, "nonsense keeps all"


def test_what_was_abolished_stands_in_its_own_library(house: House) -> None:
    registered(house, "示民发〔2010〕3号", "旧办法", expires_on=date(2020, 1, 1))
    assert "旧办法" in page(Client(), "/shili-minzheng/gfxwj/abolished/")


def test_plans_stand_under_their_kinds_and_a_kind_without_any_says_so(house: House) -> None:
    put(house, hatched(house)["ghxx"], "示例县国土空间总体规划", ContentClass.DOCUMENT)
    text = page(Client(), "/shili-minzheng/ghxx/")
    assert text.index("空间规划</h2>") < text.index("示例县国土空间总体规划") < text.index("区域规划</h2>")
    assert "尚未形成此类信息" in text


# -- what explains a policy --------------------------------------------------------------------------------------------


def test_a_policy_is_told_in_thirty_seconds_and_leads_to_more(house: House) -> None:
    policy, link = interpreting.published(house)
    shown = parsed(Client(), queries.address(policy))
    gist = one(shown, ".disclosed-gist")
    assert "三十秒读懂" in gist.text()
    assert [str(each.attributes["href"]).partition("#")[0] for each in gist.css("a")] == [
        f"/shili-minzheng/zcjd/{link.content.index_number.replace('/', '~')}/"
    ] * 2


def test_a_reader_says_of_a_document_whether_it_answered_once(house: House) -> None:
    policy, _ = interpreting.published(house)
    address = f"/shili-minzheng/zcpj/{policy.index_number.replace('/', '~')}/"
    assert address in page(Client(), queries.address(policy))
    reader = Client()
    once = hidden(page(reader, address))["once"]
    opened = traps.opening_token(clock.now() - timedelta(minutes=1))
    form = {"once": once, "opened": opened, "leave_blank": "", "form_of_the_house": "1", "verdict": "yes"}
    for _ in range(2):
        assert reader.post(address, form).status_code == 302
    assert [(row.document, row.verdict) for row in PollAnswer.objects.of(house.people.bureau)] == [(policy, "yes")]
    assert "已经收到" in page(reader, address)
