"""只读副本: whoever only reads the public pages is answered from a copy of the database, as long as the copy keeps up.

Nothing in the house asks for the copy by name: a request is either read from it as a whole or not at all. Officials, whoever
has a session, and whoever sent something in the last seconds read the database itself, so that nobody misses what they did.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponseBase

from gongkai.office.notices.leases import TERM
from gongkai.office.notices.models import Lease
from gongkai.web import clock, cookies

REPLICA = "replica"
FRESH = "fresh"
"""刚办过: a cookie that says nothing but that its bearer sent something within ``STALE``."""
STALE = timedelta(seconds=30)
"""允许落后: a copy further behind is not read; the worker's turn is renewed more often than that and shows how far it is."""
ASKED_EVERY = 5.0

_from_the_copy: ContextVar[bool] = ContextVar("from_the_copy", default=False)


@dataclass
class Copy:
    """副本的近况: asked every few seconds, by whoever comes by."""

    usable: bool = False
    asked: float = field(default=-ASKED_EVERY)

    def keeps_up(self) -> bool:
        """跟得上: reachable, and as far as the worker's last renewal is old at most."""
        if monotonic() - self.asked >= ASKED_EVERY:
            self.asked = monotonic()
            self.usable = _is_near()
        return self.usable


def _is_near() -> bool:
    try:
        untils = Lease.objects.using(REPLICA).values_list("until", flat=True)
        return any(until - clock.now() > TERM - STALE for until in untils)
    except DatabaseError:
        connections[REPLICA].close()
        return False


_copy = Copy()


def reads_from_the_copy(ask: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """读副本: the middleware, which the settings put before whatever reads the database, where there is a copy."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        elsewhere = _only_reads(request) and _copy.keeps_up()
        token = _from_the_copy.set(elsewhere)
        try:
            response = ask(request)
            if (
                elsewhere and response.status_code >= 500
            ):  # the copy may have gone meanwhile; reading twice harms nobody
                _copy.usable = False
                _from_the_copy.set(False)
                response = ask(request)
        finally:
            _from_the_copy.reset(token)
        if request.method not in {"GET", "HEAD"}:
            cookies.keep(response, FRESH, "1", seconds=int(STALE.total_seconds()))
        return response

    return answer


def _only_reads(request: HttpRequest) -> bool:
    known = {cookies.named(FRESH), settings.SESSION_COOKIE_NAME}
    return request.method in {"GET", "HEAD"} and not known & request.COOKIES.keys() and not _is_the_desk(request.path)


def _is_the_desk(path: str) -> bool:
    return path.startswith("/desk/")


class Router:
    """路由: what Django asks before every statement. Whatever locks or writes goes to the database itself, and so does
    whatever the same request reads afterwards."""

    def db_for_read(self, model: type[Any], **hints: Any) -> str | None:
        """读."""
        return REPLICA if _from_the_copy.get() else None

    def db_for_write(self, model: type[Any], **hints: Any) -> str:
        """写."""
        _from_the_copy.set(False)
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """两处的行是同一个库的行."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """副本的表由复制而来."""
        return False if db == REPLICA else None
