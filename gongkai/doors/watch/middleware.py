"""看护中间件: every request has a number, is timed and counted, and leaves one line in the log where that is wanted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gongkai.doors.watch import acts, figures
from gongkai.web import clock
from gongkai.web.logs import FACTS
from gongkai.web.refusing import refusal_of
from gongkai.web.timing import any_waiting, timed
from gongkai.web.tracing import HEADER, traced, view_of

log = logging.getLogger("gongkai.requests")
Respond = Callable[[HttpRequest], HttpResponseBase]
STATIC, PRESSED, LOST = "static", "pressed", "none"
"""What stands for a view where none was asked: a file of the interface, a pressed page, an address that leads nowhere."""


def watched(respond: Respond) -> Respond:
    """看护: the number comes back in the answer; the first of the middlewares, so that all the others are timed."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        begun = perf_counter()
        with traced(request) as number:
            with timed():
                response = respond(request)
            seconds, view = perf_counter() - begun, place_of(request, response)
            figures.count(view, response.status_code, seconds)
            refusal = refusal_of(request)
            if refusal is not None:
                figures.count_refusal(refusal.why, stranger=vars(request).get("official") is None)
            if log.isEnabledFor(logging.INFO):
                facts = {"method": request.method, "page": view, "status": response.status_code}
                facts |= {"refused": refusal.why.value} if refusal else {}
                log.info("应答", extra={FACTS: {**facts, "milliseconds": round(seconds * 1000, 1)}})
            if any_waiting():
                acts.write_down(clock.now())
        response.headers[HEADER] = number
        return response

    return answered


def place_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """所问: the name of the view; never an address, which may hold a code or a name."""
    if view := view_of(request):
        return view
    if request.path_info.startswith(settings.STATIC_URL):
        return STATIC
    return PRESSED if response.status_code < 400 else LOST
