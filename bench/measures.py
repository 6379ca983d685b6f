"""量法: medians of wall or processor time, and the peak of memory, each over several rounds."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

from gongkai.bootstrap import settle

Work = Callable[[], object]
Row = tuple[str, str, str]
"""行: what was measured, the figure, the aim."""


def wall(work: Work, rounds: int = 5) -> float:
    """Median seconds on the wall, after one round that is not counted."""
    return _median(perf_counter, work, rounds)


def cpu(work: Work, rounds: int = 30) -> float:
    """Median milliseconds of this process's processor, after three rounds that are not counted."""
    work(), work()
    return _median(process_time, work, rounds) * 1000


def _median(clock: Callable[[], float], work: Work, rounds: int) -> float:
    work()
    settle()  # as a process is that serves
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return median(times)


def peak(work: Work) -> float:
    """Peak of what Python allocates during the work, in megabytes."""
    gc.collect()
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def within(work: Work, clock: Callable[[], float] = process_time, seconds: float = 2.0, most: int = 30) -> float:
    """Median milliseconds of the processor or another clock, of three rounds at least and no more than some seconds take."""
    begun = clock()
    work(), work()
    each = (clock() - begun) / 2
    return _median(clock, work, max(3, min(most, round(seconds / each)) if each else most)) * 1000
