"""核对快慢: how many reports a second one core reads and checks as a folder run does: from a file to its line of results.

``python -m bench.reading_speed [N]``: N reports of each carrier (200 if not told), none of them read before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from bench.measures import Row
from gongkai.law.annual_report import EDITIONS
from gongkai.reading.runs.batch import Task, do_all
from gongkai.reading.runs.crew import settle
from gongkai.reading.runs.telling import Detail
from tests.published import carried
from tests.published.broken import broken
from tests.published.figures import SCALES, filled

REPORTS = 200
_QUICK = 40
_FIRST = 1_000_000
"""Seeds no other part of the bench uses: what is measured has not been seen."""


def _written(seed: int, carrier: carried.Carrier) -> bytes:
    """A report without a fault in some carrier, as the platform itself or an old site prints it."""
    chance = Random(seed)
    edition = EDITIONS[seed % len(EDITIONS)]
    return carrier(edition, edition.first, filled(edition, chance, chance.choice(list(SCALES.values()))))


CARRIERS: Mapping[str, tuple[Callable[[int], bytes], str]] = {
    "text": (lambda seed: broken(seed).text.encode(), "≥ 100"),
    "html table in a text": (lambda seed: broken(seed, shape="html").text.encode(), "≥ 100"),
    "html page": (lambda seed: _written(seed, carried.html), "≥ 100"),
    "docx": (lambda seed: _written(seed, carried.docx), "≥ 20"),
}


def seconds(make: Callable[[int], bytes], reports: int, folder: Path) -> list[float]:
    """Seconds of the processor for each report, in a process that has settled to its work as those of a crew do."""
    taken: list[float] = []
    for seed in range(_FIRST, _FIRST + reports + _QUICK):
        path = folder / f"{seed}"
        path.write_bytes(make(seed))
        start = process_time()
        do_all((Task(path, Detail.BRIEF),))
        taken.append(process_time() - start)
        path.unlink()
        if seed == _FIRST:
            settle()
    return taken[_QUICK:]


def rows(*, quick: bool = False) -> Iterator[Row]:
    """The part for ``make bench``."""
    with TemporaryDirectory(prefix="gongkai-") as folder:
        for carrier, (make, aim) in CARRIERS.items():
            taken = seconds(make, _QUICK if quick else REPORTS, Path(folder))
            rate = f"{1 / median(taken):,.0f} a second, {1 / max(taken):,.0f} slowest"
            yield f"  file to line of results, one core, median: {carrier}", rate, aim


def main() -> None:
    """Print the figures."""
    reports = next((int(each) for each in sys.argv[1:] if each.isdigit()), REPORTS)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        for carrier, (make, aim) in CARRIERS.items():
            taken = seconds(make, reports, Path(folder))
            print(f"{carrier}: {1 / median(taken):,.1f} a second (median), {1 / max(taken):,.1f} slowest; aim {aim}")


if __name__ == "__main__":
    main()
