"""一年: day by day the clerks work, the injector plants, the night inspects, and what was found is held against the truth."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from unittest.mock import patch

from gongkai.law.grammar.flow import Step
from gongkai.law.supervision.rectifications import Act, State
from gongkai.oversight.supervision.dials import inspecting as dials
from gongkai.oversight.supervision.findings import acts as findings
from gongkai.oversight.supervision.findings.models import Finding
from gongkai.oversight.supervision.nightly import night
from gongkai.web import clock
from tests.simulated.clerks import Clerks
from tests.simulated.injector import Injector
from tests.simulated.judging import Crossing, Judge, Mistaken
from tests.simulated.town import Town, Unit
from tests.simulated.truths import Planted, Truths

BEGINS = date(2025, 1, 2)
PLANTED = tuple(kind for kind in Planted if kind is not Planted.STALE)
"""By hand; columns grow stale by themselves."""


@dataclass
class Outcome:
    """一年的结果."""

    units: int
    days: int
    seed: int
    truths: Truths
    false: list[Mistaken]
    findings: int
    crossings: list[Crossing]
    contents: int = 0
    letters: int = 0
    returned: int = 0
    escalated: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@contextmanager
def calendar_at(begins: date) -> Iterator[list[date]]:
    """日历: the clock of the house shows the day in the list, some seconds later every time it is asked."""
    day, ticks = [begins], [0]

    def now() -> datetime:
        ticks[0] += 1
        return datetime(day[0].year, day[0].month, day[0].day, 9, tzinfo=clock.BEIJING) + timedelta(
            milliseconds=ticks[0] % 10_000_000
        )

    with patch.object(clock, "today", lambda: day[0]), patch.object(clock, "now", now):
        yield day


def run(units: int, seed: int, *, days: int = 365, each: int = 32) -> Outcome:
    """过一年: so many units and days; ``each`` faults of every kind are planted."""
    with calendar_at(BEGINS) as today:
        return _Year(units, seed, days, each, today).lived()


class _Year:
    def __init__(self, units: int, seed: int, days: int, each: int, today: list[date]) -> None:
        self.random = Random(seed)
        self.today, self.days = today, days
        self.truths = Truths()
        begun = time.monotonic()
        self.town = Town(units, BEGINS, self.random)
        self.injector = Injector(self.town, self.truths)
        self.clerks = Clerks(self.town, self.injector, self.truths, BEGINS)
        self.judge = Judge(self.town, self.truths)
        self.outcome = Outcome(units, days, seed, self.truths, self.judge.false, 0, self.judge.crossings)
        self.outcome.seconds["设立"] = time.monotonic() - begun
        self.plan = sorted(self._planned(each), key=lambda one: one[0])

    def _planned(self, each: int) -> Iterator[tuple[date, Planted]]:
        first, last = min(40, self.days // 4), self.days - 6
        for kind in PLANTED:
            # a letter must have time to grow late, an empty column to grow old
            until = last - 32 if kind in (Planted.LATE_REPLY, Planted.BLANK) else last
            since = max(first, 30) if kind is Planted.NO_INTERPRETATION else first
            for _ in range(each):
                yield BEGINS + timedelta(days=self.random.randint(min(since, until), until)), kind

    def lived(self) -> Outcome:
        for number in range(self.days):
            day = BEGINS + timedelta(days=number)
            self.today[0] = day
            with self._timed("经办"):
                self.clerks.work(day)
                self._plant(day)
                self._report_mended(day)
            with self._timed("每晚检查"):
                told = night(self.town.county, day)
            self.outcome.returned += told.returned
            self.outcome.escalated += told.escalated
            with self._timed("红线表盘"):
                dials.inspect_all(datetime(day.year, day.month, day.day, 9, tzinfo=clock.BEIJING))
            with self._timed("核对"):
                self.judge.evening(day)
        self.outcome.findings = self.judge.findings
        self.outcome.contents = sum(map(len, self.town.shown.values()))
        self.outcome.letters = self.town.letters
        return self.outcome

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.outcome.seconds[what] = self.outcome.seconds.get(what, 0.0) + time.monotonic() - begun

    def _plant(self, day: date) -> None:
        if day.weekday() > 4:
            return
        waiting = [one for one in self.plan if one[0] <= day]
        for one in waiting:
            if any(self.injector.plant(one[1], unit, day) for unit in self._asked(one[1])):
                self.plan.remove(one)
        self.clerks.look_at_columns(day)

    def _asked(self, kind: Planted) -> list[Unit]:
        """In any order; empty columns gather in a few units, so that some come near the red line."""
        units = list(self.town.units)
        if kind is Planted.BLANK:
            units = units[: max(1, len(units) // 6)]
        self.random.shuffle(units)
        return units

    def _report_mended(self, day: date) -> None:
        """A few findings are reported as mended, often without having been."""
        if day.weekday() > 4:
            return
        clerks = {unit.body.pk: unit.clerk for unit in self.town.units}
        rows = Finding.objects.everywhere().filter(by_machine=True, dossier__state=State.MENDING).order_by("pk")
        for row in rows.select_related("dossier__authority", "authority", "unit"):
            if row.unit_id in clerks and self.random.random() < 0.01:
                step = Step(Act.MEND.value, day, {"done": "已整改", "proof": "截图"})
                findings.act(row, step, today=day, by=clerks[row.unit_id])
