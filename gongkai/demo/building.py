"""搭建: the five places from nothing, all or none of it; the same every time but for the password and the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from gongkai.casework.applications.acts import Receipted
from gongkai.demo import (
    answered,
    answering,
    assessed,
    contested,
    halling,
    handed,
    inspected,
    kept,
    last_year,
    learning,
    ledger,
    letters,
    lively,
    organised,
    proposed,
    proposing,
    published,
    registering,
    registers_today,
    returning,
    serving,
    standards,
    talks,
    topical,
    villaging,
)
from gongkai.demo.lettered import replaying as lettered
from gongkai.demo.place import Place
from gongkai.demo.publications import present, replaying
from gongkai.demo.publications.writing import Part
from gongkai.demo.settling import Account, settle

Told = Callable[[Place, str], None]
"""进度: called with the place and what has just been done."""


@dataclass(frozen=True)
class Built:
    """搭建结果: the accounts, and the file whose number and query code anybody may try."""

    accounts: tuple[Account, ...]
    sample: Receipted | None


@transaction.atomic
def build(places: Sequence[Place], password: str, today: date, told: Told) -> Built:
    """搭建: each place with its people, its ledger and its reports. Killed half-way it leaves nothing behind."""
    built = [_build(place, password, today, partial(told, place)) for place in places]
    accounts = tuple(account for each in built for account in each.accounts)
    return Built(accounts, next((each.sample for each in built if each.sample), None))


def _build(place: Place, password: str, today: date, told: Callable[[str], None]) -> Built:
    settled = settle(place, password, today, told)
    ledger.enter(settled.bodies[""], place, today, told)
    contested.enter(settled.bodies[""], place, today, told)
    kept.enter(settled.bodies[""], place, today, told)
    published.publish(settled.bodies[""], place, today, told)
    proposed.enter(settled.bodies[""], place, today, told)
    answered.enter(settled.bodies[""], place, told)
    lettered.enter(settled.bodies[""], place, today, told)
    standards.enter(settled, place, today)
    serving.enter(settled, place)
    halling.enter(settled, place, today)
    _sample(place, today, told)
    registering.enter(place, told)
    talks.past(settled.bodies[""], place)
    villaging.enter(settled, today)
    learning.enter(settled.bodies[""], place.code, today)
    if place.lively:
        last_year.enter(settled.bodies[""], place, today, told)
        present.enter(settled.bodies[""], today, told)
        proposing.enter(settled.bodies[""], today, told)
        answering.enter(settled.bodies[""], today)
        letters.enter(settled.bodies[""], settled.bodies[place.lively[-1]], today)
        talks.enter(settled.bodies[""], today)
        registers_today.enter(settled.bodies[""], today, told)
    samples = [lively.enliven(settled.bodies[code], place, today, told) for code in place.lively]
    organised.enter(settled, place, today)
    topical.enter(settled, today)
    if place.lively:
        returning.enter(settled.bodies, place, today)
        inspected.enter(settled.bodies[""], settled.bodies[place.lively[-1]], today)
        learning.enliven(settled.bodies[""], settled.bodies[place.lively[-1]], today)
        handed.enter(settled, today)
        assessed.enter(settled.bodies[""], settled.bodies[place.lively[-1]], today)
    return Built(settled.accounts, next((sample for sample in samples if sample), None))


def _sample(place: Place, today: date, told: Callable[[str], None]) -> None:
    """样本: the first few contents of every column; ``manage.py demo --replay`` brings the rest."""
    for source in replaying.sources(place):
        replaying.bring(source, Part.SAMPLE, today, replaying.clerk(place))
        told(f"{source.authority.name}{source.published.year}年公开内容")


def size(place: Place) -> int:
    """步数: how often ``told`` will be called for a place."""
    files = sum(year.received for year in place.years)
    if place.lively:
        files += len(last_year.LEAVES) + 1 + len(present.STEPS) + len(proposing.STEPS) + len(registers_today.STEPS)
    files += contested.size(place) + kept.size(place)
    files += answered.size(place) + len(registering.books(place))
    files += len(proposed.PAST.get(place.code, ())) + len(lettered.past_letters(place))
    files += sum(len(lively.OF_A_DEPARTMENT if code else lively.OF_THE_GOVERNMENT) for code in place.lively)
    return len(place.bodies) + len(place.people) + len(place.reports) + len(replaying.years(place)) + files
