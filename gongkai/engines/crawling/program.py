"""巡检的程序: run in a process of its own over one folder; bounded in memory and in time, and alone at it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from scrapy.crawler import CrawlerProcess

from gongkai.engines.crawling.folder import Folder
from gongkai.engines.crawling.manners import settings_of
from gongkai.engines.crawling.spider import Patrol

_BUSY = 3
"""How it ends where another is at work over the same folder."""


def main(path: str) -> int:
    """走一次: from where the record ends."""
    folder = Folder(Path(path))
    lock = folder.take()
    if lock is None:
        return _BUSY
    order = folder.order
    _bound(resource.RLIMIT_AS, order.memory)
    _bound(resource.RLIMIT_CORE, 0)
    folder.begin()
    process = CrawlerProcess(settings_of(order, str(folder.queue)))
    process.crawl(Patrol, folder=folder)
    process.start()
    return 0


def _bound(kind: int, most: int) -> None:
    allowed = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
