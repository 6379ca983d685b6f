"""试场的一次巡检: walked, killed on the way and walked on; what was found beside what was planted."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from gongkai.engines.crawling import Folder, Order, launch
from gongkai.law.supervision.faults import Fault
from gongkai.law.supervision.page_faults import judged
from tests.crawled.serving import served
from tests.crawled.site import ON, WORDS


@dataclass(frozen=True)
class Walk:
    """巡检所得: faults found and planted, what was asked though forbidden, addresses asked again, seconds, megabytes."""

    found: set[tuple[Fault, str]]
    planted: set[tuple[Fault, str]]
    forbidden: list[str]
    pages: int
    again: int
    most_a_second: int
    seconds: float
    judging: float
    peak: float


def patrolled(path: Path, articles: int, delay: float = 0.01) -> Walk:
    """走一遍: killed without warning where a third of the site was seen."""
    folder = Folder(path)
    with served(articles) as place:
        start = f"{place.site.base}/"
        folder.give(Order(start, delay=delay, timeout=6.0, inside=("127.0.0.0/8",), words=WORDS))
        begun = time.monotonic()
        process = launch(folder)
        while process.poll() is None and folder.progress().pages < articles / 3:
            time.sleep(0.2)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if launch(folder).wait() != 0:
            raise RuntimeError(folder.log.read_text())
        walked = time.monotonic()
        found = judged(folder.pages, start, ON)
        judging = time.monotonic() - walked
        paths = [path for path in place.paths() if path != "/robots.txt"]
        told = folder.progress()
        return Walk(
            {each.named for each in found},
            place.site.planted,
            [path for path in paths if path.startswith(("/inside", "/search"))],
            told.pages,
            len(paths) - len(set(paths)),
            place.most_in(1.0),
            walked - begun,
            judging,
            told.peak,
        )
