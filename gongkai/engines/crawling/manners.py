"""巡检的规矩: what stands between the spider and the net: public hosts, GET and HEAD, robots.txt, a gentle pace."""

from __future__ import annotations

from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Headers, Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred

from gongkai.engines.crawling.order import LONGEST_DELAY, Order

ORDER = "PATROL_ORDER"
"""Under this name the order stands in the settings."""
INSIDE = "主机没有公网地址，不访问"
FORBIDDEN = "robots.txt不许访问"
TOO_LARGE = "网页过大，没有读"
PAGE, ATTACHMENT, OUTSIDE = "page", "attachment", "outside"


REFUSED: set[str] = set()
"""被拒的主机: names that led to no public address; the engine tells of them as of names that lead nowhere."""


class Refused(OSError):
    """内网地址: a host that only the inside can reach."""


class PublicResolver(CachingThreadedResolver):
    """只认公网: every name is looked up here, so what is connected to is what was judged; who rebinds a name gains nothing."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, order: Order) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._order = order

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> PublicResolver:
        """由设置."""
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), settings[ORDER])

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 (Twisted's name)
        """查主机: fails for a host without a public address that was not named."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._judged, name)

    def _judged(self, address: str, name: str) -> str:
        if self._order.admits(address) or self._order.admits_host(name):
            return address
        REFUSED.add(name)
        raise Refused(INSIDE)


class Guard:
    """看门: asks nothing but GET and HEAD of public hosts, redirects included; times each answer."""

    def __init__(self, order: Order) -> None:
        self._order = order

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        """由设置."""
        guard = cls(crawler.settings[ORDER])
        crawler.signals.connect(guard.headers, signal=signals.headers_received)
        crawler.signals.connect(guard.bytes, signal=signals.bytes_received)
        return guard

    def process_request(self, request: Request) -> None:
        """出门: raises IgnoreRequest for what is not asked."""
        parts = urlsplit(request.url)
        if request.method not in {"GET", "HEAD"} or parts.scheme not in {"http", "https"}:
            raise IgnoreRequest("只用GET和HEAD访问网页")
        host = (parts.hostname or "").strip("[]")
        if _is_literal(host) and not (self._order.admits(host) or self._order.admits_host(host)):
            raise IgnoreRequest(INSIDE)

    def headers(self, headers: Headers, request: Request) -> None:
        """报头: what is no page is an attachment, of which the first bytes are enough."""
        request.meta["headers_at"] = monotonic()
        kind = (headers.get(b"Content-Type") or b"text/html").lower()
        if request.meta.get("seen") == PAGE and b"html" not in kind:
            request.meta["seen"] = ATTACHMENT

    def bytes(self, request: Request) -> None:
        """首批字节."""
        if request.meta.get("seen") in (ATTACHMENT, OUTSIDE):
            raise StopDownload(fail=False)

    def process_response(self, request: Request, response: Response) -> Response:
        """进门: how long it took, until all of it was there."""
        body = monotonic() - request.meta.pop("headers_at", monotonic())
        request.meta["took"] = request.meta.get("download_latency", 0.0) + body
        return response


def _is_literal(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


class Robots(RobotsTxtMiddleware):
    """robots.txt: obeyed with its Crawl-delay; a server that fails over it is asked for nothing (RFC 9309)."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            response = response.replace(body=b"User-agent: *\nDisallow: /")
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        parser = getattr(self._parsers.get(netloc), "rp", None)
        asked = parser.crawl_delay(self._default_useragent) if parser is not None else None
        if asked:
            pauses: dict[str, float] = self.crawler.spider.pauses  # type: ignore[union-attr]
            pauses[urlsplit(f"//{netloc}").hostname or netloc] = min(float(asked), LONGEST_DELAY)


class Gentle(AutoThrottle):
    """步速: as fast as the host answers, never faster than ordered nor than its robots.txt asks."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        pauses: dict[str, float] = self.crawler.spider.pauses  # type: ignore[union-attr]
        slot.delay = max(slot.delay, pauses.get(urlsplit(response.url).hostname or "", 0.0))


def settings_of(order: Order, queue: str) -> dict[str, Any]:
    """引擎设置: of Scrapy, for one order."""
    return {
        ORDER: order,
        "JOBDIR": queue,
        "USER_AGENT": order.agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": order.agent.partition("/")[0],
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            Robots: 100,
            Guard: 990,
        },
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            "scrapy.extensions.telnet.TelnetConsole": None,
            Gentle: 0,
        },
        "DNS_RESOLVER": PublicResolver,
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": order.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(10.0, order.delay),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "DOWNLOAD_DELAY": order.delay,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "DOWNLOAD_TIMEOUT": order.timeout,
        "DOWNLOAD_MAXSIZE": 4 * 2**20,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        "DNS_TIMEOUT": 10,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": [429, 503],
        "RETRY_EXCEPTIONS": [],
        "HTTPERROR_ALLOW_ALL": True,
        "REFERER_ENABLED": False,
        "CLOSESPIDER_TIMEOUT": order.seconds,
        "LOG_LEVEL": "ERROR",
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
    }
