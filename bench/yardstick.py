"""标尺: a fixed piece of work with the standard library alone, so that figures of two runs can be held beside each other.

Machines differ by a factor of two from one day to the next. The head of every run tells how long this piece of work took; an aim
in milliseconds is meant for a machine that takes ``AT`` seconds for it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

AT = 0.3
"""标准: seconds of the processor on the machine the aims are written for, reckoned from what it did in other work.

It summed up 276 MB a second by SM3 where a machine of 0.50 s does 202, and read 114 reports a second where that one reads 62.
"""
ROUNDS = 3
_ROWS = 40_000
_ASKED = 2_000


@dataclass(frozen=True)
class Yard:
    """一尺: seconds of the processor, and on the wall; where the second is much more, others were at work."""

    processor: float
    wall: float

    def __str__(self) -> str:
        busy = f", {self.wall:.2f} s on the wall: the machine was busy" if self.wall > 1.2 * self.processor else ""
        return f"{self.processor:.2f} s CPU{busy}"


def laid() -> Yard:
    """量一次: the median of three."""
    rounds = [_once() for _ in range(ROUNDS)]
    return Yard(median(each.processor for each in rounds), median(each.wall for each in rounds))


def _once() -> Yard:
    processor, wall = process_time(), perf_counter()
    _work()
    return Yard(process_time() - processor, perf_counter() - wall)


def _work() -> int:
    """Strings made, counted and searched, rows as JSON and back, a table filled, indexed and asked: what a page is made of."""
    titles = [f"关于做好第{number}号工作的通知" for number in range(_ROWS)]
    counted = Counter(letter for title in titles for letter in title)
    found = sum(len(re.findall(r"第(\d+)号", title)) for title in titles)
    rows = [{"id": number, "title": title, "number": f"{number:07d}"} for number, title in enumerate(titles)]
    back = json.loads(json.dumps(rows, ensure_ascii=False))
    return found + len(counted) + len(back) + _asked(rows)


def _asked(rows: list[dict[str, object]]) -> int:
    table = sqlite3.connect(":memory:")
    try:
        table.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, title TEXT, number TEXT)")
        table.executemany("INSERT INTO row VALUES (:id, :title, :number)", rows)
        table.execute("CREATE INDEX by_number ON row (number)")
        page = "SELECT * FROM row WHERE number >= ? ORDER BY number LIMIT 20"
        starts = range(0, _ROWS, _ROWS // _ASKED)
        return sum(len(table.execute(page, (f"{number:07d}",)).fetchall()) for number in starts)
    finally:
        table.close()
