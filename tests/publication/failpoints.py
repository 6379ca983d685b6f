"""断点: a process that dies before its n-th statement, commit, flush, rename or removal of a file; and a walk over the points.

``Killed`` is no ``Exception``: nothing in the house catches it. Once dead, a process does nothing more: whatever its clean-up
still tries at another point is stopped there too. What lay on the disk at that moment is for ``die`` to keep (``worlds``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db import connections

OF_FILES = {"replace": "RENAME", "rename": "RENAME", "fsync": "FLUSH", "unlink": "REMOVE"}
"""What a process does to files, by the functions of ``os`` everybody comes down to, and how the point is called."""

WRITING = ("INSERT", "UPDATE", "DELETE")


class Killed(BaseException):
    """被杀: the process is gone at this point."""


@dataclass
class Points:
    """The points that were passed, by what they stand before; ``at`` is the one to die at, None to pass them all.

    ``commits`` counts the transactions that lasted.
    """

    at: int | None = None
    die: Callable[[str], object] | None = None
    passed: list[str] = field(default_factory=list)
    dying: bool = False
    dead: bool = False
    commits: int = 0
    pending: Callable[[], object] | None = None

    def reach(self, what: str) -> None:
        """Come to a point; who is dead stays so, and what ``die`` does itself passes no points."""
        if self.dying:
            return
        if not self.dead:
            self.settle()
            self.passed.append(what)
            if len(self.passed) != self.at:
                return
            self.dying = True
            if self.die is not None:
                self.die(what)
            self.dying, self.dead = False, True
        raise Killed(what)

    def settle(self) -> None:
        """A statement outside a transaction has lasted once its answer was read: by the next point, or by the end."""
        lasted, self.pending = self.pending, None
        if lasted is not None:
            lasted()


@contextmanager
def failpoints(
    at: int | None = None,
    die: Callable[[str], object] | None = None,
    committed: Callable[[], object] | None = None,
) -> Iterator[Points]:
    """Count the points of what runs inside, and die at one of them; ``committed`` is called after each commit."""
    points = Points(at, die)
    connection = connections["default"]
    connection.ensure_connection()
    commit = connection.commit

    def lasted() -> None:
        points.commits += 1
        if committed is not None:
            committed()

    def before_statement(execute: Any, sql: str, *rest: Any) -> Any:
        points.reach(sql[:60])
        result = execute(sql, *rest)
        if not connection.in_atomic_block and sql.split(None, 1)[0].upper() in WRITING:
            points.pending = lasted  # outside a transaction a statement is its own commit
        return result

    def before_commit() -> None:
        try:
            points.reach("COMMIT")
        except Killed:
            if die is None:
                connection.connection.rollback()
            raise
        commit()
        lasted()

    with ExitStack() as patched:
        patched.enter_context(patch.object(connection, "commit", before_commit))
        for name, what in OF_FILES.items():
            patched.enter_context(patch.object(os, name, _before(points, what, getattr(os, name))))
        patched.enter_context(connection.execute_wrapper(before_statement))
        yield points
        points.settle()


def _before(points: Points, what: str, call: Callable[..., Any]) -> Callable[..., Any]:
    def before(*given: Any, **named: Any) -> Any:
        points.reach(what)
        return call(*given, **named)

    return before


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
