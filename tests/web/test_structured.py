"""结构化数据: what a page says to machines is whole, and nothing in it can leave its element."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.web import structured
from gongkai.web.context import EMPTY, House

HOUSE = House(name="示例县人民政府", site_domain="www.example.gov.cn", phone="0930-0000001", zone="/shili/")
DAY = date(2025, 9, 18)


def read(block: object) -> dict[str, object]:
    text = str(block)
    begin, end = '<script type="application/ld+json">', "</script>"
    assert text.startswith(begin) and text.endswith(end)
    inside = text[len(begin) : -len(end)]
    assert not set("<>&") & set(inside), "nothing within ends the element or begins another"
    told = json.loads(inside)
    assert isinstance(told, dict)
    return told


@given(st.text(max_size=60))
def test_any_title_comes_back_whole_and_cannot_end_the_block(title: str) -> None:
    told = read(structured.article(HOUSE, "/a/", title or "题", published_on=DAY, issuer="示例县民政局"))
    assert told["headline"] == (title or "题")


def test_an_organization_says_where_it_is_reached_and_a_site_without_a_name_only_paths() -> None:
    told = read(structured.organization(HOUSE))
    assert told["@type"] == "GovernmentOrganization" and told["url"] == "https://www.example.gov.cn/shili/"
    assert told["telephone"] == "0930-0000001" and "email" not in told, "what is not set is not said"
    assert read(structured.organization(EMPTY))["url"] == "/"


def test_the_way_to_a_page_is_told_step_by_step_and_the_last_step_is_the_page() -> None:
    told = read(structured.breadcrumbs(HOUSE, [("首页", "/"), ("年报", None)], "/shili/zfxxgknb/"))
    assert [each["position"] for each in told["itemListElement"]] == [1, 2]  # type: ignore[attr-defined]
    assert told["itemListElement"][1]["item"] == "https://www.example.gov.cn/shili/zfxxgknb/"  # type: ignore[index]


def test_legislation_says_whether_it_is_in_force() -> None:
    def force(validity: str) -> object:
        block = structured.legislation(
            HOUSE,
            "/a/",
            "办法",
            number="示民发〔2025〕1号",
            published_on=DAY,
            made_on=None,
            issuer="",
            validity=validity,
        )
        return read(block).get("legislationLegalForce")

    assert force("有效") == structured.IN_FORCE and force("废止") == structured.NOT_IN_FORCE
    assert force("部分失效") == structured.PARTLY and force("") is None


def test_the_sites_own_address_is_what_absolute_addresses_begin_with() -> None:
    assert HOUSE.base == "https://www.example.gov.cn" and EMPTY.base == ""
    assert House(site_domain="http://old.example.gov.cn/").base == "http://old.example.gov.cn"
