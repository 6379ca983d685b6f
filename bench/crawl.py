"""巡检: a site with planted faults, traps and slow pages is walked, killed on the way, and walked on.

``python -m bench.crawl 10000`` alone, or as a part of ``python -m bench``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measures import Row
from tests.crawled.walking import patrolled


def rows(pages: int) -> Iterator[Row]:
    """One walk."""
    with tempfile.TemporaryDirectory(prefix="gongkai-patrol-") as folder:
        walk = patrolled(Path(folder) / "patrol", pages)
    name = f"patrol of {walk.pages:,} pages, killed once"
    yield (
        name,
        f"{walk.seconds:.0f} s, {walk.pages / walk.seconds:.0f} pages a second, judged in {walk.judging:.1f} s",
        "",
    )
    yield "  most requests in a second", f"{walk.most_a_second}", "≤ 100"
    yield "  peak of memory of its process", f"{walk.peak:.0f} MB", "flat"
    missed, extra = len(walk.planted - walk.found), len(walk.found - walk.planted)
    yield (
        "  faults found of those planted",
        f"{len(walk.planted) - missed} of {len(walk.planted)}, {extra} others",
        "all, 0",
    )
    yield "  asked though robots.txt forbids it; asked twice", f"{len(walk.forbidden)}; {walk.again}", "0; a few"


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(" | ".join(row))
