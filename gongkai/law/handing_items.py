"""承接: what people answer for at an authority, whose it is on a day, and what belongs in the pack of who leaves.

whose(item, moved_to, serving, able)   the people who answer for it: one named, or all whose office can
is_left_by(…)                          whether it would be nobody's, or only the successor's, without who leaves
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.grammar.words import Word


class Chapter(Word):
    """接力包篇目: the parts of a pack, in the order they are read."""

    FILES = "files", "在办案卷"
    DRAFTS = "drafts", "草稿和待审"
    SLOTS = "slots", "应公开时点"
    PROMISES = "promises", "承诺和到期事项"
    COLUMNS = "columns", "栏目、账号和信箱"
    REGISTERS = "registers", "保管的登记簿"


@dataclass(frozen=True, slots=True)
class Item:
    """移交事项: one thing somebody answers for: of what sort, which, how it is called, by when.

    ``name`` may be kept for good (a number, the name of a column); ``title`` may name people and is only looked at.
    ``named`` is the key of the person the room itself names for it, ``href`` the page where it is dealt with.
    """

    sort: str
    key: str
    name: str
    title: str = ""
    named: int | None = None
    due_on: date | None = None
    href: str = ""

    @property
    def line(self) -> str:
        """行键: how a pack calls it."""
        return f"{self.sort}/{self.key}"


def whose(named: int | None, moved_to: int | None, serving: Collection[int], able: Sequence[int]) -> tuple[int, ...]:
    """归谁: who it was passed on to, else whom the room names, as long as they serve; else everybody whose office can."""
    for person in (moved_to, named):
        if person is not None and person in serving:
            return (person,)
    return tuple(able)


def is_left_by(
    leaver: int,
    successor: int,
    named: int | None,
    moved_to: int | None,
    serving: Collection[int],
    able: Sequence[int],
) -> bool:
    """应否移交: whether it is the leaver's own, or is nobody's and nobody but the successor could take it up."""
    for person in (moved_to, named):
        if person is not None and person in {*serving, leaver}:
            return person == leaver
    return not set(able) - {leaver, successor}


# -- the same week of the year before --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Week:
    """一周: from a Monday through a Sunday."""

    first: date

    @property
    def last(self) -> date:
        """周日."""
        return self.first + timedelta(days=6)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def widened(self, weeks: int) -> tuple[date, date]:
        """前后各几周."""
        return self.first - timedelta(weeks=weeks), self.last + timedelta(weeks=weeks)


def week_of(day: date) -> Week:
    """所在周."""
    return Week(day - timedelta(days=day.weekday()))


def week_last_year(day: date) -> Week:
    """去年今周: the week of the same number in the year before; the 53rd of a year answers to the 52nd."""
    year, number, _ = day.isocalendar()
    longest = date(year - 1, 12, 28).isocalendar().week
    return Week(date.fromisocalendar(year - 1, min(number, longest), 1))


# -- how changes of people went --------------------------------------------------------------------------------------------

MEASURED_DAYS = 30
"""换人前后比较（日）: overdue slots before and after a change are counted over so many days each."""


@dataclass(frozen=True, slots=True)
class Change:
    """换人前后: on which day a post changed hands, and which slots fell due late in the days before and after."""

    on: date
    before: int
    after: int


def late_around(on: date, late: Iterable[date]) -> Change:
    """前后逾期: of the due days of late slots, those in the thirty days before a change and in the thirty from it on."""
    days, span = list(late), timedelta(days=MEASURED_DAYS)
    return Change(on, sum(on - span <= day < on for day in days), sum(on <= day < on + span for day in days))
