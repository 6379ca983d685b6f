"""演示站点: the demo served as ``make run`` serves it, and one example of every type of page found by following its links.

The list of types is the router's, the examples are the demo's: a page mounted tomorrow is looked at tomorrow, and one that no
link leads to is told.
"""

from __future__ import annotations

import http.client
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.encoding import iri_to_uri
from selectolax.lexbor import LexborHTMLParser

PLACE = "linze"
EXAMPLES = 2
"""How many pages of one type one visitor reads for the links they hold, and all visitors together."""
TOGETHER = 3


@dataclass(frozen=True)
class Answer:
    """应答: what came back for one address."""

    status: int
    kind: str
    text: str
    location: str = ""


@dataclass(frozen=True, order=True)
class Page:
    """页型样例: a type of page by the name of its route, the address of one of its kind, and who may see it ("" everybody)."""

    name: str
    path: str
    username: str = ""


@dataclass
class Visitor:
    """来访者: one browser without a screen: keeps its cookies, follows nothing by itself."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def log_in(self, username: str, password: str) -> None:
        """By the form a person would use."""
        token = LexborHTMLParser(self.get("/desk/login/").text).css_first('[name="csrfmiddlewaretoken"]')
        assert token is not None
        typed = {"username": username, "password": password, "csrfmiddlewaretoken": token.attributes["value"] or ""}
        body = "&".join(f"{name}={value}" for name, value in typed.items())
        answer = self._ask("POST", "/desk/login/", body)
        assert answer.status == 302, f"{username}: {answer.status} {answer.text}"

    def cookie(self, name: str) -> str:
        return self.cookies[name].value if name in self.cookies else ""

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        asked.request(method, iri_to_uri(path), body, headers)
        got = asked.getresponse()
        content = got.read()
        for line in got.msg.get_all("Set-Cookie", []):
            self.cookies.load(line)
        asked.close()
        kind = (got.headers.get("Content-Type") or "").partition(";")[0]
        text = content.decode("utf-8") if kind.startswith("text/html") else ""
        return Answer(got.status, kind, text, got.headers.get("Location") or "")


def accounts(note: Path) -> dict[str, str]:
    """账号: the place's log-ins of the demo's note, each with its start page."""
    text = note.read_text(encoding="utf-8").partition("全部账号")[2]
    return {row[0]: row[-1] for line in text.splitlines() if (row := line.split()) and row[0].startswith(f"{PLACE}-")}


def password(note: Path) -> str:
    found = re.search(r"密码都是 (\S+?)（", note.read_text(encoding="utf-8"))
    assert found
    return found[1]


def types() -> dict[str, str]:
    """页型: every route of the house by its name, with its address as the router writes it."""

    def inside(resolver: URLResolver, before: str, namespace: str) -> Iterator[tuple[str, str]]:
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield f"{namespace}{pattern.name}", here
            else:
                yield from inside(pattern, here, f"{pattern.namespace}:" if pattern.namespace else namespace)

    return dict(inside(get_resolver(), "", ""))


def route(path: str) -> str | None:
    """页型: of an address; None for a file or an address of nothing."""
    try:
        return resolve(unquote(urlsplit(path).path)).view_name
    except Resolver404:
        return None


@dataclass
class Walk:
    """走遍: every type of page met, with one example, and what each answered."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    others: dict[str, Answer] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    reads: Counter[str] = field(default_factory=Counter)

    def go(self, visitor: Visitor, username: str, starts: Sequence[str]) -> None:
        """Read pages and follow their links, types not met yet first, until nothing new is to be found."""
        waiting, fresh = deque(starts), deque[str]()
        seen: set[str] = set()
        read: Counter[str] = Counter()
        while waiting or fresh:
            path = fresh.popleft() if fresh else waiting.popleft()
            name = route(path)
            enough = name is None or read[name] >= EXAMPLES or (self.reads[name] >= TOGETHER and path not in starts)
            if enough or path in seen or name in {"desk:logout", "portal:look"}:
                continue
            assert name is not None
            seen.add(path)
            read[name] += 1
            self.reads[name] += 1
            answer = visitor.get(path)
            self._keep(name, path, username, answer)
            for link in links(path, answer):
                new = route(link)
                if new is not None and link not in seen:
                    (waiting if new in self.pages or read[new] else fresh).append(link)

    def _keep(self, name: str, path: str, username: str, answer: Answer) -> None:
        if answer.status >= 500:
            self.wrong.append(f"{name} {path} ({username}): {answer.status}")
        if answer.status == 200 and answer.kind == "text/html":
            if name not in self.pages:
                self.pages[name] = Page(name, path, username)
                self.texts[name] = answer.text
        else:
            self.others.setdefault(name, answer)

    def missing(self) -> set[str]:
        """没有走到的页型: routes no link of the demo leads to."""
        return set(types()) - set(self.pages) - set(self.others)


def links(path: str, answer: Answer) -> list[str]:
    """链接: the addresses of this site a page leads to by a link, a form that only asks, or a redirect."""
    if answer.location:
        found = [answer.location]
    elif answer.text:
        page = LexborHTMLParser(answer.text)
        found = [str(each.attributes.get("href") or "") for each in page.css("a[href], link[rel=alternate]")]
        found += [str(each.attributes.get("action") or "") for each in page.css("form:not([method=post])")]
    else:
        return []
    here = [
        urljoin(path, each)
        for each in found
        if each and not each.startswith(("#", "http:", "https:", "mailto:", "tel:"))
    ]
    return [urlsplit(each)._replace(fragment="").geturl() for each in here]
