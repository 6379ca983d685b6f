"""访问统计口径: what is a page view, what is none, and under which address it is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.visits import LOOKS, Hit, is_ahead, is_crawler, page_of

READ = Hit(date(2026, 9, 18), "GET", 200, False, False, True, "/shili/")


def test_what_a_reader_was_given_is_a_page_view() -> None:
    assert READ.page == "/shili/"
    assert replace(READ, status=304).page == "/shili/"


@pytest.mark.parametrize(
    "other",
    [
        replace(READ, method="HEAD"),
        replace(READ, method="POST"),
        replace(READ, status=404),
        replace(READ, status=301),
        replace(READ, status=206),
        replace(READ, crawler=True),
        replace(READ, ahead=True),
        replace(READ, path="/desk/inbox/"),
        replace(READ, path="/shili/fj/3"),
        replace(READ, path="/static/web/portal.css"),
        replace(READ, path="/shili/lm/gw/list.json"),
    ],
)
def test_what_nobody_read_is_none(other: Hit) -> None:
    assert other.page == ""


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_is_one_page_whatever_it_looks_like(look: str) -> None:
    assert page_of(f"/{look}/shili/zfxxgk/x/") == page_of("/shili/zfxxgk/x/") == "/shili/zfxxgk/x/"
    assert page_of(f"/{look}/") == "/"
    assert page_of(f"/{look}/desk/") == ""


@pytest.mark.parametrize(
    "path",
    [
        "",
        "shili/",
        "//evil/",
        "/a/../desk/",
        "/a//b/",
        "/a\\b/",
        "/%0d%0aX:/",
        "/%ff/",
        "/" + "a" * 400 + "/",
        "/a/%2e%2e/b/",
    ],
)
def test_an_address_that_is_none_is_no_page(path: str) -> None:
    assert page_of(path) == ""


@given(st.text(max_size=40))
def test_a_page_is_counted_under_one_address_however_it_is_written(name: str) -> None:
    page = page_of(f"/shili/{quote(name, safe='')}/")
    if page:
        assert page_of(quote(page)) == page_of(page) == page or "%" in page
        assert page.startswith("/") and page.endswith("/") and len(page) <= 300


@pytest.mark.parametrize(
    "agent",
    ["", "Baiduspider/2.0", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.5", "python-requests/2", "360Spider"],
)
def test_a_crawler_says_what_it_is_or_nothing(agent: str) -> None:
    assert is_crawler(agent)


def test_a_browser_is_a_reader_and_one_that_fetches_ahead_says_so() -> None:
    assert not is_crawler("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36")
    assert is_ahead("prefetch;prerender") and is_ahead("prefetch") and not is_ahead("")
