"""访问统计口径: what is one page view and what is one visit. One definition for every page, report and notice.

A page view (页次) is one request for a public page that a reader got: GET, answered 200 or 304, not asked by a crawler, not
fetched ahead of time. A visit (人次) is a page view that came from outside the site. Nobody is recognised again: there is
no cookie, and no address is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from gongkai.law.grammar.statute import Article
from gongkai.law.grammar.words import Word

COUNTING = Article("国办秘函〔2019〕19号", gist="网站和新媒体的数据应当真实，同一指标一个口径")


class VisitUnit(Word):
    """访问单位: what a figure counts; never named without it."""

    VIEWS = "views", "页次"
    VISITS = "visits", "人次"


DEFINITIONS: Mapping[VisitUnit, str] = {
    VisitUnit.VIEWS: "读者成功打开一次公开网页计1页次；爬虫、预先载入、附件和数据接口不计，长者版、繁体版与标准版算同一网页。",
    VisitUnit.VISITS: "从本站以外进入后打开的第一页计1人次；不用Cookie，不记地址，不识别读者，同一人再次进入另计。",
}
"""口径: as it is printed wherever a figure stands."""

ANSWERED = frozenset({200, 304})
CRAWLERS = (
    *("bot", "spider", "crawl", "slurp", "scrap", "archiver", "fetcher", "monitor", "uptime", "check_http", "curl/"),
    *("wget/", "python-", "go-http-client", "java/", "okhttp", "httpclient", "libwww", "axios", "node-fetch"),
    *("headlesschrome", "phantomjs", "lighthouse", "pingdom", "httrack", "webcopier", "facebookexternalhit"),
)
"""爬虫: words by which those that are no readers name themselves; who names nothing is none either."""
AHEAD = ("prefetch", "prerender", "preview")
"""预先载入: what a browser says when nobody has asked for the page yet."""
LOOKS = ("elder", "hant", "kiosk")
"""版式: first parts of an address that say how a page looks; the page is the same."""
CLOSED = frozenset({"desk", "static", "view", "healthz", "readyz", "metrics"})
"""First parts of addresses that are no pages of the public."""
LONGEST = 300

_CRAWLER = re.compile("|".join(map(re.escape, CRAWLERS)), re.IGNORECASE)
_AHEAD = re.compile("|".join(AHEAD), re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff\ufeff\ufffd\\]")


def is_crawler(agent: str) -> bool:
    """爬虫: whether whoever asks calls himself one, or nothing at all."""
    return not agent.strip() or bool(_CRAWLER.search(agent))


def is_ahead(purpose: str) -> bool:
    """预先载入: whether a browser fetches before anybody has asked."""
    return bool(_AHEAD.search(purpose))


def page_of(path: str) -> str:
    """网页: the one address a page is counted under, whatever it looks like; empty for what is no public page.

    Pages end with a slash; files, pictures, data and fragments do not.
    """
    if not path.startswith("/") or len(path) > LONGEST * 9:
        return ""
    told = unicodedata.normalize("NFC", unquote(path, errors="replace"))
    first, _, rest = told[1:].partition("/")
    if first in LOOKS:
        told = f"/{rest}"
        first = rest.partition("/")[0]
    wrong = not told.endswith("/") or "//" in told or "/../" in told or "/./" in told or _UNFIT.search(told)
    return "" if wrong or first in CLOSED or len(told) > LONGEST else told


@dataclass(frozen=True, slots=True)
class Hit:
    """请求: what a line of the log tells; nothing of it says who asked."""

    on: date
    method: str
    status: int
    crawler: bool
    ahead: bool
    outside: bool
    path: str

    @property
    def page(self) -> str:
        """计入的网页: empty where the request is no page view."""
        counts = self.method == "GET" and self.status in ANSWERED and not self.crawler and not self.ahead
        return page_of(self.path) if counts else ""
