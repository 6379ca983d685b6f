"""页面链接: what a page shows of a thing it links to; the links are read from its bytes, in every carrier and look."""

from __future__ import annotations

import pytest

from gongkai.engines.press.links import MANY, anything_of, number, targets

THING = "/shili/zfxxgk/示例~2025-00001/"


@pytest.mark.parametrize(
    ("page", "look"),
    [
        (f'<a href="{THING}">标题</a>', ""),
        (f'<a href="/elder{THING}">标题</a>', "elder"),
        (f'\n<!DOCTYPE html>\n<a class="a" href="{THING}#chain">标题</a>', ""),
        (f'<!DOCTYPE html><a href="https://www.shili.example{THING}">标题</a>', ""),
        (f'<!DOCTYPE html><form action="{THING}?a=1"></form><a href="/elder{THING}">标题</a>', "elder"),
        (f'{{"网址": "https://www.shili.example{THING}"}}', ""),
        (f"1,标题,http://localhost{THING}\r\n", ""),
        (f"<loc>https://www.shili.example{THING}</loc>", ""),
        ('<a href="/shili/zfxxgk/%E7%A4%BA%E4%BE%8B~2025-00001/">标题</a>', ""),
    ],
)
def test_a_link_is_found_whatever_stands_around_it(page: str, look: str) -> None:
    assert targets(page.encode(), look) == (frozenset({number(THING)}), False)


def test_the_line_of_a_policy_leads_to_the_policy() -> None:
    assert targets(b'<a href="/shili/zcjd/a~1/line/">')[0] == {number("/shili/zcjd/a~1/")}


def test_lists_and_files_are_no_things() -> None:
    page = b'<a href="/shili/lm/tzgg/"><a href="/shili/gfxwj/abolished/"><a href="/shili/zfxxgkzn/"><img src="/static/web/a.svg">'
    assert targets(page) == (frozenset[int](), False)


def test_very_many_links_stand_for_everything_of_the_authority() -> None:
    page = "".join(f'<a href="/shili/zfxxgk/a~{each}/">' for each in range(MANY + 1))
    assert targets(page.encode()) == (frozenset({anything_of("shili")}), True)
