"""断点: a process that dies before its n-th statement, commit or rename of a file; and a walk over every such point.

The work is done with real transactions (``django_db(transaction=True)``). ``Killed`` is no ``Exception``: nothing in the house
catches it, and what was not committed is gone, as it is when a process is killed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection


class Killed(BaseException):
    """被杀: the process is gone at this point."""


@dataclass
class Points:
    """The points that were passed, by what they stand before; ``at`` is the one to die at, None to pass them all."""

    at: int | None = None
    die: Callable[[str], object] | None = None
    passed: list[str] = field(default_factory=list)

    def reach(self, what: str) -> None:
        self.passed.append(what)
        if len(self.passed) == self.at:
            if self.die is not None:
                self.die(what)
            raise Killed(what)


@contextmanager
def failpoints(at: int | None = None, die: Callable[[str], object] | None = None) -> Iterator[Points]:
    """Count the points of what runs inside, and die at one of them."""
    points = Points(at, die)
    commit, replace = connection.commit, Path.replace

    def before_statement(execute: Any, sql: str, *rest: Any) -> Any:
        points.reach(sql[:60])
        return execute(sql, *rest)

    def before_commit() -> None:
        try:
            points.reach("COMMIT")
        except Killed:
            connection.connection.rollback()
            raise
        commit()

    def before_rename(self: Path, target: Any) -> Path:
        points.reach(f"RENAME {self.name}")
        return replace(self, target)

    connection.commit = before_commit  # type: ignore[method-assign]
    Path.replace = before_rename  # type: ignore[method-assign, assignment]
    try:
        with connection.execute_wrapper(before_statement):
            yield points
    finally:
        connection.commit = commit  # type: ignore[method-assign]
        Path.replace = replace  # type: ignore[method-assign]


def points_of(work: Callable[[], object]) -> int:
    """How many points a piece of work passes."""
    with failpoints() as points:
        work()
    return len(points.passed)


def survives(work: Callable[[], object], at: int) -> bool:
    """Do the work and die at a point; whether the work was done before that point came."""
    try:
        with failpoints(at):
            work()
    except Killed:
        return False
    return True
