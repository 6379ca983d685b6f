"""待落实事项: what a unit must settle, or give a reason for, before its return is signed.

A room that knows more adds its function to ``WAITING``; each says in Chinese what is missing at an authority on a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders
from gongkai.oversight.people.lights.queries import lights_of

Waits = Callable[[Authority, date], Iterator[str]]
"""待落实: what is missing at an authority on a day."""


def posts(authority: Authority, day: date) -> Iterator[str]:
    """岗位落实: somebody who signs for the unit; who fills in is told by the lights."""
    return iter(() if holders(authority, Role.SIGNER, day) else ("没有在任的单位负责人",))


def lights(authority: Authority, day: date) -> Iterator[str]:
    """三到位: what is neither named nor explained."""
    return (f"{each.light.label}{each.shine.label}" for each in lights_of(authority, day).waiting)


WAITING: list[Waits] = [posts, lights]
"""各房间的待落实事项."""


def waits(authority: Authority, day: date) -> tuple[str, ...]:
    """待落实事项: of an authority on a day, from every room that knows of some."""
    return tuple(dict.fromkeys(said for asks in WAITING for said in asks(authority, day)))
