"""读表: how well reports made by chance are read and checked, by shape and by trouble; how fast; in how much memory.

``python -m bench.reading [N]``: N reports without an error and N with exactly one (1,000 if not told).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from time import process_time

from rich.console import Console
from rich.table import Table

from bench.measures import Row, peak
from gongkai.reading import check, read
from tests.published.broken import Broken, broken, with_error
from tests.published.scoring import OUTCOMES, cells, is_found, red

REPORTS = 1_000
_QUICK = 200
_FLAT = 50
_MILLISECONDS = 1000


@dataclass
class Score:
    """得分: cells by what became of them, false alarms on clean reports, planted errors found."""

    cells: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    alarmed: int = 0
    planted: int = 0
    found: int = 0

    def row(self, name: str) -> list[str]:
        total = self.cells.total() or 1
        shares = [f"{self.cells[each] / total:.3%}" for each in OUTCOMES]
        return [name, str(self.clean), *shares, f"{self.alarmed}", f"{self.found}/{self.planted}"]


@dataclass
class Measured:
    """量得: the whole, and by shape, by trouble and by form; the seconds each report took; which seeds went wrong."""

    whole: Score = field(default_factory=Score)
    by: dict[str, dict[str, Score]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Score)))
    seconds: list[float] = field(default_factory=list)
    failed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def scores(self, report: Broken) -> Iterator[Score]:
        yield self.whole
        yield self.by["shape"][report.shape]
        yield self.by["form"][report.edition.key]
        yield from (self.by["trouble"][trouble] for trouble in set(report.troubles) or {"none"})


def measured(reports: int) -> Measured:
    """Read and check so many clean reports and as many with one error."""
    result = Measured()
    for seed in range(reports):
        _clean(result, seed, broken(seed))
        _planted(result, seed, with_error(reports + seed))
    return result


def _clean(result: Measured, seed: int, report: Broken) -> None:
    data = report.text.encode()
    start = process_time()
    reading = read(data, "年报.txt")
    findings = check(reading)
    result.seconds.append(process_time() - start)
    came = cells(report, reading)
    alarms = red(findings)
    for score in result.scores(report):
        score.cells += came
        score.clean += 1
        score.alarmed += bool(alarms)
    for kind in ("wrong", "false", "unread"):
        if came[kind]:
            result.failed[kind].append(seed)
    if alarms:
        result.failed["alarm"].append(seed)
    if (reading.year, reading.authority) != (report.year, report.authority):
        result.failed["identity"].append(seed)


def _planted(result: Measured, seed: int, report: Broken) -> None:
    found = is_found(report, check(read(report.text)))
    for score in result.scores(report):
        score.planted += 1
        score.found += found
    if not found:
        result.failed[f"missed {report.planted.kind if report.planted else ''}"].append(seed)


def rows(*, quick: bool = False) -> Iterator[Row]:
    """The part for ``make bench``."""
    reports = _QUICK if quick else REPORTS
    result = measured(reports)
    whole = result.whole
    about = f"reports read ({reports:,} clean, {reports:,} with one error)"
    yield f"{about}: cells as printed", f"{whole.cells['right'] / whole.cells.total():.3%}", "≥ 99.5 %"
    wrong = whole.cells["wrong"] + whole.cells["false"]
    yield "  cells misread, or read out of nothing", f"{wrong:,} of {whole.cells.total():,}", "0"
    yield "  planted errors found", f"{whole.found / whole.planted:.2%}", "≥ 99 %"
    yield "  clean reports with a red finding", f"{whole.alarmed / whole.clean:.2%}", "< 0.5 %"
    yield "  read and checked, one core, median", f"{1 / median(result.seconds):,.0f} a second", "≥ 100"
    few, many = (peak(partial(_read_on, count)) for count in (_FLAT, 4 * _FLAT))
    yield f"  peak of Python memory over {_FLAT} and {4 * _FLAT} reports", f"{few:.1f} / {many:.1f} MB", "flat"


def _read_on(count: int) -> None:
    for seed in range(count):
        check(read(broken(seed).text))


def main() -> None:
    """Print the scores."""
    reports = next((int(each) for each in sys.argv[1:] if each.isdigit()), REPORTS)
    result = measured(reports)
    console = Console(width=130)
    for name, scores in result.by.items():
        table = Table(name, "reports", *OUTCOMES, "alarmed", "errors found")
        for key, score in sorted(scores.items()):
            table.add_row(*score.row(key))
        console.print(table)
    table = Table("whole", "reports", *OUTCOMES, "alarmed", "errors found")
    table.add_row(*result.whole.row("all"))
    console.print(table)
    console.print(
        f"read and checked: {1 / median(result.seconds):,.0f} a second (median), {1 / max(result.seconds):,.1f} slowest"
    )
    for kind, seeds in result.failed.items():
        console.print(f"{kind}: {len(seeds)} reports, seeds {seeds[:20]}")


if __name__ == "__main__":
    main()
