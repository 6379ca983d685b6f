"""经办人: every working day each unit publishes, answers and forgets; what it lets grow stale goes into the book of truths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.simulated.injector import Injector
from tests.simulated.town import Town, Unit
from tests.simulated.truths import Planted, Truths
from tests.simulated.words import SHELVES, Shelf

CYCLES = {shelf.slug: shelf.cycle for shelf in SHELVES}
EXCUSED = ("gfxwj", "zcjd")
"""Columns that say why they are empty."""
YOUNG = 15


@dataclass
class Kept:
    """一个栏目: when something last came, and when its clerk means to put the next thing there."""

    unit: Unit
    shelf: Shelf
    next: date


class Clerks:
    """全县经办人: careful for the most part, each column forgotten now and then, each clerk away for weeks once in a while."""

    def __init__(self, town: Town, injector: Injector, truths: Truths, begins: date) -> None:
        self.town, self.injector, self.truths, self.random = town, injector, truths, town.random
        self.kept = [
            Kept(unit, shelf, begins + timedelta(days=self.random.randint(0, 8)))
            for unit in town.units
            for shelf in SHELVES
        ]

    def work(self, day: date) -> None:
        """一天: nobody works at weekends; who is away does nothing."""
        if day.weekday() < 5:
            self._fall_asleep(day)
            self._publish(day)
            self._catch_up(day)
            self._letters(day)
            self._documents(day)
        self.look_at_columns(day)

    def _there(self, unit: Unit, day: date) -> bool:
        return unit.asleep_until is None or day > unit.asleep_until

    def _fall_asleep(self, day: date) -> None:
        for unit in self.town.units:
            if self._there(unit, day) and self.random.random() < 1 / 300:
                unit.asleep_until = day + timedelta(days=self.random.randint(10, 40))

    def _publish(self, day: date) -> None:
        for kept in self.kept:
            if kept.next > day or not self._there(kept.unit, day):
                continue
            content = self.town.write(kept.unit, kept.shelf, day)
            if self.random.random() < 0.25:
                self.injector.targets.append((kept.unit, content))
            cycle = kept.shelf.cycle
            forgets = self.random.random() < 0.12
            wait = (
                self.random.randint(cycle + 2, 2 * cycle)
                if forgets
                else self.random.randint(cycle // 4, cycle * 4 // 5)
            )
            kept.next = day + timedelta(days=min(wait, 70 if not forgets else wait))

    def _catch_up(self, day: date) -> None:
        """What was put off until now, the mending among it, in the order it was put off."""
        due = [each for each in self.injector.later if each.day <= day and self._there(each.unit, day)]
        for each in due:
            self.injector.later.remove(each)
            each.do(day)

    def _letters(self, day: date) -> None:
        for unit in self.town.units:
            if self._there(unit, day) and self.random.random() < 0.02:
                self.injector.answer_by(unit, self.town.letter(unit, day), late=False)

    def _documents(self, day: date) -> None:
        for unit in self.town.units:
            if self._there(unit, day) and self.random.random() < 0.009:
                policy, explained = self.town.document(unit, day)
                self.injector.policies.append((unit, policy, explained.content_id))

    def look_at_columns(self, day: date) -> None:
        """On the day after its cycle has run out a column is stale; one that is empty two weeks after it was opened is blank."""
        for unit in self.town.units:
            for slug, column in unit.columns.items():
                days = self.town.shown[column.pk].values()
                if slug in EXCUSED:
                    continue
                cycle = CYCLES.get(slug)
                stale = bool(days) and cycle is not None and (day - max(days)).days > cycle
                blank = not days and (day - column.opened_on).days >= YOUNG
                for kind, wrong in ((Planted.STALE, stale), (Planted.BLANK, blank)):
                    thing = f"column {column.pk}"
                    if wrong:
                        self.truths.begin(kind, unit.code, thing, day)
                    else:
                        self.truths.end(kind, thing, day)
