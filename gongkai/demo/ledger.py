"""往年台账: as many applications as a report states, received, answered and served through the acts of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import repeat
from random import Random
from typing import TypeVar

from gongkai.demo.clerk import Clerk
from gongkai.demo.papers import WAYS, draft, filled
from gongkai.demo.place import Place, Year
from gongkai.law.applications import Act, ApplicantKind
from gongkai.law.grammar.calendar import Calendar
from gongkai.law.receipt import REVISED, Channel
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import calendar_of

Kind = TypeVar("Kind")
LAST_MONTH_AND_DAY = (12, 1)
"""末次收件: nothing is received later, so that every reply is served within its year."""


@dataclass(frozen=True)
class File:
    """一件: how an application came, when, and how it was answered; None where nobody ever answered."""

    number: int
    channel: Channel
    received_on: date
    outcome: str | None


def enter(government: Authority, place: Place, today: date, told: Callable[[str], None]) -> None:
    """入账: every year of the place's ledger."""
    clerk, calendar = Clerk(government, today), calendar_of(government)
    for year in place.years:
        dice = _dice(place, year)
        for file in files(place, year, calendar):
            _handle(clerk, calendar, dice, place, file)
            told(f"{place.short_name}{year.year}年申请")


def files(place: Place, year: Year, calendar: Calendar) -> Iterator[File]:
    """各件: dealt out over the year by a fixed seed, in the order they came."""
    dice = _dice(place, year)
    channels, replies = _dealt(year.channels), _dealt(year.replies)
    ends = [*replies, *repeat(None, year.received - year.replied)]
    dice.shuffle(channels)
    dice.shuffle(ends)
    days = sorted(_working_day(dice, year.year, calendar) for _ in channels)
    for number, row in enumerate(zip(channels, days, ends, strict=True)):
        yield File(number, *row)


def _handle(clerk: Clerk, calendar: Calendar, dice: Random, place: Place, file: File) -> None:
    """Received on its day; drafted, signed and served within the fifteen working days of those years."""
    number = place.first_applicant + file.number
    paper = filled(number, ApplicantKind.PERSON, file.channel, place.short_name, file.received_on.year - 1)
    application = clerk.receive(number, paper, file.received_on).application
    if file.outcome is None:
        return
    drafted = calendar.after(file.received_on, dice.randint(2, 8)).on
    signed = calendar.after(drafted, dice.randint(0, 2)).on
    served = calendar.after(signed, dice.randint(0, 2)).on
    way = WAYS[file.channel]
    clerk.take(application, Act.DRAFT, drafted, **draft(file.outcome, number))
    clerk.take(application, Act.REPLY, signed)
    clerk.take(application, Act.SERVE, served, method=way.method.value, proof=way.proof)


def _dice(place: Place, year: Year) -> Random:
    return Random(f"{place.code} {year.year}")  # noqa: S311 (an example that must come out the same each time)


def _dealt(counts: Mapping[Kind, int]) -> list[Kind]:
    return [kind for kind, count in counts.items() for _ in range(count)]


def _working_day(dice: Random, year: int, calendar: Calendar) -> date:
    """The revision's own year begins with the revision: its form counts by the outcomes that are lawful since."""
    first = max(date(year, 1, 4), REVISED) if year == REVISED.year else date(year, 1, 4)
    last = date(year, *LAST_MONTH_AND_DAY)
    return calendar.next_working_day(first + timedelta(days=dice.randrange((last - first).days))).on
