"""链接检查: a walk over a small site on this machine finds exactly what is broken, and calls nobody it should not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from gongkai.engines.links import Dead, Manners, absolute, links_in, unseen_links, walk

QUICK = Manners(pages=50, links=200, seconds=1.0, rest=0.0)


@dataclass
class Served:
    """A site: its pages by path; what was asked of it."""

    pages: dict[str, tuple[int, str, str]]
    asked: list[str] = field(default_factory=list)
    base: str = ""


@contextmanager
def served(pages: dict[str, tuple[int, str, str]]) -> Iterator[Served]:
    site = Served(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(f"{self.command} {self.path}")
            status, kind, body = site.pages.get(self.path, (404, "text/html", "nothing"))
            if status == 0:
                threading.Event().wait(3)
                return
            if status == 405 and self.command == "GET":
                status = 200
            self.send_response(status)
            self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body.encode())

        do_HEAD = do_GET  # noqa: N815 (the name the library asks for)

        def log_message(self, *_: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def html(*links: str) -> tuple[int, str, str]:
    return 200, "text/html; charset=utf-8", "".join(f'<a href="{link}">x</a>' for link in links)


def test_exactly_the_broken_links_are_found_each_on_the_page_it_stands_on() -> None:
    pages = {
        "/": html("/a/", "/gone/", "mailto:a@b.cn", "#top", "javascript:1", "/file.pdf", "/locked/"),
        "/a/": html("/", "../gone/", "/moved/", "/round/", "/only-get/", "/中文/"),
        "/file.pdf": (200, "application/pdf", "%PDF-"),
        "/locked/": (403, "text/html", ""),
        "/moved/": (301, "/a/", ""),
        "/round/": (302, "/round/", ""),
        "/only-get/": (405, "text/html", ""),
        "/%E4%B8%AD%E6%96%87/": html(),
    }
    with served(pages) as site:
        found = walk(site.base, ("/",), QUICK)
    told = {(each.page.removeprefix(site.base), each.target.removeprefix(site.base)) for each in found.dead}
    assert told == {("/", "/gone/"), ("/a/", "/gone/"), ("/a/", "/round/")}
    assert found.whole and not any(each.external for each in found.dead)
    assert {each.why for each in found.dead} == {"答404", "转了5次还没有到"}


def test_no_address_is_asked_twice_for_its_page() -> None:
    pages = {"/": html("/a/", "/b/"), "/a/": html("/", "/b/"), "/b/": html("/a/", "/")}
    with served(pages) as site:
        walk(site.base, ("/",), QUICK)
        assert sorted(site.asked) == ["GET /", "GET /a/", "GET /b/"]


def test_a_host_that_does_not_answer_is_left_after_its_time() -> None:
    with served({"/": html("/slow.pdf"), "/slow.pdf": (0, "", "")}) as site:
        found = walk(site.base, ("/",), QUICK)
    assert [each.why for each in found.dead] == ["1秒内没有应答"]


@pytest.mark.parametrize(
    "inside", ["http://127.0.0.2:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.1/"]
)
def test_a_link_to_a_neighbour_of_the_server_is_never_called(inside: str) -> None:
    with served({"/": html(inside)}) as site:
        found = walk(site.base, ("/",), QUICK)
    assert [(each.external, each.why) for each in found.dead] == [(True, "主机没有公网地址，不检查")]


def test_a_redirect_does_not_lead_the_server_to_its_neighbours() -> None:
    with served({"/": html("/away/"), "/away/": (302, "http://127.0.0.2:9/secret", "")}) as site:
        found = walk(site.base, ("/",), QUICK)
    assert [each.why for each in found.dead] == ["主机没有公网地址，不检查"]


def test_a_walk_that_was_cut_short_says_so() -> None:
    pages = {"/": html(*(f"/{n}/" for n in range(9))), **{f"/{n}/": html() for n in range(9)}}
    with served(pages) as site:
        assert not walk(site.base, ("/",), Manners(pages=3, seconds=1, rest=0)).whole
        short = walk(site.base, ("/",), Manners(pages=1, links=4, seconds=1, rest=0))
        assert short.unchecked == 5 and not short.whole
        assert walk(site.base, ("/",), QUICK).whole


def test_a_site_that_is_down_is_one_dead_page() -> None:
    found = walk("http://127.0.0.1:9", ("/",), QUICK)
    assert found.dead == [Dead("http://127.0.0.1:9/", "http://127.0.0.1:9/", external=False, why="连不上")]
    assert not found.whole


def test_links_are_made_whole_and_ascii() -> None:
    page = '<a href="b?x=甲#y">1</a><img src="/c d.png"><a href="http://[">2</a><a>3</a><frame src="f.htm">'
    found = list(links_in(f"<html><body>{page}</body></html>", "http://a.gov.cn/x/"))
    assert "http://a.gov.cn/x/b?x=%E7%94%B2" in found and "http://a.gov.cn/c%20d.png" in found
    assert absolute("http://a.gov.cn/", "mailto:x@y") == ""


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://spam.example/"></a>',
        '<a href="https://spam.example/">  </a>',
        '<div style="display: none"><a href="https://spam.example/">词</a></div>',
        '<p style="position:absolute;left:-9999px"><a href="https://spam.example/">词</a></p>',
        '<span style="font-size:0"><a href="https://spam.example/">词</a></span>',
    ],
)
def test_a_link_no_reader_can_see_is_told(page: str) -> None:
    assert unseen_links(page) == ["https://spam.example/"]


def test_a_link_with_words_or_a_picture_is_seen() -> None:
    assert not unseen_links('<a href="/a/">看这里</a><a href="/b/"><img src="/c.png" alt="图"></a><a name="top"></a>')
