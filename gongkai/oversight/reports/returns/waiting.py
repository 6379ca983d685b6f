"""待落实事项: what a unit must settle, or give a reason for, before its return is signed.

A room that knows more adds its function to ``WAITING``; each says in Chinese what is missing at an authority on a day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from gongkai.law.grammar.flow import Role
from gongkai.office.authorities.models import Authority
from gongkai.office.authorities.queries import holders

Waits = Callable[[Authority, date], Iterator[str]]
"""待落实: what is missing at an authority on a day."""

_POSTS = ((Role.SIGNER, "没有在任的单位负责人"), (Role.HANDLER, "没有在任的经办人"))


def posts(authority: Authority, day: date) -> Iterator[str]:
    """岗位落实: a leader who signs and a handler who fills in."""
    return (said for role, said in _POSTS if not holders(authority, role, day))


WAITING: list[Waits] = [posts]
"""各房间的待落实事项."""


def waits(authority: Authority, day: date) -> tuple[str, ...]:
    """待落实事项: of an authority on a day, from every room that knows of some."""
    return tuple(dict.fromkeys(said for asks in WAITING for said in asks(authority, day)))
