"""取数的样子: how a room counts one row of a table, and what it counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.grammar.sheets import Number
from gongkai.office.authorities.models import Authority


@dataclass(frozen=True, slots=True)
class Behind:
    """数字背后的一条: what it is called, its day, whose it is, and its page where it has one."""

    title: str
    on: date | None
    authority: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """取数: how a room counts a row for an authority, or also for those beneath it, in a year; and what it counted.

    ``definition`` says what counts, ``once`` what keeps one thing from counting twice.
    """

    room: str
    definition: str
    once: str
    count: Callable[[Authority, bool, int], Number | None]
    behind: Callable[[Authority, bool, int], Iterable[Behind]]
