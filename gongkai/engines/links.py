"""链接检查: walks the pages of one site and asks of every link whether it leads anywhere. Polite and bounded.

One request at a time and a rest between two to the same host; a time-out for each; HEAD before GET; pages are read up to a
bound. A link to another host is asked only where that host has public addresses, so that no link can make the server call
its own neighbours.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

AGENT = "Gongkai-LinkCheck/1 (bot)"
MOST_HOPS = 5
PAGE_BYTES = 4 * 2**20
_SAFE = "/%:=&?~#+!$,;'@()*[]-._"


@dataclass(frozen=True, slots=True)
class Manners:
    """检查的分寸: how many pages and links at most, how long to wait for one, how long to rest between two to one host."""

    pages: int = 5000
    links: int = 20000
    seconds: float = 10.0
    rest: float = 0.5


@dataclass(frozen=True, slots=True)
class Dead:
    """断链: a link on a page, and why it leads nowhere."""

    page: str
    target: str
    external: bool
    why: str


@dataclass(slots=True)
class Walk:
    """检查结果: what was walked and what was found dead; not ``whole`` where a bound was reached or a first page was dead."""

    pages: int = 0
    links: int = 0
    external: int = 0
    unchecked: int = 0
    whole: bool = True
    dead: list[Dead] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """应答: the status (0 for none), why there was none, where it led at last, and the page, where one was asked for."""

    status: int
    why: str = ""
    at: str = ""
    page: str = ""

    @property
    def is_dead(self) -> bool:
        """断了: gone, not found, broken or silent; a door that is locked (401, 403) or busy (429) is there."""
        return self.status == 0 or (self.status >= 400 and self.status not in {401, 403, 405, 429})

    @property
    def told(self) -> str:
        """原因."""
        return self.why or f"答{self.status}"


def walk(base: str, starts: tuple[str, ...] = ("/",), manners: Manners = Manners()) -> Walk:
    """检查一个站点: from its first pages over every page of its own host that links lead to."""
    walker = _Walker(base, manners)
    return walker.over(starts)


def links_in(html: str, page: str) -> Iterator[str]:
    """页中的链接: absolute, without their fragments, each once; what is no address (mailto, tel, javascript) left out."""
    tree = LexborHTMLParser(html)
    told = set()
    for node in tree.css(
        "a[href], area[href], iframe[src], frame[src], img[src], link[rel=stylesheet][href], script[src]"
    ):
        given = (node.attributes.get("href") or node.attributes.get("src") or "").strip()
        if given and (address := absolute(page, given)) and address not in told:
            told.add(address)
            yield address


def unseen_links(html: str) -> list[str]:
    """暗链: addresses of links that no reader can see: without words and pictures, or made invisible."""
    tree = LexborHTMLParser(html)
    found = [
        node.attributes.get("href") or ""
        for node in tree.css("a[href]")
        if not node.text().strip() and not node.css("img, svg, video")
    ]
    for node in tree.css("[style]"):
        if _INVISIBLE.search(node.attributes.get("style") or ""):
            found += [each.attributes.get("href") or "" for each in node.css("a[href]")]
    return list(dict.fromkeys(address for address in found if address.strip()))


def absolute(page: str, given: str) -> str:
    """绝对网址: of a link on a page, written in ASCII; empty for what cannot be fetched."""
    try:
        parts = urlsplit(urljoin(page, given))
        host, _ = parts.hostname, parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return urlunsplit((parts.scheme, parts.netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


class _Walker:
    """What is known during one walk: every address is asked once, whatever the number of pages that name it."""

    def __init__(self, base: str, manners: Manners) -> None:
        self.base, self.manners = base.rstrip("/"), manners
        self.home = urlsplit(base).netloc.lower()
        self.asked: dict[str, Answer] = {}
        self.last: dict[str, float] = {}
        self.found = Walk()

    def over(self, starts: tuple[str, ...]) -> Walk:
        waiting = deque(self.base + start for start in starts)
        seen = set(waiting)
        named: list[tuple[str, str]] = []
        while waiting and self.found.pages < self.manners.pages:
            page = waiting.popleft()
            answer = self.ask(page, whole=True)
            self.found.pages += 1
            if answer.is_dead and page.removeprefix(self.base) in starts:
                self.found.dead.append(Dead(page, page, external=False, why=answer.told))
            here = answer.at or page
            if here != page and here in seen:
                continue  # it only leads to a page that is walked by itself
            seen.add(here)
            for target in links_in(answer.page, here) if answer.page else ():
                named.append((here, target))
                if target not in seen and self.is_own(target) and _may_be_page(target):
                    seen.add(target)
                    waiting.append(target)
        first_dead = bool(self.found.dead)
        self.judge(named)
        self.found.whole = not (first_dead or waiting or self.found.unchecked)
        return self.found

    def judge(self, named: list[tuple[str, str]]) -> None:
        targets = dict.fromkeys(target for _, target in named)
        self.found.links = len(targets)
        self.found.external = sum(not self.is_own(target) for target in targets)
        for place, target in enumerate(targets):
            if target not in self.asked and place < self.manners.links:
                self.ask(target)
        self.found.unchecked = sum(target not in self.asked for target in targets)
        for page, target in named:
            answer = self.asked.get(target)
            if answer is not None and answer.is_dead:
                self.found.dead.append(Dead(page, target, not self.is_own(target), answer.told))

    def is_own(self, address: str) -> bool:
        return urlsplit(address).netloc.lower() == self.home

    def ask(self, address: str, *, whole: bool = False) -> Answer:
        if address not in self.asked:
            answer = self._follow(address, whole=whole)
            self.asked[address] = Answer(answer.status, answer.why, answer.at)
            return answer
        return self.asked[address]

    def _follow(self, address: str, *, whole: bool) -> Answer:
        at = address
        for _ in range(MOST_HOPS):
            self._rest(urlsplit(at).netloc)
            method = "GET" if whole else "HEAD"
            answer, onward = _request(method, at, self.manners.seconds, guarded=not self.is_own(at))
            if method == "HEAD" and answer.status in {400, 403, 404, 405, 501}:
                self._rest(urlsplit(at).netloc)
                answer, onward = _request("GET", at, self.manners.seconds, guarded=not self.is_own(at))
            if not onward:
                return answer
            at = absolute(at, onward)
            if not at:
                return Answer(0, "转到的地址写法有误")
        return Answer(0, f"转了{MOST_HOPS}次还没有到")

    def _rest(self, host: str) -> None:
        if host != self.home and (past := time.monotonic() - self.last.get(host, 0.0)) < self.manners.rest:
            time.sleep(self.manners.rest - past)
        self.last[host] = time.monotonic()


def _may_be_page(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.query and parts.path.rsplit("/", 1)[-1].rpartition(".")[2].lower() in {"", "html", "htm", "shtml"}


def _request(method: str, address: str, seconds: float, *, guarded: bool) -> tuple[Answer, str]:
    """One request: the answer, and where it leads on."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        target = _public(host, port) if guarded else host
    except OSError:
        return Answer(0, "主机不存在"), ""
    if not target:
        return Answer(0, "主机没有公网地址，不检查"), ""
    connection = _connection(parts.scheme, host, target, port, seconds)
    try:
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Host": parts.netloc})
        response = connection.getresponse()
        if response.status in {301, 302, 303, 307, 308} and (onward := response.getheader("Location")):
            return Answer(response.status), onward
        kind = (response.getheader("Content-Type") or "").lower()
        page = response.read(PAGE_BYTES) if method == "GET" and kind.startswith("text/html") else b""
        return Answer(response.status, at=address, page=_text(page, kind)), ""
    except TimeoutError:
        return Answer(0, f"{seconds:g}秒内没有应答"), ""
    except ssl.SSLError:
        return Answer(0, "证书或者加密连接有误"), ""
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(0, "连不上"), ""
    finally:
        connection.close()


def _connection(scheme: str, host: str, target: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """To the very address that was judged; the certificate is still that of the host."""
    if scheme != "https":
        return http.client.HTTPConnection(target, port, timeout=seconds)
    connection = http.client.HTTPSConnection(host, port, timeout=seconds)
    reach: Callable[..., socket.socket] = socket.create_connection
    vars(connection)["_create_connection"] = lambda _, *given, **named: reach((target, port), *given, **named)
    return connection


def _public(host: str, port: int) -> str:
    """An address of the host the public can reach; empty where one of them is inside, for who rebinds names may choose."""
    found = {str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    return min(found) if found and all(ip_address(each).is_global for each in found) else ""


def _text(page: bytes, kind: str) -> str:
    charset = "gb18030" if "gb" in kind else "utf-8"
    return page.decode(charset, "replace")
