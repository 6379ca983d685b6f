"""值守: the loop of the one supervised process, and the chores it does. A room adds its own in a module ``chores``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from threading import Event

from django.apps import apps
from django.db import close_old_connections
from django.utils.module_loading import module_has_submodule

from gongkai.web import clock
from gongkai.web.timing import timed

log = logging.getLogger(__name__)
REST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Chore:
    """差事: something to be done every so often; it may be done twice without harm, and killed anywhere."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


def chores() -> list[Chore]:
    """全部差事: ``CHORES`` of every room that has a module ``chores``, from the ground floor up."""
    found: list[Chore] = []
    for room in apps.get_app_configs():
        if room.module is not None and module_has_submodule(room.module, "chores"):
            found += import_module(f"{room.name}.chores").CHORES
    return found


@dataclass(frozen=True, slots=True)
class Failing:
    """未能完成的差事: since when, how often in a row, and the class of the last error: its words may name somebody."""

    chore: str
    since: datetime
    times: int
    trouble: str


_failing: dict[str, Failing] = {}


def failing() -> list[Failing]:
    """未能完成的差事: of this process, until they succeed again."""
    return list(_failing.values())


def work(doing: Sequence[Chore], stop: Event, ours: Callable[[], bool] = lambda: True) -> None:
    """值守: do each chore when its time has come until told to stop; a chore that fails is reported and done again later.

    Nothing is begun while the turn is not ``ours``: another host's worker is at it.
    """
    due = {chore.name: clock.now() for chore in doing}
    while not stop.is_set():
        for chore in doing:
            now = clock.now()
            if now >= due[chore.name] and not stop.is_set() and ours():
                _do(chore, now)
                due[chore.name] = now + chore.every
        stop.wait(REST.total_seconds())


def _do(chore: Chore, now: datetime) -> None:
    close_old_connections()
    try:
        with timed(chore.name):
            chore.do(now)
        _failing.pop(chore.name, None)
    except Exception as trouble:
        log.exception("差事“%s”未完成，稍后再做", chore.name)
        before = _failing.get(chore.name)
        since, times = (before.since, before.times) if before else (now, 0)
        _failing[chore.name] = Failing(chore.name, since, times + 1, type(trouble).__name__)
