"""请求编号: the request a process is answering, under a number that its answer, its error page and its log lines share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest

from gongkai.web import signing

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_number: ContextVar[str] = ContextVar("request_number", default="")
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def number_of(request: HttpRequest) -> str:
    """请求编号: the one the server in front gave, where it is sane; else one of our own."""
    given: str = request.headers.get(HEADER, "")
    return given if _SANE.fullmatch(given) else uuid4().hex


@contextmanager
def traced(request: HttpRequest) -> Iterator[str]:
    """在编号之下: everything that is logged inside belongs to this request; yields its number."""
    number = number_of(request)
    under, asked = _number.set(number), _request.set(request)
    try:
        yield number
    finally:
        _number.reset(under)
        _request.reset(asked)


def request_number() -> str:
    """当前请求编号: empty where no request is being answered."""
    return _number.get()


def pseudonym() -> str:
    """化名: the same for the same official and no help in finding out who; empty for the public. Asks no database."""
    request = _request.get()
    official = vars(request).get("official") if request is not None else None
    key = getattr(official, "pk", None)
    return signing.keyed("gongkai.web.tracing", str(key))[:12] if key else ""


def view_of(request: HttpRequest | None) -> str:
    """视图: the name of the page that was asked for; empty where none was found."""
    match = getattr(request, "resolver_match", None)
    return match.view_name or "" if match else ""


def view() -> str:
    """当前视图."""
    return view_of(_request.get())
