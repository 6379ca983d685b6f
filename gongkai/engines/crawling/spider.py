"""巡检的蜘蛛: from the first page over every page of its own host; each address is asked for once and told of in one line."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response, TextResponse
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.python import to_unicode
from twisted.internet.defer import Deferred
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from gongkai.engines.crawling.folder import BOUNDED, DONE, RUNNING, STOPPED, Folder, Progress
from gongkai.engines.crawling.manners import ATTACHMENT, FORBIDDEN, INSIDE, OUTSIDE, PAGE, REFUSED, TOO_LARGE
from gongkai.engines.crawling.reading import Glossed, cleaned, file_of, read_page
from gongkai.engines.crawling.record import going_on, line_of, lines, page_of
from gongkai.engines.crawling.traps import Traps, trace_of
from gongkai.law.supervision.page_faults import TOO_LATE
from gongkai.law.supervision.pages import PageSeen, SeenKind, attachment_end, host_seen

_COUNTED = {
    SeenKind.PAGE: "pages",
    SeenKind.MOVED: "pages",
    SeenKind.ATTACHMENT: "attachments",
    SeenKind.OUTSIDE: "outside",
    SeenKind.SILENT: "silent",
    SeenKind.SKIPPED: "skipped",
}
_LEFT = frozenset({FORBIDDEN, INSIDE, TOO_LARGE})
_ENDS = {"finished": DONE, "closespider_timeout": BOUNDED}


class Patrol(Spider):
    """巡检."""

    name = "patrol"

    def __init__(self, folder: Folder, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder, self.order = folder, folder.order
        self.pauses: dict[str, float] = {}
        self._first = cleaned(self.order.start, self.order.start)
        self._host = host_seen(self._first)
        self._glossed = Glossed.of(self.order.words)
        self._traps = Traps(self.order.depth)
        self._known: set[int] = set()
        self._counts: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._asked = self._open = 0
        self._outside = 0
        self._whole = True
        self._record = going_on(folder.record)
        self._watch: LoopingCall | None = None
        self._closing: Deferred[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Patrol:
        """由引擎."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.opened, signal=signals.spider_opened)
        crawler.signals.connect(spider.ended, signal=signals.spider_closed)
        return spider

    # -- beginning and ending ----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        """开始: and look up every second whether to stop."""
        self._watch = LoopingCall(self._look_up)  # not sooner: it would choose a reactor
        self._watch.start(1.0)

    def ended(self, reason: str) -> None:
        """结束."""
        if self._watch is not None and self._watch.running:
            self._watch.stop()
        self._record.close()
        self._tell(STOPPED if self.folder.is_to_stop else _ENDS.get(reason, BOUNDED))

    def _look_up(self) -> None:
        self._tell(RUNNING)
        if self.folder.is_to_stop and self.crawler.engine is not None:
            self._closing = self._closing or deferred_from_coro(
                self.crawler.engine.close_spider_async(reason="stopped")
            )

    def _tell(self, state: str) -> None:
        told = {name: self._counts[name] for name in set(_COUNTED.values())}
        self.folder.tell(
            Progress(
                state,
                **told,
                waiting=self._open,
                whole=self._whole,
                left=(*self._traps.told[:50], *(f"{why}：{times}个网址" for why, times in self._left.items())),
                beat=time(),
                peak=peak_memory(),
            )
        )

    async def start(self) -> AsyncIterator[Request]:
        """起点: the first page; after a kill, whatever the record names and does not tell of."""
        self._remember()
        for request in [self._request(self._first, PAGE, 0)] if self._learn(self._first) else ():
            yield request
        for request in self._to(self.order.also, 1):
            yield request
        for told in lines(self.folder.record):
            page = page_of(told)
            for request in self._onward(page):
                yield request

    def _remember(self) -> None:
        for told in lines(self.folder.record):
            page = page_of(told)
            if self._learn(page.address):
                self._asked += page.kind is not SeenKind.SKIPPED
                self._outside += page.kind is SeenKind.OUTSIDE
                self._count(page)
                self._traps.refusal(page.address, 0)
                if told.get("trace"):
                    self._traps.learn(page.address, told["trace"])

    def _learn(self, address: str) -> bool:
        """Whether an address is new."""
        mark = hash(address)
        if mark in self._known:
            return False
        self._known.add(mark)
        return True

    # -- going on ----------------------------------------------------------------------------------------------------------

    def _onward(self, page: PageSeen) -> Iterator[Request]:
        """Whatever a page leads to and nobody has asked for yet."""
        if page.kind is SeenKind.MOVED:
            yield from self._to([page.at], page.depth)
        elif page.kind is SeenKind.PAGE:
            yield from self._to((link.address for link in page.links), page.depth + 1)

    def _to(self, addresses: Iterable[str], depth: int) -> Iterator[Request]:
        for address in addresses:
            if not self._learn(address):
                continue
            if host_seen(address) != self._host:
                self._outside += 1
                if self._outside <= self.order.outside:
                    yield self._request(address, OUTSIDE, depth)
                else:
                    self._whole = False
            elif why := self._traps.refusal(address, depth):
                self._write(PageSeen(address, SeenKind.SKIPPED, why=why, depth=depth))
            elif self._asked >= self.order.pages:
                self._whole = False
            else:
                yield self._request(address, ATTACHMENT if attachment_end(address) else PAGE, depth)

    def _request(self, address: str, seen: str, depth: int) -> Request:
        self._asked += 1
        self._open += 1
        return Request(
            address,
            self.parse,
            method="HEAD" if seen == OUTSIDE else "GET",
            errback=self.failed,
            meta={"seen": seen, "deep": depth, "asked": address},
            priority=-depth,
        )

    # -- answers -----------------------------------------------------------------------------------------------------------

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """应答."""
        self._open -= 1
        meta = response.meta
        asked, at, seen = meta["asked"], cleaned(response.url, response.url), meta["seen"]
        told: dict[str, Any] = {
            "status": response.status,
            "at": at,
            "seconds": round(meta.get("took", 0.0), 2),
            "depth": meta["deep"],
        }
        if seen == OUTSIDE:
            if response.status in {400, 403, 404, 405, 501} and response.request and response.request.method == "HEAD":
                yield self._request(asked, OUTSIDE, meta["deep"]).replace(method="GET", meta={**meta, "seen": OUTSIDE})
                return
            self._write(PageSeen(asked, SeenKind.OUTSIDE, **told))
        elif at != asked:
            page = PageSeen(asked, SeenKind.MOVED, **told)
            self._write(page)
            if host_seen(at) == self._host:
                yield from self._onward(page)
        elif seen == ATTACHMENT:
            self._write(PageSeen(asked, SeenKind.ATTACHMENT, file=file_of(response.body), **told))
        else:
            yield from self._read(asked, response, told)

    def _read(self, address: str, response: Response, told: dict[str, Any]) -> Iterator[Request]:
        if response.status >= 400:
            self._write(PageSeen(address, SeenKind.PAGE, **told))
            return
        html = response.text if isinstance(response, TextResponse) else to_unicode(response.body, errors="replace")
        read = read_page(html, response.url, self._glossed)
        page, trace = PageSeen(address, SeenKind.PAGE, **told, **read.facts), trace_of(read.text)
        self._write(page, trace)
        self._traps.learn(address, trace)
        yield from self._onward(page)

    def failed(self, failure: Failure) -> None:
        """没有应答."""
        self._open -= 1
        request: Request = failure.request  # type: ignore[attr-defined]
        kind, why = self._told(failure, request)
        self._write(PageSeen(request.meta["asked"], kind, why=why, depth=request.meta["deep"]))

    def _told(self, failure: Failure, request: Request) -> tuple[SeenKind, str]:
        silent = SeenKind.OUTSIDE if request.meta["seen"] == OUTSIDE else SeenKind.SILENT
        trouble = failure.value
        if INSIDE in str(trouble) or (urlsplit(request.url).hostname or "") in REFUSED:
            return SeenKind.SKIPPED, INSIDE
        if isinstance(trouble, IgnoreRequest):
            if "robots" in str(trouble).lower():
                return SeenKind.SKIPPED, FORBIDDEN
            return (
                (silent, "转了5次还没有到") if "redirect" in str(trouble).lower() else (SeenKind.SKIPPED, str(trouble))
            )
        if isinstance(trouble, DownloadTimeoutError):
            return silent, f"{TOO_LATE}：{self.order.timeout:g}秒没有打开"
        if isinstance(trouble, DownloadCancelledError):
            return SeenKind.SKIPPED, TOO_LARGE
        return silent, "主机不存在" if isinstance(trouble, CannotResolveHostError) else "连不上"

    def _write(self, page: PageSeen, trace: str = "") -> None:
        self._count(page)
        self._record.write(line_of(page, trace) + "\n")

    def _count(self, page: PageSeen) -> None:
        self._counts[_COUNTED[page.kind]] += 1
        if page.why in _LEFT:
            self._left[page.why] += 1


def peak_memory() -> float:
    """最大内存（兆字节）: what the process held at most; what the system tells first counts whoever started it as well."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM:")), 0.0)
