"""已公开内容的筛查: the same gate over what is public already, step by step; killed anywhere, it is taken up where it stood.

A room with something public says so in a module ``screened``: ``SUBJECTS``, each of which gives the parts of its rows after a
number, in order, worded as the act that published them handed them to the gate: what was decided then is decided still. A
finding in what is public waits at the desk, and whoever reviews is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority, Owned, OwnedQuerySet
from gongkai.office.authorities.queries import responsible
from gongkai.office.notices.acts import notify
from gongkai.publication.gate import queries
from gongkai.publication.gate.acts import screen_by
from gongkai.publication.gate.models import Screening, ScreeningRun
from gongkai.publication.gate.parts import Part

STEP = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """对象: a sort of published things; ``after`` gives number and parts of those of an authority that are public on a day,
    beyond a number and at most so many, in order.
    """

    key: str
    label: str
    after: Callable[[Authority, date, int, int], Iterator[tuple[int, list[Part]]]]


R = TypeVar("R", bound=Owned)


def rows_of(
    key: str,
    label: str,
    public: Callable[[Authority, date], OwnedQuerySet[R]],
    parts: Callable[[R], list[Part]],
) -> Subject:
    """逐行的对象: the rows the public reads on a day, and what each of them says."""

    def after(authority: Authority, on: date, beyond: int, many: int) -> Iterator[tuple[int, list[Part]]]:
        for row in public(authority, on).filter(pk__gt=beyond).order_by("pk")[:many]:
            yield row.pk, parts(row)

    return Subject(key, label, after)


def subjects() -> list[Subject]:
    """全部对象: ``SUBJECTS`` of every room that has a module ``screened``."""
    found: list[Subject] = []
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "screened"):
            found += import_module(f"{room.name}.screened").SUBJECTS
    return found


def sweep(authority: Authority, subject: Subject, *, on: date, seconds: float | None = None) -> ScreeningRun:
    """筛查已公开的: until everything is looked through by the rules of today, or the seconds are over."""
    begun = time.monotonic()
    while not (run := _step(authority, subject, on)).finished_on:
        if seconds is not None and time.monotonic() - begun > seconds:
            break
    return run


@transaction.atomic
def _step(authority: Authority, subject: Subject, on: date) -> ScreeningRun:
    lists, rules = queries.lists_in_force(authority)
    run, _ = (
        ScreeningRun.objects.of(authority)
        .select_for_update()
        .get_or_create(authority=authority, subject=subject.key, defaults={"rules": rules, "begun_on": on})
    )
    if run.rules != rules:
        run.rules, run.after, run.looked, run.found, run.begun_on, run.finished_on = rules, 0, 0, 0, on, None
    some = list(subject.after(authority, on, run.after, STEP))
    for number, parts in some:
        rows = [screen_by(authority, part, lists, rules, on=on, by=None, published=True) for part in parts]
        waits = [row for row in rows if row is not None and row.open]
        run.after, run.looked, run.found = number, run.looked + 1, run.found + bool(waits)
    run.finished_on = None if len(some) == STEP else (run.finished_on if run.finished_on and not some else on)
    if run.finished_on == on and run.found:
        _tell(authority, run, on)
    run.save()
    return run


def _tell(authority: Authority, run: ScreeningRun, on: date) -> None:
    subject = f"已公开的内容中有{run.found}件需要筛查决定，请到“公开前筛查”办理"
    _notify(authority, f"screening {run.subject} {run.rules} {run.found}", subject, on)


def tell(authority: Authority, rows: Iterable[Screening], on: date) -> None:
    """告知待决定: who reviews secrecy learns of what was held back; once for each thing."""
    for row in rows:
        if row.open:
            subject = f"“{row.name[:60]}”被公开前筛查拦下，有{row.open}处待决定"
            _notify(authority, f"screening {row.mark}", subject, on)


def _notify(authority: Authority, key: str, subject: str, on: date) -> None:
    for official in responsible(authority, Role.SECRECY_REVIEWER, on):
        notify(authority, f"{key} {authority.pk} {official.pk}", official, subject=subject)


def sweep_some(on: date, seconds: float) -> int:
    """筛查一段: of all authorities in turn, as long as the seconds last; how many things were looked through."""
    begun, before = time.monotonic(), _looked()
    for authority in Authority.objects.order_by("pk"):
        for subject in subjects():
            left = seconds - (time.monotonic() - begun)
            if left <= 0:
                return _looked() - before
            sweep(authority, subject, on=on, seconds=left)
    return _looked() - before


def _looked() -> int:
    return sum(ScreeningRun.objects.everywhere().values_list("looked", flat=True))
