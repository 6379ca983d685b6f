"""计时: how long each question to the database took; those that were slow are noted by their shape, never with what they held.

What was noted waits in the process until somebody writes it down: in the middle of a transaction nothing of ours may be written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections

from gongkai.web import tracing
from gongkai.web.shapes import shape

MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Slow:
    """慢语句: the shape of one statement that took too long, for which page or chore, and how many milliseconds."""

    shape: str
    place: str
    milliseconds: float


_waiting: deque[Slow] = deque(maxlen=MOST_WAITING)


@contextmanager
def timed(place: str = "") -> Iterator[None]:
    """计时: while inside; ``place`` names a chore or a command, a page is named by its view."""

    def time(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (perf_counter() - begun) * 1000
            if took >= settings.SLOW_QUERY_MS:
                _waiting.append(Slow(shape(str(sql)), place or tracing.view(), took))

    with ExitStack() as held:
        for connection in connections.all():
            held.enter_context(connection.execute_wrapper(time))
        yield


def collected() -> list[Slow]:
    """取出慢语句: those that wait, each handed out once."""
    taken: list[Slow] = []
    while _waiting:
        try:
            taken.append(_waiting.popleft())
        except IndexError:  # another thread was quicker
            break
    return taken


def put_back(some: list[Slow]) -> None:
    """放回: what could not be written down now."""
    _waiting.extend(some)


def any_waiting() -> bool:
    """有无慢语句."""
    return bool(_waiting)
