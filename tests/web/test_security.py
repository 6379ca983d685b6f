"""安全: every page carries the headers, and none asks for what they forbid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.cast import Cast

ROOT = Path(settings.BASE_DIR) / "gongkai"
TEMPLATES = sorted(set(ROOT.rglob("templates/**/*.html")) - set((ROOT / "reading").rglob("*.html")))
"""Of the house's pages; what the reader writes is one file that carries its own style."""
STATIC = sorted(path for path in ROOT.rglob("static/**/*") if path.suffix in {".css", ".js", ".svg"})
OTHER_HOST = re.compile(r"""(?:src|href|action|url\(|@import)\s*=?\s*["'(]*\s*(?:https?:)?//""", re.IGNORECASE)
LEADING, LEADING_OUT = {"src", "srcset", "href", "action"}, re.compile(r"(https?:)?//|javascript:|data:")
PAGES = ["/", "/shili/", "/shili/zfxxgkzn/", "/view/show/", "/desk/login/", "/nothing/", "/healthz"]
DESK_PAGES = ["/desk/show/", "/desk/due/", "/desk/password/"]

DATA = "application/ld+json"
"""What is described for machines is no program; no policy of scripts has a say in it."""


def is_data(node: LexborNode) -> bool:
    return node.attributes.get("type") == DATA


def faults(page: str) -> Iterator[str]:
    """What the Content-Security-Policy would refuse, or somebody else's server would learn of."""
    for node in LexborHTMLParser(page).css("*"):
        if node.tag == "style" or (node.tag == "script" and not is_data(node) and not node.attributes.get("src")):
            yield f"<{node.tag}> inline"
        for name, value in node.attributes.items():
            leads_out = name in LEADING and LEADING_OUT.match(value or "") and node.attributes.get("rel") != "canonical"
            if name == "style" or name.startswith("on") or leads_out:
                yield f"<{node.tag} {name}={value}>"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_portal_carries_the_headers_and_keeps_to_them(
    client: Client, people: Cast, path: str
) -> None:
    page = client.get(path)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in page.headers["Permissions-Policy"]
    assert list(faults(page.text)) == []


@pytest.mark.parametrize("path", DESK_PAGES)
def test_every_page_of_the_desk_does_so_too_and_is_kept_by_no_browser(desk: Client, path: str) -> None:
    page = desk.get(path)
    assert page.status_code == 200
    assert "Content-Security-Policy" in page.headers
    assert "no-store" in page.headers["Cache-Control"]
    assert list(faults(page.text)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_of_the_house_writes_script_or_style_inline_or_calls_another_host(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text)
    assert not [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and DATA not in tag]
    assert not OTHER_HOST.search(text)


@pytest.mark.parametrize("file", STATIC, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_static_file_calls_another_host(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|@import|url\(\s*[\"']?//", text)


def test_the_walker_itself_finds_what_it_looks_for() -> None:
    bad = '<p style="x" onclick="y"><script>z</script><style></style><img src="//a.example/b"><a href="javascript:c">d</a>'
    assert len(list(faults(bad))) == 6


def test_the_cookies_of_the_desk_are_closed_to_scripts(client: Client, people: Cast) -> None:
    client.post("/desk/login/", {"username": "wang", "password": "Only-for-tests-0451"})
    for name in ("sessionid", "csrftoken"):
        if name in client.cookies:
            assert client.cookies[name]["httponly"]
            assert client.cookies[name]["samesite"] == "Lax"
