"""核对快慢: how many reports a second one core reads and checks as a folder run does, from a file to its line of results; and
how many without the file and the line.

``python -m bench.reading_speed [N]``: twice N reports of each carrier (200 if not told), none of them read before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from bench.measures import Row
from gongkai.bootstrap import settle
from gongkai.law.annual_report import EDITIONS
from gongkai.reading import check, read
from gongkai.reading.runs.batch import Task, do_all
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


@dataclass
class Taken:
    """用时: seconds of the processor for each report: for the whole way, and for reading and checking alone."""

    whole: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{_rate(self.whole)}; read and checked alone: {_rate(self.reading)}"


def _rate(taken: Sequence[float]) -> str:
    return f"{1 / median(taken):,.0f} a second, {1 / max(taken):,.0f} slowest"


def taken(make: Callable[[int], bytes], reports: int, folder: Path) -> Taken:
    """用时: in a process that has settled to its work as those of a crew do; every other report is read and checked alone."""
    found = Taken()
    for seed in range(_FIRST, _FIRST + 2 * reports + _QUICK):
        path = folder / f"{seed}"
        path.write_bytes(data := make(seed))
        whole = seed % 2 == 0
        start = process_time()
        if whole:
            do_all((Task(path, Detail.BRIEF),))
        else:
            check(read(data, path.name))
        if seed >= _FIRST + _QUICK:
            (found.whole if whole else found.reading).append(process_time() - start)
        path.unlink()
        if seed == _FIRST:
            settle()
    return found


def rows(*, quick: bool = False) -> Iterator[Row]:
    """The part for ``make bench``."""
    for carrier, aim, found in _measured(_QUICK if quick else REPORTS):
        yield f"  file to line of results, one core, median: {carrier}", _rate(found.whole), aim
        yield f"  reading and checking alone, one core, median: {carrier}", _rate(found.reading), aim


def _measured(reports: int) -> Iterator[tuple[str, str, Taken]]:
    with TemporaryDirectory(prefix="gongkai-") as folder:
        for carrier, (make, aim) in CARRIERS.items():
            yield carrier, aim, taken(make, reports, Path(folder))


def main() -> None:
    """Print the figures."""
    reports = next((int(each) for each in sys.argv[1:] if each.isdigit()), REPORTS)
    for carrier, aim, found in _measured(reports):
        print(f"{carrier}: {found}; aim {aim}")


if __name__ == "__main__":
    main()
