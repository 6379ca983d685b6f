"""任职时间和人员流动: how long people stay with the work, and how many leave it in a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Spell:
    """任职段: one person in one office, from a day until the day before another; ``full_time`` where it is all they do."""

    person: str
    since: date
    until: date | None = None
    full_time: bool = False

    def holds(self, on: date) -> bool:
        """在任: whether it holds on a day; a spell that ended as it began never held."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Staffing:
    """人员情况: full-time and part-time people on a day, the median of their days in the work, who left in the year."""

    full_time: int
    part_time: int
    median_days: int | None
    left: int
    average: int

    @property
    def people(self) -> int:
        """工作人员数."""
        return self.full_time + self.part_time

    @property
    def turnover(self) -> int | None:
        """人员流动率: who left the work in the year, in hundredths of those there at its two ends on average."""
        return self.left * 200 // self.average if self.average else None


def staffing(spells: Iterable[Spell], on: date) -> Staffing:
    """统计人员: of a day and of the year up to it; whoever serves twice counts once, and full time if one of the two is."""
    known = list(spells)
    there = {each.person for each in known if each.holds(on)}
    full = {each.person for each in known if each.holds(on) and each.full_time}
    began = {each.person for each in known if each.holds(date(on.year, 1, 1))}
    came = {each.person for each in known if each.since.year == on.year and each.since <= on and each.holds(each.since)}
    days = sorted(tenure((each for each in known if each.person == person), on) for person in there)
    median = days[len(days) // 2] if days else None
    return Staffing(len(full), len(there) - len(full), median, len((began | came) - there), len(began) + len(there))


def tenure(spells: Iterable[Spell], on: date) -> int:
    """任职日数: the days one person was in the work up to a day, overlapping spells once."""
    total, reached = 0, date.min
    for spell in sorted(spells, key=lambda each: each.since):
        begins, ends = max(spell.since, reached), min(spell.until or on + timedelta(days=1), on + timedelta(days=1))
        total += max(0, (ends - begins).days)
        reached = max(reached, ends)
    return total
