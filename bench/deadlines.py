"""期限: deadlines a second, bare and with every day explained."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

from gongkai.law.applications import open_application
from gongkai.law.grammar.calendar import national
from gongkai.law.grammar.flow import Step

DAYS = [date(2019, 6, 1) + timedelta(days=n) for n in range(2000)]


def deadlines() -> dict[str, float]:
    """By kind, how many a second on one core."""
    calendar = national()
    standings = [
        open_application(Step("submit", day, {"applicant": "person", "channel": "in_person"}), calendar) for day in DAYS
    ]
    start = perf_counter()
    for day in DAYS:
        calendar.after(day, 20)
    bare = len(DAYS) / (perf_counter() - start)
    start = perf_counter()
    for standing in standings:
        clock = standing.clock(calendar)
        assert clock is not None and clock.lines
    told = len(DAYS) / (perf_counter() - start)
    return {"the twentieth working day": bare, "the clock, every day explained in words": told}
